"""The proposals of a plan beside each other: as a list, and two of them compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from meetings.models import Meeting
from meetings.moments.circumstances import Slot, slot_at
from meetings.planner.instance import Instance
from meetings.planner.rules import Part
from yearplan.gathering import gather, meetings_of_plan
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.pages.comparing import Difference, PartPair, differences_of, parts_of, people_in, verdict
from yearplan.pages.plan import LABELS, ScoreLine, score_lines
from yearplan.slots import key_of
from yearplan.standing import Stage, Standing, standing_of


@dataclass(frozen=True)
class Moved:
    """A session that stands elsewhere, and the page of its school."""

    row: ProposedSession
    difference: Difference


@dataclass(frozen=True)
class ProposalRow:
    """One proposal in the list: how many of its sessions have a moment, and what its score is made of."""

    proposal: Proposal
    placed: int
    of: int
    days: int
    total: int
    lines: tuple[ScoreLine, ...]
    moved: tuple[Moved, ...] | None  # what stands elsewhere than in the proposal that is worked on; None for that one
    from_calendar: int  # sessions that are on the calendar, and move
    told: int  # people who come to those


@dataclass(frozen=True)
class PartRow:
    """One part of both scores; `better` is the name of the proposal in which it is better, "" for as good."""

    label: str
    pair: PartPair
    better: str


@dataclass(frozen=True)
class Comparison:
    """Two proposals: `people` come to the sessions that differ; `told` counts for each who has to hear that a session
    that is on the calendar moves."""

    one: Proposal
    other: Proposal
    verdict: str
    parts: tuple[PartRow, ...]
    moved: tuple[Moved, ...]
    people: int
    told: tuple[int, int]


def proposal_rows(plan: YearPlan, *, today: date) -> list[ProposalRow]:
    """All proposals of a plan, the newest first, in a number of queries that depends on neither how many there are nor
    how many schools they have."""
    sessions = Prefetch("sessions", ProposedSession.objects.select_related("school"))
    proposals = list(plan.proposals.order_by("-number").prefetch_related(sessions))
    chosen = next((row for row in proposals if row.is_chosen), None)
    meetings = meetings_of_plan(plan, {row.school_id for each in proposals for row in each.sessions.all()})
    standings = {each.pk: _standings(each.sessions.all(), meetings) for each in proposals}
    now = _slots(standings[chosen.pk]) if chosen else {}
    known = gather(plan, today=today, chosen=chosen).instance if chosen else None
    return [_row(each, standings[each.pk], now, known) for each in proposals]


def _row(
    proposal: Proposal, standings: Mapping[int, Standing], now: Mapping[int, Slot | None], known: Instance | None
) -> ProposalRow:
    rows = {key_of(row.school_id, row.kind): row for row in proposal.sessions.all()}
    elsewhere = [each for each in differences_of(now, _slots(standings)) if each.key in rows]
    moving = list(_moving(standings))
    stages = [standing.stage for standing in standings.values()]
    return ProposalRow(
        proposal=proposal,
        placed=len(stages) - stages.count(Stage.NOWHERE) - stages.count(Stage.ASKED),
        of=len(stages) - stages.count(Stage.ASKED),
        days=proposal.scored.times(Part.FACILITATOR_DAY),
        total=proposal.scored.total,
        lines=score_lines(proposal),
        moved=None if proposal.is_chosen else tuple(Moved(rows[each.key], each) for each in elsewhere),
        from_calendar=len(moving),
        told=len(people_in(known, moving)) if known else 0,
    )


def comparison_of(one: Proposal, other: Proposal, *, today: date) -> Comparison:
    """What differs, in a number of queries that does not depend on how many schools there are."""
    sessions = [list(each.sessions.with_places()) for each in (one, other)]
    rows = {key_of(row.school_id, row.kind): row for each in sessions for row in each}
    meetings = meetings_of_plan(one.plan, {row.school_id for row in rows.values()})
    standings = [_standings(each, meetings) for each in sessions]
    found = differences_of(*(_slots(each) for each in standings))
    known = gather(one.plan, today=today, chosen=one).instance
    moving = [list(_moving(each)) for each in standings]
    return Comparison(
        one=one,
        other=other,
        verdict=verdict(str(one), str(other), (one.scored.total, other.scored.total)),
        parts=tuple(_part(pair, one, other) for pair in parts_of(one.scored, other.scored)),
        moved=tuple(Moved(rows[each.key], each) for each in found),
        people=len(people_in(known, found)),
        told=(len(people_in(known, moving[0])), len(people_in(known, moving[1]))),
    )


def _standings(rows: Iterable[ProposedSession], meetings: Mapping[int, Meeting]) -> dict[int, Standing]:
    keyed = ((key_of(row.school_id, row.kind), row) for row in rows)
    return {key: standing_of(row, meetings.get(key)) for key, row in keyed}


def _slots(standings: Mapping[int, Standing]) -> dict[int, Slot | None]:
    return {
        key: slot_at(standing.starts_at, standing.minutes) if standing.starts_at else None
        for key, standing in standings.items()
    }


def _moving(standings: Mapping[int, Standing]) -> Iterator[Difference]:
    """What is on the calendar and moves: from where to where."""
    slots = _slots(standings)
    for key, standing in standings.items():
        if standing.stage == Stage.MOVING and standing.known:
            yield Difference(key, slot_at(standing.known, standing.minutes), slots[key])


def _part(pair: PartPair, one: Proposal, other: Proposal) -> PartRow:
    better = {-1: str(one), 0: "", 1: str(other)}[pair.better]
    return PartRow(LABELS[pair.part], pair, better)
