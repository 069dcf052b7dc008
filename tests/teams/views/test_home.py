"""/: to your one school, or else to the list; without any school to your own page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from schools.models import Change, School
from teams.models import Membership
from tests.factories import SchoolFactory, UserFactory, seat
from tests.pages import send


def test_a_stranger_signs_in_first(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/")  # type: ignore[attr-defined]


def test_who_has_one_school_goes_straight_there(reader: Client, far: School) -> None:
    assert reader.get("/").url == "/scholen/99AA00/"  # type: ignore[attr-defined]


def test_who_has_two_schools_chooses_from_the_list(reader: Client, samira: Membership, school: School) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=samira.professional)
    assert reader.get("/").url == "/scholen/"  # type: ignore[attr-defined]


def test_who_has_no_school_is_told_so_on_the_list(school: School, sign_in: Callable[[User], Client]) -> None:
    answer = sign_in(UserFactory()).get("/", follow=True)
    assert (answer.redirect_chain, b"geen plek in een kernteam" in answer.content) == ([("/scholen/", 302)], True)


def test_an_address_that_does_not_exist_is_a_page_in_dutch(reader: Client) -> None:
    answer = reader.get("/bestaat-niet/")
    assert (answer.status_code, b"<h1>Niet gevonden</h1>" in answer.content) == (404, True)


def test_healthz_needs_no_signing_in(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


# Without a school


@pytest.mark.parametrize(
    ("ends_on", "to"),
    [(date(2026, 11, 22), "/scholen/99AA00/"), (date(2026, 11, 21), "own page")],
    ids=["ends today", "ended yesterday"],
)
def test_after_her_last_day_she_comes_to_her_own_page(
    reader: Client, samira: Membership, ends_on: date, to: str
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=ends_on)
    own = f"/mensen/{samira.professional_id}/"
    assert reader.get("/").url == (own if to == "own page" else to)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("ends_on", "status"), [(date(2026, 11, 22), 200), (date(2026, 11, 21), 404)])
def test_from_then_on_nothing_else_opens(
    reader: Client, samira: Membership, anneke: Membership, ends_on: date, status: int
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=ends_on)
    own, hers = f"/mensen/{samira.professional_id}/", f"/mensen/{anneke.professional_id}/"
    others = ["/scholen/99AA00/", "/scholen/99AA00/vrije-dagen/", hers]
    assert [reader.get(path).status_code for path in [own, f"{own}bewerken/", *others]] == [200, 200, *[status] * 3]
    assert (b"De Zeester" in reader.get("/scholen/").content) is (status == 200)


def test_who_took_herself_out_and_undoes_that_on_her_own_page_is_back_at_her_school(
    editor: Client, anneke: Membership, school: School
) -> None:
    send(editor, f"/scholen/99AA00/leden/{anneke.pk}/stoppen/", ends_on="2026-11-21")
    own = f"/mensen/{anneke.professional_id}/"
    assert editor.get("/").url == own  # type: ignore[attr-defined]
    change = Change.objects.get()
    answer = editor.post(f"/wijzigingen/{change.pk}/terugdraaien/", {"terug": own})
    assert answer.url == "/scholen/99AA00/"  # type: ignore[attr-defined]
