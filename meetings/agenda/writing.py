"""The agenda of a session, written by the program itself: the running order of the region, filled from data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from django.utils import timezone

from meetings.agenda.default import DEFAULTS, Item
from meetings.agenda.running_order import fitted, starts
from meetings.enums import Fill, MeetingKind, Question, Theme
from meetings.models import AgendaItem, Agreement, Invitation, Meeting
from teams.models import Membership
from teams.roster import Roster, roster_on
from teams.timeline import Comparison, compare


@dataclass(frozen=True)
class Line:
    """One item: when it begins ("15.05", or "na 5 min" while there is no date), how long it takes, what it is; and the
    names of the casussen, when it is about those."""

    at: str
    minutes: int
    title: str
    explanation: str
    shows: str
    casussen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """The running order and everything that the program knows to put in it. `since` is when the whole team last met."""

    lines: tuple[Line, ...]
    since: Meeting | None
    change: Comparison | None
    vacancies: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    guests: tuple[Invitation, ...]
    is_of_region: bool
    casussen: tuple[str, ...] = ()  # their names, for who may read them

    @property
    def themes(self) -> list[Theme]:
        return list(Theme)

    @property
    def questions(self) -> list[Question]:
        return list(Question)

    @property
    def rest(self) -> list[str]:
        """What no item of the running order shows, and is not left out for that."""
        shown = {line.shows for line in self.lines}
        always = [Fill.PEOPLE, Fill.AGREEMENTS] + [Fill.GUESTS] * bool(self.guests)
        return [fill.value for fill in always if fill not in shown]

    @property
    def rest_of_casussen(self) -> tuple[str, ...]:
        """The names that no item of the running order shows."""
        return () if any(line.casussen for line in self.lines) else self.casussen

    @property
    def new(self) -> tuple[Membership, ...]:
        return self.change.new if self.change else ()

    @property
    def of_partners(self) -> list[tuple[str, Membership]]:
        """Who came or left of the organisations around the school."""
        rows = [("nieuw", row) for row in self.new] + [
            ("weg", row) for row in (self.change.left if self.change else ())
        ]
        return [(what, row) for what, row in rows if not row.role.is_of_school]

    @property
    def of_school(self) -> list[tuple[str, Membership]]:
        """Who came or left of the school itself."""
        rows = [("nieuw", row) for row in self.new] + [
            ("weg", row) for row in (self.change.left if self.change else ())
        ]
        return [(what, row) for what, row in rows if row.role.is_of_school]


def agenda_of(meeting: Meeting, *, today: date, casussen: Sequence[str] = ()) -> Agenda:
    """In a number of queries that does not depend on how much there is to tell. `casussen` are the names of those that
    who looks may read (`meetings.after.summary.casus_labels`)."""
    since = last_held_before(meeting)
    roster = roster_on(meeting.school, meeting.day or today, today=today)
    own = _items_of_region(meeting)
    guests = meeting.invitations.standing().exclude(guest_name="").order_by("pk")
    return Agenda(
        lines=tuple(_with_casussen(_lines(meeting, own or _usual_items(meeting)), tuple(casussen))),
        since=since,
        change=_change(since, roster, today=today),
        vacancies=tuple(seat.name for seat in roster.seats if seat.is_missing),
        agreements=tuple(carried_to(meeting)),
        guests=tuple(row for row in guests if row.is_coming or row.sends_stand_in),
        is_of_region=bool(own),
        casussen=tuple(casussen),
    )


def running_order_of(meeting: Meeting) -> list[Line]:
    """Only what comes when, without anything that the program knows of the team: for who is no part of it."""
    return _lines(meeting, _items_of_region(meeting) or _usual_items(meeting))


def last_held_before(meeting: Meeting) -> Meeting | None:
    """The kennismaking or verdieping of this school that was held last before this one: what is new is new since the
    whole team met, and not since some of it did."""
    before = meeting.starts_at or timezone.now()
    held = (
        Meeting.objects.held().of_team().filter(school=meeting.school_id, starts_at__lt=before).exclude(pk=meeting.pk)
    )
    return held.order_by("-starts_at", "-pk").first()


def carried_to(meeting: Meeting) -> list[Agreement]:
    """What was agreed in earlier sessions and is not done yet; nothing once this one was called off."""
    if meeting.is_cancelled:
        return []
    rows = Agreement.objects.open().filter(school=meeting.school_id).exclude(meeting=meeting)
    if meeting.starts_at:
        rows = rows.filter(meeting__starts_at__lt=meeting.starts_at)
    return list(rows.with_people().in_order())


def _change(since: Meeting | None, roster: Roster, *, today: date) -> Comparison | None:
    if since is None or since.day is None:
        return None
    return compare(roster_on(roster.school, since.day, today=today), roster)


def _items_of_region(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(region=meeting.school.region_id, kind=meeting.kind))


def _usual_items(meeting: Meeting) -> Sequence[Item]:
    return DEFAULTS.get(MeetingKind(meeting.kind), ())


def _lines(meeting: Meeting, items: Sequence[AgendaItem | Item]) -> list[Line]:
    minutes = fitted([item.minutes for item in items], meeting.minutes)
    return [
        Line(_at(meeting, start), length, item.title, item.explanation, item.shows)
        for item, length, start in zip(items, minutes, starts(minutes), strict=True)
    ]


def _with_casussen(lines: list[Line], casussen: tuple[str, ...]) -> list[Line]:
    """The names beside the first item that is about a casus."""
    about = next((line for line in lines if "casus" in f"{line.title} {line.explanation}".lower()), None)
    return [replace(line, casussen=casussen) if line is about else line for line in lines]


def _at(meeting: Meeting, minutes: int) -> str:
    if meeting.starts_at is None:
        return f"na {minutes} min"
    return f"{timezone.localtime(meeting.starts_at.astimezone(UTC) + timedelta(minutes=minutes)):%H.%M}"
