"""How long somebody stays signed in, on how many devices, and how she signs out of them."""

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.models import Grant
from tests.accounts.conftest import PASSWORD
from tests.factories import UserFactory
from tests.pages import HTMX, all_words, messages, page, sign_in

OTHER = "weer een lang wachtwoord"
HOUR = timedelta(hours=1)
URL = "/beveiliging/"
ROWS = "//section[@id='apparaten']//li"


def signed_in(client: Client) -> bool:
    return bool(get_user(client).is_authenticated)  # type: ignore[arg-type]


def by_password(user: User, **browser: str) -> Client:
    client = Client(headers=browser)
    client.post("/inloggen/", {"login": user.email, "password": PASSWORD})
    return client


def rests(client: Client, time_machine: TimeMachineFixture, length: timedelta) -> int:
    """Come back after so long; the status of what is answered."""
    time_machine.shift(length)
    return client.get(URL).status_code


# Limits


@pytest.mark.parametrize(
    ("who", "most", "words"),
    [("anneke", 7 * 24 * HOUR, "je deed 7 dagen niets"), ("ineke", 2 * HOUR, "je deed 2 uur niets")],
)
def test_unused_too_long(
    request: pytest.FixtureRequest, time_machine: TimeMachineFixture, who: str, most: timedelta, words: str
) -> None:
    client = sign_in(Client(), request.getfixturevalue(who))
    in_time = rests(client, time_machine, most)
    time_machine.shift(most + timedelta(seconds=1))
    answer = client.get(URL, follow=True)
    assert (in_time, answer.redirect_chain, messages(answer)) == (
        200,
        [("/inloggen/?next=/beveiliging/", 302)],
        [f"Je bent uitgelogd, want {words}. Log opnieuw in."],
    )


@pytest.mark.parametrize(
    ("who", "step", "most", "words"),
    [("anneke", 5 * 24 * HOUR, 30 * 24 * HOUR, "30 dagen"), ("ineke", 1.5 * HOUR, 12 * HOUR, "12 uur")],
)
def test_used_all_the_time_it_still_ends(
    request: pytest.FixtureRequest,
    time_machine: TimeMachineFixture,
    who: str,
    step: timedelta,
    most: timedelta,
    words: str,
) -> None:
    client = sign_in(Client(), request.getfixturevalue(who))
    used = {rests(client, time_machine, step) for _ in range(most // step)}
    time_machine.shift(timedelta(minutes=1))
    answer = client.get(URL, follow=True)
    told = f"Je bent uitgelogd, want je logde {words} geleden in. Log opnieuw in."
    assert (used, messages(answer)) == ({200}, [told])


def test_a_session_that_is_over_is_gone_on_the_server(anneke: User, time_machine: TimeMachineFixture) -> None:
    client = sign_in(Client(), anneke)
    key = client.session.session_key
    rests(client, time_machine, 8 * 24 * HOUR)
    assert not Session.objects.filter(session_key=key).exists()


def test_a_piece_of_a_page_hears_that_the_session_is_over(anneke: User, time_machine: TimeMachineFixture) -> None:
    client = sign_in(Client(), anneke)
    time_machine.shift(8 * 24 * HOUR)
    assert client.get(URL, headers=HTMX).status_code == 401


def test_who_gets_power_has_the_shorter_limits_at_once(ineke: User, time_machine: TimeMachineFixture) -> None:
    Grant.objects.filter(user=ineke).update(starts_on=date(2026, 11, 23))
    client = sign_in(Client(), ineke)
    without_power = rests(client, time_machine, 11 * HOUR)
    assert (without_power, rests(client, time_machine, 11 * HOUR)) == (200, 302)


def test_use_is_noted_at_most_once_a_minute(anneke: User, time_machine: TimeMachineFixture) -> None:
    client = sign_in(Client(), anneke)
    seen = []
    for seconds in (0, 59, 1, 30):
        time_machine.shift(seconds)
        client.get(URL)
        seen.append((UserSession.objects.get().last_seen_at - UserSession.objects.get().created_at).seconds)
    assert seen == [0, 0, 60, 60]


# Signing in and out


def test_the_key_of_a_session_changes_at_signing_in(anneke: User) -> None:
    client = Client()
    client.post("/inloggen/code/", {"email": anneke.email})
    before = client.session.session_key
    client.post("/uitloggen/")
    client.post("/inloggen/", {"login": anneke.email, "password": PASSWORD})
    assert before
    assert client.session.session_key != before


def test_a_cookie_kept_from_before_signing_out_opens_nothing(anneke: User) -> None:
    client = sign_in(Client(), anneke)
    kept = client.cookies["sessionid"].value
    client.post("/uitloggen/")
    client.cookies["sessionid"] = kept
    assert client.get(URL).status_code == 302


def test_the_eleventh_device_signs_out_the_one_used_longest_ago(anneke: User, time_machine: TimeMachineFixture) -> None:
    clients = []
    for _ in range(11):
        time_machine.shift(120)
        clients.append(by_password(anneke))
    assert [signed_in(client) for client in clients] == [False] + [True] * 10


def test_devices_of_others_do_not_count(anneke: User, ineke: User) -> None:
    theirs = [sign_in(Client(), ineke) for _ in range(10)]
    by_password(anneke)
    assert all(signed_in(client) for client in theirs)


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        (
            "/wachtwoord/",
            {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER},
        ),
        ("/wachtwoord/weghalen/", {}),
    ],
)
def test_another_password_signs_out_everywhere_else(anneke: User, url: str, typed: dict[str, str]) -> None:
    here, elsewhere = by_password(anneke), by_password(anneke)
    here.post("/inloggen/opnieuw/", {"password": PASSWORD})
    here.post(url, typed)
    assert (signed_in(here), signed_in(elsewhere), len(page(here.get(URL)).xpath(ROWS))) == (True, False, 1)


