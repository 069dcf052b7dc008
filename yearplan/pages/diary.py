"""Every session of a year as pages and files show it: where it stands, who guides it and who comes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.moments.circumstances import Slot, slot_at
from meetings.planner.instance import Session
from schools.models import School
from teams.models import Professional
from yearplan.gathering import Year, gather
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.pages.loads import Load, loads_of
from yearplan.slots import KINDS, OTHERS, is_planned_here, key_of
from yearplan.standing import Stage, Standing, standing_of

NOT_COMPUTED = "nog niet berekend"
SIGNS = {Stage.HELD: "✓", Stage.PLANNED: "●", Stage.MOVING: "→", Stage.PROPOSED: "○", Stage.ASKED: "?"}
ELSEWHERE = "elders"
NO_SLOT = Slot(date.max, time.min)


@dataclass(frozen=True)
class Entry:
    """One session. Without a school it is at one outside the plan, of which nothing more is told; `row` is None for
    what is only on the calendar. Who guides others counts as required, as the planner has it."""

    plan_id: int
    key: int
    school: School | None
    what: str
    standing: Standing
    row: ProposedSession | None = None
    meeting_id: int | None = None
    guide: Professional | None = None
    required: tuple[Professional, ...] = ()
    optional: tuple[Professional, ...] = ()

    @cached_property
    def slot(self) -> Slot | None:
        at = self.standing.starts_at
        return slot_at(at, self.standing.minutes) if at else None

    @property
    def was(self) -> Slot | None:
        """Where its people know it to be, when that is elsewhere."""
        known, minutes = self.standing.known, self.standing.minutes
        return slot_at(known, minutes) if known and self.standing.stage == Stage.MOVING else None

    @property
    def where(self) -> str:
        return str(self.school) if self.school else ELSEWHERE

    @property
    def url(self) -> str:
        """Where it can be moved, or else looked at; "" for one outside the plan."""
        if self.row is not None:
            return reverse("yearplan:session", args=[self.plan_id, self.row.pk])
        return reverse("meetings:meeting", args=[self.meeting_id]) if self.meeting_id else ""

    @property
    def is_unknown(self) -> bool:
        """Whether nothing says that it does not fit: no proposal has it."""
        return self.row is None and self.standing.stage == Stage.NOWHERE

    @property
    def stage(self) -> str:
        """The stage in words."""
        return NOT_COMPUTED if self.is_unknown else str(self.standing.stage)

    @property
    def sign(self) -> str:
        """A sign beside the colour of its stage."""
        return "?" if self.is_unknown else SIGNS.get(self.standing.stage, "!")

    @property
    def look(self) -> str:
        """What the look depends on, in small letters: "planned"; "asked" for what is not known."""
        return (Stage.ASKED if self.is_unknown else self.standing.stage).name.lower()

    @property
    def is_agreed(self) -> bool:
        return self.row is not None and self.row.agreed_at is not None

    @property
    def people(self) -> tuple[Professional, ...]:
        """Who guides it, then who must come, then who may."""
        return (*((self.guide,) if self.guide else ()), *self.required, *self.optional)


@dataclass(frozen=True)
class Diary:
    """A year with all its sessions: first those with a moment, in order, then by school."""

    year: Year
    entries: tuple[Entry, ...]

    @cached_property
    def of_plan(self) -> list[Entry]:
        """The two of each school."""
        return [each for each in self.entries if is_planned_here(each.key)]

    @cached_property
    def dated(self) -> list[Entry]:
        return [each for each in self.entries if each.slot]

    @cached_property
    def by_key(self) -> dict[int, Entry]:
        return {each.key: each for each in self.entries}

    @cached_property
    def slots(self) -> dict[int, Slot]:
        """Where each session stands that the planner knows of, by its key."""
        return {each.key: each.slot for each in self.dated if each.slot and each.key in self.year.instance.session}

    @cached_property
    def loads(self) -> Mapping[int, Load]:
        """What the year asks of each of its people, by number."""
        return loads_of(self.year.instance, self.slots, limit=self.year.plan.busy_week)

    def of_school(self, school: School) -> list[Entry]:
        """The two of a school, in order."""
        return sorted((each for each in self.of_plan if each.school == school), key=lambda each: each.key)


def diary_of(plan: YearPlan, chosen: Proposal | None, *, today: date) -> Diary:
    """The diary of a plan with this proposal, in a number of queries that does not depend on how many schools there
    are."""
    if chosen is not None:
        prefetch_related_objects([chosen], "sessions")
    year = gather(plan, today=today, chosen=chosen)
    rows = {key_of(row.school_id, row.kind): row for row in (chosen.sessions.all() if chosen else ())}
    entries = [*_of_plan(year, rows), *_others(year)]
    return Diary(year, tuple(sorted(entries, key=_order)))


def _order(entry: Entry) -> tuple[bool, Slot, str, int]:
    return entry.slot is None, entry.slot or NO_SLOT, entry.where, entry.key


def _of_plan(year: Year, rows: Mapping[int, ProposedSession]) -> Iterator[Entry]:
    for pk, school in year.schools.items():
        for kind in KINDS:
            key = key_of(pk, kind)
            row, meeting = rows.get(key), year.meetings.get(key)
            standing = standing_of(row, meeting)
            if row is not None:
                row.school = school
            yield Entry(
                year.plan.pk,
                key,
                school,
                str(MeetingKind(kind.value).label),
                standing,
                row,
                meeting.pk if meeting else None,
                *_people(year, year.instance.session.get(key), standing),
            )


def _others(year: Year) -> Iterator[Entry]:
    """What else takes the time of these people; one query."""
    keys = [key for key in year.instance.session if not is_planned_here(key)]
    rows = Meeting.objects.filter(pk__in=[key - OTHERS for key in keys]).select_related("school")
    for row in rows:
        key = OTHERS + row.pk
        is_here = row.school.region_id == year.plan.region_id and (
            year.plan.municipality_id in {None, row.school.municipality_id}
        )
        stage = Stage.HELD if row.state == MeetingState.HELD else Stage.PLANNED
        standing = Standing(stage, row.starts_at, row.minutes, row.starts_at)
        yield Entry(
            year.plan.pk,
            key,
            row.school if is_here else None,
            row.name if is_here else "Andere bijeenkomst",
            standing,
            None,
            row.pk if is_here else None,
            *_people(year, year.instance.session[key], standing),
        )


def _people(
    year: Year, session: Session | None, standing: Standing
) -> tuple[Professional | None, tuple[Professional, ...], tuple[Professional, ...]]:
    """Who guides, who must come and who may, on its day if it has one; nobody is known of a session whose people are
    choosing its moment."""
    if session is None:
        return None, (), ()
    guide = year.people.get(session.facilitator or 0)
    day = localdate(standing.starts_at) if standing.starts_at else None
    must, may = (session.must_on(day), session.may_on(day)) if day else (session.must, session.may)
    required = (year.people[key] for key in must if key != session.facilitator)
    return guide, _by_name(required), _by_name(year.people[key] for key in may)


def _by_name(people: Iterator[Professional]) -> tuple[Professional, ...]:
    return tuple(sorted(people, key=lambda each: (each.sort_key, each.pk)))
