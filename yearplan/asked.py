"""Who belongs at a session on which days: the team of each day, and who was invited besides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meetings.models import Invitation
from meetings.planner.instance import Tenure
from meetings.succession import Spell
from schools.periods import Period
from teams.models import Role


@dataclass(frozen=True)
class Asked:
    """Who belongs at a session on some day, in the planner's words."""

    required: tuple[int, ...]
    optional: tuple[int, ...]
    tenures: tuple[Tenure, ...] = ()
    incomplete: tuple[Period, ...] = ()


def as_invited(rows: Iterable[Invitation], *, guide: int | None) -> Asked:
    """Those who were invited to it and come: of a session that stays where it is."""
    people = {row.professional_id or 0: row.is_required for row in rows if row.is_coming}
    return Asked(*_apart(people, guide))


def as_seated(
    spells: Sequence[Spell], rows: Sequence[Invitation], *, guide: int | None, roles: Collection[Role] = ()
) -> Asked:
    """The team of each day (with `roles`, who is in one of those), of a session that has no moment yet or may get
    another: as it is sent then (`meetings.actions.inviting.follow_team`).

    A guest comes on any day, and who need not come stays away. Before the first spell all is as in it, after the last
    one too.
    """
    spells = _endless(spells)
    invited = {row.professional_id or 0: row for row in rows}
    people = {pk: row.is_required for pk, row in invited.items() if row.role_id is None}
    guests, when = set(people), defaultdict[int, list[Period]](list)
    for spell in spells:
        for each in spell.team:
            pk, required = each.professional.pk, each.is_required or bool(roles)
            if pk not in guests and (not roles or each.role in roles):
                when[pk].append(spell.period)
                people[pk] = invited[pk].is_required if pk in invited else required or people.get(pk, False)
    people = {pk: required for pk, required in people.items() if pk not in invited or not invited[pk].is_withdrawn}
    passing = {pk: when[pk] for pk in people if pk in when and len(when[pk]) < len(spells)}
    return Asked(*_apart(people, guide), tuple(_tenures(passing, guide)), tuple(_incomplete(spells)))


def _endless(spells: Sequence[Spell]) -> list[Spell]:
    first, *_, last = (*spells, spells[-1])
    begins, ends = first.period.first_day, last.period.last_day
    return [
        replace(
            each,
            period=Period(
                date.min if each.period.first_day == begins else each.period.first_day,
                date.max if each.period.last_day == ends else each.period.last_day,
                "",
            ),
        )
        for each in spells
    ]


def _apart(people: Mapping[int, bool], guide: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who must be there and who may, but for who guides it."""
    others = sorted(pk for pk in people if pk != guide)
    return tuple(pk for pk in others if people[pk]), tuple(pk for pk in others if not people[pk])


def _tenures(passing: Mapping[int, Sequence[Period]], guide: int | None) -> Iterator[Tenure]:
    for pk in sorted(passing.keys() - {guide}):
        yield from (Tenure(pk, period) for period in passing[pk])


def _incomplete(spells: Sequence[Spell]) -> Iterator[Period]:
    """When a seat is empty that must be filled, and later is."""
    for number, spell in enumerate(spells):
        if any(spell.empty - later.empty for later in spells[number + 1 :]):
            yield spell.period
