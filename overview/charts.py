"""The geometry of a line through a school year: where each point stands in a picture, and the lines to read it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schools.school_year import SchoolYear

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 220, 44, 14, 14, 30
STEPS = (0, 25, 50, 75, 100)
MONTHS = ("aug", "sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul")


@dataclass(frozen=True)
class Point:
    """A share in hundredths on a day."""

    day: date
    share: float


@dataclass(frozen=True)
class Tick:
    """A line or a word along an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """One school year: what a polyline needs, and its last point."""

    year: str
    points: str
    last: tuple[float, float] | None


@dataclass(frozen=True)
class Chart:
    title: str
    now: Line
    before: Line
    words: str

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def shares(self) -> list[Tick]:
        """The lines across, at each quarter."""
        return [Tick(_across(share), f"{share}%") for share in STEPS]

    @property
    def months(self) -> list[Tick]:
        """The name of every other month, where it begins."""
        step = (WIDTH - LEFT - RIGHT) / 12
        return [Tick(round(LEFT + step * place, 1), name) for place, name in enumerate(MONTHS) if place % 2 == 0]


def line(year: SchoolYear, points: Sequence[Point]) -> Line:
    """The points of a school year as they stand in the picture."""
    found = [(_along(point.day, year), _across(point.share)) for point in points]
    return Line(year.label, " ".join(f"{x},{y}" for x, y in found), found[-1] if found else None)


def _along(day: date, year: SchoolYear) -> float:
    length = (year.last_day - year.first_day).days + 1
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - year.first_day).days / length, 1)


def _across(share: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / 100), 1)


@dataclass(frozen=True)
class Bar:
    """How many there are of one size."""

    size: int
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Spread:
    """Bars beside each other, and the line that is the norm when it lies between them."""

    bars: tuple[Bar, ...]
    norm: int
    norm_at: float | None
    width: int = 2 * WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    top: int = TOP


def spread(counts: Sequence[tuple[int, int]], norm: int) -> Spread:
    """The picture of how often each size occurs."""
    most = max((count for _, count in counts), default=1)
    step = min(2 * WIDTH / max(len(counts), 1), 60)
    tall = HEIGHT - TOP - BOTTOM - 16
    bars = tuple(
        Bar(
            size=size,
            count=count,
            x=round(place * step + step * 0.1, 1),
            y=round(HEIGHT - BOTTOM - tall * count / most, 1),
            width=round(step * 0.8, 1),
            height=round(tall * count / most, 1),
        )
        for place, (size, count) in enumerate(counts)
    )
    return Spread(bars, norm, round(norm * step, 1) if norm < len(counts) else None)
