"""A strict reader of calendar files: what RFC 5545 says, and of RFC 5546 what each method asks for.

It shares nothing with the library that writes them. It knows only what a calendar of ours may hold, so anything else
in a file is a fault too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

WIDEST = 75  # octets of a line, without its line break
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
UNESCAPED = re.compile(r"(?:\\[\\;,nN]|[^\\;,])*")
CARET = re.compile(r"\^([\^n'])")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
DURATION = re.compile(r"[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)")
MOMENT = re.compile(r"\d{8}T\d{6}Z")

TEXT = {"UID", "SUMMARY", "LOCATION", "DESCRIPTION", "PRODID", "NAME", "X-WR-CALNAME"}
WORDS = {
    "VERSION": {"2.0"},
    "CALSCALE": {"GREGORIAN"},
    "METHOD": {"REQUEST", "CANCEL", "PUBLISH"},
    "STATUS": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "ACTION": {"DISPLAY"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"BUSY", "TENTATIVE", "FREE"},
}
MOMENTS = {"DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"}
DURATIONS = {"TRIGGER", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
ADDRESSES = {"ORGANIZER", "ATTENDEE"}
PARAMETERS = {
    "ORGANIZER": {"CN"},
    "ATTENDEE": {"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"},
    "REFRESH-INTERVAL": {"VALUE"},
}
PARAMETER_WORDS = {
    "CUTYPE": {"INDIVIDUAL"},
    "ROLE": {"REQ-PARTICIPANT", "OPT-PARTICIPANT"},
    "PARTSTAT": {"NEEDS-ACTION", "ACCEPTED", "TENTATIVE", "DECLINED"},
    "RSVP": {"TRUE"},
    "VALUE": {"DURATION"},
}
INSIDE = {None: {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set[str]()}
ONCE = {
    "VCALENDAR": {"VERSION", "PRODID", "CALSCALE", "METHOD"},
    "VEVENT": {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
AT_MOST_ONCE = {
    "VCALENDAR": {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"},
    "VEVENT": {"LAST-MODIFIED", "LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "X-MICROSOFT-CDO-BUSYSTATUS"},
    "VALARM": set[str](),
}
MANY = {"VCALENDAR": set[str](), "VEVENT": {"ATTENDEE"}, "VALARM": set[str]()}


class NotStrict(ValueError):
    """What the standard does not allow."""


@dataclass(frozen=True)
class Property:
    """A line: its value is what was meant, without the escapes of text; parameters are without quotes and carets."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def value(self, name: str) -> str:
        """The value of what stands in it once."""
        [found] = self.all(name)
        return found.value

    def skeleton(self) -> Counter[str]:
        """How many components and properties of each name there are, also inside."""
        counted = Counter([self.name, *(f"{self.name}.{found.name}" for found in self.properties)])
        return sum((component.skeleton() for component in self.components), counted)


def read(content: bytes) -> Component:
    """The calendar in a file; NotStrict when anything in it is not as it must be."""
    root = Component("")
    inside = [root]
    for line in unfolded(content):
        found = _property(line)
        if found.name == "BEGIN":
            component = Component(found.value)
            if component.name not in INSIDE[inside[-1].name or None]:
                raise NotStrict(f"{component.name} inside {inside[-1].name}")
            inside[-1].components.append(component)
            inside.append(component)
        elif len(inside) == 1:
            raise NotStrict(f"{found.name} outside the calendar")
        elif found.name == "END":
            if inside.pop().name != found.value:
                raise NotStrict(f"END:{found.value} ends another component")
        else:
            inside[-1].properties.append(found)
    if len(inside) != 1 or len(root.components) != 1:
        raise NotStrict("not one whole calendar")
    _judge(root.components[0])
    return root.components[0]


def unfolded(content: bytes) -> Iterator[str]:
    """The content lines: each ends in CRLF, is folded at 75 octets at most and never inside a character."""
    *physical, rest = content.split(b"\r\n")
    if rest:
        raise NotStrict("the last line has no end")
    if not physical or physical[0][:1] in {b" ", b"\t"}:
        raise NotStrict("the first line continues nothing")
    line = ""
    for octets in physical:
        part = _physical(octets)
        if part[0] in " \t":
            line += part[1:]
        else:
            yield from [line] if line else []
            line = part
    yield line


