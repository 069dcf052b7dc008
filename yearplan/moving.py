"""Where a session can go, and what each moment costs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from meetings.moments.circumstances import Slot, slot_at
from meetings.planner.options import Option, options
from teams.dutch import short_day_text
from yearplan.gathering import Year, gather
from yearplan.models import ProposedSession
from yearplan.slots import key_of, moment_of
from yearplan.standing import Stage, Standing, standing_of
from yearplan.wording import cost_texts

NOWHERE = "nergens"  # how a form names that a session stands nowhere


@dataclass(frozen=True)
class Place:
    """A moment that fits. `costs` are in words; `weighs` is the sum, below nought for a better moment than now."""

    slot: Slot
    weighs: int
    costs: tuple[str, ...]
    is_now: bool

    @property
    def text(self) -> str:
        """ "di 6 oktober, 15.00-16.30 uur"."""
        return self.slot.short

    @property
    def sent(self) -> str:
        """How a form names it."""
        return moment_of(self.slot).isoformat()

    @property
    def weighs_text(self) -> str:
        """ "+12", "-3"."""
        return f"{self.weighs:+}"


@dataclass(frozen=True)
class Moving:
    """A session that is to be moved: where it stands, who belongs at it, and the moments that fit, best first."""

    row: ProposedSession
    standing: Standing
    required: tuple[str, ...]
    optional: tuple[str, ...]
    facilitator: str
    places: tuple[Place, ...]
    meeting: int | None
    is_ahead: bool

    @property
    def when(self) -> str:
        """Where it stands: "di 6 oktober 2026, 15.00-16.30 uur"; "" without a moment."""
        return _text(self.standing.starts_at, self.standing.minutes)

    @property
    def known(self) -> str:
        """The moment that its people know of, when it is another; else ""."""
        is_other = self.standing.known != self.standing.starts_at
        return _text(self.standing.known, self.standing.minutes) if is_other else ""

    @property
    def seen(self) -> str:
        """Where it stands, as the forms on its page say that they saw it."""
        return self.standing.starts_at.isoformat() if self.standing.starts_at else NOWHERE

    @property
    def can_move(self) -> bool:
        return self.standing.stage not in {Stage.HELD, Stage.ASKED}

    @property
    def is_sent(self) -> bool:
        """Whether it is on the calendar where it stands."""
        return self.standing.starts_at is not None and not self.standing.is_to_send

    @property
    def can_close(self) -> bool:
        """Whether its school can still say no to its day."""
        return self.standing.starts_at is not None and self.standing.stage != Stage.HELD and self.is_ahead

    @property
    def day(self) -> str:
        """ "di 6 oktober"."""
        at = self.standing.starts_at
        return short_day_text(slot_at(at, self.standing.minutes).day) if at else ""

    @property
    def can_lock(self) -> bool:
        """What is on the calendar stays there by itself."""
        return self.standing.is_to_send

    @property
    def can_go_back(self) -> bool:
        """Whether it can stand where it did before it was planned here."""
        return self.standing.is_to_send


def moving_of(row: ProposedSession, *, today: date) -> Moving:
    """Everything of a session that somebody wants to move. Raises KeyError when it is not in the plan any more."""
    key = key_of(row.school_id, row.kind)
    year = gather(row.proposal.plan, today=today, chosen=row.proposal, loose=key)
    session = year.instance.session[key]
    standing = standing_of(row, year.meetings.get(key))
    found = options(year.instance, year.slots, key, before=year.told)
    now = year.slots.get(key)
    guide = year.people.get(session.facilitator or 0)
    day = localdate(standing.starts_at) if standing.starts_at else None
    must, may = (session.must_on(day), session.may_on(day)) if day else (session.must, session.may)
    return Moving(
        row=row,
        standing=standing,
        required=_names(year, [key for key in must if key != session.facilitator]),
        optional=_names(year, may),
        facilitator=str(guide) if guide else "",
        places=tuple(_place(option, now) for option in found),
        meeting=year.meetings[key].pk if key in year.meetings else None,
        is_ahead=standing.starts_at is not None and localdate(standing.starts_at) > today,
    )


def _text(at: datetime | None, minutes: int) -> str:
    return str(slot_at(at, minutes)) if at else ""


def _names(year: Year, keys: Collection[int]) -> tuple[str, ...]:
    return tuple(str(person) for pk, person in year.people.items() if pk in keys)


def _place(option: Option, now: Slot | None) -> Place:
    return Place(option.slot, option.costs.total, tuple(cost_texts(option.costs)), option.slot == now)
