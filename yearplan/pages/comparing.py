"""Two proposals side by side: what each weighs, and which sessions are elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance
from meetings.planner.rules import Part
from meetings.planner.score import Score
from teams.dutch import count_text, short_day_text

Slots = Mapping[int, Slot | None]  # where each session of a proposal stands, by the planner's key


@dataclass(frozen=True)
class PartPair:
    """One part of both scores: how often it is so, and what that weighs."""

    part: Part
    one_times: int
    other_times: int
    one_total: int
    other_total: int

    @property
    def better(self) -> int:
        """-1 when the first is better, 1 when the other is, 0 when they are as good."""
        return (self.one_total > self.other_total) - (self.one_total < self.other_total)


@dataclass(frozen=True)
class Difference:
    """A session, by its key, that stands elsewhere in the other proposal; None for nowhere."""

    key: int
    one: Slot | None
    other: Slot | None

    @property
    def text(self) -> str:
        """ "di 6 oktober → wo 7 oktober", or with the hours when it stays on its day."""
        if self.one and self.other and self.one.day == self.other.day:
            return f"{short_day_text(self.one.day)}: {self.one.hours} → {self.other.hours}"
        return f"{_day(self.one)} → {_day(self.other)}"


def parts_of(one: Score, other: Score) -> list[PartPair]:
    """Every part that is so in either, in the order of the parts."""
    pairs = []
    for part in Part:
        first, second = _line(one, part), _line(other, part)
        if any((*first, *second)):
            pairs.append(PartPair(part, first[0], second[0], first[1], second[1]))
    return pairs


def differences_of(one: Slots, other: Slots) -> list[Difference]:
    """The sessions that are elsewhere: those with a moment first, in order of the new one."""
    found = [
        Difference(key, one.get(key), other.get(key))
        for key in sorted({*one, *other})
        if one.get(key) != other.get(key)
    ]
    return sorted(found, key=lambda each: (each.other is None, _when(each.other or each.one), each.key))


def people_in(instance: Instance, differences: Iterable[Difference]) -> set[int]:
    """Everybody, by number, who comes to a session that is elsewhere, or came where it was."""
    known = instance.session
    return {
        person
        for each in differences
        for slot in (each.one, each.other)
        if slot and each.key in known
        for person in known[each.key].people_on(slot.day)
    }


def verdict(one: str, other: str, scores: tuple[int, int]) -> str:
    """ "Voorstel 2 is beter: 40 strafpunten minder."."""
    first, second = scores
    if first == second:
        return "De twee voorstellen wegen evenveel."
    less = count_text(abs(first - second), "strafpunt", "strafpunten")
    return f"{one if first < second else other} is beter: {less} minder."


def _line(score: Score, part: Part) -> tuple[int, int]:
    return next(((line.times, line.total) for line in score.lines if line.part == part), (0, 0))


def _when(slot: Slot | None) -> tuple[int, int]:
    return (slot.day.toordinal(), slot.first_minute) if slot else (0, 0)


def _day(slot: Slot | None) -> str:
    return short_day_text(slot.day) if slot else "past niet"
