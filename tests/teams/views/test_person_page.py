"""/mensen/<nummer>/: one person, her contact data and her seats now and before."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import GrantFactory, SchoolFactory, StandInFactory, UserFactory, person, seat
from tests.pages import all_words, of_class, page, sign_in


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/"


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


@pytest.mark.parametrize(
    ("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200), ("swv", 200)]
)
def test_who_may_see_somebody(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


def test_somebody_of_another_region_is_not_found(editor: Client, far_ib: Membership) -> None:
    answer = editor.get(f"/mensen/{far_ib.professional_id}/")
    assert (answer.status_code, b"anarie" in answer.content) == (404, False)


def test_somebody_at_another_school_of_the_region_is_not_found(editor: Client, school: School) -> None:
    neighbour = seat(SchoolFactory(region=school.region), "cjg-coach")
    assert editor.get(f"/mensen/{neighbour.professional_id}/").status_code == 404


def facts(client: Client, url: str) -> dict[str, str]:
    tree = page(client.get(url))
    return dict(zip(all_words(tree, "//dt"), all_words(tree, "//dd"), strict=True))


def test_contact_data(reader: Client, samira: Membership, url: str) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(
        half_days=7, expertise="verzuim, rouw", introduction="Ik ken de <b>wijk</b>."
    )
    assert facts(reader, url) == {
        "Telefoon": "06-12345678 Wie ziet dit: alleen mijn eigen kernteams.",
        "E-mail": "samira@example.nlWie ziet dit: iedereen in de regio.",
        "Organisatie": "CJG Duinveen",
        "Werkdagen": "ma, di (ochtend)",
        "Expertise": "verzuim, rouw",
        "Wie ben ik": "Ik ken de <b>wijk</b>.",
    }


def test_what_is_not_known_says_so(reader: Client, samira: Membership, url: str) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(phone="", email="")
    assert facts(reader, url) == {
        "Telefoon": "niet bekend",
        "E-mail": "niet bekend",
        "Organisatie": "CJG Duinveen",
        "Werkdagen": "niet bekend",
        "Expertise": "nog niet ingevuld",
    }


def seats(client: Client, url: str) -> dict[str, list[str]]:
    section = page(client.get(url)).xpath("//section[@aria-labelledby='kop-scholen']")[0]
    return {
        heading.text: all_words(heading, "./following-sibling::ul[1]/li/div/a") for heading in section.xpath(".//h3")
    }


@pytest.fixture
def elsewhere(school: School, samira: Membership) -> None:
    """Samira's seats at four other schools of the region: one now, one before, one later and one as a stand-in."""
    days = {
        "Ook nu": {"starts_on": date(2026, 9, 1)},
        "Eerder": {"starts_on": date(2024, 8, 1), "ends_on": date(2026, 7, 31)},
        "Later": {"starts_on": date(2027, 8, 1)},
    }
    for name, period in days.items():
        there = SchoolFactory(region=school.region, name=name)
        seat(there, "cjg-coach", professional=samira.professional, **period)
    stood_in_for = seat(SchoolFactory(region=school.region, name="Waarneming"), "cjg-coach")
    StandInFactory(membership=stood_in_for, professional=samira.professional)


@pytest.mark.usefixtures("elsewhere")
def test_seats_now_later_before_and_as_a_stand_in(swv: Client, url: str) -> None:
    assert seats(swv, url) == {
        "Nu": ["De Zeester", "Ook nu"],
        "Neemt waar": ["Waarneming"],
        "Straks": ["Later"],
        "Eerder": ["Eerder"],
    }


@pytest.mark.usefixtures("elsewhere")
def test_of_schools_that_one_does_not_see_only_their_number_is_told(editor: Client, url: str) -> None:
    answer = editor.get(url)
    assert seats(editor, url) == {"Nu": ["De Zeester"]}
    assert "En nog 1 plek op scholen die jij niet ziet." in all_words(page(answer), "//p")
    assert b"Ook nu" not in answer.content


@pytest.mark.usefixtures("elsewhere")
def test_somebody_sees_all_her_own_seats(reader: Client, url: str) -> None:
    assert list(seats(reader, url)) == ["Nu", "Neemt waar", "Straks", "Eerder"]


@pytest.mark.usefixtures("elsewhere")
def test_every_link_on_ones_own_page_leads_somewhere(reader: Client, url: str) -> None:
    links = sorted({link for link in page(reader.get(url)).xpath("//main//a/@href") if link.startswith("/")})
    assert {link: reader.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_without_a_seat_it_says_so(school: School, sign_in: Callable[[User], Client]) -> None:
    me = person(school, "Jan", "", "Boer", user=UserFactory())
    answer = sign_in(me.user).get(f"/mensen/{me.pk}/")  # type: ignore[arg-type]
    assert all_words(page(answer), of_class("empty")) == ["Nog geen plek in een kernteam."]


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("reader", ["Dit klopt nog", "Bewerk mijn gegevens"]),
        ("editor", ["Dit klopt nog", "Corrigeer de gegevens"]),
        ("swv", []),
    ],
)
def test_what_is_offered_to_whom(request: pytest.FixtureRequest, url: str, who: str, offered: list[str]) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert all_words(tree, of_class("page-actions") + "//*[contains(@class, 'btn')]") == offered


@pytest.mark.parametrize(
    ("confirmed_on", "chips", "said"),
    [
        (None, ["! al een half jaar niet bevestigd"], "Gegevens nog nooit nagekeken."),
        (date(2026, 5, 22), ["! al een half jaar niet bevestigd"], "Gegevens nagekeken op 22 mei 2026."),
        (date(2026, 5, 23), [], "Gegevens nagekeken op 23 mei 2026."),
    ],
)
def test_fresh_or_faded(
    editor: Client, samira: Membership, url: str, confirmed_on: date | None, chips: list[str], said: str
) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(confirmed_on=confirmed_on)
    tree = page(editor.get(url))
    assert (all_words(tree, of_class("page-head") + "/span"), said in all_words(tree, "//p")) == (chips, True)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onmouseover="x', "{{ user }}", "w" * 60])
def test_any_name_is_shown_as_it_is(editor: Client, samira: Membership, url: str, name: str) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(first_name=name)
    answer = editor.get(url)
    assert (all_words(page(answer), "//h1"), b"<script>alert" in answer.content) == ([f"{name} Bakkali"], False)


def test_the_number_of_queries_does_not_grow_with_the_seats(
    swv: Client, school: School, samira: Membership, url: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(url)
        return len(captured)

    one = queries()
    for _ in range(10):
        seat(SchoolFactory(region=school.region), "cjg-coach", professional=samira.professional)
    assert (queries(), len(seats(swv, url)["Nu"])) == (one, 11)
