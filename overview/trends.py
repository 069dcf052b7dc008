"""How a set of schools did through two school years: seats filled, sessions held, teams confirmed, and how long seats
stayed empty. Four queries, however many days are looked at: the spans are read once and counted here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median
from typing import Any

from django.utils.timezone import localdate

from meetings.models import Meeting
from overview.charts import Chart, Point, line
from overview.coverage import ONE_DAY, Gap, Span, counted, days_covered, gaps
from overview.seats import AskedSeat
from overview.selection import STALE_AFTER, Scope
from overview.standing import words_for
from schools.school_year import SchoolYear
from teams.dutch import MONTHS
from teams.enums import OrganisationKind
from teams.models import Membership, TeamConfirmation

SESSIONS_A_YEAR = 2
MONTHS_OF_A_YEAR = (*range(8, 13), *range(1, 8))


@dataclass(frozen=True)
class Place:
    """A school as trends need it."""

    sector: str
    closed_on: date | None


@dataclass(frozen=True)
class Counts:
    """What was true on one day, and of how many it could have been."""

    day: date
    filled: int
    required: int
    held: int
    schools: int
    fresh: int

    @property
    def shares(self) -> tuple[float, float, float]:
        """Seats filled, sessions held and teams confirmed, in hundredths."""
        return (
            _share(self.filled, self.required),
            _share(self.held, self.schools * SESSIONS_A_YEAR),
            _share(self.fresh, self.schools),
        )


@dataclass(frozen=True)
class Duration:
    """How long the seats that one kind of organisation fills stayed empty."""

    kind: OrganisationKind
    begun: int
    filled: int
    usual: int | None  # days until it was filled again, half took longer
    open: int
    longest: int | None  # days, of those that are open

    @property
    def name(self) -> str:
        return words_for(self.kind)


@dataclass(frozen=True)
class Trend:
    """Two school years, day by day as far as they are asked."""

    year: SchoolYear
    now: tuple[Counts, ...]
    before: tuple[Counts, ...]
    durations: tuple[Duration, ...]

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        titles = ("Gevulde plekken", "Gehouden bijeenkomsten", "Bevestigde kernteams")
        return tuple(self._chart(place, title) for place, title in enumerate(titles))

    @property
    def all(self) -> tuple[Counts, ...]:
        return (*self.before, *self.now)

    @property
    def months(self) -> list[tuple[str, Counts | None, Counts | None]]:
        """Row by row what the charts show: the month, this school year and the one before."""
        now, before = (
            {each.day.month: each for each in counts if each.day.day == 1} for counts in (self.now, self.before)
        )
        order = [*range(8, 13), *range(1, 8)]
        return [(f"1 {MONTHS[month - 1]}", now.get(month), before.get(month)) for month in order]

    def _chart(self, place: int, title: str) -> Chart:
        now, before = (
            line(year, [Point(each.day, each.shares[place]) for each in counts])
            for year, counts in ((self.year, self.now), (self.year.previous, self.before))
        )
        last = f"{round(self.now[-1].shares[place])}% in {self.year}" if self.now else f"nog niets in {self.year}"
        ended = f"{round(self.before[-1].shares[place])}% in {self.year.previous}" if self.before else ""
        return Chart(title, now, before, f"{title}: {last}; {ended} op het eind." if ended else f"{title}: {last}.")


def _by_month(counts: Iterable[Counts]) -> dict[int, Counts]:
    return {each.day.month: each for each in counts if each.day.day == 1}


def trend(scope: Scope) -> Trend:
    """This school year up to the day, and the whole of the one before."""
    year, until = scope.moment.year, min(scope.moment.day, scope.moment.today)
    days = days_of(year.previous, until) + days_of(year, until)
    facts = _Facts(scope, days)
    found = facts.counts()
    split = len(days_of(year.previous, until))
    return Trend(year, tuple(found[split:]), tuple(found[:split]), facts.durations(year.previous.first_day, until))


def days_of(year: SchoolYear, until: date) -> list[date]:
    """The first of every month of a school year and its last day, as far as the day; and that day itself."""
    firsts = [date(year.start + (month < 8), month, 1) for month in MONTHS_OF_A_YEAR]
    found = [day for day in (*firsts, year.last_day) if day <= until]
    return [*found, until] if until in year and until not in found else found


class _Facts:
    """The spans of all schools, each read once."""

    def __init__(self, scope: Scope, days: Sequence[date]) -> None:
        self.scope, self.days = scope, days
        rows = scope.schools.order_by().values_list("pk", "sector", "closed_on")
        self.places = {pk: Place(sector, closed_on) for pk, sector, closed_on in rows}
        self.open = {pk: _until(place.closed_on, days) for pk, place in self.places.items()}
        self.seats = self._seats()

    def counts(self) -> list[Counts]:
        """What was true on every day."""
        many = len(self.days)
        filled = counted(self._covered(self.seats), many)
        fresh = counted(self._covered(self._confirmations()), many)
        held = counted(self._held(), many)
        schools = counted(self.open.values(), many)
        required = [0] * many
        for sector, masks in self._open_by_sector().items():
            asked = len(self.scope.plan.required(sector))
            required = [have + asked * more for have, more in zip(required, counted(masks, many), strict=True)]
        return [Counts(*each) for each in zip(self.days, filled, required, held, schools, fresh, strict=True)]

    def durations(self, since: date, until: date) -> tuple[Duration, ...]:
        """Per kind of organisation how long its seats stayed empty, of what became empty since a day."""
        found: defaultdict[OrganisationKind, list[Gap]] = defaultdict(list)
        for (school, seat), spans in self.seats.items():
            closed_on = self.places[school].closed_on
            if closed_on is None or closed_on > until:
                found[seat.kind] += [gap for gap in gaps(spans, until) if gap.first >= since]
        made = (_duration(kind, each, until) for kind, each in found.items() if each)
        return tuple(sorted(made, key=lambda each: (-each.open, -each.begun, each.kind)))

    def _covered(self, spans: Mapping[tuple[int, Any], Iterable[Span]]) -> Iterable[int]:
        for (school, _), each in spans.items():
            mask = 0
            for span in each:
                mask |= days_covered(span, self.days)
            yield mask & self.open[school]

    def _open_by_sector(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for pk, place in self.places.items():
            found[place.sector].append(self.open[pk])
        return found

    def _seats(self) -> dict[tuple[int, AskedSeat], list[Span]]:
        """When somebody sat there, per school and required seat."""
        asked: defaultdict[tuple[str, int], list[AskedSeat]] = defaultdict(list)
        for sector in self.scope.plan.by_sector:
            for seat in self.scope.plan.required(sector):
                for role in seat.roles:
                    asked[sector, role].append(seat)
        found: defaultdict[tuple[int, AskedSeat], list[Span]] = defaultdict(list)
        rows = Membership.objects.filter(school__in=self._keys(), role__in=self.scope.plan.required_roles)
        fields = rows.order_by().values_list("school", "role", "starts_on", "ends_on")
        for school, role, first, last in fields.iterator(chunk_size=5000):
            for seat in asked.get((self.places[school].sector, role), ()):
                found[school, seat].append((first, last))
        return found

    def _confirmations(self) -> dict[tuple[int, None], list[Span]]:
        """How long each confirmation was fresh."""
        found: defaultdict[tuple[int, None], list[Span]] = defaultdict(list)
        rows = TeamConfirmation.objects.filter(school__in=self._keys()).order_by()
        for school, day in rows.values_list("school", "confirmed_on"):
            found[school, None].append((day, day + STALE_AFTER))
        return found

    def _held(self) -> Iterable[int]:
        """On which days of its own school year each session was held already."""
        year = self.scope.moment.year
        rows = (
            Meeting.objects.held().of_team().filter(school__in=self._keys(), year__in=(year.start, year.previous.start))
        )
        for school, start, starts_at in rows.order_by().values_list("school", "year", "starts_at"):
            span = localdate(starts_at), SchoolYear(start).last_day
            in_year = days_covered((SchoolYear(start).first_day, SchoolYear(start).last_day), self.days)
            yield days_covered(span, self.days) & in_year & self.open[school]

    def _keys(self) -> Any:
        return self.scope.schools.order_by().values("pk")


def _duration(kind: OrganisationKind, found: Sequence[Gap], until: date) -> Duration:
    closed = [gap.days(until) for gap in found if gap.last is not None]
    still = [gap.days(until) for gap in found if gap.last is None]
    usual = round(median(closed)) if closed else None
    return Duration(kind, len(found), len(closed), usual, len(still), max(still, default=None))


def _until(closed_on: date | None, days: Sequence[date]) -> int:
    """The days before a school was gone."""
    return days_covered((date.min, closed_on - ONE_DAY if closed_on else None), days)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
