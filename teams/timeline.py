"""The team through the years: when it changed, and what is different between two days."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional, Role
from teams.roster import Roster


@dataclass(frozen=True)
class Moment:
    """A day on which people came or had gone."""

    day: date
    came: int
    went: int


@dataclass(frozen=True)
class Mark:
    """A school year on the timeline: the number of its first month, and a day by which it is looked at."""

    year: SchoolYear
    step: int

    @property
    def day(self) -> date:
        """The first of October, when everybody is back and found her place."""
        return date(self.year.start, 10, 1)


@dataclass(frozen=True)
class Timeline:
    """The months that a team is known of, from the first of `first` on, and the days on which it changed."""

    first: SchoolYear
    last: SchoolYear
    moments: tuple[Moment, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        years = range(self.first.start, self.last.start + 1)
        return tuple(Mark(SchoolYear(start), 12 * number) for number, start in enumerate(years))

    @property
    def last_step(self) -> int:
        """The number of the last month."""
        return 12 * len(self.marks) - 1

    def step_of(self, day: date) -> int:
        """The number of the month in which a day lies, the first of the timeline being 0; the nearest it has."""
        first = self.first.first_day
        return min(max((day.year - first.year) * 12 + day.month - first.month, 0), self.last_step)

    def day_of(self, step: int) -> date:
        """The first day of a month by its number; of the last one for a number beyond it."""
        months = 7 + min(max(step, 0), self.last_step)  # August is the eighth month
        return date(self.first.start + months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class Move:
    """Somebody who has another role than before."""

    who: Professional
    before: tuple[Role, ...]
    after: tuple[Role, ...]


@dataclass(frozen=True)
class Comparison:
    """What is different between two days: who is new, who left, who has another role."""

    new: tuple[Membership, ...]
    left: tuple[Membership, ...]
    moved: tuple[Move, ...]

    @property
    def is_same(self) -> bool:
        return not (self.new or self.left or self.moved)


def timeline_of(school: School, today: date) -> Timeline:
    """The timeline of a school: from its first member's school year to the one after today's, or later if planned."""
    rows = list(Membership.objects.filter(school=school).order_by().values_list("starts_on", "ends_on"))
    this_year = SchoolYear.of(today)
    years = [SchoolYear.of(starts_on) for starts_on, _ in rows]
    return Timeline(first=min([this_year, *years]), last=max([this_year.next, *years]), moments=tuple(_moments(rows)))


def _moments(rows: Iterable[tuple[date, date | None]]) -> Iterator[Moment]:
    rows = list(rows)
    came = Counter(starts_on for starts_on, _ in rows)
    went = Counter(ends_on + timedelta(days=1) for _, ends_on in rows if ends_on)
    for day in sorted({*came, *went}, reverse=True):
        yield Moment(day, came[day], went[day])


def compare(before: Roster, after: Roster) -> Comparison:
    """What is different in the later of two rosters; who went from one role to another neither came nor left."""
    earlier, later = _by_person(before), _by_person(after)
    stayed = earlier.keys() & later.keys()
    moves = (
        Move(later[who][0].professional, _roles(earlier[who]), _roles(later[who])) for who in later if who in stayed
    )
    return Comparison(
        new=tuple(row for who, rows in later.items() if who not in stayed for row in rows),
        left=tuple(row for who, rows in earlier.items() if who not in stayed for row in rows),
        moved=tuple(move for move in moves if set(move.before) != set(move.after)),
    )


def _by_person(roster: Roster) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for seat in roster.seats:
        for member in seat.members:
            found.setdefault(member.membership.professional_id, []).append(member.membership)
    return found


def _roles(rows: Iterable[Membership]) -> tuple[Role, ...]:
    return tuple(row.role for row in rows)
