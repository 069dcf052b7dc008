"""What somebody moved by hand in a plan, to undo step by step: it is kept in her own session, so that nobody undoes
what another did."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yearplan.actions.proposals import Before
from yearplan.models import ProposedSession

KEY = "yearplan_moves"
MOST = 20


@dataclass(frozen=True)
class Move:
    """One move: where the session stood, what it had there, and where it was put. `number` counts those of the plan."""

    plan: int
    session: int
    text: str
    stood: datetime | None
    put: datetime | None
    before: Before
    number: int = 0

    @property
    def earlier(self) -> int:
        """How many there are before it."""
        return self.number - 1


def remember(store: MutableMapping[str, Any], move: Move) -> None:
    """Keep a move; the oldest goes when there are too many."""
    store[KEY] = [*store.get(KEY, []), _kept(move)][-MOST:]


def last_move(store: MutableMapping[str, Any], plan: int) -> Move | None:
    """What was moved last in this plan, and not undone yet."""
    hers = [each for each in store.get(KEY, []) if each["plan"] == plan]
    return _taken(hers[-1], len(hers)) if hers else None


def forget_last(store: MutableMapping[str, Any], plan: int) -> None:
    """It was undone, or cannot be any more."""
    moves = list(store.get(KEY, []))
    number = max((at for at, each in enumerate(moves) if each["plan"] == plan), default=None)
    if number is not None:
        del moves[number]
        store[KEY] = moves


def move_of(row: ProposedSession, *, stood: datetime | None, put: datetime | None) -> Move:
    """A move of a session as it is just before it is moved."""
    text = f"de {row.get_kind_display().lower()} van {row.school}"
    return Move(row.proposal.plan_id, row.pk, text, stood, put, Before.of(row))


def _kept(move: Move) -> dict[str, Any]:
    before = move.before
    return {
        "plan": move.plan,
        "session": move.session,
        "text": move.text,
        "stood": _text(move.stood),
        "put": _text(move.put),
        "locked": before.is_locked,
        "agreed": [_text(before.agreed_at), before.agreed_by],
        "why": list(before.why),
        "helps": list(before.helps),
    }


def _taken(kept: dict[str, Any], number: int) -> Move:
    agreed_at, agreed_by = kept["agreed"]
    before = Before(kept["locked"], _moment(agreed_at), agreed_by, kept["why"], kept["helps"])
    moments = _moment(kept["stood"]), _moment(kept["put"])
    return Move(kept["plan"], kept["session"], kept["text"], *moments, before, number)


def _text(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
