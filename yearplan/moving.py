"""Where a session can go, and what each moment costs."""

from dataclasses import dataclass
from datetime import date, datetime

from meetings.circumstances import Slot
from meetings.planner.options import Option, options
from yearplan.gathering import Year, gather
from yearplan.models import ProposedSession
from yearplan.slots import key_of, moment_of
from yearplan.standing import Standing, standing_of
from yearplan.wording import cost_texts


@dataclass(frozen=True)
class Place:
    """A moment that fits. `costs` are in words; `weighs` is the sum, below nought for a better moment than now."""

    slot: Slot
    weighs: int
    costs: tuple[str, ...]
    is_now: bool

    @property
    def starts_at(self) -> datetime:
        return moment_of(self.slot)


@dataclass(frozen=True)
class Moving:
    """A session that is to be moved: where it stands, who belongs at it, and the moments that fit, best first."""

    row: ProposedSession
    standing: Standing
    required: tuple[str, ...]
    optional: tuple[str, ...]
    facilitator: str
    places: tuple[Place, ...]


def moving_of(row: ProposedSession, *, today: date) -> Moving:
    """Everything of a session that somebody wants to move. Raises KeyError when it is not in the plan any more."""
    key = key_of(row.school_id, row.kind)
    year = gather(row.proposal.plan, today=today, chosen=row.proposal, loose=key)
    session = year.instance.session[key]
    standing = standing_of(row, year.meetings.get(key))
    found = options(year.instance, year.slots, key, before=year.told)
    now = year.slots.get(key)
    guide = year.people.get(session.facilitator or 0)
    return Moving(
        row=row,
        standing=standing,
        required=_names(year, session.required),
        optional=_names(year, session.optional),
        facilitator=str(guide) if guide else "",
        places=tuple(_place(option, now) for option in found),
    )


def _names(year: Year, keys: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(person) for pk, person in year.people.items() if pk in keys)


def _place(option: Option, now: Slot | None) -> Place:
    return Place(option.slot, option.costs.total, tuple(cost_texts(option.costs)), option.slot == now)
