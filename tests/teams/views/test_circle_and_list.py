"""What the picture says to who does not see it, and what the list beside it says: the same, place by place."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from lxml import html

from schools.models import School
from teams.models import Membership, Professional
from tests.factories import TODAY, StandInFactory, person, seat
from tests.pages import of_class, page, words

URL = "/scholen/99AA00/"
DAYS = {"maandag": "ma", "dinsdag": "di", "woensdag": "wo", "donderdag": "do", "vrijdag": "vr"}

Said = dict[str, object]


@pytest.fixture
def full_team(school: School, samira: Membership) -> None:
    """Somebody in every state: new, faded, first contact, replaced for a while, coming; and seats that are empty."""
    Professional.objects.update(confirmed_on=TODAY - timedelta(days=10))
    faded = seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), contact_days=0b10001)
    Professional.objects.filter(pk=faded.professional_id).update(confirmed_on=date(2025, 1, 1))
    StandInFactory(
        membership=samira,
        professional=person(school, "Kees", "", "Pieterse"),
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=9),
    )
    seat(school, "leerplichtambtenaar", professional=person(school, "Rik", "", "Schipper"), starts_on=date(2027, 1, 1))
    new = seat(school, "jeugdverpleegkundige", professional=person(school, "Mirjam", "", "Smit"), starts_on=TODAY)
    Membership.objects.filter(pk=new.pk).update(is_first_contact=True)


def drawn(tree: html.HtmlElement) -> dict[str, Said]:
    """Per place what its label in the picture says."""
    return {place.get("data-place"): _from_label(place.get("aria-label")) for place in tree.xpath("//*[@data-place]")}


def _from_label(label: str) -> Said:
    name, role, *facts = label.split(", ")
    rest = ", ".join(facts)
    works = re.search(r"werkt ([a-z, ]+)$", rest)
    stand_in = re.search(r"nu vervangen door ([^,]+)", rest)
    return {
        "who": "" if name in {"Vacature", "Gewenst"} else name,
        "role": role.lower(),
        "is_missing": name == "Vacature",
        "is_first_contact": "eerste contact" in facts,
        "is_new": "nieuw" in facts,
        "is_faded": "al een half jaar niet bevestigd" in facts,
        "is_coming": any(fact.startswith("straks in dit team") for fact in facts),
        "stand_in": stand_in[1] if stand_in else "",
        "days": [DAYS[day] for day in re.split(", | en ", works[1])] if works else [],
    }


def listed(tree: html.HtmlElement) -> dict[str, Said]:
    """Per place what its row in the list says."""
    return {row.get("id"): _from_row(row) for row in tree.xpath(of_class("seat-row") + "[@id]")}


def _from_row(row: html.HtmlElement) -> Said:
    chips = [words(chip) for chip in row.xpath("." + of_class("chip"))]
    who = row.xpath("." + of_class("seat-name") + "/a")
    told = words(row.xpath("." + of_class("muted"))[0])
    works = re.search(r"(?:op school:|werkt) ((?:ma|di|wo|do|vr)(?:, (?:ma|di|wo|do|vr))*)", told)
    role = told.split(" · ")[0] if who else words(row.xpath("." + of_class("seat-name"))[0])
    return {
        "who": words(who[0]) if who else "",
        "role": role.lower(),
        "is_missing": bool(row.xpath("." + of_class("vacant"))),
        "is_first_contact": "★ eerste contact" in chips,
        "is_new": any(chip.startswith("nieuw sinds") for chip in chips),
        "is_faded": "al een half jaar niet bevestigd" in chips,
        "is_coming": "straks" in chips,
        "stand_in": "".join(words(link) for link in row.xpath("." + of_class("stand-in") + "/p/a[1]")),
        "days": works[1].split(", ") if works else [],
    }


@pytest.mark.usefixtures("full_team")
def test_the_list_says_of_every_place_what_the_picture_says(editor: Client) -> None:
    tree = page(editor.get(URL))
    said = drawn(tree)
    assert {place["who"] for place in said.values()} >= {"Samira Bakkali", "Eva Jansen", "Rik Schipper", "Mirjam Smit"}
    assert any(place[what] for place in said.values() for what in ("is_missing",))
    assert said == listed(tree)


@pytest.mark.usefixtures("full_team")
def test_the_description_counts_the_places_and_names_the_empty_ones(editor: Client) -> None:
    tree = page(editor.get(URL))
    described = words(tree.xpath("//*[local-name()='svg']//*[local-name()='desc']")[0])
    places = drawn(tree).values()
    missing = [place["role"] for place in places if place["is_missing"]]
    of_today = [place for place in places if not place["is_coming"]]
    assert f"heeft {len(of_today)} plekken" in described
    assert [role for role in missing if str(role) not in described.lower()] == []


def test_the_picture_of_twelve_is_sent_once_and_small(school: School, editor: Client) -> None:
    for number in range(11):
        seat(school, "cjg-coach", professional=person(school, "Wilhelmina", "van den", f"Heuvel-Bakker {number}"))
    content = editor.get(URL).content.decode()
    pictures = re.findall(r'<svg xmlns="[^"]+" class="circle".*?</svg>', content, re.DOTALL)
    assert len(pictures) == 1
    assert pictures[0].count('role="listitem"') >= 12
    assert len(gzip.compress(pictures[0].encode())) < 15 * 1024
