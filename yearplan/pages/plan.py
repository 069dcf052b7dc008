"""What the page of a plan shows: its figures, the strip, what does not fit, and what can be sent."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from meetings.enums import MeetingKind
from meetings.moments.circumstances import Slot, slot_at
from meetings.planner.rules import Part
from yearplan.affected import affected_by
from yearplan.gathering import gather, meetings_of_plan, schools_planned
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.pages.misfits import Group, grouped, misfits_of
from yearplan.pages.strip import Strip, strip_of
from yearplan.slots import fingerprint_of, key_of
from yearplan.standing import Stage, Standing, standing_of


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
class PlanPage:
    """The chosen proposal with all that is drawn of it."""

    proposal: Proposal
    figures: Figures
    strip: Strip
    misfits: tuple[Group, ...]
    score: tuple[ScoreLine, ...]
    hit: int  # sessions at a moment on which somebody who must be there is absent
    is_outdated: bool  # something moved on the calendar since the score was reckoned
    refused: tuple[ProposedSession, ...]  # sessions on a day on which their school cannot


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
    closed = closed_days_of(plan)
    starts = {MeetingKind.KENNISMAKING.value: plan.autumn_first, MeetingKind.VERDIEPING.value: plan.spring_first}
    return PlanPage(
        proposal=proposal,
        figures=_figures(proposal, rows, standings),
        strip=strip_of(plan.school_year, rows, standings, starts, today=today),
        misfits=grouped(misfits_of([row for row in rows if standings[row.pk].stage == Stage.NOWHERE], rows)),
        score=score_lines(proposal),
        hit=_hit(proposal, today),
        is_outdated=bool(proposal.moments) and proposal.moments != _moments(plan.first_day(today), rows, standings),
        refused=tuple(row for row in rows if is_refused(standings[row.pk], row.school_id, closed)),
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


def closed_days_of(plan: YearPlan) -> set[tuple[int, date]]:
    """On which days which schools cannot, by their numbers."""
    return set(plan.closed_days.values_list("school", "day"))


def is_refused(standing: Standing, school: int, closed: Container[tuple[int, date]]) -> bool:
    """Whether a session that is still to come stands on a day to which its school said no."""
    at = standing.starts_at
    return at is not None and standing.stage != Stage.HELD and (school, localdate(at)) in closed


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
