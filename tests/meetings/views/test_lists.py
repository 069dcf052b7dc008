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
from meetings.access import can_plan_meetings, schools_to_plan
from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting, change_meeting, hold_meeting
from meetings.actions.polls import ask_dates
from meetings.models import CalendarFeed, Meeting, Ownership
from schools.models import School
from teams.models import LogEntry, Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory, SchoolFactory
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.polls import THURSDAY_AFTER, WEDNESDAY, question, say
from tests.meetings.test_planning import the_plan
from tests.pages import all_words, messages, of_class, page, sign_in

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
    assert all_words(page(reader.get("/bijeenkomsten/")), ROWS) == ["De Zeester · Kennismaking"]
    assert all_words(page(reader.get("/bijeenkomsten/?alle=1")), ROWS) == [
        "De Zeester · Kennismaking",
        "De Zeester · Alleen IB en SWV",
    ]


def test_without_any_it_says_so(client: Client, samira: Membership, reader: Client) -> None:
    assert all_words(page(reader.get("/bijeenkomsten/")), of_class("empty")) == ["Er staat niets gepland."]


@pytest.mark.parametrize(("month", "shown"), [("2026-12", 1), ("2026-11", 0), ("0000-99", 0), ("x", 0)])
def test_a_month_shows_the_sessions_on_their_day(reader: Client, meeting: Meeting, month: str, shown: int) -> None:
    answer = page(reader.get(f"/bijeenkomsten/?maand={month}"))
    found = all_words(answer, "//td[.//a]")
    assert found == ["dinsdag 8 ! 15.00 De Zeester, Kennismaking, gepland, nog niemand uitgenodigd"] * shown


def test_a_month_shows_what_kind_of_session_it_is(reader: Client, meeting: Meeting) -> None:
    shown = page(reader.get("/bijeenkomsten/?maand=2026-12"))
    assert [kind.xpath("text()") for kind in shown.xpath(of_class("month-kind"))] == [["Kennismaking"]]


def test_who_plans_at_more_schools_chooses_one_to_plan_at(planner: Client, reader: Client, school: School) -> None:
    SchoolFactory(region=school.region, name="De Boog", establishment_code="99BB00")
    shown = [
        page(client.get("/bijeenkomsten/")).xpath(of_class("plan-schools") + "//a/@href")
        for client in (planner, reader)
    ]
    assert shown == [["/scholen/99BB00/bijeenkomsten/nieuw/", "/scholen/99AA00/bijeenkomsten/nieuw/"], []]


def test_a_month_greys_the_holidays_of_the_schools_and_leads_to_today(reader: Client, meeting: Meeting) -> None:
    tree = page(reader.get("/bijeenkomsten/?maand=2026-12"))
    days = all_words(tree, of_class("month-off") + of_class("month-day"))
    assert (days[0], days[-1], len(days)) == ("zaterdag 19", "zondag 3", 16)
    assert set(all_words(tree, of_class("month-why"))) == {
        "Kerstvakantie",
        "Eerste kerstdag",
        "Tweede kerstdag",
        "Nieuwjaarsdag",
    }
    assert tree.xpath("//a[text()='vandaag']/@href") == ["?maand=2026-11#vandaag"]
    assert len(page(reader.get("/bijeenkomsten/?maand=2026-11")).xpath("//td[@id='vandaag']")) == 1


def test_what_is_to_come_stands_under_its_month_and_first_what_has_no_date(
    reader: Client, meeting: Meeting, school: School
) -> None:
    MeetingFactory(school=school, kind="subset", title="Zonder dag", starts_at=None, state="draft")
    shown = page(reader.get("/bijeenkomsten/?alle=1"))
    assert all_words(shown, of_class("month-title")) == ["Nog geen datum", "December 2026"]


def test_what_has_been_but_was_not_rounded_off_stands_apart_and_first(
    reader: Client, meeting: Meeting, school: School
) -> None:
    before = NOW - timedelta(days=10)
    MeetingFactory(school=school, kind="subset", title="Vergeten", starts_at=before)
    MeetingFactory(school=school, kind="subset", title="Gehouden", starts_at=before, state="held")
    shown = page(reader.get("/bijeenkomsten/?alle=1"))

    def rows(heading: str) -> list[str]:
        return all_words(
            shown,
            f"//*[contains(@class, 'card')][.//h2[starts-with(normalize-space(), '{heading}')]]"
            + of_class("meeting-row")
            + "//a",
        )

    assert all_words(shown, "//main//h2") == ["Al geweest, nog niet afgerond", "Komt nog", "Geweest (1)"]
    assert (rows("Al geweest"), rows("Geweest")) == (["De Zeester · Vergeten"], ["De Zeester · Gehouden"])


