"""Who has power over more than her seats needs a second step: everything else is closed until she took it."""

from datetime import date

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from schools.enums import GrantKind
from teams.models import Coordinator
from tests.accounts.conftest import PASSWORD
from tests.factories import GrantFactory, OrganisationFactory, RegionFactory, UserFactory
from tests.pages import HTMX, all_words, errors, messages, of_class, page, sign_in
from tests.second_steps import app_code, enter_first_step, give_app, recovery_codes_of, secret_shown

GATE = "/beveiliging/tweede-stap/"


def weakly(user: User) -> Client:
    """A browser in which this user is signed in by one step."""
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client, url: str = "/scholen/") -> bool:
    """Whether the second step is asked for."""
    return str(client.get(url).headers.get("Location", "")).startswith(GATE)


def somebody(kind: str, until: date | None = None) -> User:
    user = UserFactory()
    region = RegionFactory(seats=False)
    if kind == "coordinator":
        organisation = OrganisationFactory(region=region)
        Coordinator.objects.create(user=user, organisation=organisation, starts_on=date(2026, 1, 1), ends_on=until)
    elif kind in GrantKind.values:
        GrantFactory(user=user, kind=kind, region=None if kind == GrantKind.BEHEERDER else region, ends_on=until)
    return user


@pytest.mark.parametrize("kind", [*GrantKind.values, "coordinator"])
def test_everybody_with_power_is_asked(kind: str) -> None:
    assert asked(weakly(somebody(kind)))


@pytest.mark.parametrize("kind", [*GrantKind.values, "coordinator"])
def test_whose_power_ended_is_not_asked(kind: str) -> None:
    assert not asked(weakly(somebody(kind, until=date(2026, 11, 21))))


def test_who_has_no_more_than_seats_is_not_asked() -> None:
    assert not asked(weakly(UserFactory()))


def test_who_took_it_is_not_asked(ineke: User) -> None:
    assert not asked(sign_in(Client(), ineke))


def test_the_step_of_somebody_else_in_the_same_browser_does_not_count(ineke: User, anneke: User) -> None:
    client = weakly(ineke)
    session = client.session
    session.update(sign_in(Client(), anneke).session.items())
    session["_auth_user_id"], session["_auth_user_hash"] = str(ineke.pk), ineke.get_session_auth_hash()
    session.save()
    assert asked(client)


def test_who_gets_power_while_signed_in_is_asked_at_the_next_request() -> None:
    user = UserFactory()
    client = weakly(user)
    before = asked(client)
    GrantFactory(user=user)
    assert (before, asked(client)) == (False, True)


def test_whose_account_is_closed_is_out_at_the_next_request(anneke: User) -> None:
    client = weakly(anneke)
    client.get("/scholen/")
    User.objects.update(is_active=False)
    assert client.get("/scholen/").headers["Location"] == "/inloggen/?next=/scholen/"


@pytest.mark.parametrize("url", ["/", "/scholen/", "/scholen/99AA00/", "/beveiliging/", "/beveiliging/herstelcodes/"])
def test_everything_else_is_closed(ineke: User, url: str) -> None:
    assert asked(weakly(ineke), url)


@pytest.mark.parametrize("url", [GATE, "/uitloggen/", "/healthz", "/inloggen/niet-actief/"])
def test_what_the_step_needs_and_what_is_public_is_open(ineke: User, url: str) -> None:
    assert not asked(weakly(ineke), url)


def test_a_post_is_closed_too(ineke: User) -> None:
    assert weakly(ineke).post("/wachtwoord/weghalen/").headers["Location"] == GATE
    assert User.objects.get(pk=ineke.pk).has_usable_password()


def test_a_piece_of_a_page_sends_the_page_there(ineke: User) -> None:
    answer = weakly(ineke).get("/scholen/", headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, GATE)


def test_the_page_says_why_and_offers_both_ways() -> None:
    tree = page(weakly(somebody(GrantKind.SWV)).get(f"{GATE}?next=/scholen/"))
    assert (all_words(tree, "//h1"), tree.xpath("//main//ul//a/@href"), tree.xpath("//nav//a")) == (
        ["Nog een stap"],
        ["/beveiliging/passkeys/nieuw/", "/beveiliging/app/"],
        [],
    )


def test_setting_up_an_app_opens_everything_and_shows_the_recovery_codes() -> None:
    user = somebody(GrantKind.SWV)
    client = freshly(user)
    answer = client.post("/beveiliging/app/", {"code": app_code(secret_shown(client))}, follow=True)
    shown = all_words(page(answer), of_class("codes") + "/li")
    assert (answer.redirect_chain, shown, asked(client)) == (
        [("/beveiliging/herstelcodes/", 302)],
        recovery_codes_of(user),
        False,
    )


@pytest.mark.django_db(transaction=True)
def test_setting_up_is_told_by_mail() -> None:
    user = somebody(GrantKind.SWV)
    client = freshly(user)
    client.post("/beveiliging/app/", {"code": app_code(secret_shown(client))})
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        ([user.email], "Je app met codes voor Kernteam staat aan")
    ]


def test_a_wrong_code_does_not_set_up() -> None:
    client = freshly(somebody(GrantKind.SWV))
    secret_shown(client)
    answer = client.post("/beveiliging/app/", {"code": "000000"})
    assert (errors(answer), asked(client)) == (
        ["Code uit je app: Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het opnieuw."],
        True,
    )


