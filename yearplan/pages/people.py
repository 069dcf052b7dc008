"""Everybody in a plan with what it asks of her, and a bar for each week."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from teams.models import Professional
from yearplan.pages.diary import Diary
from yearplan.pages.loads import Load, monday_of

WIDTH = 5  # of a week in the strip of bars, with the gap after it; a session is 1 high
LEAST_TALL = 4  # so that one session in a week does not look like a busy one


@dataclass(frozen=True)
class Bars:
    """A strip of bars, a week each: what is drawn of it within what a week can have, and what above."""

    width: int
    height: int
    within: str
    above: str


@dataclass(frozen=True)
class PersonRow:
    """One person in the list."""

    person: Professional
    load: Load
    bars: Bars

    @property
    def count(self) -> int:
        return len(self.load.sessions)


@dataclass(frozen=True)
class PeoplePage:
    """Everybody that was looked for, in the order that was asked for. Of `total` people `over` have a week with more
    than it can have."""

    rows: tuple[PersonRow, ...]
    over: int
    total: int


ORDERS: dict[str, tuple[str, Callable[[PersonRow], tuple[object, ...]]]] = {
    "druk": ("drukste week eerst", lambda row: (-row.load.over, -row.load.full_weeks, -row.load.most, -row.count)),
    "bijeenkomsten": ("meeste bijeenkomsten eerst", lambda row: (-row.count, -row.load.most)),
    "dagen": ("meeste dagen op weg eerst", lambda row: (-row.load.days, -row.count)),
    "scholen": ("meeste scholen eerst", lambda row: (-row.load.schools, -row.count)),
    "naam": ("op naam", lambda _: ()),
}


def people_page_of(diary: Diary, *, order: str, text: str) -> PeoplePage:
    """The people of a plan; all that is counted is of the sessions that stand somewhere."""
    mondays = _mondays(diary)
    loads = diary.loads
    tallest = max([LEAST_TALL, *(load.most for load in loads.values())])
    rows = [PersonRow(row, loads[pk], bars_of(loads[pk], mondays, tallest)) for pk, row in diary.year.people.items()]
    found = [row for row in rows if text.casefold() in str(row.person).casefold()]
    _, key = ORDERS[order]
    found.sort(key=lambda row: (*key(row), row.person.sort_key, row.person.pk))
    return PeoplePage(tuple(found), sum(row.load.over > 0 for row in rows), len(rows))


def mondays_between(first: date, last: date) -> list[date]:
    """The Monday of every week from that of one day to that of another."""
    monday = monday_of(first)
    return [monday + timedelta(days=7 * number) for number in range((monday_of(last) - monday).days // 7 + 1)]


def bars_of(load: Load, mondays: Sequence[date], tallest: int) -> Bars:
    """A bar for each week with something in it, as two paths: one up to what a week can have, one for what is above.
    All strips of a page have the height of the `tallest` bar."""
    counts = [(number * WIDTH, load.weeks.get(monday, 0)) for number, monday in enumerate(mondays)]
    within = [(x, 0, min(count, load.limit)) for x, count in counts]
    above = [(x, load.limit, count) for x, count in counts]
    return Bars(max(1, len(mondays)) * WIDTH, tallest, _path(within, tallest), _path(above, tallest))


def _path(bars: Iterable[tuple[int, int, int]], height: int) -> str:
    """Rectangles from one number of sessions to another, above the foot of the strip."""
    return "".join(
        f"M{x} {height - low}v-{high - low}h{WIDTH - 1}v{high - low}z" for x, low, high in bars if high > low
    )


def _mondays(diary: Diary) -> list[date]:
    days = [each.slot.day for each in diary.dated if each.slot]
    return mondays_between(days[0], days[-1]) if days else []
