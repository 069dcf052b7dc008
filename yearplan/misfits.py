"""What does not fit, grouped: one explanation for all sessions that have the same people in the way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.planner.explaining import Fact
from meetings.planner.freeing import Change
from teams.models import Professional
from teams.week import HalfDays
from yearplan.findings import changes_of, facts_of
from yearplan.models import ProposedSession
from yearplan.page import worst_first
from yearplan.slots import key_of
from yearplan.wording import Names, Weeks, change_text, fact_text, people_of


@dataclass(frozen=True)
class Help:
    """A change that would free some of a group, so many of them, each by itself: not all of them at once."""

    text: str
    frees: int


@dataclass(frozen=True)
class MisfitGroup:
    """Sessions that do not fit for the same reasons, in order of school; the facts hold for each of them."""

    rows: tuple[ProposedSession, ...]
    facts: tuple[str, ...]
    helps: tuple[Help, ...]
    is_explained: bool


def groups_of(nowhere: Sequence[ProposedSession], rows: Iterable[ProposedSession]) -> tuple[MisfitGroup, ...]:
    """What does not fit, the largest group first, in one query; `rows` are the sessions that may be named in it."""
    told = [(row, facts_of(row.why), changes_of(row.helps)) for row in worst_first(nowhere)]
    people = Professional.objects.in_bulk({key for _, facts, helps in told for key in people_of(facts, helps)})
    names = {key: str(person) for key, person in people.items()}
    weeks = {key: HalfDays(person.half_days) for key, person in people.items()}
    sessions = {
        key_of(row.school_id, row.kind): f"de {row.get_kind_display().lower()} van {row.school}" for row in rows
    }
    grouped: dict[object, list[tuple[ProposedSession, list[Fact], list[Change]]]] = defaultdict(list)
    for row, facts, helps in told:
        same = frozenset((fact.kind, fact.person, fact.people) for fact in facts)
        grouped[same or row.pk].append((row, facts, helps))
    groups = [_group(members, names, weeks, sessions) for members in grouped.values()]
    return tuple(sorted(groups, key=lambda group: -len(group.rows)))


def _group(
    members: Sequence[tuple[ProposedSession, list[Fact], list[Change]]], names: Names, weeks: Weeks, sessions: Names
) -> MisfitGroup:
    by_reason: dict[object, list[Fact]] = defaultdict(list)
    for _, facts, _ in members:
        for fact in facts:
            by_reason[fact.kind, fact.person, fact.people].append(fact)
    rows = sorted((row for row, _, _ in members), key=lambda row: (row.school.name, row.school_id, row.kind))
    return MisfitGroup(
        tuple(rows),
        tuple(_fact_of_all(facts, names, weeks) for facts in by_reason.values()),
        tuple(_helps([helps for _, _, helps in members], names, sessions)),
        is_explained=all(row.is_explained for row in rows),
    )


def _fact_of_all(facts: Sequence[Fact], names: Names, weeks: Weeks) -> str:
    days = [fact.days for fact in facts]
    others = tuple(sorted({other for fact in facts for other in fact.others}))
    return fact_text(replace(facts[0], days=min(days), others=others), names, weeks, most_days=max(days))


def _helps(helps: Sequence[Sequence[Change]], names: Names, sessions: Names) -> list[Help]:
    """The changes, those that free most first; of one session alone with where it then stands."""
    if len(helps) == 1:
        return [Help(change_text(change, names, sessions), 1) for change in helps[0]]
    counted = Counter(replace(change, slot=None, moved=0) for of_one in helps for change in of_one)
    return [Help(change_text(change, names, sessions), frees) for change, frees in counted.most_common()]
