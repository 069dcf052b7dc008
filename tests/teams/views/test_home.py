"""/: to your one school, or else to the list."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from schools.models import School
from teams.models import Membership
from tests.factories import SchoolFactory, UserFactory, seat


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
