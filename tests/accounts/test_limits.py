"""How often one may guess, and that somebody else's guesses shut nobody out."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.factories import UserFactory
from tests.pages import all_words, errors, messages, page

PASSWORD, WRONG = "een lang wachtwoord", "verkeerd geraden"
TOO_MANY_PASSWORDS = "Dit is te vaak geprobeerd. Log in met een code in je mail, of probeer het over een uur opnieuw."
TOO_MANY_ASKED = (
    "Er is te vaak om een code gevraagd. Kijk ook bij je ongewenste mail, of probeer het over een uur opnieuw."
)
TOO_MANY_TRIED = "Dit was te vaak fout. Vraag een nieuwe code aan, of probeer het over een uur opnieuw."
AN_HOUR = 60 * 60
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def _nobody_guessed_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def anneke() -> User:
    user: User = UserFactory(email="anneke@example.nl")
    user.set_password(PASSWORD)
    user.save()
    return user


def from_(network: int) -> Client:
    """A browser somewhere else."""
    return Client(REMOTE_ADDR=f"10.0.{network // 200}.{network % 200 + 1}")


def who(client: Client) -> str:
    return str(get_user(client))  # type: ignore[arg-type]


def guess(client: Client, email: str = "anneke@example.nl", password: str = WRONG) -> list[str]:
    answer = client.post("/inloggen/", {"login": email, "password": password})
    return errors(answer) if answer.status_code == 200 else [f"{answer.status_code}"]


def ask(client: Client, email: str = "anneke@example.nl") -> Any:
    return client.post("/inloggen/code/", {"email": email})


def enter(client: Client, code: str) -> Any:
    return client.post("/inloggen/code/invullen/", {"code": code})


def code_sent() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found is not None
    return found.group()


def sign_in_by_code(client: Client) -> str:
    ask(client)
    enter(client, code_sent())
    return who(client)


# Passwords


def test_ten_wrong_passwords_an_hour_are_looked_at_wherever_they_come_from(anneke: User) -> None:
    said = [guess(from_(number))[0] for number in range(12)]
    assert said == ["Dit e-mailadres en wachtwoord horen niet bij elkaar."] * 10 + [TOO_MANY_PASSWORDS] * 2


def test_then_the_right_one_is_not_looked_at_either(anneke: User) -> None:
    for number in range(10):
        guess(from_(number))
    client = from_(99)
    assert (guess(client, password=PASSWORD), who(client)) == ([TOO_MANY_PASSWORDS], "AnonymousUser")


def test_an_unknown_address_is_told_the_same(anneke: User) -> None:
    said = {email: [guess(from_(n), email)[0] for n in range(11)] for email in (anneke.email, "niemand@example.nl")}
    assert said["niemand@example.nl"] == said[anneke.email]


def test_after_an_hour_it_is_looked_at_again(anneke: User, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(1_800_000_000, tick=False)
    for number in range(11):
        guess(from_(number))
    time_machine.move_to(1_800_000_000 + AN_HOUR + 1, tick=False)
    client = from_(99)
    assert (guess(client, password=PASSWORD), who(client)) == (["302"], "anneke@example.nl")


def test_a_right_password_does_not_count(anneke: User) -> None:
    client = Client()
    for _ in range(12):
        guess(client, password=PASSWORD)
        client.post("/uitloggen/")
    assert guess(client, password=PASSWORD) == ["302"]


def test_one_place_may_be_wrong_a_hundred_times_about_whomever(time_machine: TimeMachineFixture) -> None:
    client, said = from_(1), []
    for number in range(102):
        time_machine.move_to(1_800_000_000 + 2 * number, tick=False)  # no more than the page takes in a minute
        said.append(guess(client, f"mens{number}@example.nl")[0])
    assert said[-3:] == ["Dit e-mailadres en wachtwoord horen niet bij elkaar.", TOO_MANY_PASSWORDS, TOO_MANY_PASSWORDS]


def test_too_many_requests_are_refused_in_dutch_with_the_time_at_which_it_can_be_tried_again(
    anneke: User, today: date, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(seconds=10))
    client = from_(1)
    for _ in range(60):
        client.post("/inloggen/", {})
    answer = client.post("/inloggen/", {})
    said = all_words(page(answer), "//main//strong")
    assert (answer.status_code, answer.headers["Retry-After"], said) == (429, "60", ["12.02 uur"])
    assert all_words(page(answer), "//main//a") == ["Naar inloggen"]
    time_machine.move_to(datetime(2026, 11, 22, 12, 2, tzinfo=AMSTERDAM), tick=False)
    assert client.post("/inloggen/", {}).status_code == 200


def test_who_is_signed_in_goes_on_with_something_else(anneke: User) -> None:
    client = Client()
    client.force_login(anneke)
    for _ in range(10):
        client.post("/inloggen/opnieuw/", {"password": WRONG})
    answer = client.post("/inloggen/opnieuw/", {"password": WRONG})
    assert (answer.status_code, all_words(page(answer), "//main//div[@class='actions']/a")) == (
        429,
        ["Naar het begin", "Inloggen en beveiliging"],
    )


# The owner is not shut out


def test_who_is_guessed_at_signs_in_with_a_code(anneke: User) -> None:
    for number in range(20):
        guess(from_(number))
    assert sign_in_by_code(from_(99)) == "anneke@example.nl"


def test_and_with_her_password_in_a_browser_that_she_used_before(anneke: User) -> None:
    hers = from_(99)
    sign_in_by_code(hers)
    hers.post("/uitloggen/")
    for number in range(20):
        guess(from_(number))
    assert (guess(hers, password=PASSWORD), who(hers)) == (["302"], "anneke@example.nl")


def test_others_asking_for_her_codes_and_guessing_them_do_not_stop_her_own(anneke: User) -> None:
    for number in range(30):
        stranger = from_(number % 3)
        ask(stranger)
        enter(stranger, "BCDF-GHJK")
    assert sign_in_by_code(from_(99)) == "anneke@example.nl"


def test_even_from_her_own_network_when_she_used_this_browser_before(anneke: User) -> None:
    hers = from_(1)
    sign_in_by_code(hers)
    hers.post("/uitloggen/")
    for _ in range(12):
        ask(from_(1))
    assert errors(ask(from_(1))) == [f"E-mailadres: {TOO_MANY_ASKED}"]
    assert sign_in_by_code(hers) == "anneke@example.nl"


def test_a_known_browser_is_known_to_who_signed_in_there_only(anneke: User) -> None:
    bram = UserFactory(email="bram@example.nl")
    shared = from_(1)
    ask(shared, bram.email)
    enter(shared, code_sent())
    shared.post("/uitloggen/")
    for number in range(10):
        guess(from_(number))
    assert guess(shared, password=PASSWORD) == [TOO_MANY_PASSWORDS]


def test_a_known_browser_may_guess_no_more_often_than_others(anneke: User) -> None:
    hers = from_(1)
    sign_in_by_code(hers)
    hers.post("/uitloggen/")
    said = [guess(hers)[0] for _ in range(11)]
    assert said[-2:] == ["Dit e-mailadres en wachtwoord horen niet bij elkaar.", TOO_MANY_PASSWORDS]


def test_the_cookie_says_nothing_about_anybody_and_cannot_be_made_up(anneke: User) -> None:
    hers = from_(1)
    sign_in_by_code(hers)
    cookie = hers.cookies["bekend"]
    assert (anneke.email in cookie.value, cookie["httponly"], cookie["samesite"]) == (False, True, "Lax")
    forger = from_(2)
    forger.cookies["bekend"] = cookie.value[:-1] + ("a" if cookie.value[-1] != "a" else "b")
    for number in range(10):
        guess(from_(number + 10))
    assert guess(forger, password=PASSWORD) == [TOO_MANY_PASSWORDS]


# Codes


def test_ten_codes_an_hour_are_mailed_from_one_network(anneke: User) -> None:
    for _ in range(12):
        answer = ask(from_(1))
    assert (len(mail.outbox), errors(answer)) == (10, [f"E-mailadres: {TOO_MANY_ASKED}"])


def test_an_unknown_address_is_refused_a_code_just_as_soon(anneke: User) -> None:
    assert [ask(from_(1), "niemand@example.nl").status_code for _ in range(11)] == [302] * 10 + [200]


def test_of_one_code_five_guesses_are_looked_at(anneke: User) -> None:
    client = Client()
    ask(client)
    answers = [enter(client, "BCDF-GHJK") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 302]
    assert messages(client.get(answers[-1].url)) == [TOO_MANY_TRIED]
    enter(client, code_sent())
    assert who(client) == "AnonymousUser"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory it answers one at a time")
def test_also_of_forty_guesses_at_once(anneke: User) -> None:
    client = Client()
    ask(client)
    cookie = client.cookies["sessionid"].value

    def at_once(number: int) -> str:
        mine = Client()
        mine.cookies["sessionid"] = cookie
        try:
            answer = enter(mine, f"BCDF-GHJ{'BCDFGHJKLM'[number % 10]}")
        finally:
            connection.close()
        return errors(answer)[0] if answer.status_code == 200 else "out"

    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(at_once, range(40)))
    assert sum("Deze code klopt niet" in line for line in said) <= 5


def test_a_code_has_eight_of_twenty_letters(anneke: User) -> None:
    ask(Client())
    assert re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", code_sent())


# What counts is not forgotten


def test_filling_the_cache_makes_it_forget_nothing(anneke: User) -> None:
    for number in range(10):
        guess(from_(number))
    for number in range(400):
        cache.set(f"vulling-{number}", True, AN_HOUR)
    assert guess(from_(99), password=PASSWORD) == [TOO_MANY_PASSWORDS]


def test_what_has_expired_makes_room(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(1_800_000_000, tick=False)
    for number in range(400):
        cache.set(f"vulling-{number}", True, 60)
    time_machine.move_to(1_800_000_000 + 120, tick=False)
    cache.set("nieuw", True, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone() == (1,)