def test_who_has_a_step_enters_it_here_and_goes_on(ineke: User) -> None:
    secret = give_app(ineke)
    client = weakly(ineke)
    link = page(client.get(f"{GATE}?next=/scholen/")).xpath("//main//a/@href")
    answer = client.post(link[0], {"code": app_code(secret), "next": "/scholen/"})
    assert (link, answer.headers["Location"], asked(client)) == (
        ["/inloggen/opnieuw/tweede-stap/?next=%2Fscholen%2F"],
        "/scholen/",
        False,
    )


@pytest.mark.parametrize("url", ["/beveiliging/app/", "/beveiliging/passkeys/nieuw/", "/inloggen/opnieuw/"])
def test_who_has_a_step_cannot_get_round_it_by_setting_up_another(ineke: User, url: str) -> None:
    give_app(ineke)
    assert asked(weakly(ineke), url)


@pytest.mark.parametrize("to", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)"])
def test_the_step_never_leads_to_another_site(ineke: User, to: str) -> None:
    assert sign_in(Client(), ineke).get(GATE, {"next": to}).headers["Location"] == "/"


# While signing in


def test_signing_in_asks_for_the_step_of_who_has_one_also_without_power(anneke: User) -> None:
    secret = give_app(anneke)
    client = Client()
    answer = client.post("/inloggen/", {"login": anneke.email, "password": PASSWORD})
    half = get_user(client).is_authenticated  # type: ignore[arg-type]
    client.post("/inloggen/tweede-stap/", {"code": app_code(secret)})
    assert (answer.headers["Location"], half, str(get_user(client))) == (  # type: ignore[arg-type]
        "/inloggen/tweede-stap/",
        False,
        anneke.email,
    )


def test_a_code_is_no_good_for_signing_in_again(anneke: User) -> None:
    code = app_code(give_app(anneke))
    for _ in range(2):
        client = Client()
        enter_first_step(client, anneke, PASSWORD)
        answer = client.post("/inloggen/tweede-stap/", {"code": code})
    assert (get_user(client).is_authenticated, len(errors(answer))) == (False, 1)  # type: ignore[arg-type]


def test_the_code_that_set_the_app_up_is_no_good_for_signing_in(anneke: User) -> None:
    client = sign_in(Client(), anneke)
    _again(client)
    code = app_code(secret_shown(client))
    client.post("/beveiliging/app/", {"code": code})
    other = Client()
    enter_first_step(other, anneke, PASSWORD)
    other.post("/inloggen/tweede-stap/", {"code": code})
    assert not get_user(other).is_authenticated  # type: ignore[arg-type]


def test_a_recovery_code_works_once(ineke: User) -> None:
    give_app(ineke)
    code = recovery_codes_of(ineke)[0]
    signed_in = []
    for _ in range(2):
        client = Client()
        enter_first_step(client, ineke, PASSWORD)
        client.post("/inloggen/tweede-stap/", {"code": code})
        signed_in.append(get_user(client).is_authenticated)  # type: ignore[arg-type]
    assert (signed_in, len(recovery_codes_of(ineke))) == ([True, False], 9)


def test_the_second_step_alone_opens_nothing(anneke: User) -> None:
    secret = give_app(anneke)
    client = Client()
    answer = client.post("/inloggen/tweede-stap/", {"code": app_code(secret)})
    assert (answer.headers["Location"], get_user(client).is_authenticated) == ("/inloggen/", False)  # type: ignore[arg-type]


# Taking it away


def test_taking_the_last_away_closes_everything_again_and_signs_out_elsewhere(ineke: User) -> None:
    secret = give_app(ineke)
    client, elsewhere = sign_in(Client(), ineke), sign_in(Client(), ineke)
    client.post("/inloggen/opnieuw/tweede-stap/", {"code": app_code(secret)})
    client.post("/beveiliging/app/weghalen/")
    assert (asked(client), get_user(elsewhere).is_authenticated) == (True, False)  # type: ignore[arg-type]


def test_taking_it_away_asks_for_it_first(anneke: User) -> None:
    give_app(anneke)
    client = sign_in(Client(), anneke)
    answer = client.get("/beveiliging/app/weghalen/")
    assert answer.headers["Location"].split("?")[0] == "/inloggen/opnieuw/tweede-stap/"


def test_a_password_is_not_enough_to_take_it_away(anneke: User) -> None:
    give_app(anneke)
    client = sign_in(Client(), anneke)
    client.post("/inloggen/opnieuw/", {"password": PASSWORD})
    client.post("/beveiliging/app/weghalen/")
    assert anneke.authenticator_set.filter(type="totp").exists()  # type: ignore[attr-defined]


# In a demo


def test_a_demo_does_not_ask(ineke: User, settings: Settings) -> None:
    settings.DEMO = True
    assert not asked(weakly(ineke))


def test_the_one_click_of_a_demo_counts_for_nothing_outside_it(ineke: User, settings: Settings) -> None:
    client = sign_in(Client(), ineke)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "demo", "at": 0}]
    session.save()
    assert asked(client)


def freshly(user: User) -> Client:
    """A browser in which somebody without a password just signed in with a code from her mail."""
    client = Client()
    where = client.post("/inloggen/code/", {"email": user.email}).headers["Location"]
    code = mail.outbox.pop().body.split("Kernteam is:")[1].split()[0]
    client.post(where, {"code": code})
    return client


def _again(client: Client) -> None:
    assert messages(client.post("/inloggen/opnieuw/", {"password": PASSWORD}, follow=True)) == []
