"""What calendar programs mail when somebody answers an invitation, and everything else that may be mailed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.calendars.ical import (
    LARGEST_REPLY,
    Answer,
    Attendee,
    CalendarReply,
    Event,
    Party,
    cancellation,
    feed,
    reply_in,
    request,
)

TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
OUTLOOK = f"""\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
{TIME_ZONE}BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;CN="Bos, Ans":MAILTO:Ans.Bos@Example.nl
COMMENT;LANGUAGE=nl-NL:Ik kom graag\\; tot dan.\\n
UID:41d3@kernteam.example.nl
SUMMARY;LANGUAGE=nl-NL:Geaccepteerd: Kennismaking De Wilgenhoek
DTSTART;TZID=W. Europe Standard Time:20270112T153000
DTEND;TZID=W. Europe Standard Time:20270112T170000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20261123T081500Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:2
LOCATION;LANGUAGE=nl-NL:Teamkamer\\, 1e verdieping
X-MICROSOFT-CDO-APPT-SEQUENCE:2
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
X-MICROSOFT-DISALLOW-COUNTER:FALSE
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20270112T143000Z
DTEND:20270112T160000Z
DTSTAMP:20261123T081500Z
ORGANIZER;CN=Joke de Wit:mailto:joke@example.nl
UID:41d3@kernteam.exa
 mple.nl
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=ans.bo
 s+werk@example.nl;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Ik ben er: niet; sorry
 , tot later":mailto:ans.bos+wer
 k@example.nl
X-GOOGLE-CONFERENCE:https://meet.example.nl/abc
CREATED:20261122T110000Z
DESCRIPTION:Neem je agenda mee.\\nTot dan!\\n\\n-::~:~::~:~:~:~:~:~:~:~:~:~:~
 :~:~:~:~:~:~:~::~:~::-
LAST-MODIFIED:20261123T081500Z
LOCATION:Teamkamer\\, 1e verdieping
SEQUENCE:2
STATUS:CONFIRMED
SUMMARY:Kennismaking De Wilgenhoek
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
THUNDERBIRD = """\
BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
CREATED:20261122T110000Z
LAST-MODIFIED:20261123T081500Z
DTSTAMP:20261123T081500Z
UID:41d3@kernteam.example.nl
SUMMARY:Kennismaking De Wilgenhoek
ORGANIZER;CN="Joke de Wit":mailto:joke@example.nl
ATTENDEE;RSVP=TRUE;CN="Zoë O’Neill";PARTSTAT=TENTATIVE;CUTYPE=INDIVIDUAL;R
\tOLE=OPT-PARTICIPANT:mailto:zoe@example.nl
DTSTART:20270112T143000Z
DTEND:20270112T160000Z
SEQUENCE:2
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Kennismaking De Wilgenhoek
TRIGGER:-P1D
END:VALARM
END:VEVENT
END:VCALENDAR
"""
APPLE = """\
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
PRODID:-//Apple Inc.//macOS 15.1//EN
METHOD:REPLY
BEGIN:VEVENT
UID:41d3@kernteam.example.nl
ATTENDEE;CN=Ans Bos;CUTYPE=INDIVIDUAL;EMAIL=ans@example.nl;PARTSTAT=ACCEPTED:mailto:ans@example.nl
REQUEST-STATUS:2.0;Success
ORGANIZER;CN=Joke de Wit;EMAIL=joke@example.nl:mailto:joke@example.nl
DTSTAMP:20261123T081500Z
DTSTART:20270112T143000Z
END:VEVENT
END:VCALENDAR
"""
UID = "41d3@kernteam.example.nl"
REPLIES = {
    "outlook": (OUTLOOK, CalendarReply(UID, 2, "ans.bos@example.nl", Answer.YES)),
    "google": (GOOGLE, CalendarReply(UID, 2, "ans.bos+werk@example.nl", Answer.NO)),
    "thunderbird": (THUNDERBIRD, CalendarReply(UID, 2, "zoe@example.nl", Answer.MAYBE)),
    "apple": (APPLE, CalendarReply(UID, 0, "ans@example.nl", Answer.YES)),
}
each_reply = pytest.mark.parametrize(("text", "reply"), REPLIES.values(), ids=REPLIES)
MEETING = Event(
    uid=UID,
    sequence=2,
    stamp=datetime(2026, 11, 22, 12, tzinfo=UTC),
    summary="Kennismaking",
    starts_at=datetime(2027, 1, 12, 14, tzinfo=UTC),
    ends_at=datetime(2027, 1, 12, 16, tzinfo=UTC),
    organizer=Party("Joke de Wit", "joke@example.nl"),
    attendees=(Attendee("Ans Bos", "ans@example.nl", answer=Answer.YES),),
)


