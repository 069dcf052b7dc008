"""The score of a plan: one sum of penalties, each part shown with its weight. Lower is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from meetings.planner.rules import Part

# The parts by number: the planner counts them a million times, and a number is found quicker than a name.
UNPLACED, ABSENT, FACILITATOR_DAY, PERSON_DAY, BUSY_WEEK, EDGE_WEEK, WEEKDAY, MOVED, TOLD = range(len(Part))


class Line(NamedTuple):
    """One part of a score: how often it is so, and what each time weighs."""

    part: Part
    times: int
    weight: int

    @property
    def total(self) -> int:
        return self.times * self.weight


@dataclass(frozen=True)
class Score:
    """What there is against a plan, part by part."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, times: Sequence[int], weights: Mapping[Part, int]) -> "Score":
        """From how often each part is so, in the order of `Part`."""
        return cls(tuple(Line(part, often, weights[part]) for part, often in zip(Part, times, strict=True)))

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    def line(self, part: Part) -> Line:
        """What this part comes to."""
        return next(line for line in self.lines if line.part == part)

    def times(self, part: Part) -> int:
        """How often this part is so."""
        return self.line(part).times

    def minus(self, other: "Score") -> "Score":
        """What this one has more (or, below nought, less) than another with the same weights."""
        pairs = zip(self.lines, other.lines, strict=True)
        return Score(tuple(Line(one.part, one.times - two.times, one.weight) for one, two in pairs))
