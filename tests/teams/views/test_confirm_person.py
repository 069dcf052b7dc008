"""/mensen/<nummer>/bevestigen/: "dit klopt nog"."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import GrantFactory
from tests.pages import messages, page, sign_in


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/bevestigen/"


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


def confirmed_on() -> date | None:
    return Professional.objects.get(email="samira@example.nl").confirmed_on


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("swv", 403)])
def test_who_may_not_confirms_nothing(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert (request.getfixturevalue(who).post(url).status_code, confirmed_on()) == (status, None)


def test_a_link_does_not_confirm(reader: Client, url: str) -> None:
    assert (reader.get(url).status_code, confirmed_on()) == (405, None)


def pressed(client: Client, url: str) -> dict[str, Any]:
    """What the button on her page sends."""
    tree = page(client.get(url.removesuffix("bevestigen/")))
    return dict(tree.xpath(f"//form[@action='{url}']")[0].form_values())


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_she_herself_or_her_ib_confirms(request: pytest.FixtureRequest, url: str, who: str) -> None:
    client = request.getfixturevalue(who)
    answer = client.post(url, pressed(client, url), follow=True)
    assert (messages(answer), confirmed_on()) == (
        ["De gegevens van Samira Bakkali zijn bevestigd."],
        date(2026, 11, 22),
    )


def test_the_button_pressed_twice_confirms_once(reader: Client, url: str) -> None:
    data = pressed(reader, url)
    assert [reader.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.count() == 1


def test_data_that_changed_meanwhile_are_not_confirmed_and_it_says_what_changed(
    reader: Client, samira: Membership, url: str
) -> None:
    data = pressed(reader, url)
    Professional.objects.filter(pk=samira.professional_id).update(phone="")
    said = "Er is niets gedaan, want intussen is er iets veranderd. "
    assert messages(reader.post(url, data, follow=True)) == [f"{said}Gegevens: telefoon is nu leeg (was 06-12345678)."]
    assert confirmed_on() is None
