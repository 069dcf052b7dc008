"""A year to plan, gathered from the database: schools, their days, teams and sessions as the planner's plain values.

It takes a number of queries that does not depend on how many schools there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from django.db.models import Q, prefetch_related_objects

from meetings.models import Invitation, Meeting
from meetings.moments.around import spot_of
from meetings.moments.circumstances import Slot, slot_at
from meetings.planner.instance import Instance, Person, Session
from meetings.planner.instance import School as Place
from meetings.planner.planning import plan_of
from meetings.planner.rules import Kind
from meetings.succession import Spell, teams_between
from schools.models import School
from schools.models.school import SchoolQuerySet
from schools.periods import Period
from teams.models import Professional
from teams.week import HalfDays
from yearplan.access import schools_of
from yearplan.asked import as_invited, as_seated
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.school_days import days_open
from yearplan.slots import KINDS, OTHERS, key_of, school_and_kind
from yearplan.standing import Stage, Standing, standing_of


@dataclass(frozen=True)
class Year:
    """What a plan is made of. `schools` are those of the plan; the instance also has those where its people are at
    other times. `slots` says where the sessions stand that may move, `told` which of those people may know of."""

    plan: YearPlan
    instance: Instance
    schools: Mapping[int, School]
    people: Mapping[int, Professional]
    meetings: Mapping[int, Meeting]  # by the planner's key
    slots: Mapping[int, Slot]
    told: Mapping[int, Slot]

    def school_of(self, key: int) -> School:
        """The school of a session of the plan."""
        return self.schools[self.instance.session[key].school]

    @property
    def keys(self) -> list[int]:
        """The keys of both sessions of every school, also of those for which a moment is being asked."""
        return [key_of(school, kind) for school in self.schools for kind in KINDS]

    @property
    def all_slots(self) -> dict[int, Slot]:
        """Where every session stands that stands somewhere, by key."""
        fixed = {each.key: each.fixed for each in self.instance.sessions if each.fixed}
        return {**self.slots, **fixed}


def gather(
    plan: YearPlan,
    *,
    today: date,
    chosen: Proposal | None = None,
    may_move: bool = False,
    loose: int | None = None,
) -> Year:
    """The year as it is to be planned from tomorrow on, going on from the chosen proposal.

    Sessions on the calendar and locked ones stay. When all `may_move`, those on the calendar that are still to come do
    not; `loose` is the key of one that may move, whatever it is.
    """
    return _Gathering(plan, today, chosen, may_move, loose).year()


def meetings_of_plan(plan: YearPlan, schools: Iterable[int]) -> dict[int, Meeting]:
    """The two sessions of each of these schools as far as they are on the calendar or in the making, by the planner's
    key."""
    rows = Meeting.objects.standing().of_team().of_year(plan.school_year).filter(school__in=list(schools))
    return {key_of(row.school_id, row.kind): row for row in rows}


def schools_planned(plan: YearPlan, today: date) -> SchoolQuerySet:
    """The schools of a plan but those that are left out of it."""
    left_out = plan.wishes.filter(is_left_out=True).order_by().values("school")
    return schools_of(plan, today).exclude(pk__in=left_out)


def away_from(instance: Instance, key: int, slot: Slot) -> list[int]:
    """Who must be at a session, by number, and is absent at this moment."""
    return [each for each in instance.session[key].must_on(slot.day) if instance.person[each].is_absent(slot.day)]


class _Gathering:
    def __init__(self, plan: YearPlan, today: date, chosen: Proposal | None, may_move: bool, loose: int | None) -> None:
        self.plan, self.may_move, self.loose = plan, may_move, loose
        self.first_day = plan.first_day(today)
        self.windows = plan.windows(self.first_day)
        self.wishes = {wish.school_id: wish for wish in plan.wishes.all()}
        rows = schools_planned(plan, today).select_related("municipality", "region")
        self.schools = {row.pk: row for row in rows.order_by("name", "pk")}
        self.closed = set(plan.closed_days.values_list("school", "day"))
        self.days = _but(days_open(self.schools.values(), plan.school_year), self.closed)
        self.meetings = meetings_of_plan(plan, self.schools)
        prefetch_related_objects(list(self.meetings.values()), "roles")
        self.invited = self._invitations()
        self.proposed = _proposed(chosen)
        self.last_weekdays = self._last_weekdays()
        self.merged = self._merged()
        self.slots: dict[int, Slot] = {}
        self.told: dict[int, Slot] = {}

    def year(self) -> Year:
        asked = self._sessions()
        elsewhere, places = self._elsewhere({key for each in asked for key in each.people})
        sessions = [*asked, *elsewhere]
        people = self._people({key for each in sessions for key in each.people})
        used = {each.school for each in sessions}
        instance = Instance(
            people=people[1],
            schools=tuple(self._place(row) for pk, row in (places | self.schools).items() if pk in used),
            sessions=tuple(sessions),
            windows=self.windows,
            rules=self.plan.rules,
            weights=self.plan.weights,
        )
        if self.may_move:
            instance = self._with_stuck_fixed(instance)
        return Year(self.plan, instance, self.schools, people[0], self.meetings, self.slots, self.told)

    def _with_stuck_fixed(self, instance: Instance) -> Instance:
        """The same year, in which what is on the calendar against a rule of the planner stays there, for somebody chose
        that. An absence is no such rule: it is what moves sessions."""
        while True:
            nobody_away = replace(instance, people=tuple(replace(each, absences=()) for each in instance.people))
            broken = self.told.keys() & self.slots.keys() - plan_of(nobody_away, self.slots).slots.keys()
            stuck = [key for key in broken if not self._must_move(instance, key)]
            if not stuck:
                return instance
            fixed = {key: self.slots.pop(key) for key in stuck}
            sessions = (replace(each, fixed=fixed.get(each.key, each.fixed)) for each in instance.sessions)
            instance = replace(instance, sessions=tuple(sessions))

    def _must_move(self, instance: Instance, key: int) -> bool:
        """Whether somebody is away at its moment, or its school said no to the day."""
        return bool(away_from(instance, key, self.slots[key])) or self._is_refused(key, self.slots[key])

    def _is_refused(self, key: int, slot: Slot) -> bool:
        return (school_and_kind(key)[0], slot.day) in self.closed

    def _invitations(self) -> dict[int, list[Invitation]]:
        """Who is asked to each session that there is, or was, by the number of the session."""
        rows = Invitation.objects.filter(meeting__in=[row.pk for row in self.meetings.values()])
        found: dict[int, list[Invitation]] = defaultdict(list)
        for row in rows.exclude(professional=None).select_related("professional").order_by("pk"):
            found[row.meeting_id].append(row)
        return found

    def _merged(self) -> dict[int, int]:
        """Which record stands for whom the plan names, where hers became part of another."""
        named = {self.plan.facilitator_id, *(wish.facilitator_id for wish in self.wishes.values())}
        asked = Q(pk__in=named - {None}) | Q(pk__in=self.plan.absences.order_by().values("professional"))
        rows = Professional._base_manager.filter(asked, merged_into__isnull=False)
        return {pk: into for pk, into in rows.values_list("pk", "merged_into") if into is not None}

    def _last_weekdays(self) -> dict[int, int]:
        """On which day of the week each session was a year ago."""
        rows = Meeting.objects.standing().of_team().of_year(self.plan.school_year.previous)
        dated = rows.filter(school__in=list(self.schools)).exclude(starts_at=None)
        return {key_of(row.school_id, row.kind): row.day.weekday() for row in dated if row.day}

    def _sessions(self) -> list[Session]:
        found = []
        for kind in KINDS:
            window = self.windows[kind]
            teams = teams_between(self.schools.values(), min(window.first_day, window.last_day), window.last_day)
            for pk in self.schools:
                session = self._session(pk, kind, teams[pk])
                if session is not None:
                    found.append(session)
        return found

    def _session(self, school: int, kind: Kind, spells: Sequence[Spell]) -> Session | None:
        """One of the two of a school; None while its own people are choosing a moment for it."""
        key = key_of(school, kind)
        meeting, row = self.meetings.get(key), self.proposed.get(key)
        standing = standing_of(row, meeting)
        if standing.stage == Stage.ASKED:
            return None
        slot = self._slot(standing)
        is_locked = row is not None and (row.is_locked or row.agreed_at is not None) and standing.is_to_send
        stays = slot is not None and self._stays(key, standing, slot, is_locked=is_locked)
        if slot is not None and not stays:
            self.slots[key] = slot
        if standing.known:
            self.told[key] = slot_at(standing.known, standing.minutes)
        guide = self._facilitator(school, meeting)
        rows = self.invited[meeting.pk] if meeting else []
        roles = meeting.roles.all() if meeting else ()
        is_settled = stays and rows and not standing.is_to_send
        asked = as_invited(rows, guide=guide) if is_settled else as_seated(spells, rows, guide=guide, roles=roles)
        return Session(
            key=key,
            school=school,
            kind=kind,
            required=asked.required,
            optional=asked.optional,
            facilitator=guide,
            minutes=slot.minutes if slot else meeting.minutes if meeting else self.plan.minutes,
            fixed=slot if stays else None,
            is_locked=stays and is_locked,
            last_weekday=self.last_weekdays.get(key),
            tenures=asked.tenures,
            incomplete=asked.incomplete,
        )

    def _slot(self, standing: Standing) -> Slot | None:
        """Where it stands. What was only proposed for a day that has gone by since stands nowhere, or where it was."""
        slot = slot_at(standing.starts_at, standing.minutes) if standing.starts_at else None
        if slot is not None and standing.is_to_send and slot.day < self.first_day:
            return slot_at(standing.known, standing.minutes) if standing.known else None
        return slot

    def _stays(self, key: int, standing: Standing, slot: Slot, *, is_locked: bool) -> bool:
        if key == self.loose:
            return False
        if is_locked or standing.stage == Stage.HELD or slot.day < self.first_day:
            return True
        if standing.stage == Stage.PROPOSED:
            return False
        return not (self.may_move and (self._could_be_planned(key, slot) or self._is_refused(key, slot)))

    def _could_be_planned(self, key: int, slot: Slot) -> bool:
        """Whether a moment on the calendar is one that the planner itself could choose, were nobody absent. One that
        was chosen against that had its reason, and stays."""
        meeting, kind = self.meetings[key], KINDS[key % 2]
        if slot.day not in self.windows[kind] or slot.day not in self.days[meeting.school_id]:
            return False
        rows = [row for row in self.invited[meeting.pk] if not row.is_withdrawn]
        must = [row.professional for row in rows if row.is_required and row.professional]
        return all(_person(each).works(slot, self.plan.noon) for each in must)

    def _facilitator(self, school: int, meeting: Meeting | None) -> int | None:
        """Who guides: as the calendar has it, as was wished for the school, or who does so in the whole plan."""
        if meeting is not None:
            rows = self.invited[meeting.pk]
            guides = (each.professional_id for each in rows if each.is_facilitator and not each.is_withdrawn)
            guide = next(guides, None)
            if guide is not None or meeting.starts_at is not None:
                return guide
        wish = self.wishes.get(school)
        guide = (wish.facilitator_id if wish else None) or self.plan.facilitator_id
        return self.merged.get(guide, guide) if guide else None

    def _elsewhere(self, people: set[int]) -> tuple[list[Session], dict[int, School]]:
        """Whatever else these people are expected at in the year, and where that is."""
        year = self.plan.school_year
        rows = Invitation.objects.filter(
            professional__in=people, blocks_time=True, starts_at__date__range=(year.first_day, year.last_day)
        ).exclude(meeting__in=[row.pk for row in self.meetings.values()])
        who: dict[Meeting, set[int]] = defaultdict(set)
        for row in rows.select_related("meeting__school__municipality").order_by("pk"):
            who[row.meeting].add(row.professional_id or 0)
        return [_other(meeting, keys) for meeting, keys in who.items()], {each.school_id: each.school for each in who}

    def _people(self, keys: set[int]) -> tuple[dict[int, Professional], tuple[Person, ...]]:
        absences: dict[int, list[Period]] = defaultdict(list)
        for row in self.plan.absences.all():
            absences[self.merged.get(row.professional_id, row.professional_id)].append(row.period)
        rows = Professional._base_manager.filter(pk__in=keys).select_related("organisation").order_by("sort_key", "pk")
        found = {row.pk: row for row in rows}
        return found, tuple(replace(_person(row), absences=tuple(absences[row.pk])) for row in found.values())

    def _place(self, school: School) -> Place:
        """A school with the times it allows: those that were set, and those of what it has on the calendar."""
        wish = self.wishes.get(school.pk)
        starts: set[time] = set((wish.start_times if wish else ()) or self.plan.start_times)
        starts |= {self.told[key].starts for key in (key_of(school.pk, kind) for kind in KINDS) if key in self.told}
        return Place(spot_of(school), school.name, self.days.get(school.pk, frozenset()), tuple(sorted(starts)))


def _but(days: Mapping[int, frozenset[date]], closed: Iterable[tuple[int, date]]) -> dict[int, frozenset[date]]:
    """School days without those to which a school said no."""
    refused: dict[int, set[date]] = defaultdict(set)
    for school, day in closed:
        refused[school].add(day)
    return {school: open_days - refused[school] for school, open_days in days.items()}


def _proposed(chosen: Proposal | None) -> dict[int, ProposedSession]:
    rows = chosen.sessions.all() if chosen else ()
    return {key_of(row.school_id, row.kind): row for row in rows}


def _person(row: Professional) -> Person:
    return Person(row.pk, str(row), HalfDays(row.half_days) if row.half_days else None)


def _other(meeting: Meeting, people: set[int]) -> Session:
    """Something else on the calendar, which only takes people's time."""
    if meeting.starts_at is None:
        raise ValueError("Nobody is expected at a session without a moment.")
    slot = slot_at(meeting.starts_at, meeting.minutes)
    return Session(
        key=OTHERS + meeting.pk,
        school=meeting.school_id,
        kind=Kind.OTHER,
        required=tuple(sorted(people)),
        minutes=slot.minutes,
        fixed=slot,
    )