@each_reply
@pytest.mark.parametrize("line_break", ["\r\n", "\n"], ids=["crlf", "lf"])
def test_the_reply_of_a_calendar_program_is_read(text: str, reply: CalendarReply, line_break: str) -> None:
    assert reply_in(text.replace("\n", line_break).encode()) == reply


@each_reply
def test_a_mark_of_byte_order_and_empty_lines_are_read_over(text: str, reply: CalendarReply) -> None:
    assert reply_in(b"\xef\xbb\xbf" + text.encode() + b"\r\n\r\n") == reply


@each_reply
def test_letters_of_another_alphabet_are_no_obstacle(text: str, reply: CalendarReply) -> None:
    assert reply_in(text.encode("latin-1", "replace")) == reply


def test_what_is_odd_elsewhere_in_it_is_no_obstacle() -> None:
    odd = OUTLOOK.replace("DTSTART;TZID=W. Europe", "DTSTART;TZID=Nowhere").replace("PRIORITY:5", "PRIORITY;;:high")
    assert reply_in(odd.encode()) == REPLIES["outlook"][1]


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_is_read(answer: Answer) -> None:
    content = THUNDERBIRD.replace("TENTATIVE", answer.value.lower()).encode()
    assert reply_in(content) == CalendarReply(UID, 2, "zoe@example.nl", answer)


def test_a_reply_that_says_no_answer_says_none_yet() -> None:
    assert reply_in(THUNDERBIRD.replace("PARTSTAT=TENTATIVE;", "").encode()) == CalendarReply(
        UID, 2, "zoe@example.nl", Answer.NONE
    )


def test_an_odd_address_that_we_invited_is_the_one_that_answers() -> None:
    odd = replace(MEETING, attendees=(Attendee("", "o'neill+a=b%c&d/e@exämple.nl", answer=Answer.NO),))
    content = request(odd).replace(b"METHOD:REQUEST", b"METHOD:REPLY")
    assert reply_in(content) == CalendarReply(UID, 2, "o'neill+a=b%c&d/e@exämple.nl", Answer.NO)


def test_an_odd_uid_that_we_gave_is_the_one_that_is_answered() -> None:
    content = request(replace(MEETING, uid="a;b,c\\N\\\\d:e")).replace(b"METHOD:REQUEST", b"METHOD:REPLY")
    assert reply_in(content) == CalendarReply("a;b,c\\N\\\\d:e", 2, "ans@example.nl", Answer.YES)


SECOND = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:wim@example.nl\n"


