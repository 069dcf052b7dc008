"""/beveiliging/ and what lies behind it: password, passkeys, recovery codes, and showing once more who you are."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.limits import TOO_MANY_TRIED
from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.factories import UserFactory
from tests.pages import all_words, errors, messages, page, sign_in
from tests.second_steps import app_code, give_app, recovery_codes_of

URL = "/beveiliging/"
BY_CODE = "/inloggen/opnieuw/code/"
NO_PASSKEYS = [
    *["", "x", "5", "[]", "null", "{}", '{"response": 1}', '{"response": {}}', '{"id": 1, "rawId": 2, "response": {}}'],
    *(
        json.dumps({"id": "aa", "rawId": "aa", "type": "public-key", "response": response})
        for response in (
            {"clientDataJSON": "e30"},
            {"userHandle": 7},
            {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "", "signature": ""},
        )
    ),
]


@pytest.fixture
def samira() -> User:
    """She signs in with a code in her mail and has nothing else."""
    user: User = UserFactory(email="samira@example.nl")
    return user


def mailed_code() -> str:
    found = re.search(r"Kernteam is:\s+(\S+)", mail.outbox[-1].body)
    assert found is not None
    return found.group(1)


def later(client: Client, time_machine: TimeMachineFixture) -> Client:
    time_machine.shift(16 * 60)
    return client


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("samira", ["/beveiliging/app/", "/beveiliging/passkeys/nieuw/", "/wachtwoord/instellen/"]),
        ("anneke", ["/beveiliging/app/", "/beveiliging/passkeys/nieuw/", "/wachtwoord/weghalen/", "/wachtwoord/"]),
    ],
)
def test_what_is_offered(request: pytest.FixtureRequest, who: str, offered: list[str]) -> None:
    tree = page(sign_in(Client(), request.getfixturevalue(who)).get(URL))
    assert tree.xpath("//main//a/@href") == offered


def test_what_was_set_up_is_shown(samira: User) -> None:
    give_app(samira)
    tree = page(sign_in(Client(), samira).get(URL))
    assert all_words(tree, "//section[@aria-labelledby='kop-tweede-stap']//li/div")[0::2] == [
        "App met codes Ingesteld op 22 november 2026",
        "Herstelcodes Nog 10 over. Voor als je je telefoon kwijt bent.",
    ]


def test_the_menu_leads_here(samira: User) -> None:
    links = page(sign_in(Client(), samira).get("/scholen/")).xpath("//div[@class='me-menu']/a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("Mijn gegevens", "/mijn-gegevens/"),
        ("Inloggen en beveiliging", URL),
    ]


def test_a_stranger_signs_in_first(client: Client) -> None:
    assert client.get(URL).headers["Location"] == "/inloggen/?next=/beveiliging/"


# Showing once more who you are


@pytest.mark.parametrize("url", ["/beveiliging/app/", "/beveiliging/passkeys/nieuw/", "/wachtwoord/instellen/"])
def test_who_signed_in_just_now_is_not_asked_again(samira: User, url: str) -> None:
    assert sign_in(Client(), samira).get(url).status_code == 200


@pytest.mark.parametrize("url", ["/beveiliging/app/", "/beveiliging/passkeys/nieuw/", "/wachtwoord/instellen/"])
def test_later_a_code_by_mail_is_asked_and_leads_on(samira: User, url: str, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    where = client.get(url).headers["Location"]
    client.post(where, {"stuur": "1"})
    answer = client.post(where, {"code": mailed_code(), "next": url})
    assert (where.split("?")[0], mail.outbox[-1].to, answer.headers["Location"], client.get(url).status_code) == (
        BY_CODE,
        [samira.email],
        url,
        200,
    )


def test_three_wrong_codes_end_it(samira: User, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    client.post(BY_CODE, {"stuur": "1"})
    code = mailed_code()
    answers = [client.post(BY_CODE, {"code": "FOUT"}, follow=True) for _ in range(3)]
    late = client.post(BY_CODE, {"code": code}, follow=True)
    assert ([len(errors(answer)) for answer in answers], messages(late)) == ([1, 1, 1], [TOO_MANY_TRIED])
    assert client.get("/beveiliging/app/").status_code == 302


def test_copies_of_a_session_share_three_guesses(samira: User, time_machine: TimeMachineFixture) -> None:
    """Each copy sends back the very session that it was given: what counts is not in there."""
    client = later(sign_in(Client(), samira), time_machine)
    client.post(BY_CODE, {"stuur": "1"})
    code, kept = mailed_code(), dict(client.session.items())
    answers = []
    for guess in ["FOUT"] * 3 + [code]:
        session = client.session
        session.update(kept)
        session.save()
        copy = Client()
        copy.cookies = client.cookies
        answers.append(copy.post(BY_CODE, {"code": guess}).status_code)
    assert (answers, client.get("/beveiliging/app/").status_code) == ([200, 200, 200, 302], 302)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory it answers one at a time")
def test_of_many_guesses_at_once_three_are_looked_at(samira: User, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    client.post(BY_CODE, {"stuur": "1"})

    def at_once(_: int) -> int:
        copy = Client(raise_request_exception=False)
        copy.cookies = client.cookies
        try:
            return copy.post(BY_CODE, {"code": "FOUT"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(at_once, range(9)))
    assert answers.count(200) <= 3


def test_in_an_hour_thirty_guesses_whatever_she_asks_for(
    samira: User, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"code_asked": "", "code_asked_known": ""}
    seen = 0
    for _ in range(12):
        client = later(sign_in(Client(), samira), time_machine)
        time_machine.shift(-15 * 60)  # a minute later, for who tries no more than ten times a minute
        client.post(BY_CODE, {"stuur": "1"})
        seen += sum(client.post(BY_CODE, {"code": "FOUT"}).status_code == 200 for _ in range(3))
    assert seen == 30


def test_a_code_is_asked_before_it_is_sent(samira: User, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    answers = [client.get(BY_CODE).status_code, client.post(BY_CODE, {"code": ""}).status_code]
    assert (answers, mail.outbox) == ([200, 302], [])


def test_a_code_is_good_for_a_quarter_of_an_hour(samira: User, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    client.post(BY_CODE, {"stuur": "1"})
    later(client, time_machine).post(BY_CODE, {"code": mailed_code()})
    assert client.get("/beveiliging/app/").status_code == 302


def test_no_more_than_ten_codes_an_hour(samira: User, time_machine: TimeMachineFixture) -> None:
    client = later(sign_in(Client(), samira), time_machine)
    answers = [client.post(BY_CODE, {"stuur": "1"}, follow=True) for _ in range(11)]
    assert (len(mail.outbox), errors(answers[10])) == (10, [])


def test_who_forgot_her_password_can_show_it_by_mail(anneke: User) -> None:
    client = sign_in(Client(), anneke)
    asked = client.get("/wachtwoord/weghalen/", follow=True)
    link = page(asked).xpath("//ul[@class='other-ways']//a/@href")[0]
    client.post(link, {"stuur": "1"})
    client.post(link, {"code": mailed_code()})
    client.post("/wachtwoord/weghalen/")
    assert not User.objects.get(pk=anneke.pk).has_usable_password()


def test_a_wrong_password_is_told(anneke: User) -> None:
    answer = sign_in(Client(), anneke).post("/inloggen/opnieuw/", {"password": "fout"})
    assert errors(answer) == ["Wachtwoord: Dit wachtwoord klopt niet."]


def test_who_has_a_second_step_is_asked_for_that(anneke: User) -> None:
    secret = give_app(anneke)
    client = sign_in(Client(), anneke)
    where = client.get("/beveiliging/herstelcodes/").headers["Location"]
    answer = client.post(where, {"code": app_code(secret), "next": "/beveiliging/herstelcodes/"}, follow=True)
    assert (where.split("?")[0], all_words(page(answer), "//ul[@class='codes']/li")) == (
        "/inloggen/opnieuw/tweede-stap/",
        recovery_codes_of(anneke),
    )


# Recovery codes


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_replace_the_old(anneke: User) -> None:
    client, old = _with_app(anneke), recovery_codes_of(anneke)
    answer = client.post("/beveiliging/herstelcodes/nieuw/", follow=True)
    assert (messages(answer), set(old) & set(recovery_codes_of(anneke))) == (["Je hebt nieuwe herstelcodes."], set())


def test_recovery_codes_as_a_file(anneke: User) -> None:
    answer = _with_app(anneke).get("/beveiliging/herstelcodes/bestand/")
    codes = recovery_codes_of(anneke)
    assert (answer.headers["Content-Type"], [line for line in answer.content.decode().split() if line.isdigit()]) == (
        "text/plain; charset=utf-8",
        codes,
    )


def test_without_a_second_step_there_are_no_recovery_codes(samira: User) -> None:
    client = sign_in(Client(), samira)
    statuses = [client.get(f"/beveiliging/herstelcodes/{page}").status_code for page in ("", "bestand/")]
    refused = client.post("/beveiliging/herstelcodes/nieuw/")
    assert (statuses, errors(refused)) == ([404, 404], ["Herstelcodes horen bij een tweede stap. Stel die eerst in."])


# Passkeys


@pytest.mark.parametrize("credential", NO_PASSKEYS)
@pytest.mark.parametrize("url", ["/beveiliging/passkeys/nieuw/", "/inloggen/passkey/"])
def test_what_is_no_passkey_is_refused_in_words(samira: User, url: str, credential: str) -> None:
    client = Client() if url.startswith("/inloggen") else sign_in(Client(), samira)
    client.get(url, headers={"Accept": "application/json"})
    answer = client.post(url, {"credential": credential, "name": "Mijn telefoon"}, follow=True)
    told = errors(answer) or messages(answer)
    assert (len(told), Authenticator.objects.count()) == (1, 0)


def test_a_passkey_is_asked_for_a_finger_a_face_or_a_pin(samira: User) -> None:
    tree = page(sign_in(Client(), samira).get("/beveiliging/passkeys/nieuw/"))
    asked = json.loads(tree.xpath("//script[@id='passkey-options']")[0].text)["publicKey"]
    assert (asked["authenticatorSelection"]["userVerification"], asked["authenticatorSelection"]["residentKey"]) == (
        "required",
        "required",
    )
    assert (asked["rp"], asked["user"]["name"]) == ({"id": "testserver", "name": "Kernteam"}, samira.email)


def test_a_passkey_gets_another_name(samira: User) -> None:
    client = _with_app(samira)
    key = Authenticator.objects.create(user=samira, type="webauthn", data={"name": "Oud", "credential": {}})
    client.post(f"/beveiliging/passkeys/{key.pk}/", {"name": "  <b>Werk</b>\ntelefoon "})
    assert all_words(page(client.get(URL)), "//section[1]//li/div/strong")[1] == "Passkey: <b>Werk</b> telefoon"


def test_a_passkey_keeps_a_name(samira: User) -> None:
    client = _with_app(samira)
    key = Authenticator.objects.create(user=samira, type="webauthn", data={"name": "Oud", "credential": {}})
    answer = client.post(f"/beveiliging/passkeys/{key.pk}/", {"name": ""})
    assert errors(answer) == ["Naam: Dit veld is verplicht."]


@pytest.mark.parametrize("rest", ["", "weghalen/"])
def test_a_passkey_of_somebody_else_does_not_exist(samira: User, anneke: User, rest: str) -> None:
    key = Authenticator.objects.create(user=anneke, type="webauthn", data={"name": "Anneke", "credential": {}})
    client = _with_app(samira)
    assert client.post(f"/beveiliging/passkeys/{key.pk}/{rest}", {"name": "Mijn"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "Anneke"


def test_a_passkey_is_taken_away(samira: User) -> None:
    client = _with_app(samira)
    key = Authenticator.objects.create(user=samira, type="webauthn", data={"name": "Oud", "credential": {}})
    answer = client.post(f"/beveiliging/passkeys/{key.pk}/weghalen/", follow=True)
    assert (messages(answer), Authenticator.objects.filter(pk=key.pk).exists()) == (
        ["De passkey is weggehaald."],
        False,
    )


# Passwords


def test_a_first_password(samira: User) -> None:
    client = sign_in(Client(), samira)
    answer = client.post("/wachtwoord/instellen/", {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert (answer.redirect_chain, messages(answer), mail.outbox[-1].subject) == (
        [(URL, 302)],
        ["Je wachtwoord is ingesteld."],
        "Je hebt een wachtwoord voor Kernteam",
    )


def _with_app(user: User) -> Client:
    """Signed in with an app, which was asked for just now."""
    secret = give_app(user)
    client = sign_in(Client(), user)
    client.post("/inloggen/opnieuw/tweede-stap/", {"code": app_code(secret)})
    return client
