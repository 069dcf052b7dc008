"""Proposals: keeping what was computed, choosing one, and changing it by hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from accounts.models import User
from meetings.models.meeting import span_text
from meetings.moments.circumstances import Slot
from meetings.planner.explaining import explain
from meetings.planner.options import options
from meetings.planner.plan import Ending, Plan
from meetings.planner.planning import plan_of
from meetings.planner.score import Score
from schools.changes import Stale
from schools.models import School
from yearplan.actions.plans import lock_plan
from yearplan.checking import clashes_in
from yearplan.findings import keep_facts
from yearplan.gathering import Year, gather, meetings_of_plan
from yearplan.models import Proposal, ProposedSession, Run, YearPlan
from yearplan.slots import fingerprint_of, key_of, moment_of, school_and_kind
from yearplan.standing import Stage, Standing, standing_of

MOST_TIMES = 3  # that something is reckoned anew, when others change the plan meanwhile


def chosen_of(plan: YearPlan) -> Proposal | None:
    """The proposal that is shown, changed and sent."""
    return plan.proposals.filter(is_chosen=True).first()


def add_proposal(*, run: Run, year: Year, plan: Plan) -> Proposal:
    """Keep what was computed; the first of a plan is chosen at once. What the chosen one has locked and agreed stays so
    where the moment is the same. Part of a transaction that holds the plan."""
    proposals = run.plan.proposals
    before = chosen_of(run.plan)
    last: int | None = proposals.aggregate(last=Max("number"))["last"]
    bound = plan.bound
    proposal = Proposal.objects.create(
        plan=run.plan,
        run=run,
        number=(last or 0) + 1,
        about=run.about,
        is_chosen=before is None,
        score=score_to_keep(plan.score),
        least_days=plan.fewest_days,
        least_score=bound.total if bound else None,
        is_proven=plan.ending == Ending.PROVEN,
        moments=fingerprint_of(_where_all_stand(year, plan)),
        **_checked(year, plan),
        made_by=run.asked_by,
    )
    earlier = {key_of(row.school_id, row.kind): row for row in (before.sessions.all() if before else ())}
    ProposedSession.objects.bulk_create(_rows(proposal, year, plan, earlier))
    return proposal


def _where_all_stand(year: Year, plan: Plan) -> dict[int, Slot]:
    """Where the sessions of a new proposal stand: as it has them, and else where they are on the calendar."""
    known = {**year.told, **plan.slots}
    return {key: known[key] for key in year.keys if key in known and key in year.instance.session}


def choose_proposal(*, proposal: Proposal) -> None:
    """Go on with this one. What the one before has locked and agreed goes along where the moment is the same. Raises
    Stale when it was taken away."""
    with transaction.atomic():
        lock_plan(proposal.plan)
        before = chosen_of(proposal.plan)
        proposal.plan.proposals.filter(is_chosen=True).exclude(pk=proposal.pk).update(is_chosen=False)
        if not proposal.plan.proposals.filter(pk=proposal.pk).update(is_chosen=True):
            raise Stale(["Dit voorstel is intussen weggehaald."])
        if before is not None and before.pk != proposal.pk:
            _take_along(before, proposal)


def _take_along(before: Proposal, chosen: Proposal) -> None:
    earlier = {(row.school_id, row.kind): row for row in before.sessions.exclude(starts_at=None)}
    for row in chosen.sessions.exclude(starts_at=None):
        was = earlier.get((row.school_id, row.kind))
        if was is not None and was.starts_at == row.starts_at:
            row.is_locked, row.agreed_at, row.agreed_by_id = was.is_locked, was.agreed_at, was.agreed_by_id
            row.save(update_fields=["is_locked", "agreed_at", "agreed_by"])


def remove_proposal(*, proposal: Proposal) -> None:
    """Take one away that is not chosen. Raises ValidationError for the chosen one."""
    with transaction.atomic():
        lock_plan(proposal.plan)
        if Proposal.objects.filter(pk=proposal.pk, is_chosen=True).exists():
            raise ValidationError("Dit is het voorstel waarmee je werkt. Kies eerst een ander.")
        Proposal.objects.filter(pk=proposal.pk).delete()


@dataclass(frozen=True)
class Before:
    """What a session had where it stood before it was moved, for when that is undone."""

    is_locked: bool
    agreed_at: datetime | None = None
    agreed_by: int | None = None
    why: Sequence[Any] = ()
    helps: Sequence[Any] = ()

    @classmethod
    def of(cls, row: ProposedSession) -> "Before":
        """What it has now."""
        return cls(row.is_locked, row.agreed_at, row.agreed_by_id, row.why, row.helps)


def move_session(
    *, session: ProposedSession, slot: Slot | None, seen: datetime | None, today: date, before: Before | None = None
) -> None:
    """Let a session be at another moment, and lock it there; at None, let it stand nowhere again. `seen` is where it
    stood for who decided that. Moved back, it is locked and agreed as it was `before`.

    What the year weighs then is reckoned first, so that nobody waits for that, and kept when nothing changed meanwhile.
    Raises Stale when the session stands elsewhere by now, ValidationError when it cannot be there.
    """
    _unless_changed(session.proposal.plan, lambda: _moved(session, slot, seen, today, before))


def refuse_moved(row: ProposedSession, standing: Standing, seen: datetime | None) -> None:
    """Raises Stale when a session stands elsewhere by now than where somebody saw it."""
    if standing.starts_at != seen:
        when = span_text(standing.starts_at, standing.minutes) if standing.starts_at else "zonder moment"
        raise Stale([f"{session_name(row)} staat intussen anders: {when}."])


def _give_back(row: ProposedSession, before: Before) -> None:
    if row.starts_at is None:
        row.why, row.helps = list(before.why), list(before.helps)
    elif row.is_locked:  # what is on the calendar where it stands is neither locked nor agreed here
        row.is_locked, row.agreed_at, row.agreed_by_id = before.is_locked, before.agreed_at, before.agreed_by


def weigh_again(*, plan: YearPlan, today: date) -> None:
    """Let the proposal that is worked on weigh what it does now that something else changed, such as who is absent:
    what cannot be where it stands counts as unplaced. Who changes the plan all the time waits for it, at last."""
    try:
        _unless_changed(plan, lambda: _weighed(plan, today))
    except Busy:
        with transaction.atomic():
            lock_plan(plan)
            if write := _weighed(plan, today):
                write()


class Busy(Stale):
    """Others changed the plan each time that something was reckoned."""


Write = Callable[[], None]


def _unless_changed(plan: YearPlan, reckon: Callable[[], Write | None]) -> None:
    """Reckon with the plan as it is, and write what comes of that if nobody changed the plan meanwhile; else anew."""
    for _ in range(MOST_TIMES):
        before = YearPlan.objects.filter(pk=plan.pk).values_list("changes", flat=True).first()
        write = reckon()
        if write is None:
            return
        with transaction.atomic():
            if lock_plan(plan).changes - 1 == before:
                write()
                return
            transaction.set_rollback(True)  # that it was looked at is no change
    raise Busy(["Er verandert nu veel in deze jaarplanning. Probeer het zo nog eens."])


def _moved(
    session: ProposedSession, slot: Slot | None, seen: datetime | None, today: date, before: Before | None
) -> Write:
    """What has to be written so that a session is at another moment."""
    row, standing = current_session(session)
    _refuse_immovable(row, standing, seen)
    if slot is not None:
        slot = replace(slot, minutes=standing.minutes or row.minutes)
    _put(row, slot, standing)
    if before is not None:
        _give_back(row, before)
    year = gather(row.proposal.plan, today=today, chosen=row.proposal, loose=key_of(row.school_id, row.kind))
    plan = _must_fit(year, row, slot)
    _take_score(row.proposal, year, plan)
    others = _explained_anew(row, year, plan)

    def write() -> None:
        _refuse_immovable(row, _standing_now(session), seen)  # on the calendar it may have moved
        row.save()
        _save_score(row.proposal)
        for other in others:
            other.save(update_fields=["why", "helps", "is_explained"])

    return write


def _weighed(plan: YearPlan, today: date) -> Write | None:
    """What has to be written so that the proposal that is worked on weighs what it does now."""
    proposal = chosen_of(plan)
    if proposal is None:
        return None
    proposal.plan = YearPlan.objects.get(pk=plan.pk)
    prefetch_related_objects([proposal], "sessions")
    year = gather(proposal.plan, today=today, chosen=proposal, may_move=True)
    _take_score(proposal, year, plan_of(year.instance, year.slots, year.told))
    return lambda: _save_score(proposal)


def set_locked(*, session: ProposedSession, locked: bool, seen: datetime | None) -> None:
    """Whether computing again leaves a session where it is. Raises Stale when it stands elsewhere by now than where it
    was `seen`, or when somebody else did this meanwhile."""
    with transaction.atomic():
        lock_plan(session.proposal.plan)
        row, standing = current_session(session)
        if row.starts_at is None:
            raise Stale([f"{session_name(row)} heeft geen moment meer om vast te zetten."])
        refuse_moved(row, standing, seen)
        if row.is_locked == locked:
            raise Stale([f"{session_name(row)} {'staat al vast' if locked else 'stond al los'}: iemand was je voor."])
        row.is_locked = locked
        row.save(update_fields=["is_locked"])


def set_agreed(*, proposal: Proposal, school: School, agreed: bool, seen: str, now: datetime, actor: User) -> None:
    """Note that a school agrees to its moments, or no longer. Raises Stale when those are not the ones that were
    `seen` (`moments_text`)."""
    with transaction.atomic():
        lock_plan(proposal.plan)
        rows = list(proposal.sessions.filter(school=school).order_by("kind"))
        if moments_text(rows) != seen:
            raise Stale([f"De momenten van {school} zijn intussen anders: {moments_text(rows)}."])
        for row in rows:
            if row.starts_at is not None:
                row.agreed_at, row.agreed_by = (now, actor) if agreed else (None, None)
                row.save(update_fields=["agreed_at", "agreed_by"])


def moments_text(rows: Iterable[ProposedSession]) -> str:
    """The moments of a school, as its page showed them."""
    return "; ".join(f"{row.get_kind_display()}: {row.when or 'past niet'}" for row in rows)


def score_to_keep(score: Score) -> list[tuple[str, int, int]]:
    """A score as a field keeps it."""
    return [(str(line.part), line.times, line.weight) for line in score.lines]


def _rows(
    proposal: Proposal, year: Year, plan: Plan, earlier: Mapping[int, ProposedSession]
) -> Iterable[ProposedSession]:
    found = {each.session: keep_facts(each.facts) for each in explain(year.instance, plan.slots)}
    for key in year.keys:
        slot, was = plan.slots.get(key), earlier.get(key)
        school, kind = school_and_kind(key)
        row = ProposedSession(proposal=proposal, school_id=school, kind=kind.value, **_at(slot, year, key))
        row.why = found.get(key, [])
        if was is not None and slot is not None and was.starts_at == row.starts_at:
            row.is_locked, row.agreed_at, row.agreed_by_id = was.is_locked, was.agreed_at, was.agreed_by_id
        yield row


def _at(slot: Slot | None, year: Year, key: int) -> dict[str, Any]:
    told = year.told.get(key)
    minutes = slot.minutes if slot else year.plan.minutes
    moves_from = moment_of(told) if told and slot and told != slot else None
    return {"starts_at": moment_of(slot) if slot else None, "minutes": minutes, "moves_from": moves_from}


def current_session(session: ProposedSession) -> tuple[ProposedSession, Standing]:
    """A session as it is now, one of those that its proposal has at hand, and where it stands. Raises Stale when it is
    gone."""
    found = Proposal.objects.filter(sessions=session.pk, is_chosen=True).select_related("plan").first()
    if found is None:
        raise Stale(["Er wordt intussen met een ander voorstel gewerkt."])
    prefetch_related_objects([found], "sessions__school")
    row = next(each for each in found.sessions.all() if each.pk == session.pk)
    row.proposal = found
    return row, _standing(row)


def _standing_now(session: ProposedSession) -> Standing:
    return _standing(ProposedSession.objects.select_related("proposal__plan").get(pk=session.pk))


def _standing(row: ProposedSession) -> Standing:
    meetings = meetings_of_plan(row.proposal.plan, [row.school_id])
    return standing_of(row, meetings.get(key_of(row.school_id, row.kind)))


def _refuse_immovable(row: ProposedSession, standing: Standing, seen: datetime | None) -> None:
    refuse_moved(row, standing, seen)
    if standing.stage in {Stage.HELD, Stage.ASKED}:
        raise Stale([f"{session_name(row)} kan niet meer verplaatst worden: {standing.stage}."])


def _put(row: ProposedSession, slot: Slot | None, standing: Standing) -> None:
    starts_at = moment_of(slot) if slot else None
    if starts_at is None and standing.known is not None:
        starts_at = standing.known  # what is on the calendar goes back to where it is there
    is_back = standing.known is not None and starts_at == standing.known
    row.starts_at, row.moves_from = starts_at, None if is_back else standing.known
    row.minutes = slot.minutes if slot else standing.minutes or row.minutes
    row.is_locked = starts_at is not None and not is_back
    row.agreed_at = row.agreed_by = None
    row.why, row.helps, row.is_explained = [], [], starts_at is None  # taken out by hand: nothing to explain


def _must_fit(year: Year, row: ProposedSession, slot: Slot | None) -> Plan:
    """The plan as it is now. Raises ValidationError when the session cannot be where it was put."""
    key = key_of(row.school_id, row.kind)
    others = {other: at for other, at in year.slots.items() if other != key}
    if key not in year.instance.session:
        raise Stale([f"{session_name(row)} hoort niet meer bij deze planning."])
    if slot is not None and slot not in {option.slot for option in options(year.instance, others, key)}:
        raise ValidationError(f"{session_name(row)} kan niet op {slot}. Kies een van de momenten die passen.")
    clashes = clashes_in(year.instance, year.slots)
    if slot is None and (clash := next((each for each in clashes if key in {each.first, each.second}), None)):
        raise ValidationError(
            f"{session_name(row)} kan niet terug: {year.people[clash.person]} is dan intussen ergens anders."
        )
    return plan_of(year.instance, year.slots, year.told)


def _explained_anew(moved: ProposedSession, year: Year, plan: Plan) -> list[ProposedSession]:
    """What does not fit for other reasons now; but for what somebody just took out."""
    found = {each.session: keep_facts(each.facts) for each in explain(year.instance, plan.slots)}
    changed = []
    for row in moved.proposal.sessions.all():
        why = found.get(key_of(row.school_id, row.kind), [])
        if row.starts_at is None and row.pk != moved.pk and why != row.why:
            row.why, row.helps, row.is_explained = why, [], False
            changed.append(row)
    return changed


def _take_score(proposal: Proposal, year: Year, plan: Plan) -> None:
    """Let a proposal weigh what the year does now; `_save_score` keeps it."""
    checked = _checked(year, plan)
    proposal.score, proposal.is_proven = score_to_keep(plan.score), False
    proposal.people, proposal.clashes = checked["people"], checked["clashes"]
    keys = {key_of(row.school_id, row.kind) for row in proposal.sessions.all()}
    proposal.moments = fingerprint_of({key: slot for key, slot in year.all_slots.items() if key in keys})


def _save_score(proposal: Proposal) -> None:
    proposal.save(update_fields=["score", "is_proven", "people", "clashes", "moments"])


def _checked(year: Year, plan: Plan) -> dict[str, int]:
    slots = {**year.slots, **plan.slots}  # also of what stands where it may not
    return {"people": len(year.people), "clashes": len(clashes_in(year.instance, slots))}


def session_name(row: ProposedSession) -> str:
    """ "De verdieping van De Boog"."""
    return f"De {row.get_kind_display().lower()} van {row.school}"
