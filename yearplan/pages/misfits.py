"""What does not fit in a year: why, what would help, and where that is done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from meetings.planner.explaining import FactKind
from meetings.planner.freeing import Change, ChangeKind
from teams.models import Professional
from teams.week import HalfDays
from yearplan.findings import changes_of, facts_of
from yearplan.models import ProposedSession
from yearplan.slots import key_of
from yearplan.wording import change_text, fact_text, people_of, reason_text

Reason = tuple[FactKind, int | None, tuple[int, ...]]  # a kind of fact, and whom it is about, or whom together
MANY = 3  # sessions that make a common reason worth a head of its own


@dataclass(frozen=True)
class Help:
    """Something that would free a session, and the page on which it is done; "" where it is not done on screen."""

    text: str
    door: str
    url: str


@dataclass(frozen=True)
class Misfit:
    """A session that does not fit: the facts that leave it no moment, and what would free it, as sentences. `reasons`
    says what each fact is, with the sentence it has when it holds for many sessions."""

    row: ProposedSession
    facts: tuple[str, ...]
    helps: tuple[Help, ...]
    reasons: Mapping[Reason, str]


@dataclass(frozen=True)
class Group:
    """Sessions that the same stands in the way of; `reason` is "" for those that have nothing in common."""

    reason: str
    misfits: tuple[Misfit, ...]


def misfits_of(nowhere: Sequence[ProposedSession], rows: Iterable[ProposedSession]) -> tuple[Misfit, ...]:
    """What does not fit, worst first, in one query; `rows` are the sessions that may be named in it."""
    told = [(row, facts_of(row.why), changes_of(row.helps)) for row in worst_first(nowhere)]
    keys = {key for _, facts, helps in told for key in people_of(facts, helps)}
    people = Professional.objects.in_bulk(keys)
    names = {key: str(person) for key, person in people.items()}
    weeks = {key: HalfDays(person.half_days) for key, person in people.items()}
    known = {key_of(row.school_id, row.kind): row for row in rows}
    sessions = {key: f"de {_name(row)}" for key, row in known.items()}
    return tuple(
        Misfit(
            row,
            tuple(fact_text(fact, names, weeks) for fact in facts),
            tuple(Help(change_text(change, names, sessions), *_door(change, row, names, known)) for change in helps),
            {(fact.kind, fact.person, fact.people): reason_text(fact, names, weeks) for fact in facts},
        )
        for row, facts, helps in told
    )


def worst_first(rows: Sequence[ProposedSession]) -> list[ProposedSession]:
    """What does not fit: first what nothing was found for that helps, then by how much stands in the way."""
    return sorted(rows, key=lambda row: (bool(row.helps), -len(row.why), row.school.name, row.kind))


def grouped(misfits: Sequence[Misfit]) -> tuple[Group, ...]:
    """By what stands in the way of most of them, the largest group first; then those by themselves."""
    left, groups = list(misfits), []
    while True:
        counts = Counter(reason for each in left for reason in each.reasons)
        found = max(counts, key=lambda reason: (counts[reason], str(reason)), default=None)
        if found is None or counts[found] < MANY:
            break
        hers = tuple(each for each in left if found in each.reasons)
        groups.append(Group(hers[0].reasons[found], hers))
        left = [each for each in left if found not in each.reasons]
    return (*groups, Group("", tuple(left))) if left else tuple(groups)


def _door(
    change: Change, row: ProposedSession, names: Mapping[int, str], known: Mapping[int, ProposedSession]
) -> tuple[str, str]:
    """What the button says, and where it leads."""
    plan, code = row.proposal.plan_id, row.school.establishment_code
    in_plan = partial(_url, plan)
    who = names.get(change.person or 0)
    other = known.get(change.session or 0)
    if change.kind == ChangeKind.UNLOCK:
        return ("Laat die los", in_plan("session", other.pk)) if other else ("", "")
    if change.kind in {ChangeKind.EXTRA_HALF_DAY, ChangeKind.OPTIONAL} and not who:
        return "", ""
    return {
        ChangeKind.EXTRA_HALF_DAY: (f"Werkdagen van {who}", _person(change)),
        ChangeKind.PRESENT: ("Afwezigheid", in_plan("replan")),
        ChangeKind.OPTIONAL: ("Wie erbij moet zijn", reverse("teams:seat_templates", args=[row.school.region_id])),
        ChangeKind.EXTRA_START: ("Begintijden van de school", f"{in_plan('school', code)}#kop-anders"),
        ChangeKind.EARLIER: ("Periode", f"{in_plan('settings')}#div_id_{_window(row)}_first"),
        ChangeKind.LATER: ("Periode", f"{in_plan('settings')}#div_id_{_window(row)}_last"),
    }.get(change.kind, ("", ""))


def _url(plan: int, name: str, *rest: object) -> str:
    return reverse(f"yearplan:{name}", args=[plan, *rest])


def _person(change: Change) -> str:
    return reverse("teams:edit_person", args=[change.person]) if change.person else ""


def _window(row: ProposedSession) -> str:
    return "autumn" if row.number == 1 else "spring"


def _name(row: ProposedSession) -> str:
    return f"{row.get_kind_display().lower()} van {row.school}"
