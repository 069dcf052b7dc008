"""Signing in with the account of a school board: a provider says who somebody is, and never what she may."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.models import Grant
from teams.models import Professional
from tests.accounts.oidc import BACK, PATH, OpenIdProvider, leave, named, open_id_provider, query, sign_in_with
from tests.factories import MembershipFactory, ProfessionalFactory, UserFactory
from tests.pages import all_words, messages, page

NOT_KNOWN = (
    "Met dit account van Stichting Duinscholen kun je hier niet inloggen. "
    "Log in met een code in je mail, of vraag de intern begeleider van jouw school."
)
NOT_VOUCHED_FOR = "Stichting Duinscholen bevestigt niet dat dit e-mailadres van jou is. Log in met een code in je mail."
NO_ANSWER = (
    "Inloggen met Stichting Duinscholen lukt nu niet. Probeer het later opnieuw, of log in met een code in je mail."
)
BROKEN_OFF = (
    "Je hebt het inloggen met Stichting Duinscholen afgebroken. Probeer het opnieuw, of log in met een code in je mail."
)
TOO_LATE = (
    "Het inloggen met Stichting Duinscholen duurde te lang, of begon in een ander venster. Probeer het nog een keer."
)
ANNEKE = {"email": "Anneke@Example.nl", "email_verified": True}


@pytest.fixture
def anneke(db: None) -> User:
    user: User = UserFactory(email="anneke@example.nl")
    return user


def who(client: Client) -> str:
    return str(get_user(client))  # type: ignore[arg-type]


def refused(client: Client, answer: object) -> list[str]:
    """What the sign-in page says to who was sent back to it."""
    assert (answer.status_code, answer.url, who(client)) == (302, "/inloggen/", "AnonymousUser")  # type: ignore[attr-defined]
    return messages(client.get("/inloggen/"))


def connections() -> list[tuple[str, str, str]]:
    return list(SocialAccount.objects.order_by("pk").values_list("provider", "uid", "user__email"))


# Only where the settings name a provider


@pytest.mark.django_db
def test_without_a_provider_there_is_no_button_and_no_address(client: Client) -> None:
    assert "inloggen/met" not in client.get("/inloggen/").content.decode()
    assert [client.post(PATH).status_code, client.get(BACK).status_code] == [404, 404]


@pytest.mark.django_db
def test_a_provider_in_the_database_counts_for_nothing(client: Client) -> None:
    SocialApp.objects.create(provider="openid_connect", provider_id="bestuur", name="Kwaad", client_id="x", secret="y")
    assert [client.post(PATH).status_code, client.get(BACK).status_code] == [404, 404]


def test_the_sign_in_page_has_a_button_for_a_provider(client: Client, provider: OpenIdProvider) -> None:
    tree = page(client.get("/inloggen/?next=/scholen/"))
    form = tree.xpath(f"//form[@action='{PATH}']")[0]
    assert (all_words(form, ".//button"), form.fields["next"]) == (["Log in met Stichting Duinscholen"], "/scholen/")


def test_a_provider_that_is_not_named_does_not_exist(client: Client, provider: OpenIdProvider) -> None:
    other = PATH.replace("bestuur", "ander")
    assert [client.post(other).status_code, client.get(f"{other}terug/").status_code] == [404, 404]


# To the provider


def test_leaving_is_a_post_with_a_token(provider: OpenIdProvider) -> None:
    assert Client().get(PATH).status_code == 405
    assert Client(enforce_csrf_checks=True).post(PATH).status_code == 403


def test_the_provider_is_asked_no_more_than_who_she_is_with_a_state_and_a_proof_key(
    client: Client, provider: OpenIdProvider
) -> None:
    asked = query(leave(client) + "&scope=admin")
    assert set(asked) == {
        "client_id",
        "redirect_uri",
        "scope",
        "response_type",
        "state",
        "code_challenge",
        "code_challenge_method",
    }
    assert set(query(leave(client))["scope"].split()) == {"openid", "profile", "email"}
    assert (asked["redirect_uri"], asked["response_type"], asked["code_challenge_method"]) == (
        f"http://testserver{BACK}",
        "code",
        "S256",
    )


def test_nothing_in_the_address_changes_what_the_provider_is_asked(client: Client, provider: OpenIdProvider) -> None:
    answer = client.post(f"{PATH}?scope=admin&auth_params=prompt%3Dnone&process=connect", {"process": "connect"})
    asked = query(page(answer).xpath("//main//a[1]/@href")[0])
    assert ("admin" in asked["scope"], "prompt" in asked) == (False, False)


def test_who_is_signed_in_already_goes_on(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    client.force_login(anneke)
    assert client.post(PATH).url == "/"  # type: ignore[attr-defined]


# Back with a confirmed address


def test_a_confirmed_address_signs_in_to_the_account_with_that_address(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    provider.knows("uid-1", **ANNEKE)
    answer = sign_in_with(provider, client, "uid-1", next="/scholen/99AA00/")
    assert (answer.url, who(client), connections()) == (
        "/scholen/99AA00/",
        "anneke@example.nl",
        [("bestuur", "uid-1", "anneke@example.nl")],
    )


def test_nothing_of_what_the_provider_said_is_kept(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    provider.knows("uid-1", **ANNEKE, name="Anneke Visser", picture="https://example.nl/anneke.jpg")
    for _ in range(2):
        sign_in_with(provider, client, "uid-1")
        client.logout()
    assert [row.extra_data for row in SocialAccount.objects.all()] == [{"email": "anneke@example.nl"}]


def test_somebody_with_a_seat_gets_the_account_that_asking_for_a_code_would_open(
    client: Client, provider: OpenIdProvider
) -> None:
    seat = MembershipFactory(professional__email="anneke@example.nl")
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    assert who(client) == "anneke@example.nl"
    assert Professional.objects.get(pk=seat.professional_id).user == User.objects.get()


def test_her_account_keeps_the_password_that_it_had(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    anneke.set_password("een lang wachtwoord")
    anneke.save()
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    assert Client().login(email=anneke.email, password="een lang wachtwoord")


def test_no_power_comes_with_it(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    provider.knows("uid-1", **ANNEKE, groups=["admin"], roles=["beheerder"])
    sign_in_with(provider, client, "uid-1")
    assert (Grant.objects.count(), client.get("/scholen/").content.decode().count("teams:school")) == (0, 0)


def test_it_is_one_factor(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    recorded = client.session["account_authentication_methods"]
    assert [record["method"] for record in recorded] == ["socialaccount"]


@pytest.mark.parametrize(
    "to", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site(client: Client, provider: OpenIdProvider, anneke: User, to: str) -> None:
    provider.knows("uid-1", **ANNEKE)
    assert sign_in_with(provider, client, "uid-1", next=to).url == "/"


# Nobody else


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": ""},
        {"email": "anneke@example.nl"},
        {"email": "anneke@example.nl", "email_verified": False},
        {"email": "anneke@example.nl", "email_verified": "true"},
        {"email": "anneke@example.nl", "email_verified": 1},
        {"email_verified": True, "preferred_username": "anneke@example.nl"},
    ],
    ids=str,
)
def test_an_address_that_is_not_confirmed_signs_nobody_in(
    client: Client, provider: OpenIdProvider, anneke: User, claims: dict[str, object]
) -> None:
    provider.knows("uid-1", **claims)
    answer = sign_in_with(provider, client, "uid-1")
    assert (refused(client, answer), connections()) == ([NOT_VOUCHED_FOR], [])


def test_an_unknown_address_gets_no_account(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    provider.knows("uid-9", email="vreemd@example.nl", email_verified=True)
    answer = sign_in_with(provider, client, "uid-9")
    assert (refused(client, answer), User.objects.count(), connections()) == ([NOT_KNOWN], 1, [])


def test_somebody_without_a_seat_gets_no_account(client: Client, provider: OpenIdProvider) -> None:
    ProfessionalFactory(email="anneke@example.nl")
    provider.knows("uid-1", **ANNEKE)
    answer = sign_in_with(provider, client, "uid-1")
    assert (refused(client, answer), User.objects.count()) == ([NOT_KNOWN], 0)


def test_an_address_that_two_people_share_gets_no_account(client: Client, provider: OpenIdProvider) -> None:
    MembershipFactory(professional__email="anneke@example.nl")
    MembershipFactory(professional__email="anneke@example.nl")
    provider.knows("uid-1", **ANNEKE)
    answer = sign_in_with(provider, client, "uid-1")
    assert (refused(client, answer), User.objects.count()) == ([NOT_KNOWN], 0)


def test_a_closed_account_stays_closed_also_when_it_was_connected(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    client.logout()
    User.objects.update(is_active=False)
    assert refused(client, sign_in_with(provider, client, "uid-1")) == [NOT_KNOWN]


# One identity, one account


def test_later_she_comes_in_as_the_same_account_whatever_her_address_there_is(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    UserFactory(email="bram@example.nl")
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    client.logout()
    provider.knows("uid-1", email="bram@example.nl", email_verified=True)
    sign_in_with(provider, client, "uid-1")
    assert (who(client), connections()) == ("anneke@example.nl", [("bestuur", "uid-1", "anneke@example.nl")])


def test_who_got_her_address_at_the_provider_does_not_get_her_account(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    client.logout()
    provider.knows("uid-2", **ANNEKE)
    answer = sign_in_with(provider, client, "uid-2")
    assert (refused(client, answer), connections()) == ([NOT_KNOWN], [("bestuur", "uid-1", "anneke@example.nl")])


def test_an_account_that_moved_to_another_address_leaves_its_connection_behind(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    client.logout()
    User.objects.update(email="bram@example.nl")
    assert refused(client, sign_in_with(provider, client, "uid-1")) == [NOT_KNOWN]


def test_and_takes_it_up_again_when_the_provider_confirms_the_new_one(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    provider.knows("uid-1", **ANNEKE)
    sign_in_with(provider, client, "uid-1")
    client.logout()
    User.objects.update(email="visser@example.nl")
    provider.knows("uid-1", email="visser@example.nl", email_verified=True)
    sign_in_with(provider, client, "uid-1")
    assert who(client) == "visser@example.nl"


def test_nobody_connects_another_identity_while_signed_in(
    client: Client, provider: OpenIdProvider, anneke: User
) -> None:
    away = leave(client, process="connect")
    client.force_login(anneke)
    provider.knows("uid-9", email="vreemd@example.nl", email_verified=True)
    client.get(provider.asked(away, uid="uid-9"))
    assert connections() == []


# A provider that never says whether an address is confirmed


@pytest.mark.parametrize(
    ("claims", "comes_in"),
    [
        ({"email": "anneke@example.nl"}, True),
        ({"email": "anneke@example.nl", "email_verified": False}, False),
        ({"email": "bram@elders.example"}, False),
        ({"email": "bram@elders.example.nl"}, False),
    ],
    ids=str,
)
def test_of_its_own_domains_it_is_believed_when_the_settings_say_so(
    client: Client, provider: OpenIdProvider, anneke: User, claims: dict[str, object], comes_in: bool
) -> None:
    UserFactory(email="bram@elders.example")
    UserFactory(email="bram@elders.example.nl")
    provider.knows("uid-1", **claims)
    with named(provider.url, trusted_domains=["Example.nl"]):
        sign_in_with(provider, client, "uid-1")
    assert who(client) == ("anneke@example.nl" if comes_in else "AnonymousUser")


# What goes wrong on the way


def test_who_refuses_at_the_provider_is_told_what_else_she_can_do(client: Client, provider: OpenIdProvider) -> None:
    state = query(leave(client))["state"]
    assert refused(client, client.get(f"{BACK}?error=access_denied&state={state}")) == [BROKEN_OFF]


@pytest.mark.parametrize("way", ["?code=x", "?code=x&state=verzonnen", "", "?error=access_denied"])
def test_a_forged_way_back_leads_nowhere(client: Client, provider: OpenIdProvider, way: str) -> None:
    leave(client)
    assert refused(client, client.get(f"{BACK}{way}")) == [TOO_LATE]


def test_the_way_back_is_good_for_one_browser_and_once(client: Client, provider: OpenIdProvider, anneke: User) -> None:
    provider.knows("uid-1", **ANNEKE)
    back = provider.asked(leave(client), uid="uid-1")
    stranger = Client()
    assert refused(stranger, stranger.get(back)) == [TOO_LATE]
    client.get(back)
    assert who(client) == "anneke@example.nl"
    client.logout()
    assert refused(client, client.get(back)) == [TOO_LATE]


def test_after_ten_minutes_it_is_too_late(
    client: Client, provider: OpenIdProvider, anneke: User, time_machine: TimeMachineFixture
) -> None:
    provider.knows("uid-1", **ANNEKE)
    back = provider.asked(leave(client), uid="uid-1")
    time_machine.move_to(time.time() + 10 * 60 + 1)
    assert refused(client, client.get(back)) == [TOO_LATE]


def test_a_code_that_the_provider_does_not_know_is_no_answer(client: Client, provider: OpenIdProvider) -> None:
    state = query(leave(client))["state"]
    assert refused(client, client.get(f"{BACK}?code=verzonnen&state={state}")) == [NO_ANSWER]


def test_another_error_of_the_provider_is_no_answer(client: Client, provider: OpenIdProvider) -> None:
    state = query(leave(client))["state"]
    assert refused(client, client.get(f"{BACK}?error=server_error&state={state}")) == [NO_ANSWER]


@pytest.mark.django_db
def test_a_provider_that_is_down_is_told_and_not_an_error(client: Client) -> None:
    with named("http://localhost:1"):
        assert refused(client, client.post(PATH)) == [NO_ANSWER]


@pytest.mark.django_db
def test_a_provider_that_goes_down_on_the_way(client: Client, anneke: User) -> None:
    with open_id_provider() as mortal, named(mortal.url):
        mortal.knows("uid-1", **ANNEKE)
        back = mortal.asked(leave(client), uid="uid-1")
    with named(mortal.url):
        assert refused(client, client.get(back)) == [NO_ANSWER]


def test_another_issuer_than_the_settings_name_is_not_believed(client: Client, provider: OpenIdProvider) -> None:
    with named(provider.url.replace("localhost", "LOCALHOST")):
        assert refused(client, client.post(PATH)) == [NO_ANSWER]


def test_the_way_back_is_the_one_that_the_documentation_names(provider: OpenIdProvider) -> None:
    assert reverse("openid_connect_callback", args=["bestuur"]) == "/inloggen/met/bestuur/terug/"
