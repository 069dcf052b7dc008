"""Makes one text of two that two people made of the same minutes, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 2000  # of what differs; comparing more takes too long while somebody waits


@dataclass(frozen=True)
class _Hunk:
    """Lines `start` up to `end` of the one text are these in the other; none of them when start is end."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def only_adds(self) -> bool:
        return self.start == self.end

    def meets(self, other: "_Hunk") -> bool:
        """Whether both change the same lines, or put lines where it is not sure which come first."""
        if self.only_adds or other.only_adds:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def merged(base: str, mine: str, theirs: str) -> str | None:
    """What both made of `base`; None when they changed the same lines, or the texts are too long to compare."""
    lines = base.split("\n")
    my_hunks, their_hunks = _hunks(lines, mine.split("\n")), _hunks(lines, theirs.split("\n"))
    if my_hunks is None or their_hunks is None:
        return None
    extra = [hunk for hunk in their_hunks if hunk not in my_hunks]  # the same in both is done once
    if any(hunk.meets(other) for hunk in extra for other in my_hunks):
        return None
    for hunk in sorted([*my_hunks, *extra], key=lambda each: (each.start, each.end), reverse=True):
        lines[hunk.start : hunk.end] = hunk.lines
    return "\n".join(lines)


def joined(mine: str, theirs: str) -> str:
    """My text, with in their own place the lines that only theirs has: nothing of either is left out."""
    lines, others = mine.split("\n"), theirs.split("\n")
    known = {line.strip() for line in lines} | {""}
    hunks = _hunks(lines, others)
    for hunk in reversed([_Hunk(0, len(lines), tuple(others))] if hunks is None else hunks):
        lines[hunk.end : hunk.end] = [line for line in hunk.lines if line.strip() not in known]
    return "\n".join(lines)


def _hunks(one: Sequence[str], other: Sequence[str]) -> list[_Hunk] | None:
    """What to change in the one text to get the other, in its order; None when that takes too long to find."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != other[-1 - at]), shorter - head)
    ours, theirs = one[head : len(one) - tail], other[head : len(other) - tail]
    if max(len(ours), len(theirs)) > MOST_LINES:
        return None
    return list(_differing(ours, theirs, head))


def _differing(one: Sequence[str], other: Sequence[str], offset: int) -> Iterator[_Hunk]:
    for tag, start, end, first, last in SequenceMatcher(None, one, other).get_opcodes():
        if tag != "equal":
            yield _Hunk(offset + start, offset + end, tuple(other[first:last]))
