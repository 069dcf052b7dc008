"""Three readers of calendar files that know nothing of each other, each giving back the events that were written."""

from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import icalendar
import vobject

from meetings.calendars.ical import Answer, Attendee, Event, Party
from proof.strict_ics import read


def events_by_icalendar(content: bytes) -> list[Event]:
    return [_event_of_icalendar(event) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def _event_of_icalendar(event: Any) -> Event:
    [*alarms] = event.walk("VALARM")
    attendees = event.get("ATTENDEE", [])
    return Event(
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        stamp=event["DTSTAMP"].dt,
        summary=str(event["SUMMARY"]),
        starts_at=event["DTSTART"].dt,
        ends_at=event["DTEND"].dt,
        place=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        url=unquote(event.get("URL", "")),
        organizer=_party(event["ORGANIZER"], event["ORGANIZER"].params) if "ORGANIZER" in event else None,
        attendees=tuple(
            _attendee(attendee, attendee.params)
            for attendee in (attendees if isinstance(attendees, list) else [attendees])
        ),
        **_state(str(event["STATUS"]), [alarm["TRIGGER"].dt for alarm in alarms]),
    )


def events_by_vobject(content: bytes) -> list[Event]:
    calendar = vobject.readOne(content.decode(), validate=True)
    return [_event_of_vobject(event) for event in calendar.contents.get("vevent", [])]


def _event_of_vobject(event: Any) -> Event:
    found = {name: lines[0].value for name, lines in event.contents.items() if name != "valarm"}
    people = {
        name: [(line.value, _without_carets(line.params)) for line in event.contents.get(name, [])]
        for name in ("organizer", "attendee")
    }
    organizers = [_party(*found_party) for found_party in people["organizer"]]
    return Event(
        uid=found["uid"],
        sequence=int(found["sequence"]),
        stamp=found["dtstamp"],
        summary=found["summary"],
        starts_at=found["dtstart"],
        ends_at=found["dtend"],
        place=found.get("location", ""),
        description=found.get("description", ""),
        url=unquote(found.get("url", "")),
        organizer=organizers[0] if organizers else None,
        attendees=tuple(_attendee(*found_attendee) for found_attendee in people["attendee"]),
        **_state(found["status"], [alarm.trigger.value for alarm in event.contents.get("valarm", [])]),
    )


def _without_carets(parameters: dict[str, list[str]]) -> dict[str, str]:
    """vobject does not know RFC 6868, by which a quote is ^' and a caret ^^."""
    halves = ((name, "".join(values).split("^^")) for name, values in parameters.items())
    return {name: "^".join(half.replace("^'", '"') for half in given) for name, given in halves}


def _party(address: str, parameters: dict[str, str]) -> Party:
    return Party(parameters.get("CN", ""), unquote(address.removeprefix("mailto:")))


def _attendee(address: str, parameters: dict[str, str]) -> Attendee:
    party = _party(address, parameters)
    is_required = {"REQ-PARTICIPANT": True, "OPT-PARTICIPANT": False}[parameters["ROLE"]]
    assert (parameters["RSVP"], parameters["CUTYPE"]) == ("TRUE", "INDIVIDUAL")
    return Attendee(party.name, party.email, is_required, Answer(parameters["PARTSTAT"]))


def _state(status: str, triggers: list[timedelta]) -> dict[str, Any]:
    return {
        "is_cancelled": status == "CANCELLED",
        "is_tentative": status == "TENTATIVE",
        "alarm": -triggers[0] if triggers else None,
    }


def skeletons(content: bytes) -> list[Counter[str]]:
    """How many components and properties of each name each reader finds."""
    return [
        _skeleton_of_icalendar(icalendar.Calendar.from_ical(content)),
        _skeleton_of_vobject(vobject.readOne(content.decode())),
        read(content).skeleton(),
    ]


def _skeleton_of_icalendar(component: Any) -> Counter[str]:
    names = (name for name, _ in component.property_items(recursive=False) if name not in {"BEGIN", "END"})
    own = Counter([component.name, *(f"{component.name}.{name}" for name in names)])
    return sum((_skeleton_of_icalendar(inner) for inner in component.subcomponents), own)


def _skeleton_of_vobject(component: Any) -> Counter[str]:
    found = Counter([component.name])
    for child in component.getChildren():
        is_component = isinstance(child, vobject.base.Component)
        found += _skeleton_of_vobject(child) if is_component else Counter([f"{component.name}.{child.name}"])
    return found