# The list of devices


def when(hour: int) -> str:
    used = f" Laatst gebruikt op 22 november 2026, {hour}.00 uur vanaf 127.0.0.1"
    return f"{used} Ingelogd op 22 november 2026, {hour}.00 uur"


def test_the_list_says_which_this_is_and_when_each_was_used(anneke: User, time_machine: TimeMachineFixture) -> None:
    by_password(anneke, user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604.1")
    time_machine.shift(HOUR)
    client = by_password(anneke, user_agent="Mozilla/5.0 (Windows NT 10.0) Chrome/124.0 Safari/537.36")
    client.get("/scholen/")
    assert all_words(page(client.get(URL)), ROWS + "/div") == [
        "Chrome op Windows dit apparaat" + when(13),
        "Safari op iPhone" + when(12),
    ]


def test_nobody_else_is_on_the_list(anneke: User, ineke: User) -> None:
    sign_in(Client(), ineke)
    assert len(page(sign_in(Client(), anneke).get(URL)).xpath(ROWS)) == 1


def test_what_a_browser_calls_itself_is_never_shown(anneke: User) -> None:
    client = by_password(anneke, user_agent="<script>alert(1)</script> kanarie")
    assert "kanarie" not in client.get(URL).content.decode()


def test_one_device_is_signed_out(anneke: User) -> None:
    here, one, two = (sign_in(Client(), anneke) for _ in range(3))
    device = UserSession.objects.get(session_key=one.session.session_key)
    answer = here.post(f"/beveiliging/apparaten/{device.pk}/uitloggen/", follow=True)
    assert ([signed_in(client) for client in (here, one, two)], messages(answer)) == (
        [True, False, True],
        ["Je bent op dat apparaat uitgelogd."],
    )


def test_all_others_are_signed_out(anneke: User) -> None:
    here, *others = (sign_in(Client(), anneke) for _ in range(3))
    answer = here.post("/beveiliging/apparaten/", follow=True)
    assert ([signed_in(client) for client in (here, *others)], messages(answer)) == (
        [True, False, False],
        ["Je bent op al je andere apparaten uitgelogd."],
    )


def test_a_device_of_somebody_else_does_not_exist(anneke: User, ineke: User) -> None:
    theirs = sign_in(Client(), ineke)
    device = UserSession.objects.get(user=ineke)
    answer = sign_in(Client(), anneke).post(f"/beveiliging/apparaten/{device.pk}/uitloggen/")
    assert (answer.status_code, signed_in(theirs)) == (404, True)


def test_a_link_signs_nothing_out(anneke: User) -> None:
    here, other = sign_in(Client(), anneke), sign_in(Client(), anneke)
    device = UserSession.objects.get(session_key=other.session.session_key)
    statuses = [here.get(f"/beveiliging/apparaten/{device.pk}/uitloggen/").status_code]
    statuses.append(here.get("/beveiliging/apparaten/").status_code)
    assert (statuses, signed_in(other)) == ([405, 302], True)


def test_the_number_of_queries_does_not_grow_with_the_devices() -> None:
    user = UserFactory()
    client, counts = sign_in(Client(), user), []
    for more in (0, 5):
        for _ in range(more):
            sign_in(Client(), user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_are_not_kept_by_the_browser(anneke: User) -> None:
    assert "no-store" in sign_in(Client(), anneke).get(URL).headers["Cache-Control"]
