"""Secret calendar addresses: who tries wrong ones is held up, who has a right one is not. Row h6 of the proof has the
rest."""

import logging

import pytest
from django.test import Client

from kernteam.logs import HidesSecrets
from meetings.actions.feeds import renew_feed
from meetings.calendars.feeds import feed_url
from teams.models import Membership, Professional
from tests.pages import page, words


def wrong(client: Client, times: int) -> list[int]:
    return [client.get(f"/agenda/fout{number}.ics").status_code for number in range(times)]


def test_after_twenty_wrong_addresses_in_a_minute_there_is_a_page_that_says_wait(client: Client, today: object) -> None:
    assert wrong(client, 21) == [404] * 20 + [429]
    answer = client.get("/agenda/fout.ics")
    assert (answer["Retry-After"], words(page(answer).xpath("//main//h1")[0])) == ("60", "Even wachten")
    assert "adressen geprobeerd die niet bestaan" in words(page(answer))


def test_a_right_address_is_answered_also_then(
    client: Client, meeting: object, samira: Membership, ineke: Professional
) -> None:
    assert ineke.user
    path = "/" + feed_url(renew_feed(of=samira.professional, actor=ineke.user)).split("/", 3)[3]
    wrong(client, 25)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("message", "args", "written"),
    [
        ("%s: %s", ("Not Found", "/agenda/geheim.ics"), "Not Found: /agenda/…"),
        ("%s: %s", ("Gone", "/antwoord/geheim:x/"), "Gone: /antwoord/…/"),
        ("GET /adres-bevestigen/geheim/ 200", (), "GET /adres-bevestigen/…/ 200"),
        ("%s: %s", ("Not Found", "/scholen/99AA00/"), "Not Found: /scholen/99AA00/"),
        ("100 % of %s", ("that",), "100 % of that"),
    ],
)
def test_the_logs_do_not_hold_the_secret_of_an_address(message: str, args: tuple[str, ...], written: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message.replace("% of", "%% of"), args, None)
    assert (HidesSecrets().filter(record), record.getMessage()) == (True, written)
