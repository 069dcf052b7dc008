"""/beveiliging/koppelingen/…/weghalen/: letting go of the account of a school board."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.accounts.oidc import named
from tests.factories import UserFactory
from tests.pages import all_words, messages, page, sign_in

URL = "/beveiliging/"
AN_HOUR = 60 * 60


@pytest.fixture
def samira() -> User:
    """She has no password and no second step, and signed in with the account of her school board."""
    user: User = UserFactory(email="samira@example.nl")
    return user


def connect(user: User, provider: str = "bestuur") -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider=provider, uid=f"uid-{user.pk}", extra_data={})


def release_url(connection: SocialAccount) -> str:
    return f"{URL}koppelingen/{connection.pk}/weghalen/"


def test_the_connection_is_shown_with_its_button(samira: User) -> None:
    connection = connect(samira)
    with named("https://inloggen.example"):
        tree = page(sign_in(Client(), samira).get(URL))
    row = tree.xpath(f"//li[.//a[@href='{release_url(connection)}']]")[0]
    assert all_words(row, "./*") == [
        "Account van Stichting Duinscholen Gekoppeld op 22 november 2026, laatst gebruikt op 22 november 2026",
        "Haal weg: koppeling met Stichting Duinscholen",
    ]


def test_a_provider_that_the_settings_no_longer_name_can_be_let_go_too(samira: User) -> None:
    connection = connect(samira, "vroeger")
    answer = sign_in(Client(), samira).get(release_url(connection))
    assert "Je account bij vroeger hoort dan niet meer" in answer.content.decode()


def test_without_a_connection_nothing_is_said_of_it(samira: User) -> None:
    assert "koppeling" not in sign_in(Client(), samira).get(URL).content.decode()


def test_it_is_taken_away_told_and_mailed_and_other_devices_are_out(samira: User) -> None:
    connection = connect(samira)
    here, elsewhere = sign_in(Client(), samira), sign_in(Client(), samira)
    with named("https://inloggen.example"):
        answer = here.post(release_url(connection), follow=True)
    assert (SocialAccount.objects.count(), messages(answer)) == (
        0,
        ["De koppeling met Stichting Duinscholen is weggehaald."],
    )
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["samira@example.nl"],
        "Je koppeling met Stichting Duinscholen is weggehaald",
    )
    assert [client.get(URL).status_code for client in (here, elsewhere)] == [200, 302]


def test_it_shuts_her_out_of_nothing(samira: User) -> None:
    """Who has neither password nor second step can let go of it too: a code by mail is left."""
    connection = connect(samira)
    assert sign_in(Client(), samira).post(release_url(connection)).status_code == 302
    client = Client()
    client.post("/inloggen/code/", {"email": samira.email})
    assert mail.outbox[-1].to == [samira.email]


@pytest.mark.parametrize("method", ["get", "post"])
def test_later_she_shows_once_more_who_she_is(
    samira: User, anneke: User, method: str, time_machine: TimeMachineFixture
) -> None:
    for user, where in ((samira, "/inloggen/opnieuw/code/"), (anneke, "/inloggen/opnieuw/")):
        connection, client = connect(user), sign_in(Client(), user)
        time_machine.shift(AN_HOUR)
        answer = getattr(client, method)(release_url(connection))
        assert answer.url.split("?")[0] == where
    assert SocialAccount.objects.count() == 2


def test_with_her_password_she_can(anneke: User) -> None:
    connection, client = connect(anneke), sign_in(Client(), anneke)
    client.post("/inloggen/opnieuw/", {"password": PASSWORD})
    client.post(release_url(connection))
    assert not SocialAccount.objects.exists()


def test_the_connection_of_somebody_else_does_not_exist(samira: User, anneke: User) -> None:
    connection, client = connect(anneke), sign_in(Client(), samira)
    assert [client.get(release_url(connection)).status_code, client.post(release_url(connection)).status_code] == [
        404
    ] * 2
    assert SocialAccount.objects.count() == 1
