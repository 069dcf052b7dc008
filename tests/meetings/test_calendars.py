"""Calendar files: two other readers give back what was written, whatever the texts hold, at the right moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.calendars.ical import Answer, Attendee, Event, Party, cancellation, feed, request
from proof.ics_texts import BREAKS, INJECTED, TEXTS, said
from proof.strict_ics import read
from tests.meetings.readers import events_by_icalendar, events_by_vobject, skeletons

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MEETING = Event(
    uid="41d3@kernteam.example.nl",
    sequence=2,
    stamp=datetime(2026, 11, 22, 12, tzinfo=AMSTERDAM),
    summary="Kennismaking De Wilgenhoek",
    starts_at=datetime(2027, 1, 12, 15, 30, tzinfo=AMSTERDAM),
    ends_at=datetime(2027, 1, 12, 17, tzinfo=AMSTERDAM),
    place="Teamkamer, 1e verdieping",
    description="Neem je agenda mee.\nTot dan!",
    url="https://kernteam.example.nl/bijeenkomsten/41/?van=mail",
    organizer=Party("Joke de Wit", "joke@example.nl"),
    attendees=(
        Attendee("Bos, Ans", "ans.bos+werk@example.nl", answer=Answer.YES),
        Attendee("Zoë O’Neill", "zoe@example.nl", is_required=False),
    ),
)
UNSAID = {"organizer": None, "attendees": ()}  # what a feed leaves out
READERS = pytest.mark.parametrize("events_by", [events_by_icalendar, events_by_vobject])
ReaderOf = Callable[[bytes], list[Event]]


@READERS
def test_an_invitation_says_all_of_the_event(events_by: ReaderOf) -> None:
    assert events_by(request(MEETING)) == [MEETING]


@READERS
@pytest.mark.parametrize("answer", list(Answer))
def test_an_invitation_says_what_somebody_answered_before(events_by: ReaderOf, answer: Answer) -> None:
    event = replace(MEETING, attendees=(Attendee("Ans Bos", "ans@example.nl", answer=answer),))
    assert events_by(request(event)) == [event]


@READERS
@pytest.mark.parametrize(
    "event",
    [
        replace(MEETING, is_tentative=True),
        replace(MEETING, alarm=None),
        replace(MEETING, alarm=timedelta(hours=2)),
        replace(MEETING, alarm=timedelta(days=7, hours=3, minutes=15)),
        replace(MEETING, alarm=timedelta(0)),
        replace(MEETING, place="", description="", url=""),
        replace(MEETING, organizer=Party("", "joke@example.nl")),
        replace(MEETING, summary=""),
    ],
    ids=["tentative", "no-alarm", "hours", "week", "at-start", "bare", "nameless", "no-summary"],
)
def test_any_state_comes_back(events_by: ReaderOf, event: Event) -> None:
    assert (events_by(request(event)), read(request(event)).value("METHOD")) == ([event], "REQUEST")


@READERS
def test_a_cancellation_is_of_the_same_event_without_an_alarm(events_by: ReaderOf) -> None:
    assert events_by(cancellation(MEETING)) == [replace(MEETING, is_cancelled=True, alarm=None)]


@READERS
def test_a_feed_says_every_event_and_nobody(events_by: ReaderOf) -> None:
    events = [MEETING, replace(MEETING, uid="2", is_tentative=True), replace(MEETING, uid="3", is_cancelled=True)]
    assert events_by(feed("Mijn agenda", events)) == [
        replace(MEETING, **UNSAID),
        replace(MEETING, uid="2", is_tentative=True, **UNSAID),
        replace(MEETING, uid="3", is_cancelled=True, alarm=None, **UNSAID),
    ]


def test_no_address_is_in_a_feed() -> None:
    content = feed("Mijn agenda", [MEETING, replace(MEETING, uid="3", is_cancelled=True)])
    assert [
        word for word in (b"@example.nl", b"Joke", b"Ans", b"mailto", b"ATTENDEE", b"ORGANIZER") if word in content
    ] == []


def test_an_empty_feed_is_a_calendar_without_events() -> None:
    content = feed("Mijn agenda", [])
    assert (events_by_icalendar(content), events_by_vobject(content), read(content).components) == ([], [], [])


def test_a_feed_says_its_name_and_how_often_to_look() -> None:
    calendar = read(feed("Kernteam; Ans, Wim", [MEETING], refresh=timedelta(hours=4)))
    names = ("METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
    assert [calendar.value(name) for name in names] == ["PUBLISH", *["Kernteam; Ans, Wim"] * 2, "PT4H", "PT4H"]


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (request(MEETING), ("REQUEST", "CONFIRMED", "OPAQUE", "BUSY")),
        (request(replace(MEETING, is_tentative=True)), ("REQUEST", "TENTATIVE", "OPAQUE", "TENTATIVE")),
        (cancellation(MEETING), ("CANCEL", "CANCELLED", "TRANSPARENT", "FREE")),
        (cancellation(replace(MEETING, is_tentative=True)), ("CANCEL", "CANCELLED", "TRANSPARENT", "FREE")),
    ],
    ids=["sure", "hold", "cancelled", "hold-cancelled"],
)
def test_what_it_does_to_somebodys_time(content: bytes, state: tuple[str, ...]) -> None:
    calendar = read(content)
    [event] = calendar.components
    names = ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    assert (calendar.value("METHOD"), *(event.value(name) for name in names)) == state


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (replace(MEETING, organizer=None), "without an organizer"),
        (replace(MEETING, attendees=()), "invites somebody"),
        (replace(MEETING, is_cancelled=True), "no invitation"),
        (replace(MEETING, starts_at=datetime(2027, 1, 12, 15, 30)), "no moment"),  # noqa: DTZ001
        (replace(MEETING, stamp=datetime(2027, 1, 12, 15, 30)), "no moment"),  # noqa: DTZ001
    ],
)
def test_no_invitation_that_a_calendar_would_misread(event: Event, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        request(event)


WRITTEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kernteam//Kernteam//NL
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Kennismaking De Wilgenhoek
DTSTART:20270112T143000Z
DTEND:20270112T160000Z
DTSTAMP:20261122T110000Z
UID:41d3@kernteam.example.nl
SEQUENCE:2
ATTENDEE;CN="Bos, Ans";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTIC
 IPANT;RSVP=TRUE:mailto:ans.bos+werk@example.nl
ATTENDEE;CN="Zoë O’Neill";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=
 OPT-PARTICIPANT;RSVP=TRUE:mailto:zoe@example.nl
DESCRIPTION:Neem je agenda mee.\\nTot dan!
LAST-MODIFIED:20261122T110000Z
LOCATION:Teamkamer\\, 1e verdieping
ORGANIZER;CN="Joke de Wit":mailto:joke@example.nl
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://kernteam.example.nl/bijeenkomsten/41/?van=mail
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Kennismaking De Wilgenhoek
TRIGGER:-P1D
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_the_same_event_is_the_same_bytes() -> None:
    assert request(MEETING).decode() == WRITTEN.replace("\n", "\r\n")


CHANGES = (  # the last Sundays of March and October
    *(date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26)),
    *(date(2028, 10, 29), date(2029, 3, 25), date(2029, 10, 28), date(2030, 3, 31), date(2030, 10, 27)),
)


@READERS
@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_half_past_three_stays_half_past_three_on_both_sides_of_a_clock_change(
    events_by: ReaderOf, change: date
) -> None:
    days = [change + timedelta(days=days) for days in (-7, -2, -1, 0, 1, 7)]
    before, after = (
        (timedelta(hours=1), timedelta(hours=2)) if change.month == 3 else (timedelta(hours=2), timedelta(hours=1))
    )
    local = [datetime.combine(day, time(15, 30), AMSTERDAM) for day in days]
    events = [replace(MEETING, uid=str(start), starts_at=start, ends_at=start + timedelta(hours=1)) for start in local]
    found = [(event.starts_at, event.starts_at.utcoffset()) for event in events_by(feed("", events))]
    offsets = [before] * 3 + [after] * 3
    assert found == [
        (datetime.combine(day, time(15, 30), UTC) - offset, timedelta(0))
        for day, offset in zip(days, offsets, strict=True)
    ]


@READERS
def test_the_hour_that_comes_twice_is_two_hours(events_by: ReaderOf) -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    [event] = events_by(request(replace(MEETING, starts_at=first, ends_at=first.replace(fold=1))))
    assert (event.starts_at, event.ends_at) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_there_is_no_time_zone_to_misread() -> None:
    content = request(MEETING) + cancellation(MEETING) + feed("", [MEETING])
    assert (b"TZID" in content, b"VTIMEZONE" in content) == (False, False)


def with_text(text: str) -> Event:
    """The meeting with a text in every field that has one."""
    return replace(
        MEETING,
        uid=text,
        summary=text,
        place=text,
        description=text,
        url=f"https://example.nl/?q={text}",
        organizer=Party(text, text),
        attendees=(Attendee(text, text), MEETING.attendees[1]),
    )


def meant_by(text: str) -> Event:
    """What is to be read of it; `said` does not know how the module does it."""
    line, name = said(text), said(text, in_name=True)
    return replace(
        with_text(line),
        description=said(text, in_lines=True),
        organizer=Party(name, line),
        attendees=(Attendee(name, line), MEETING.attendees[1]),
    )


WITHOUT_PERCENT = [text for text in TEXTS if "%" not in text]  # in a URL it may begin an escape, which stays one


@READERS
@pytest.mark.parametrize("text", WITHOUT_PERCENT[::4], ids=lambda text: ascii(text)[:30])
def test_an_odd_text_comes_back_in_every_field(events_by: ReaderOf, text: str) -> None:
    assert events_by(request(with_text(text))) == [meant_by(text)]


@pytest.mark.parametrize("text", WITHOUT_PERCENT[::4], ids=lambda text: ascii(text)[:30])
def test_an_odd_name_of_a_feed_comes_back(text: str) -> None:
    content = feed(text, [])
    by_vobject = vobject.readOne(content.decode()).contents
    assert ([by_vobject[name][0].value for name in ("name", "x-wr-calname")], read(content).value("NAME")) == (
        [said(text)] * 2,
        said(text),
    )


@pytest.mark.parametrize(
    ("given_url", "written"),
    [
        ("https://example.nl/a%20b?c=d&e=%C3%A9#f", "https://example.nl/a%20b?c=d&e=%C3%A9#f"),
        ("https://example.nl/é b?100%", "https://example.nl/%C3%A9%20b?100%25"),
        ('https://example.nl/"<\\>;,\r\nX:1', "https://example.nl/%22%3C%5C%3E%3B%2C%20X:1"),
    ],
)
def test_an_address_of_a_page_stays_as_it_is_as_far_as_it_is_one(given_url: str, written: str) -> None:
    [event] = read(request(replace(MEETING, url=given_url))).components
    assert event.value("URL") == written


PIECES = st.one_of(
    st.sampled_from((*BREAKS, *INJECTED, " " * 74, "x" * 73, "\\", "^", "%", ":", '"')),
    st.text(st.characters(), max_size=40),
    st.text(st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs"]), max_size=5),
)
HOSTILE = st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(bool)


@settings(max_examples=100, deadline=None)
@given(text=HOSTILE)
def test_no_text_becomes_a_property_or_component(text: str) -> None:
    event, plain = with_text(text), with_text("Zomaar tekst")
    pairs = (
        (request(event), request(plain)),
        (cancellation(event), cancellation(plain)),
        (feed(text, [event, replace(MEETING, uid="2")]), feed("Zomaar", [plain, replace(MEETING, uid="2")])),
    )
    for odd, harmless in pairs:
        assert skeletons(odd) == [read(harmless).skeleton()] * 3


@settings(max_examples=100, deadline=None)
@given(text=HOSTILE.filter(lambda text: "%" not in text))
def test_any_text_comes_back(text: str) -> None:
    content = request(with_text(text))
    assert (events_by_icalendar(content), events_by_vobject(content)) == ([meant_by(text)], [meant_by(text)])


def test_the_library_itself_would_lose_a_backslash_before_a_capital_n() -> None:
    """Why our texts are escaped by ourselves; when this fails, the library may do it."""
    assert icalendar.vText("C:\\Noord").to_ical() == b"C:\\noord"
