"""/mensen/<nummer>/overdragen/: first choose, then see what will happen, then do it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Coordinator, Membership, Professional
from tests.factories import GrantFactory, ProfessionalFactory, SchoolFactory, UserFactory, person, seat
from tests.pages import all_words, errors, meanwhile, messages, of_class, page, send, sign_in, undo_url, values, words
from tests.teams.handing_over import NEW_YEARS_EVE, Fleet, lay_fleet

CONFIRMED, DAY = {"bevestigd": "on"}, {"starts_on": "2027-01-01"}
STEPS = of_class("hand-over-steps") + "/li"


@pytest.fixture
def fleet() -> Fleet:
    return lay_fleet()


@pytest.fixture
def leader(fleet: Fleet) -> Client:
    return sign_in(Client(), fleet.leader)


@pytest.fixture
def url(fleet: Fleet) -> str:
    return f"/mensen/{fleet.samira.pk}/overdragen/"


def place(fleet: Fleet, number: int) -> str:
    return f"plek_{fleet.seats[number].pk}"


def confirm(client: Client, url: str, **typed: Any) -> HttpResponse:
    """Choose, look, and press the button under the preview."""
    return send(client, url, send(client, url, **typed), **CONFIRMED)


# Who may


def test_who_may_open_it(fleet: Fleet, url: str, client: Client) -> None:
    kinds = {
        kind: GrantFactory(region=fleet.region, kind=kind).user for kind in (GrantKind.PROCESBEGELEIDER, GrantKind.SWV)
    }
    ib, other = UserFactory(), UserFactory()
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(user=ib)
    ggd = person(fleet.schools[0], "", "", "Jansen").organisation
    Coordinator.objects.create(user=other, organisation=ggd, starts_on=date(2026, 1, 1))
    users = (fleet.leader, *kinds.values(), ib, other, GrantFactory().user)
    statuses = [sign_in(Client(), user).get(url).status_code for user in users]
    assert (statuses, client.get(url).status_code) == ([200, 200, 403, 403, 403, 404], 302)


def test_who_may_not_changes_nothing(fleet: Fleet, url: str, leader: Client) -> None:
    data = {**values(leader.get(url), url), **CONFIRMED, "successor": fleet.tom.pk}
    swv = GrantFactory(region=fleet.region, kind=GrantKind.SWV).user
    answers = [sign_in(Client(), user).post(url, data).status_code for user in (swv, GrantFactory().user)]
    assert (answers, Change.objects.count()) == ([403, 404], 0)


def test_who_guides_one_municipality_hands_over_only_what_lies_there(fleet: Fleet, url: str) -> None:
    guide = GrantFactory(region=fleet.region, municipality=fleet.schools[1].municipality).user
    client = sign_in(Client(), guide)
    assert all_words(page(client.get(url)), of_class("hand-over-rows") + "//strong") == ["De Bark"]
    confirm(client, url, **DAY, successor="niemand", **{place(fleet, 0): "niemand"})
    assert fleet.coaches() == {
        "De Aak": [("Samira Bakkali", None)],
        "De Bark": [("Samira Bakkali", NEW_YEARS_EVE)],
        "De Cog": [("Samira Bakkali", None)],
    }


def test_the_person_page_offers_it_to_who_may(fleet: Fleet, leader: Client, url: str) -> None:
    ib = UserFactory()
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(user=ib)
    offers = [
        page(each.get(f"/mensen/{fleet.samira.pk}/")).xpath(f"//a[@href='{url}']/text()")
        for each in (leader, sign_in(Client(), ib))
    ]
    assert offers == [["Draag scholen over"], []]


# Choosing


def test_only_colleagues_that_she_may_choose_are_offered(fleet: Fleet, leader: Client, url: str) -> None:
    person(fleet.schools[0], "Vera", "", "Vreemd", organisation__kind="ggd")
    person(fleet.schools[0], "Piet", "", "Ander")  # of another CJG of the region
    ProfessionalFactory(organisation=fleet.cjg, surname="Gewist", erased_on=date(2026, 1, 1))
    options = all_words(page(leader.get(url)), "//select[@name='successor']/option")
    assert options == [
        "Kies een opvolger",
        "Geen opvolger: de plek wordt leeg",
        "Smit, Noor (0 scholen)",
        "Vries, Tom de (0 scholen)",
    ]


@pytest.mark.parametrize("field", ["successor", "row"])
def test_somebody_elses_person_is_refused_also_by_hand(fleet: Fleet, leader: Client, url: str, field: str) -> None:
    stranger = person(fleet.schools[0], "Vera", "", "Vreemd")
    typed = (
        {"successor": stranger.pk}
        if field == "successor"
        else {"successor": fleet.tom.pk, place(fleet, 0): stranger.pk}
    )
    answer = send(leader, url, **{name: str(value) for name, value in typed.items()}, **CONFIRMED)
    assert (answer.status_code, len(errors(answer)), Change.objects.count()) == (200, 1, 0)


def test_a_seat_of_somebody_else_cannot_be_added_by_hand(fleet: Fleet, leader: Client, url: str) -> None:
    row = fleet.ibs[0]
    confirm(leader, url, **DAY, successor=fleet.tom.pk, **{f"plek_{row.pk}": str(fleet.tom.pk)})
    row.refresh_from_db()
    assert (row.ends_on, Membership.objects.filter(professional=fleet.tom).count()) == (None, 3)


def test_nothing_chosen_says_what_to_do(fleet: Fleet, leader: Client, url: str) -> None:
    assert errors(send(leader, url)) == ["Opvolger voor alle scholen: Kies een opvolger, of ‘Geen opvolger’."]


def test_a_school_that_is_closed_is_not_touched(fleet: Fleet, leader: Client, url: str) -> None:
    School.objects.filter(pk=fleet.schools[0].pk).update(closed_on=date(2026, 11, 1))
    confirm(leader, url, **DAY, successor=fleet.tom.pk)
    assert fleet.coaches()["De Aak"] == [("Samira Bakkali", None)]


def test_who_has_no_seat_has_nothing_to_hand_over(fleet: Fleet, leader: Client) -> None:
    answer = leader.get(f"/mensen/{fleet.tom.pk}/overdragen/")
    assert all_words(page(answer), of_class("empty")) == [
        "Tom de Vries heeft nu geen plek in een kernteam die jij kunt overdragen."
    ]


# Looking


def test_a_preview_says_per_school_what_happens_and_changes_nothing(fleet: Fleet, leader: Client, url: str) -> None:
    typed = {place(fleet, 1): str(fleet.noor.pk), place(fleet, 2): "blijft"}
    tree = page(send(leader, url, **DAY, successor=fleet.tom.pk, **typed))
    assert all_words(tree, STEPS) == [
        "De Aak Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 1 januari 2027.",
        "De Bark Noor Smit volgt Samira Bakkali op als CJG-coach vanaf 1 januari 2027.",
    ]
    assert all_words(tree, "//h3[.='Dit verandert niet']/following-sibling::ul[1]/li") == ["De Cog CJG-coach"]
    assert all_words(tree, of_class("loads") + "//li/p[1]") == [
        "Tom de Vries 0 nu, 1 straks",
        "Noor Smit 0 nu, 1 straks",
    ]
    assert Change.objects.count() == 0


def test_a_preview_shows_each_letter(fleet: Fleet, leader: Client, url: str, mailoutbox: list[Any]) -> None:
    letters = page(send(leader, url, **DAY, successor=fleet.tom.pk)).xpath(of_class("letter"))
    assert [words(letter.xpath("./summary")[0]).split()[-1] for letter in letters] == [
        f"ib{n}@school.example" for n in range(3)
    ]
    shown = letters[0].xpath(".//pre")[0].text_content()
    assert mailoutbox == []
    confirm(leader, url, **DAY, successor=fleet.tom.pk)
    assert shown == mailoutbox[0].body


def test_a_preview_names_the_empty_seats(fleet: Fleet, leader: Client, url: str) -> None:
    tree = page(send(leader, url, successor="niemand"))
    assert all_words(tree, STEPS)[0] == (
        "De Aak wordt leeg Samira Bakkali stopt als CJG-coach, laatste dag 21 november 2026. Er is nog geen opvolger."
    )


def test_what_cannot_be_is_said_with_the_school_and_everything_typed_stays(
    fleet: Fleet, leader: Client, url: str
) -> None:
    answer = send(leader, url, starts_on="2026-08-01", successor=fleet.tom.pk, **{place(fleet, 1): "blijft"})
    assert errors(answer)[0].startswith("De Aak: Samira Bakkali begon op 1 augustus 2026.")
    kept = values(answer, url)
    assert (kept["starts_on"], kept["successor"], kept[place(fleet, 1)]) == (
        ["2026-08-01"],
        [str(fleet.tom.pk)],
        ["blijft"],
    )


def test_back_from_the_preview_everything_chosen_is_still_there(fleet: Fleet, leader: Client, url: str) -> None:
    looked = send(leader, url, **DAY, successor=fleet.tom.pk, **{place(fleet, 1): "niemand"})
    kept = values(send(leader, url, looked, aanpassen="on"), url)
    assert (kept["starts_on"], kept["successor"], kept[place(fleet, 1)]) == (
        ["2027-01-01"],
        [str(fleet.tom.pk)],
        ["niemand"],
    )


def test_names_are_text(fleet: Fleet, leader: Client, url: str) -> None:
    Professional.objects.filter(pk=fleet.tom.pk).update(first_name="<script>alert(1)</script>", surname='û"' * 20)
    looked = send(leader, url, successor=fleet.tom.pk)
    assert [b"<script>alert" in answer.content for answer in (leader.get(url), looked)] == [False, False]


# Doing


def test_she_hands_over_and_undoes_it_from_the_message(
    fleet: Fleet, leader: Client, url: str, mailoutbox: list[Any]
) -> None:
    before = list(Membership.objects.values())
    answer = confirm(leader, url, **DAY, successor=fleet.tom.pk)
    assert (answer.status_code, answer.url) == (302, f"/mensen/{fleet.samira.pk}/")  # type: ignore[attr-defined]
    undo = undo_url(leader)
    assert (Change.objects.count(), len(mailoutbox)) == (1, 3)
    said = messages(leader.post(undo, {"terug": "/"}, follow=True))
    assert said == ["Teruggedraaid: 3 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027: Tom de Vries (3)."]
    assert (list(Membership.objects.values()), len(mailoutbox)) == (before, 6)


def test_the_same_form_sent_twice_acts_once_and_says_so_twice(
    fleet: Fleet, leader: Client, url: str, mailoutbox: list[Any]
) -> None:
    looked = send(leader, url, **DAY, successor=fleet.tom.pk)
    data = {**values(looked, url), **CONFIRMED}
    said = [messages(leader.post(url, data, follow=True)) for _ in range(2)]
    assert said == [["3 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027: Tom de Vries (3)."]] * 2
    assert (Change.objects.count(), len(mailoutbox)) == (1, 3)


def test_two_coordinators_at_the_same_coach(fleet: Fleet, leader: Client, url: str) -> None:
    second = UserFactory()
    Coordinator.objects.create(user=second, organisation=fleet.cjg, starts_on=date(2026, 1, 1))
    other = sign_in(Client(), second)
    looked = send(other, url, **DAY, successor=fleet.noor.pk)
    confirm(leader, url, **DAY, successor=fleet.tom.pk)
    answer = send(other, url, looked, **CONFIRMED)
    assert (answer.status_code, meanwhile(answer)[0]) == (
        409,
        "De Aak, CJG-coach vanaf 1 augustus 2026: laatste dag is nu 31 december 2026 (was leeg).",
    )
    assert (Change.objects.count(), Membership.objects.filter(professional=fleet.noor).count()) == (1, 0)
    assert values(answer, url)["successor"] == [str(fleet.noor.pk)]


def test_a_day_earlier_than_the_other_one_told_her_so_too_when_nothing_is_left(
    fleet: Fleet, leader: Client, url: str
) -> None:
    guide = sign_in(Client(), GrantFactory(region=fleet.region).user)
    looked = send(guide, url, successor=fleet.noor.pk)
    confirm(leader, url, successor=fleet.tom.pk)
    answer = send(guide, url, looked, **CONFIRMED)
    assert (answer.status_code, len(meanwhile(answer)), Change.objects.count()) == (409, 3, 1)


@pytest.mark.parametrize("step", ["choose", "organisation"])
def test_what_a_page_costs_does_not_depend_on_how_many_schools(step: str) -> None:
    counts = []
    for size in (3, 11):
        fleet = lay_fleet_of(size)
        client = sign_in(Client(), fleet.leader)
        path = f"/mensen/{fleet.samira.pk}/overdragen/" if step == "choose" else f"/organisaties/{fleet.cjg.pk}/"
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def lay_fleet_of(size: int) -> Fleet:
    User.objects.filter(email="margriet@example.nl").update(email=f"margriet{User.objects.count()}@example.nl")
    fleet = lay_fleet(size)
    seat(SchoolFactory(region=fleet.region), "cjg-coach", professional=fleet.tom)
    return fleet
