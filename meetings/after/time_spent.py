"""Tijdsinvestering: how many hours the sessions of a school took, of whom, per school year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.enums import Attendance
from meetings.models import Invitation, Meeting
from schools.models import School


@dataclass(frozen=True)
class Spent:
    """What one person gave: in how many sessions, how many minutes."""

    who: str
    times: int
    minutes: int

    @property
    def hours(self) -> str:
        return hours_text(self.minutes)


@dataclass(frozen=True)
class YearSpent:
    """A school year: everybody who was there, and the sessions of which nobody kept who was."""

    rows: tuple[Spent, ...]
    unknown: tuple[str, ...]

    @property
    def hours(self) -> str:
        """Of the school: all its people together."""
        return hours_text(sum(row.minutes for row in self.rows))


def hours_text(minutes: int) -> str:
    """ "1,5 uur"."""
    return f"{minutes / 60:.1f}".replace(".", ",").removesuffix(",0") + " uur"


def time_spent(school: School) -> dict[int, YearSpent]:
    """Per school year, by its first year; one query. Who came later or left early counts for the whole session."""
    rows = Invitation.objects.standing().filter(meeting__in=Meeting.objects.held().filter(school=school))
    by_year = defaultdict(list)
    for row in rows.select_related("meeting", "professional").order_by("meeting__starts_at", "pk"):
        by_year[row.meeting.year].append(row)
    return {year: _spent(each) for year, each in by_year.items()}


def _spent(rows: Iterable[Invitation]) -> YearSpent:
    minutes: dict[tuple[int | None, str], list[int]] = defaultdict(list)  # two people may have the same name
    kept: dict[Meeting, bool] = {}
    for row in rows:
        kept[row.meeting] = kept.get(row.meeting, False) or row.attendance != Attendance.UNKNOWN
        if row.was_there:
            minutes[row.professional_id, _who(row)].append(row.meeting.minutes)
    found = [Spent(who, len(each), sum(each)) for (_, who), each in minutes.items()]
    found.sort(key=lambda each: (-each.minutes, each.who))
    unknown = tuple(f"{meeting.name} ({meeting.when})" for meeting, is_kept in kept.items() if not is_kept)
    return YearSpent(tuple(found), unknown)


def _who(row: Invitation) -> str:
    if row.attendance != Attendance.STAND_IN:
        return row.name
    return f"{row.stand_in_name or 'iemand anders'} (in plaats van {row.name})"
