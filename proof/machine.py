"""What several people do with the teams and sessions of a few schools, as Hypothesis thinks of it (row e4)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from meetings.actions.planning import Plan, cancel_meeting, change_meeting, hold_meeting, plan_meeting
from meetings.enums import MeetingKind
from meetings.models import Invitation, Meeting
from proof.reference import ENDLESS, Reference, Row
from proof.sessions import WHY
from schools.changes import AlreadyDone, Stale, undo
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.actions.handover import hand_over
from teams.actions.seats import end_membership, replace_member, seat_member
from teams.handover import Move
from teams.models import Membership, Professional, Role
from tests.factories import GrantFactory, OrganisationFactory, ProfessionalFactory, RegionFactory, SchoolFactory

SEED = 20261201
SCHOOLS, PEOPLE = 2, 3
schools, people = st.integers(0, SCHOOLS - 1), st.integers(0, PEOPLE - 1)
days = st.sampled_from([-20, -1, 0, 5, 40, 41, 60])
moments = st.sampled_from([40, 41, 42])
picks = st.integers(0, 1000)
KEYS = uuid5(NAMESPACE_URL, "https://kernteam.example.nl/proof/e4")
REFUSALS = (ValidationError, Stale, AlreadyDone)


class World:
    """The schools and people, laid once; every example plays there and is undone."""

    def __init__(self) -> None:
        region = RegionFactory()
        organisation = OrganisationFactory(region=region)
        self.today = timezone.localdate()
        self.schools: list[School] = [SchoolFactory(region=region) for _ in range(SCHOOLS)]
        self.people: list[Professional] = [ProfessionalFactory(organisation=organisation) for _ in range(PEOPLE)]
        self.role = Role.objects.get(code="cjg-coach")
        self.actor = GrantFactory(region=region).user

    def day(self, number: int) -> date:
        return self.today + timedelta(days=number)

    def number(self, day: date | None) -> int:
        return ENDLESS if day is None else (day - self.today).days

    def moment(self, number: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(number), time(15)))


class Log:
    """Over all examples of one run."""

    steps = 0
    done = 0


def planned_at(world: World, moment: int) -> Plan:
    """A session of the whole team, whatever speaks against the day."""
    at = world.moment(moment)
    return Plan(MeetingKind.OTHER, SchoolYear.of(at.date()), at, title="Overleg", reason=WHY)


class Together(RuleBasedStateMachine):
    """What Hypothesis can do in this world, held against this reference; `played` fills them in."""

    world: ClassVar[World]
    log: ClassVar[Log]
    reference: ClassVar[type[Reference]]

    def __init__(self) -> None:
        super().__init__()
        self.model, self.pks, self.changes = self.reference(), dict[Row, int](), list[Change]()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(school=schools, person=people, first=days, form=st.sampled_from(["", "", "a", "b"]))
    def seat(self, school: int, person: int, first: int, form: str) -> None:
        form = form and f"{form} {school} {person} {first}"
        self.both(
            self.model.seat(school, person, first, form),
            lambda: seat_member(
                school=self.world.schools[school],
                role=self.world.role,
                professional=self.world.people[person],
                starts_on=self.world.day(first),
                actor=self.world.actor,
                key=self.key(form),
            ),
        )

    @precondition(lambda self: self.model.of("seat"))
    @rule(pick=picks, last=days)
    def end(self, pick: int, last: int) -> None:
        seat = self.pick("seat", pick)
        row = self.membership(seat)
        self.both(
            self.model.end(seat, last),
            lambda: end_membership(membership=row, last_day=self.world.day(last), actor=self.world.actor),
        )

    @precondition(lambda self: self.model.of("seat"))
    @rule(pick=picks, person=people, first=days)
    def succeed(self, pick: int, person: int, first: int) -> None:
        seat = self.pick("seat", pick)
        row = self.membership(seat)
        successor = self.world.people[person]
        self.both(
            self.model.succeed(seat, person, first),
            lambda: replace_member(
                membership=row, successor=successor, starts_on=self.world.day(first), actor=self.world.actor
            ),
        )

    @precondition(lambda self: self.model.of("seat"))
    @rule(leaver=people, person=st.none() | people, first=days)
    def hand_over(self, leaver: int, person: int | None, first: int) -> None:
        seats = [seat for seat in self.model.of("seat") if self.is_handed(seat, leaver, first)]
        if person == leaver:
            return
        successor = None if person is None else self.world.people[person]
        moves = [Move(self.membership(seat), successor) for seat in seats]
        self.both(
            self.model.hand_over(seats, person, first, today=0),
            lambda: hand_over(
                professional=Professional.objects.get(pk=self.world.people[leaver].pk),
                moves=moves,
                starts_on=self.world.day(first),
                today=self.world.today,
                actor=self.world.actor,
            ),
        )

    @rule(school=schools, moment=moments, form=st.sampled_from(["", "", "a", "b"]))
    def plan(self, school: int, moment: int, form: str) -> None:
        form = form and f"{form} {school} {moment}"
        self.both(
            self.model.plan(school, moment, form),
            lambda: plan_meeting(
                school=self.world.schools[school],
                plan=planned_at(self.world, moment),
                now=timezone.now(),
                actor=self.world.actor,
                key=self.key(form),
            ),
        )

    @precondition(lambda self: self.model.of("session"))
    @rule(pick=picks, moment=moments)
    def move(self, pick: int, moment: int) -> None:
        session = self.pick("session", pick)
        row = self.meeting(session)
        plan = planned_at(self.world, moment)
        self.both(
            self.model.move(session, moment),
            lambda: change_meeting(meeting=row, plan=plan, now=timezone.now(), actor=self.world.actor),
        )

    @precondition(lambda self: self.model.of("session"))
    @rule(pick=picks)
    def cancel(self, pick: int) -> None:
        session = self.pick("session", pick)
        row = self.meeting(session)
        self.both(self.model.cancel(session), lambda: cancel_meeting(meeting=row, actor=self.world.actor))

    @precondition(lambda self: self.model.of("session"))
    @rule(pick=picks)
    def hold(self, pick: int) -> None:
        session = self.pick("session", pick)
        row, after = self.meeting(session), self.world.moment(100)
        self.both(self.model.hold(session), lambda: hold_meeting(meeting=row, now=after, actor=self.world.actor))

    @precondition(lambda self: self.changes)
    @rule(pick=picks)
    def undo(self, pick: int) -> None:
        number = -1 - pick % min(len(self.changes), 4)  # one of the last: of what is older much was changed since
        change = Change.objects.get(pk=self.changes[number].pk)
        self.both(self.model.undo(len(self.changes) + number), lambda: undo(change=change, actor=self.world.actor))

    def both(self, should: bool, do: Callable[[], Change]) -> None:
        """Do it for real; both must answer alike, and say the same of everything afterwards."""
        self.log.steps += 1
        self.log.done += should
        try:
            with transaction.atomic():
                self.changes.append(do())
            done, why = True, ""
        except REFUSALS as refused:
            done, why = False, str(refused)
        assert done == should, f"done is {done} ({why}), by the reference {should}"
        self.note_new_rows()
        assert self.there() == self.expected()

    def note_new_rows(self) -> None:
        """The number in the database of a row that the reference has just thought of."""
        for kind, model in (("seat", Membership), ("session", Meeting)):
            new = [row for row in self.model.of(kind) if row not in self.pks]
            known = {pk for row, pk in self.pks.items() if row[0] == kind}
            found: list[Any] = list(model._base_manager.exclude(pk__in=known).order_by("pk"))
            for row in new:
                same = next((each for each in found if self.says(each)[1:] == self.value(row)), None)
                assert same is not None, f"{row} {self.value(row)} is not there"
                found.remove(same)
                self.pks[row] = same.pk

    def there(self) -> set[Any]:
        seats, sessions = Membership.objects.all(), Meeting.objects.all()
        asked = Invitation.objects.filter(professional__isnull=False).values_list(
            "meeting", "professional", "blocks_time"
        )
        return {self.says(row) for row in (*seats, *sessions)} | {("asked", *each) for each in asked}

    def expected(self) -> set[Any]:
        rows = [row for kind in ("seat", "session") for row in self.model.of(kind)]
        asked = {
            ("asked", self.pks["session", session, 0], self.world.people[person].pk, kept)
            for (kind, session, person), kept in self.model.rows.items()
            if kind == "asked"
        }
        return {(self.pks[row], *self.value(row)) for row in rows} | asked

    def says(self, row: Any) -> tuple[Any, ...]:
        if isinstance(row, Membership):
            days = self.world.number(row.starts_on), self.world.number(row.ends_on)
            return row.pk, row.school_id, row.professional_id, *days
        return row.pk, row.school_id, self.world.number(row.day), row.state

    def value(self, row: Row) -> tuple[Any, ...]:
        school, *rest = self.model.rows[row]
        if row[0] == "seat":
            rest[0] = self.world.people[rest[0]].pk
        return self.world.schools[school].pk, *rest

    def pick(self, kind: str, number: int) -> Row:
        rows: list[Row] = self.model.of(kind)
        return rows[number % len(rows)]

    def is_handed(self, seat: Row, leaver: int, first: int) -> bool:
        _, person, _, last = self.model.rows[seat]
        return bool(person == leaver and last >= first)

    def membership(self, seat: Row) -> Membership:
        return Membership.objects.select_related("school", "role", "professional").get(pk=self.pks[seat])

    def meeting(self, session: Row) -> Meeting:
        return Meeting.objects.select_related("school__region").get(pk=self.pks[session])

    def key(self, form: str) -> Any:
        return uuid5(KEYS, form) if form else None
