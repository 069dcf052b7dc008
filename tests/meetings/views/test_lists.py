"""/bijeenkomsten/ and the sessions of a school; and the calendars that programs read."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from time_machine import TimeMachineFixture

from accounts.models import User
from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.models import CalendarFeed, Meeting
from schools.models import School
from teams.models import LogEntry, Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.test_planning import the_plan
from tests.pages import all_words, messages, of_class, page

ROWS = of_class("meeting-row") + "//a"


def addresses(client: Client, url: str) -> list[str]:
    return [str(each) for each in page(client.get(url)).xpath("//input[@id='adres']/@value")]


def path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def feed(client: Client, url: str) -> str:
    """Get an address on this page, and answer its path."""
    client.post(url, {"nieuw": "1", "seen": seen(client, url)})
    return path(addresses(client, url)[0])


def seen(client: Client, url: str) -> str:
    """What the page says of the address that it shows."""
    [found] = page(client.get(url)).xpath("//main//form[@method='post']//input[@name='seen']/@value")
    return str(found)


def events(answer: object) -> list[tuple[str, datetime]]:
    calendar = Calendar.from_ical(answer.content)  # type: ignore[attr-defined]
    return [(str(each["SUMMARY"]), each["DTSTART"].dt) for each in calendar.walk("VEVENT")]


# Lists


def test_her_own_sessions_and_by_choice_those_of_her_schools(reader: Client, meeting: Meeting, school: School) -> None:
    MeetingFactory(school=school, kind="subset", title="Alleen IB en SWV")
    MeetingFactory(title="Kanarie")  # of another region
    assert all_words(page(reader.get("/bijeenkomsten/")), ROWS) == ["Kennismaking"]
    assert all_words(page(reader.get("/bijeenkomsten/?alle=1")), ROWS) == ["Kennismaking", "Alleen IB en SWV"]


def test_without_any_it_says_so(client: Client, samira: Membership, reader: Client) -> None:
    assert all_words(page(reader.get("/bijeenkomsten/")), of_class("empty")) == ["Er staat niets gepland."]


@pytest.mark.parametrize(("month", "shown"), [("2026-12", 1), ("2026-11", 0), ("0000-99", 0), ("x", 0)])
def test_a_month_shows_the_sessions_on_their_day(reader: Client, meeting: Meeting, month: str, shown: int) -> None:
    answer = page(reader.get(f"/bijeenkomsten/?maand={month}"))
    found = all_words(answer, "//td[.//a]")
    assert found == ["dinsdag 8 15.00 De Zeester, Kennismaking"] * shown


def test_a_school_has_its_sessions_by_year(reader: Client, school: School, meeting: Meeting) -> None:
    MeetingFactory(school=school, starts_at=NOW - timedelta(days=400), state="held")
    shown = page(reader.get("/scholen/99AA00/bijeenkomsten/"))
    assert all_words(shown, "//section/h2")[:2] == ["Schooljaar 2026-2027", "Schooljaar 2025-2026"]


@pytest.mark.parametrize("url", ["/bijeenkomsten/?alle=1", "/scholen/99AA00/bijeenkomsten/", "/scholen/99AA00/"])
def test_the_number_of_queries_does_not_grow(reader: Client, school: School, meeting: Meeting, url: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(url).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(8):
        InvitationFactory(meeting=MeetingFactory(school=school, kind="other", title=f"Overleg {number}"))
    assert queries() == few


# Calendars


def test_her_calendar_holds_her_sessions_and_no_addresses(
    client: Client, reader: Client, meeting: Meeting, school: School
) -> None:
    MeetingFactory(school=school, kind="subset", title="Zonder haar")
    MeetingFactory(title="Kanarie")
    answer = client.get(feed(reader, "/mijn-agenda/"))
    assert (answer["Content-Type"], events(answer)) == (
        "text/calendar; charset=utf-8",
        [("Kennismaking kernteam De Zeester", datetime(2026, 12, 8, 14, tzinfo=UTC))],
    )
    assert "@example.nl" not in answer.content.decode()


def test_what_was_called_off_stays_in_it_as_such(
    client: Client, reader: Client, meeting: Meeting, ineke: Professional
) -> None:
    address = feed(reader, "/mijn-agenda/")
    cancel_meeting(meeting=meeting, actor=ineke.user)  # type: ignore[arg-type]
    assert b"STATUS:CANCELLED" in client.get(address).content


def stamps(answer: object) -> set[datetime]:
    """The moments at which what the calendar holds became as it is."""
    calendar = Calendar.from_ical(answer.content)  # type: ignore[attr-defined]
    found = calendar.walk("VEVENT")
    return {each[name].dt for each in found for name in ("DTSTAMP", "LAST-MODIFIED")}


def test_a_session_is_as_old_in_it_as_its_last_change_or_the_mail_about_that(
    client: Client, reader: Client, meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    address = feed(reader, "/mijn-agenda/")
    made = stamps(client.get(address))
    time_machine.move_to(NOW + timedelta(days=1), tick=False)
    earlier = the_plan(meeting, starts_at=TUESDAY - timedelta(days=5))
    change_meeting(meeting=meeting, plan=earlier, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    moved = stamps(client.get(address))
    send_notices(meeting=meeting, now=NOW + timedelta(days=2), actor=ineke.user)  # type: ignore[arg-type]
    told = stamps(client.get(address))
    assert [made, moved, told] == [{NOW}, {NOW + timedelta(days=1)}, {NOW + timedelta(days=2)}]


def test_another_address_closes_the_old_one_and_stopping_closes_both(
    client: Client, reader: Client, meeting: Meeting
) -> None:
    first = feed(reader, "/mijn-agenda/")
    second = feed(reader, "/mijn-agenda/")
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    reader.post("/mijn-agenda/", {"stop": "1"})
    assert (client.get(second).status_code, addresses(reader, "/mijn-agenda/")) == (404, [])


def test_a_button_that_is_pressed_twice_makes_one_address(
    client: Client, reader: Client, meeting: Meeting, samira: Membership
) -> None:
    for _ in range(2):  # the first address, and another
        sent = {"nieuw": "1", "seen": seen(reader, "/mijn-agenda/")}
        reader.post("/mijn-agenda/", sent)
        address = path(addresses(reader, "/mijn-agenda/")[0])
        again = reader.post("/mijn-agenda/", sent, follow=True)
        assert "Het agenda-adres was al vernieuwd. Hieronder staat hoe het nu is." in messages(again)
        assert client.get(address).status_code == 200
    assert LogEntry.objects.count() == 2


def test_who_left_the_team_reads_nothing_any_more(
    client: Client, reader: Client, meeting: Meeting, samira: Membership
) -> None:
    address = feed(reader, "/mijn-agenda/")
    Membership.objects.filter(pk=samira.pk).update(ends_on=NOW.date() - timedelta(days=1))
    assert events(client.get(address)) == []


def test_whose_account_is_closed_reads_nothing_any_more(
    client: Client, reader: Client, meeting: Meeting, samira: Membership
) -> None:
    address = feed(reader, "/mijn-agenda/")
    User.objects.filter(pk=samira.professional.user_id).update(is_active=False)
    assert events(client.get(address)) == []


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_the_calendar_of_a_school_is_for_who_edits_its_team(
    request: pytest.FixtureRequest, meeting: Meeting, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get("/scholen/99AA00/bijeenkomsten/agenda/").status_code == status


def test_the_calendar_of_a_school_holds_all_its_sessions(
    client: Client, editor: Client, meeting: Meeting, school: School
) -> None:
    MeetingFactory(school=school, kind="subset", title="Alleen IB")
    answer = client.get(feed(editor, "/scholen/99AA00/bijeenkomsten/agenda/"))
    assert [name for name, _ in events(answer)] == [
        "Kennismaking kernteam De Zeester",
        "Alleen IB kernteam De Zeester",
    ]


def test_getting_an_address_is_kept_like_an_export(reader: Client, meeting: Meeting) -> None:
    feed(reader, "/mijn-agenda/")
    assert [row.summary for row in LogEntry.objects.all()] == ["Nieuw agenda-adres voor Samira Bakkali."]


def test_an_address_is_long_and_of_chance(reader: Client, meeting: Meeting) -> None:
    secrets = set()
    for _ in range(5):
        feed(reader, "/mijn-agenda/")
        secrets.add(CalendarFeed.objects.get().secret)
    assert (len(secrets), {len(each) for each in secrets}) == (5, {43})


def test_an_address_is_opened_or_copied(reader: Client, meeting: Meeting) -> None:
    feed(reader, "/mijn-agenda/")
    shown = page(reader.get("/mijn-agenda/"))
    address = addresses(reader, "/mijn-agenda/")[0]
    assert shown.xpath("//a[starts-with(@href, 'webcal:')]/@href") == [re.sub("^https?", "webcal", address)]
    assert shown.xpath("//button[@data-copy='adres' and @hidden]/@type") == ["button"]  # a script shows it
