"""Calendar files (RFC 5545): the invitation to a meeting, its cancellation, a feed to subscribe to, and an answer.

Times are written in UTC and never with a time zone of their own: calendar programs differ in how they read those.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from urllib.parse import quote, unquote

import icalendar
from icalendar.parser import Contentline, Contentlines, Parameters
from icalendar.prop import vCalAddress, vDuration, vText, vUri

PRODID = "-//Kernteam//Kernteam//NL"
LARGEST_REPLY = 1 << 18  # octets; those of calendar programs are a few thousand
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# With the halves of a character, which no file can hold, and the mark of byte order, which the library drops.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
CONTROL_IN_LINES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
ESCAPES_MAYBE = re.compile(r"\\(?=[\\,:;]|$)")
IN_ADDRESS = "@!$'*+"  # what RFC 6068 lets stand in an address, apart from letters, digits and -._~
IN_URL = "%:/?#[]@!$&'()*+="  # what RFC 3986 lets stand, but for , and ; at which some programs stop reading
LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
WANTED = {"BEGIN", "END", "METHOD", "UID", "SEQUENCE", "ATTENDEE"}
Found = dict[tuple[str, ...], list[tuple[Parameters, str]]]


class Answer(Enum):
    """What somebody answered to an invitation; the value is how calendar programs say it."""

    NONE = "NEEDS-ACTION"
    YES = "ACCEPTED"
    MAYBE = "TENTATIVE"
    NO = "DECLINED"


@dataclass(frozen=True)
class Party:
    """Somebody with an address."""

    name: str
    email: str


@dataclass(frozen=True)
class Attendee(Party):
    """Somebody who is invited, and what she answered so far."""

    is_required: bool = True
    answer: Answer = Answer.NONE


@dataclass(frozen=True)
class Event:
    """A state of something that happens at a time. A later state has the same `uid` and a higher `sequence`.

    `stamp` says when this state was made. One that `is_tentative` holds the time until it is sure. `alarm` is how long
    before the start a calendar reminds its owner.
    """

    uid: str
    sequence: int
    stamp: datetime
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    description: str = ""
    url: str = ""
    organizer: Party | None = None
    attendees: tuple[Attendee, ...] = ()
    is_cancelled: bool = False
    is_tentative: bool = False
    alarm: timedelta | None = timedelta(days=1)


@dataclass(frozen=True)
class CalendarReply:
    """What the owner of `email`, in small letters, answered to the state `sequence` of an event."""

    uid: str
    sequence: int
    email: str
    answer: Answer


def request(event: Event) -> bytes:
    """The invitation to an event, or to its new state."""
    if event.is_cancelled:
        raise ValueError("What is cancelled is no invitation.")
    if not event.attendees:
        raise ValueError("An invitation invites somebody.")
    return _mailed("REQUEST", event)


def cancellation(event: Event) -> bytes:
    """The message that takes an event out of the calendars of its attendees."""
    return _mailed("CANCEL", replace(event, is_cancelled=True))


def feed(name: str, events: Iterable[Event], *, refresh: timedelta = timedelta(hours=1)) -> bytes:
    """A calendar to subscribe to. Whoever has its address can read it, so organizer and attendees are left out.

    What is cancelled stays in it as cancelled: some programs keep what merely disappears.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("name", _Text(_line(name)))
    calendar.add("x-wr-calname", _Text(_line(name)))
    calendar.add("refresh-interval", vDuration(refresh, {"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(refresh))
    for event in events:
        calendar.add_component(_event(replace(event, organizer=None, attendees=())))
    return bytes(calendar.to_ical())


def reply_in(content: bytes) -> CalendarReply | None:
    """The answer of one person that her calendar program mailed; None when the content is anything else."""
    if len(content) > LARGEST_REPLY:
        return None
    try:
        return _reply(_wanted_lines(content))
    except Exception:  # noqa: BLE001 anybody may mail anything, and no way to break a file may stop the post
        return None


class _Text(vText):
    """Text as RFC 5545 escapes it: the library's own makes a line break of the `\\N` in `C:\\Noord`."""

    def to_ical(self) -> bytes:
        return self.translate(ESCAPES).encode()


def _line(text: str) -> str:
    """A text on one line, without control characters."""
    return CONTROL.sub(" ", LINE_BREAK.sub(" ", text))


def _lines(text: str) -> str:
    """A text that may have line breaks, without other control characters."""
    return CONTROL_IN_LINES.sub(" ", LINE_BREAK.sub("\n", text))


def _mailed(method: str, event: Event) -> bytes:
    if event.organizer is None:
        raise ValueError("Calendar programs take no invitation without an organizer.")
    calendar = _calendar(method)
    calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODID), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(name, value)
    return calendar


def _event(event: Event) -> icalendar.Event:
    found = icalendar.Event()
    found.add("uid", _Text(_line(event.uid)))
    found.add("sequence", event.sequence)
    moments = {
        "dtstamp": event.stamp,
        "last-modified": event.stamp,
        "dtstart": event.starts_at,
        "dtend": event.ends_at,
    }
    for name, moment in moments.items():
        found.add(name, _utc(moment))
    found.add("summary", _Text(_line(event.summary)))
    for name, value in (("location", _line(event.place)), ("description", _lines(event.description))):
        if value:
            found.add(name, _Text(value))
    if event.url:
        found.add("url", vUri(quote(LONE_PERCENT.sub("%25", _line(event.url)), safe=IN_URL)))
    _add_people(found, event)
    _add_state(found, event)
    return found


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is no moment.")
    return moment.astimezone(UTC).replace(microsecond=0)


def _add_people(found: icalendar.Event, event: Event) -> None:
    if event.organizer:
        found.add("organizer", _address(event.organizer))
    for attendee in event.attendees:
        address = _address(attendee)
        address.params["CUTYPE"] = "INDIVIDUAL"
        address.params["ROLE"] = "REQ-PARTICIPANT" if attendee.is_required else "OPT-PARTICIPANT"
        address.params["PARTSTAT"] = attendee.answer.value
        address.params["RSVP"] = "TRUE"
        found.add("attendee", address)


def _address(party: Party) -> vCalAddress:
    """An address with a name. In a parameter no sign escapes another, but some programs read a backslash so."""
    name = ESCAPES_MAYBE.sub("/", _line(party.name))
    return vCalAddress(f"mailto:{quote(_line(party.email), safe=IN_ADDRESS)}", params={"CN": name} if name else {})


def _add_state(found: icalendar.Event, event: Event) -> None:
    """Whether it is sure, whether it takes up time (Outlook has a property of its own for both), and the alarm."""
    if event.is_cancelled:
        status, takes_time, busy = "CANCELLED", "TRANSPARENT", "FREE"
    elif event.is_tentative:
        status, takes_time, busy = "TENTATIVE", "OPAQUE", "TENTATIVE"
    else:
        status, takes_time, busy = "CONFIRMED", "OPAQUE", "BUSY"
    found.add("status", status)
    found.add("transp", takes_time)
    found.add("x-microsoft-cdo-busystatus", busy)
    if event.alarm is not None and not event.is_cancelled:
        found.add_component(_alarm(event.alarm, event.summary))


def _alarm(before: timedelta, text: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", vDuration(-before))
    alarm.add("description", _Text(_line(text)))
    return alarm


def _wanted_lines(content: bytes) -> Found:
    """The lines that a reply is read from, by the components they are in and their name.

    Nothing else is read, so an odd time zone or property of some program does not stand in the way of its answer.
    """
    inside: list[str] = []
    found: Found = {}
    lines: list[Contentline] = Contentlines.from_ical(content)  # type: ignore[no-untyped-call]
    for line in lines:
        name = re.split("[:;]", line, maxsplit=1)[0].strip().upper()
        if name not in WANTED:
            continue
        _, parameters, value = line.parts()
        if name == "BEGIN":
            inside.append(value.strip().upper())
        elif name == "END":
            if inside.pop() != value.strip().upper():
                raise ValueError("Another component ends than began.")
        else:
            found.setdefault((*inside, name), []).append((parameters, value.strip()))
    if inside:
        raise ValueError("A component does not end.")
    return found


def _reply(found: Found) -> CalendarReply | None:
    """The reply in these lines; it has one event and one attendee, or it is none."""
    [(_, method)] = found["VCALENDAR", "METHOD"]
    [(_, uid)] = found["VCALENDAR", "VEVENT", "UID"]
    [(parameters, address)] = found["VCALENDAR", "VEVENT", "ATTENDEE"]
    [(_, sequence)] = found.get(("VCALENDAR", "VEVENT", "SEQUENCE"), [(Parameters(), "0")])
    scheme, _, written = address.partition(":")
    email = unquote(written).lower()
    is_reply = method.upper() == "REPLY" and bool(uid) and not CONTROL.search(uid)
    is_address = scheme.lower() == "mailto" and ADDRESS.fullmatch(email) and not CONTROL.search(email)
    if not is_reply or not is_address or not re.fullmatch("[0-9]{1,9}", sequence):
        return None
    answer = Answer(str(parameters.get("PARTSTAT", "NEEDS-ACTION")).upper())
    return CalendarReply(uid, int(sequence), email, answer)