def test_what_was_held_today_stands_with_what_has_been(
    meeting: Meeting, samira: Membership, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(TUESDAY + timedelta(hours=2), tick=False)
    hold_meeting(meeting=meeting, now=TUESDAY + timedelta(hours=2), actor=ineke.user)  # type: ignore[arg-type]
    reader = sign_in(Client(), samira.professional.user)  # type: ignore[arg-type]
    shown = page(reader.get("/bijeenkomsten/"))
    assert (all_words(shown, "//main//h2"), all_words(shown, ROWS)) == (
        ["Komt nog", "Geweest (1)"],
        ["De Zeester · Kennismaking"],
    )


def test_a_list_says_how_many_answered_and_what_she_still_has_to_answer(
    reader: Client, meeting: Meeting, ineke: Professional
) -> None:
    def marks() -> tuple[list[str], list[str]]:
        tree = page(reader.get("/bijeenkomsten/"))
        return all_words(tree, of_class("meeting-row") + of_class("chip"))[1:], [
            str(href) for href in tree.xpath("//a[contains(@href, '/antwoord/')]/@href")
        ]

    assert marks() == (["! nog niemand uitgenodigd"], [])
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    chips, links = marks()
    assert (chips, len(links)) == (["0 van 2 hebben geantwoord", "! jij moet nog antwoorden"], 1)
    reader.post(links[0], {"answer": "yes"})
    assert marks() == (["1 van 2 hebben geantwoord"], [])


def test_a_poll_that_she_did_not_answer_is_asked_of_her(reader: Client, poll: Meeting) -> None:
    links = page(reader.get("/bijeenkomsten/")).xpath(of_class("meeting-row") + "//a[contains(@href, '/datum/')]")
    assert [link.text for link in links] == ["Zeg wanneer je kunt"]


def test_a_moment_that_was_added_to_a_poll_is_asked_of_who_answered_the_rest_until_the_last_day(
    reader: Client, samira: Membership, poll: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    def asked(client: Client) -> list[str]:
        return all_words(
            page(client.get("/bijeenkomsten/")), of_class("meeting-row") + "//a[contains(@href, '/datum/')]"
        )

    say(poll, "Samira", "++")
    before = asked(reader)
    moments = question(TUESDAY, WEDNESDAY, THURSDAY_AFTER)
    ask_dates(meeting=poll, question=moments, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert (before, asked(reader)) == ([], ["Zeg wanneer je kunt: De Zeester, Kennismaking"])
    time_machine.move_to(NOW + timedelta(days=8))  # the deadline is a week away
    assert asked(sign_in(Client(), samira.professional.user)) == []  # type: ignore[arg-type]


def test_her_own_list_leads_to_the_sessions_of_her_school_and_to_planning(
    reader: Client, editor: Client, meeting: Meeting, school: School
) -> None:
    Ownership.objects.create(school=school, since=NOW.date())
    plan = "/scholen/99AA00/bijeenkomsten/nieuw/"
    for who, may in ((reader, []), (editor, [plan])):
        tree = page(who.get("/bijeenkomsten/"))
        assert all_words(tree, of_class("my-schools") + "/a") == ["De Zeester"]
        assert tree.xpath(f"//a[@href='{plan}']/@href") == may


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["De Zeester · Zonder dag", "De Zeester · Kennismaking"]),
        ("&zoek=zeester", ["De Zeester · Zonder dag", "De Zeester · Kennismaking"]),
        ("&zoek=Kanarie", []),
        ("&stand=niet-uitgenodigd", ["De Zeester · Kennismaking"]),
        ("&stand=gepland", ["De Zeester · Kennismaking"]),
        ("&stand=datum", ["De Zeester · Zonder dag"]),
        ("&stand=onzin", ["De Zeester · Zonder dag", "De Zeester · Kennismaking"]),
    ],
)
def test_who_plans_for_many_finds_a_session(
    planner: Client, meeting: Meeting, school: School, query: str, shown: list[str]
) -> None:
    MeetingFactory(school=school, kind="subset", title="Zonder dag", starts_at=None, state="draft")
    assert all_words(page(planner.get(f"/bijeenkomsten/?alle=1{query}")), ROWS) == shown


def test_who_plans_sees_which_schools_have_none_yet(planner: Client, school: School) -> None:
    SchoolFactory(region=school.region, name="De Kanarie")
    MeetingFactory(school=school, kind="kennismaking")
    found = page(planner.get("/bijeenkomsten/?alle=1")).xpath("//main//details//p[@class='meeting-name']/text()")
    assert found == ["De Kanarie"]


def test_the_list_of_schools_where_one_plans_says_what_each_school_says(
    planner: Client, editor: Client, school: School, far: School, ineke: Professional, anneke: Membership
) -> None:
    def both(who: Professional) -> tuple[list[School], list[School]]:
        user, day = who.user, NOW.date()
        assert user is not None
        return list(schools_to_plan(user, day)), [
            each for each in School.objects.order_by("name") if can_plan_meetings(user, each, day)
        ]

    assert both(ineke) == ([school], [school])
    Ownership.objects.create(school=school, since=NOW.date())
    assert (both(ineke), both(anneke.professional)) == (([], []), ([school], [school]))


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
