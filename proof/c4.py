"""Row c4: odd texts change nothing in a calendar file but their own value, and clock changes move no meeting."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import icalendar

from meetings.calendars.ical import Attendee, Event, Party, cancellation, feed, request
from proof.corpus import HARMLESS
from proof.ics_texts import FEWER_TEXTS, TEXTS, said
from proof.rows import Figure
from proof.strict_ics import Component, NotStrict, read

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(2026, 2031)
ORGANIZER = Party("Joke de Wit", "joke@example.nl")
PLAIN = Event(
    uid="1@example.nl",
    sequence=2,
    stamp=datetime(2026, 11, 22, 12, tzinfo=UTC),
    summary="Kennismaking",
    starts_at=datetime(2027, 1, 12, 14, tzinfo=UTC),
    ends_at=datetime(2027, 1, 12, 16, tzinfo=UTC),
    place="Teamkamer",
    description="Neem je agenda mee.",
    url="https://example.nl/bijeenkomsten/1",
    organizer=ORGANIZER,
    attendees=(Attendee("Ans Bos", "ans@example.nl"), Attendee("Wim Kok", "wim@example.nl", is_required=False)),
)
FIELDS: dict[str, Callable[[str], Event]] = {
    "uid": lambda text: replace(PLAIN, uid=text),
    "summary": lambda text: replace(PLAIN, summary=text),
    "place": lambda text: replace(PLAIN, place=text),
    "description": lambda text: replace(PLAIN, description=text),
    "url": lambda text: replace(PLAIN, url=f"https://example.nl/?q={text}"),
    "organizer's name": lambda text: replace(PLAIN, organizer=Party(text, ORGANIZER.email)),
    "organizer's address": lambda text: replace(PLAIN, organizer=Party(ORGANIZER.name, text)),
    "attendee's name": lambda text: replace(PLAIN, attendees=(Attendee(text, "x@example.nl"), *PLAIN.attendees)),
    "attendee's address": lambda text: replace(PLAIN, attendees=(Attendee("Ida", text), *PLAIN.attendees)),
    "calendar's name": lambda _: PLAIN,
}
KINDS: dict[str, Callable[[str, Event], bytes]] = {
    "request": lambda _, event: request(event),
    "cancellation": lambda _, event: cancellation(event),
    "feed": lambda name, event: feed(name, [event, replace(PLAIN, uid="2@example.nl", is_cancelled=True)]),
}
Line = tuple[tuple[str, ...], tuple[tuple[str, str], ...], str]


@dataclass
class Tally:
    """What was read, and what was wrong with it."""

    calendars: int = 0
    counts: int = 0
    values: int = 0
    details: tuple[str, ...] = ()


def measure(*, quick: bool) -> Figure:
    """Every text in every field of every kind of file, read twice; meetings around clock changes; broken files."""
    tally = read_twice(FEWER_TEXTS if quick else TEXTS)
    changes = [(day, is_right_around(day)) for day in clock_changes()]
    controls = [(name, is_refused(content)) for name, content in broken()]
    controls += [(name, is_noticed(content)) for name, content in changed()]
    unnoticed = [name for name, was_noticed in controls if not was_noticed]
    right = sum(is_right for _, is_right in changes)
    text = (
        f"{tally.calendars} calendars: {tally.counts} with other components or properties, {tally.values} with other "
        f"values; {right} of {len(changes)} clock changes right; control: "
        f"{len(controls) - len(unnoticed)} of {len(controls)} broken or changed files noticed"
    )
    holds = not tally.details and tally.calendars > 0 and right == len(changes) == 2 * len(YEARS) and not unnoticed
    wrong_days = (f"clock change of {day}" for day, is_right in changes if not is_right)
    return Figure(text, holds, (*tally.details[:20], *wrong_days, *unnoticed))


def read_twice(texts: tuple[str, ...]) -> Tally:
    tally = Tally()
    for field, event_with in FIELDS.items():
        for kind, written in KINDS.items():
            if field == "calendar's name" and kind != "feed":
                continue
            name = HARMLESS if field == "calendar's name" else "Agenda"
            harmless = by_strict(read(written(name, event_with(HARMLESS))))
            for text in texts:
                content = written(text if name == HARMLESS else name, event_with(text))
                _judge(
                    tally, f"{kind}, {field} {text[:60]!r}", content, [_with(line, field, text) for line in harmless]
                )
    return tally


def _judge(tally: Tally, what: str, content: bytes, wanted: list[Line]) -> None:
    """Two readers must find the lines that a harmless text gives, with the values that were given."""
    tally.calendars += 1
    try:
        found = (by_strict(read(content)), by_icalendar(icalendar.Calendar.from_ical(content)))
    except (NotStrict, ValueError) as error:
        tally.counts += 1
        tally.details += (f"{what}: {error}",)
        return
    names = [sorted(path for path, _, _ in lines) for lines in (*found, wanted)]
    if not names[0] == names[1] == names[2]:
        tally.counts += 1
        tally.details += (f"{what}: other lines",)
    elif not sorted(found[0]) == sorted(found[1]) == sorted(wanted):
        tally.values += 1
        other = [line for lines in found for line in lines if line not in wanted]
        tally.details += (f"{what}: {other[:2]} not given",)


def _with(line: Line, field: str, text: str) -> Line:
    """A line that was read from the harmless file, with what must be read for another text."""
    path, parameters, value = line
    if HARMLESS not in str(line):
        return line
    meant = said(text, in_lines=field == "description", in_name=field.endswith("'s name") and "CN" in dict(parameters))
    meant = unquote(meant) if field == "url" else meant
    return (
        path,
        tuple((name, given.replace(HARMLESS, meant)) for name, given in parameters),
        value.replace(HARMLESS, meant),
    )


def by_strict(component: Component, path: tuple[str, ...] = ()) -> list[Line]:
    """Every line of a calendar as our own reader understands it, with the components it is in."""
    path = (*path, component.name)
    own = [
        ((*path, found.name), tuple(sorted(found.parameters.items())), _plain(found.name, found.value))
        for found in component.properties
    ]
    return [((*path, ""), (), ""), *own, *(line for inner in component.components for line in by_strict(inner, path))]


def by_icalendar(component: Any, path: tuple[str, ...] = ()) -> list[Line]:
    """The same as icalendar understands it."""
    path = (*path, component.name or "")
    own = [
        (
            (*path, name),
            tuple(sorted((key, str(given)) for key, given in value.params.items())),
            _understood(name, value),
        )
        for name, value in component.property_items(recursive=False)
        if name not in {"BEGIN", "END"}
    ]
    inner = (line for part in component.subcomponents for line in by_icalendar(part, path))
    return [((*path, ""), (), ""), *own, *inner]


def _understood(name: str, value: Any) -> str:
    if name in {"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"}:
        return str(value.dt.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    if name in {"TRIGGER", "REFRESH-INTERVAL"}:
        return duration_text(value.dt)
    if name in {"NAME", "X-WR-CALNAME"}:  # it knows no type of these, and leaves the escapes of text in them
        return re.sub(r"\\([\\;,])", r"\1", str(value))
    return _plain(name, str(value))


def duration_text(duration: timedelta) -> str:
    """Those that our files have: "-P1D", "PT1H"."""
    sign = "-" if duration < timedelta(0) else ""
    days, hours = divmod(abs(duration) // timedelta(hours=1), 24)
    return f"{sign}P{days}D" if days else f"{sign}PT{hours}H"


def _plain(name: str, value: str) -> str:
    return unquote(value) if name in {"URL", "ORGANIZER", "ATTENDEE"} else value


def clock_changes() -> Iterator[date]:
    """The last Sundays of March and October."""
    for year in YEARS:
        for month in (3, 10):
            last = date(year, month, 31)
            yield last - timedelta(days=(last.weekday() + 1) % 7)


def is_right_around(change: date) -> bool:
    """Whether a meeting at any hour of that day and the days beside it is read at the right moment, by both."""
    for days in (-1, 0, 1):
        for hour in (hour for hour in range(24) if days or hour != 2):  # that hour comes twice or never
            local = datetime.combine(change + timedelta(days=days), time(hour), AMSTERDAM)
            summer = (change.month == 3) == ((local.date(), hour) >= (change, 2))
            wanted = datetime.combine(local.date(), time(hour), UTC) - timedelta(hours=2 if summer else 1)
            if _moments_read(local, wanted + timedelta(hours=24)) != [(wanted, wanted + timedelta(hours=24))] * 2:
                return False
    return True


def _moments_read(starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """Start and end as both readers understand them, of a meeting that ends 24 hours on, by the clock of the place."""
    event = replace(PLAIN, starts_at=starts_at, ends_at=ends_at.astimezone(AMSTERDAM))
    content = request(event)
    [strict] = read(content).components
    other: Any = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    first, last = (
        datetime.strptime(strict.value(name), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for name in ("DTSTART", "DTEND")
    )
    return [(first, last), (other["DTSTART"].dt, other["DTEND"].dt)]


def is_refused(content: bytes) -> bool:
    """Whether our own reader refuses it."""
    try:
        read(content)
    except NotStrict:
        return True
    return False


def is_noticed(content: bytes) -> bool:
    """Whether a well made file is seen to say something else than was given."""
    tally = Tally()
    _judge(tally, "control", content, by_strict(read(request(PLAIN))))
    return bool(tally.details)


def changed() -> Iterator[tuple[str, bytes]]:
    """Files that are well made, and say something else."""
    good = request(PLAIN)
    yield "one attendee more", good.replace(b"LOCATION:", b"ATTENDEE:mailto:x@example.com\r\nLOCATION:")
    yield "no place", good.replace(b"LOCATION:Teamkamer\r\n", b"")
    yield "another place", good.replace(b"Teamkamer", b"Gymzaal")
    yield "another name", good.replace(b"Ans Bos", b"Ans Mos")
    yield "an hour later", good.replace(b"T140000Z", b"T150000Z")
    yield "two alarms", re.sub(rb"(BEGIN:VALARM.*END:VALARM\r\n)", rb"\1\1", good, flags=re.DOTALL)


def broken() -> Iterator[tuple[str, bytes]]:
    """Files that our own reader must refuse, else it would show nothing."""
    good = request(replace(PLAIN, summary="\U0001f600" * 40))
    yield "only LF", good.replace(b"\r\n", b"\n")
    yield "not folded", good.replace(b"\r\n ", b"")
    yield "folded inside a character", good.replace("\U0001f600".encode(), b"\xf0\x9f\r\n \x98\x80", 1)
    yield "an empty line", good.replace(b"SEQUENCE", b"\r\nSEQUENCE")
    yield "no line break at the end", good.removesuffix(b"\r\n")
    yield "a bare CR", good.replace(b"Teamkamer", b"Team\rkamer")
    yield "a control character", good.replace(b"Teamkamer", b"Team\x00kamer")
    yield "no UTF-8", good.replace(b"Teamkamer", b"Team\xffkamer")
    yield "an open comma", good.replace(b"Teamkamer", b"Team,kamer")
    yield "a lone backslash", good.replace(b"Teamkamer", b"Team\\kamer")
    yield "no name", good.replace(b"LOCATION:", b":")
    yield "an unknown property", good.replace(b"LOCATION:", b"X-LOCATION:")
    yield "an unknown parameter", good.replace(b"LOCATION:", b"LOCATION;X=1:")
    yield "a parameter twice", good.replace(b"ORGANIZER;CN", b"ORGANIZER;CN=x;CN")
    yield "a quote inside a parameter", good.replace(b'CN="Joke', b'CN="Jo"ke')
    yield "a local time", good.replace(b"20270112T140000Z", b"20270112T140000")
    yield "a day that is none", good.replace(b"20270112T140000Z", b"20270231T140000Z")
    yield "no UID", good.replace(b"UID:1@example.nl\r\n", b"")
    yield "two starts", good.replace(b"DTSTART:", b"DTSTART:20270112T130000Z\r\nDTSTART:")
    yield "an end before the start", good.replace(b"20270112T160000Z", b"20270112T120000Z")
    yield "no organizer", re.sub(rb"ORGANIZER.*?\r\n(?! )", b"", good, flags=re.DOTALL)
    yield "an alarm that does not end", good.replace(b"END:VALARM\r\n", b"")
    yield "two calendars", good + good
    yield "a space in an address", good.replace(b"mailto:joke", b"mailto:jo ke")
    yield "an answer nobody gives", good.replace(b"NEEDS-ACTION", b"PERHAPS")
    yield "a cancellation of what goes on", good.replace(b"METHOD:REQUEST", b"METHOD:CANCEL")