NO_REPLIES = {
    "nothing": b"",
    "no-text": b"\x00\xff\xfe",
    "a-sentence": b"Ik kom graag!",
    "a-page": b"<html><body>BEGIN:VCALENDAR</body></html>",
    "utf-16": OUTLOOK.encode("utf-16"),
    "an-invitation": request(MEETING),
    "a-cancellation": cancellation(MEETING),
    "a-feed": feed("Agenda", [MEETING]),
    "a-counter-proposal": OUTLOOK.replace("REPLY", "COUNTER").encode(),
    "no-method": OUTLOOK.replace("METHOD:REPLY\n", "").encode(),
    "two-methods": OUTLOOK.replace("METHOD:REPLY\n", "METHOD:REPLY\nMETHOD:REPLY\n").encode(),
    "no-uid": OUTLOOK.replace("UID:41d3@kernteam.example.nl\n", "").encode(),
    "empty-uid": OUTLOOK.replace("41d3@kernteam.example.nl", "").encode(),
    "nul-in-uid": OUTLOOK.replace("41d3", "41\x00d3").encode(),
    "line-break-in-uid": OUTLOOK.replace("41d3", "41\\nd3").encode(),
    "sequence-below-zero": OUTLOOK.replace("SEQUENCE:2", "SEQUENCE:-2").encode(),
    "sequence-in-words": OUTLOOK.replace("SEQUENCE:2", "SEQUENCE:twee").encode(),
    "sequence-without-end": OUTLOOK.replace("SEQUENCE:2", "SEQUENCE:" + "9" * 5000).encode(),
    "delegated": OUTLOOK.replace("ACCEPTED", "DELEGATED").encode(),
    "two-answers": OUTLOOK.replace("ACCEPTED", "ACCEPTED,DECLINED").encode(),
    "an-exchange-address": OUTLOOK.replace("MAILTO:Ans.Bos@Example.nl", "invalid:nomail").encode(),
    "no-address": OUTLOOK.replace("MAILTO:Ans.Bos@Example.nl", "mailto:").encode(),
    "line-break-in-address": OUTLOOK.replace("Ans.Bos@", "a%0D%0ABcc:x@").encode(),
    "nul-in-address": OUTLOOK.replace("Ans.Bos@", "a%00@").encode(),
    "two-ats": OUTLOOK.replace("Ans.Bos@", "a@b@").encode(),
    "two-attendees": OUTLOOK.replace("COMMENT", SECOND + "COMMENT").encode(),
    "a-task": OUTLOOK.replace("VEVENT", "VTODO").encode(),
    "an-event-that-does-not-end": OUTLOOK.replace("END:VEVENT\n", "").encode(),
    "ends-crossed": OUTLOOK.replace("END:VEVENT\nEND:VCALENDAR", "END:VCALENDAR\nEND:VEVENT").encode(),
    "an-end-too-many": (OUTLOOK + "END:VCALENDAR\n").encode(),
    "two-calendars": (OUTLOOK + OUTLOOK).encode(),
    "half": OUTLOOK[: len(OUTLOOK) // 2].encode(),
    "only-begins": b"BEGIN:VEVENT\r\n" * 15_000,
    "too-large": OUTLOOK.replace("COMMENT", f"COMMENT:{'x' * LARGEST_REPLY}\nCOMMENT").encode(),
}


@pytest.mark.parametrize("content", NO_REPLIES.values(), ids=NO_REPLIES)
def test_anything_else_is_no_reply(content: bytes) -> None:
    assert reply_in(content) is None


@pytest.mark.parametrize(
    "content",
    [
        OUTLOOK.replace("FREQ=YEARLY;INTERVAL=1", "FREQ=SECONDLY").encode(),
        *(
            begin + again * ((LARGEST_REPLY - 100) // len(again)) + end
            for begin, again, end in (
                (b"", b"BEGIN:VEVENT\r\n", b""),
                (b"", b"\n", b""),
                (b"", b"\n ", b""),
                (b"UID;", b" ", b":"),
                (b"ATTENDEE;CN=", b'"', b":"),
                (b"ATTENDEE", b";A=B", b":mailto:x@example.nl"),
                (b"UID:", b"\\", b""),
            )
        ),
    ],
    ids=["time-zone", "deep", "empty", "folds", "spaces", "quotes", "parameters", "backslashes"],
)
def test_no_content_takes_long(content: bytes) -> None:
    assert len(content) <= LARGEST_REPLY
    begin = perf_counter()
    reply_in(content)
    assert perf_counter() - begin < 5


@settings(max_examples=300, deadline=timedelta(seconds=5))
@given(
    text=st.sampled_from([text for text, _ in REPLIES.values()]),
    at=st.integers(0, 2000),
    gone=st.integers(0, 60),
    put=st.binary(max_size=20) | st.sampled_from([b"\r\n", b"\r\n ", b'"', b";", b":", b"\\", b"\x00", b"BEGIN:"]),
)
def test_a_broken_reply_breaks_nothing(text: str, at: int, gone: int, put: bytes) -> None:
    content = text.encode()
    at %= len(content)
    assert isinstance(reply_in(content[:at] + put + content[at + gone :]), CalendarReply | None)
