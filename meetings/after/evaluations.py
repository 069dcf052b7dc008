"""What came back when people were asked how a session was: never whose it is, and only once there is enough."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.enums import EvaluationQuestion
from meetings.models import Evaluation, Meeting

MINIMUM = 4  # answers; with fewer it is too easy to tell who said what
SCORES = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Asked:
    """One of the three questions, with what was said to it in alphabetical order: not that of who was first, nor the
    same for every question."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """How many answered, and from `MINIMUM` on what; `scores` holds (mark, how many gave it), the highest first."""

    count: int
    asked: tuple[Asked, ...] = ()
    scores: tuple[tuple[int, int], ...] = ()
    average: float | None = None

    @property
    def is_shown(self) -> bool:
        return self.count >= MINIMUM

    @property
    def missing(self) -> int:
        """How many answers are still needed."""
        return max(0, MINIMUM - self.count)


def results_of(meeting: Meeting) -> Results:
    """What people said of this session."""
    rows = list(Evaluation.objects.filter(invitation__meeting=meeting))
    if len(rows) < MINIMUM:
        return Results(len(rows))
    marks = [row.score for row in rows if row.score is not None]
    is_enough = len(marks) >= MINIMUM
    return Results(
        len(rows),
        tuple(Asked(question.label, _texts(rows, question)) for question in EvaluationQuestion),
        tuple((mark, Counter(marks)[mark]) for mark in SCORES) if is_enough else (),
        sum(marks) / len(marks) if is_enough else None,
    )


def _texts(rows: Sequence[Evaluation], question: EvaluationQuestion) -> tuple[str, ...]:
    texts = [getattr(row, question.value) for row in rows]
    return tuple(sorted(filter(None, texts), key=str.casefold))
