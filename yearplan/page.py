"""What the page of a plan shows: its figures, the strip, what does not fit, and what can be sent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.circumstances import Slot, slot_at
from meetings.enums import MeetingKind
from meetings.planner.rules import Part
from teams.models import Professional
from teams.week import HalfDays
from yearplan.affected import affected_by
from yearplan.findings import changes_of, facts_of
from yearplan.gathering import gather, meetings_of_plan, schools_planned
from yearplan.models import Proposal, ProposedSession
from yearplan.slots import fingerprint_of, key_of
from yearplan.standing import Stage, Standing, standing_of
from yearplan.strip import Strip, strip_of
from yearplan.wording import change_text, fact_text, people_of


@dataclass(frozen=True)
class ScoreLine:
    """One part of the score in words."""

    label: str
    times: int
    weight: int
    total: int


@dataclass(frozen=True)
class Figures:
    """The figures above the strip. `days` are those on which facilitators travel."""

    placed: int
    of: int
    days: int
    to_send: int
    to_send_agreed: int
    nowhere: int


@dataclass(frozen=True)
class Misfit:
    """A session that does not fit: the facts that leave it no moment, and what would free it, as sentences."""

    row: ProposedSession
    facts: tuple[str, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True)
class PlanPage:
    """The chosen proposal with all that is drawn of it."""

    proposal: Proposal
    figures: Figures
    strip: Strip
    misfits: tuple[Misfit, ...]
    score: tuple[ScoreLine, ...]
    hit: int  # sessions at a moment on which somebody who must be there is absent
    is_outdated: bool  # something moved on the calendar since the score was reckoned


LABELS = {
    Part.UNPLACED: "Bijeenkomsten die niet passen",
    Part.ABSENT: "Mensen die mogen komen en niet kunnen",
    Part.FACILITATOR_DAY: "Reisdagen van wie begeleidt",
    Part.PERSON_DAY: "Reisdagen van mensen met veel scholen",
    Part.BUSY_WEEK: "Bijeenkomsten te veel in iemands drukste week",
    Part.EDGE_WEEK: "Bijeenkomsten in de eerste of laatste schoolweken",
    Part.WEEKDAY: "Andere weekdag dan vorig jaar",
    Part.MOVED: "Verschoven bijeenkomsten",
    Part.TOLD: "Mensen die een verschuiving moeten horen",
}


def page_of(proposal: Proposal, *, today: date) -> PlanPage:
    """Everything of a proposal, in a number of queries that does not depend on how many schools it has."""
    plan = proposal.plan
    rows, standings = sessions_with_standing(proposal, today)
    starts = {MeetingKind.KENNISMAKING.value: plan.autumn_first, MeetingKind.VERDIEPING.value: plan.spring_first}
    return PlanPage(
        proposal=proposal,
        figures=_figures(proposal, rows, standings),
        strip=strip_of(plan.school_year, rows, standings, starts, today=today),
        misfits=misfits_of([row for row in rows if standings[row.pk].stage == Stage.NOWHERE], rows),
        score=score_lines(proposal),
        hit=_hit(proposal, today),
        is_outdated=bool(proposal.moments) and proposal.moments != _moments(plan.first_day(today), rows, standings),
    )


def _moments(first_day: date, rows: Iterable[ProposedSession], standings: Mapping[int, Standing]) -> str:
    """Where everything stands now. What was only proposed for a day that has gone by stands nowhere, or where it was:
    as the planner has it (`yearplan.gathering`)."""
    slots = dict[int, Slot]()
    for row in rows:
        standing = standings[row.pk]
        at = standing.starts_at
        if at and standing.is_to_send and slot_at(at, standing.minutes).day < first_day:
            at = standing.known
        if at:
            slots[key_of(row.school_id, row.kind)] = slot_at(at, standing.minutes)
    return fingerprint_of(slots)


def _hit(proposal: Proposal, today: date) -> int:
    """How many sessions an absence falls upon; the year is gathered only when somebody is absent in it."""
    absences = list(proposal.plan.absences.select_related("professional"))
    if not absences:
        return 0
    found = affected_by(absences, gather(proposal.plan, today=today, chosen=proposal))
    return sum(len(each.needed) for each in found)


def sessions_with_standing(proposal: Proposal, today: date) -> tuple[list[ProposedSession], dict[int, Standing]]:
    """The sessions of a proposal in order of school, and where each stands, by its number; of the schools that are in
    the plan today."""
    planned = schools_planned(proposal.plan, today).order_by().values("pk")
    rows = list(proposal.sessions.filter(school__in=planned).with_places())
    meetings = meetings_of_plan(proposal.plan, {row.school_id for row in rows})
    return rows, {row.pk: standing_of(row, meetings.get(key_of(row.school_id, row.kind))) for row in rows}


def score_lines(proposal: Proposal) -> tuple[ScoreLine, ...]:
    """The parts of the score that weigh something, heaviest first."""
    lines = sorted(proposal.scored.lines, key=lambda line: -line.total)
    return tuple(ScoreLine(LABELS[line.part], line.times, line.weight, line.total) for line in lines if line.total)


def misfits_of(nowhere: Sequence[ProposedSession], rows: Iterable[ProposedSession]) -> tuple[Misfit, ...]:
    """What does not fit, worst first, in one query; `rows` are the sessions that may be named in it."""
    told = [(row, facts_of(row.why), changes_of(row.helps)) for row in worst_first(nowhere)]
    keys = {key for _, facts, helps in told for key in people_of(facts, helps)}
    people = Professional.objects.in_bulk(keys)
    names = {key: str(person) for key, person in people.items()}
    weeks = {key: HalfDays(person.half_days) for key, person in people.items()}
    sessions = {key_of(row.school_id, row.kind): f"de {_name(row)}" for row in rows}
    return tuple(
        Misfit(
            row,
            tuple(fact_text(fact, names, weeks) for fact in facts),
            tuple(change_text(change, names, sessions) for change in helps),
        )
        for row, facts, helps in told
    )


def worst_first(rows: Sequence[ProposedSession]) -> list[ProposedSession]:
    """What does not fit: first what nothing was found for that helps, then by how much stands in the way."""
    return sorted(rows, key=lambda row: (bool(row.helps), -len(row.why), row.school.name, row.kind))


def _name(row: ProposedSession) -> str:
    return f"{row.get_kind_display().lower()} van {row.school}"


def _figures(proposal: Proposal, rows: Sequence[ProposedSession], standings: dict[int, Standing]) -> Figures:
    stages = Counter(standings[row.pk].stage for row in rows)
    agreed = [row for row in rows if row.agreed_at is not None and standings[row.pk].is_to_send]
    return Figures(
        placed=len(rows) - stages[Stage.NOWHERE] - stages[Stage.ASKED],
        of=len(rows) - stages[Stage.ASKED],
        days=proposal.scored.times(Part.FACILITATOR_DAY),
        to_send=stages[Stage.PROPOSED] + stages[Stage.MOVING],
        to_send_agreed=len(agreed),
        nowhere=stages[Stage.NOWHERE],
    )