def _physical(octets: bytes) -> str:
    """One line as it stands in the file."""
    if not octets or len(octets) > WIDEST:
        raise NotStrict(f"a line of {len(octets)} octets")
    try:
        part = octets.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        raise NotStrict("a line is no UTF-8, or folded inside a character") from error
    if CONTROL.search(part):
        raise NotStrict(f"a control character in {part!r}")
    return part


def _property(line: str) -> Property:
    """A content line by its grammar: name, parameters, a colon and a value of the type that the name asks for."""
    match = NAME.match(line)
    if not match:
        raise NotStrict(f"no name in {line!r}")
    name, rest = match.group(), line[match.end() :]
    parameters: dict[str, str] = {}
    while match := PARAMETER.match(rest):
        key, value = match.groups()
        if key in parameters or key not in PARAMETERS.get(name, set()):
            raise NotStrict(f"{name} with parameter {key}")
        parameters[key] = CARET.sub(lambda found: {"^": "^", "n": "\n", "'": '"'}[found[1]], value.strip('"'))
        if key in PARAMETER_WORDS and parameters[key] not in PARAMETER_WORDS[key]:
            raise NotStrict(f"{key}={value}")
        rest = rest[match.end() :]
    if not rest.startswith(":"):
        raise NotStrict(f"no colon after the name and parameters of {line!r}")
    return Property(name, parameters, _value(name, rest[1:]))


def _value(name: str, written: str) -> str:
    """What a value means; NotStrict when its type does not allow it."""
    if name in TEXT:
        is_right = UNESCAPED.fullmatch(written)
    elif name in MOMENTS:
        is_right = MOMENT.fullmatch(written)
        _moment(written)
    elif name in ADDRESSES:
        is_right = URI.fullmatch(written) if written.startswith("mailto:") else None
    else:
        is_right = _pattern(name).fullmatch(written)
    if not is_right:
        raise NotStrict(f"{name} cannot be {written!r}")
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], written) if name in TEXT else written


def _pattern(name: str) -> re.Pattern[str]:
    if name in WORDS:
        return re.compile("|".join(map(re.escape, WORDS[name])))
    if name in DURATIONS:
        return DURATION
    return {"URL": URI, "SEQUENCE": re.compile(r"\d{1,9}"), "BEGIN": NAME, "END": NAME}.get(name, re.compile("(?!)"))


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise NotStrict(f"no moment: {written!r}") from error


def _judge(calendar: Component) -> None:
    """Whether everything that must be there is, once, and what the method asks for."""
    for component in _walk(calendar):
        counted = Counter(found.name for found in component.properties)
        known = ONCE[component.name] | AT_MOST_ONCE[component.name] | MANY[component.name]
        wrong = {name for name in ONCE[component.name] if counted[name] != 1}
        wrong |= {name for name in AT_MOST_ONCE[component.name] if counted[name] > 1} | (set(counted) - known)
        if wrong:
            raise NotStrict(f"missing, too many or unknown in {component.name}: {', '.join(sorted(wrong))}")
    method = calendar.value("METHOD")
    for event in calendar.components:
        _judge_event(event, method)
    if method != "PUBLISH" and len(calendar.components) != 1:
        raise NotStrict(f"{method} of {len(calendar.components)} events")
    uids = [event.value("UID") for event in calendar.components]
    if len(set(uids)) != len(uids):
        raise NotStrict("two events of one UID")


def _judge_event(event: Component, method: str) -> None:
    has_people = (bool(event.all("ORGANIZER")), bool(event.all("ATTENDEE")))
    is_cancelled = event.value("STATUS") == "CANCELLED"
    if has_people != {"REQUEST": (True, True), "PUBLISH": (False, False)}.get(method, (True, has_people[1])):
        raise NotStrict(f"organizer and attendees of {method}: {has_people}")
    if is_cancelled != (method == "CANCEL") and method != "PUBLISH":
        raise NotStrict(f"{method} of what is {event.value('STATUS')}")
    if is_cancelled and event.components:
        raise NotStrict("an alarm for what is cancelled")
    if _moment(event.value("DTEND")) <= _moment(event.value("DTSTART")):
        raise NotStrict("it ends before it starts")


def _walk(component: Component) -> Iterator[Component]:
    yield component
    for inner in component.components:
        yield from _walk(inner)
