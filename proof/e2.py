"""Row e2: several people book the same persons at overlapping moments, at once; nobody is in two places.

Everybody of a team, and who guides, is asked at several schools. Each trial plans, moves or answers at all of them at
once, from threads that wait for each other. Afterwards the database is asked who keeps two times free at one moment.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Barrier
from time import perf_counter
from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from meetings.actions.inviting import answer_invitation
from meetings.actions.planning import Plan, change_meeting, plan_meeting
from meetings.enums import MeetingKind, Reply
from meetings.models import Invitation, Meeting
from meetings.overlap import RULES
from proof.rows import Figure
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Professional
from teams.overlap import lay_triggers, postgresql
from tests.factories import ProfessionalFactory, RegionFactory, SchoolFactory, UserFactory, seat

SEATS = ("intern-begeleider", "cjg-coach", "jeugdverpleegkundige")
APART = timedelta(minutes=11)  # from one to the next: all overlap, no two are equal
FAR = timedelta(days=3)  # where sessions stand before they are moved together
Deed = Callable[[], object]


@dataclass(frozen=True)
class Cast:
    """Schools that share their whole team and who guides, seated in another order at each."""

    schools: Sequence[School]
    guide: Professional
    planner: User

    def plan(self, number: int, moment: datetime) -> Plan:
        starts_at = moment + number * APART
        year = SchoolYear.of(timezone.localdate(starts_at))
        return Plan(
            MeetingKind.OTHER, year, starts_at, title=f"Overleg {number}", facilitator=self.guide, reason="Zo is het"
        )

    def planned(self, moments: Sequence[datetime]) -> list[Meeting]:
        """A session at each school, at these moments."""
        for number, (school, moment) in enumerate(zip(self.schools, moments, strict=True)):
            plan_meeting(school=school, plan=self.plan(number, moment), now=timezone.now(), actor=self.planner)
        return list(Meeting.objects.order_by("pk").select_related("school__region"))


@dataclass
class Outcome:
    """What became of all attempts."""

    trials: int
    doubles: int
    answers: Counter[str]
    waits: list[float]

    @property
    def slow(self) -> float:
        """The wait that one in a hundred exceeds."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)] if self.waits else 0


def measure(*, quick: bool) -> Figure:
    threads, rounds = (4, 4) if quick else (8, 334)
    cast = _cast(threads)
    built = _tried(cast, rounds)
    with _without_look():
        kept = _tried(cast, max(1, rounds // 8))
    with _without_constraint(), _without_look():
        control = _tried(cast, max(1, rounds // 8))
    text = (
        f"{built.doubles} double bookings in {built.trials} trials of {threads} at once on {connection.vendor} "
        f"({_said(built.answers)}; p99 wait {built.slow * 1000:.0f} ms); {kept.doubles} in {kept.trials} when only the "
        f"database looks; control: {control.doubles} in {control.trials} when its rule is gone too"
    )
    broken = [name for name in built.answers if name not in {"booked", "refused in words"}]
    holds = not built.doubles and not kept.doubles and control.doubles > 0 and not broken
    return Figure(text, holds and built.answers["booked"] >= built.trials, tuple(broken))


def _tried(cast: Cast, rounds: int) -> Outcome:
    outcome = Outcome(0, 0, Counter(), [])
    for number in range(rounds):
        moment = (timezone.localtime() + timedelta(days=20 + number % 200)).replace(hour=9, minute=0)
        for prepare in (_planning, _moving, _answering):
            for rows in (Invitation, Meeting):
                rows.objects.all().delete()
            _at_once(prepare(cast, moment), outcome)
            outcome.trials += 1
            outcome.doubles += _doubles()
    return outcome


def _planning(cast: Cast, moment: datetime) -> list[Deed]:
    """Everybody plans a session, at overlapping moments."""

    def deed(number: int, school: School) -> Deed:
        plan = cast.plan(number, moment)
        return lambda: plan_meeting(school=school, plan=plan, now=timezone.now(), actor=cast.planner)

    return [deed(number, school) for number, school in enumerate(cast.schools)]


def _moving(cast: Cast, moment: datetime) -> list[Deed]:
    """Sessions that stand apart are moved together."""
    meetings = cast.planned([moment + (number + 1) * FAR for number in range(len(cast.schools))])

    def deed(number: int, meeting: Meeting) -> Deed:
        plan = cast.plan(number, moment)
        return lambda: change_meeting(meeting=meeting, plan=plan, now=timezone.now(), actor=cast.planner)

    return [deed(number, meeting) for number, meeting in enumerate(meetings)]


def _answering(cast: Cast, moment: datetime) -> list[Deed]:
    """Somebody who said no to sessions at overlapping moments says yes to all of them."""
    for number, school in enumerate(cast.schools):
        plan = cast.plan(number, moment)
        plan_meeting(school=school, plan=plan, now=timezone.now(), actor=cast.planner)
        for row in Invitation.objects.filter(meeting__school=school):
            answer_invitation(invitation=row, answer=Reply.NO, now=timezone.now(), actor=None)
    rows = Invitation.objects.filter(professional=cast.guide).select_related("meeting__school__region", "professional")

    def deed(row: Invitation) -> Deed:
        return lambda: answer_invitation(invitation=row, answer=Reply.YES, now=timezone.now(), actor=None)

    return [deed(row) for row in rows]


def _at_once(deeds: Sequence[Deed], outcome: Outcome) -> None:
    """Each in a thread with a connection of its own, all at the same moment."""
    together = Barrier(len(deeds))

    def do(deed: Deed) -> tuple[str, float]:
        together.wait()
        began = perf_counter()
        try:
            said = _outcome_of(deed)
        finally:
            connection.close()
        return said, perf_counter() - began

    with ThreadPoolExecutor(len(deeds)) as threads:
        for said, wait in threads.map(do, deeds):
            outcome.answers[said] += 1
            outcome.waits.append(wait)


def _outcome_of(deed: Deed) -> str:
    try:
        deed()
    except ValidationError:
        return "refused in words"
    except IntegrityError:
        return "refused by the database alone"
    except Exception as error:  # noqa: BLE001 whatever it is, whoever asked would have seen a page that broke
        return f"broke: {type(error).__name__}"
    return "booked"


def _doubles() -> int:
    """How many pairs of times that one person keeps free overlap."""
    rows = Invitation.objects.filter(blocks_time=True, professional__isnull=False)
    pairs = rows.filter(
        professional__invitations__blocks_time=True,
        professional__invitations__starts_at__lt=F("ends_at"),
        professional__invitations__ends_at__gt=F("starts_at"),
        professional__invitations__pk__gt=F("pk"),
    )
    return pairs.count()


@contextmanager
def _without_look() -> Iterator[None]:
    """The program books without looking who is elsewhere."""
    with (
        patch("meetings.actions.booking.double_bookings", lambda *_: {}),
        patch("meetings.actions.inviting.double_bookings", lambda *_: {}),
        patch("meetings.actions.planning._refuse_unexplained", lambda *_, **__: None),
    ):
        yield


@contextmanager
def _without_constraint() -> Iterator[None]:
    """The database lets everything through; what that leaves is taken away before its rule comes back."""
    (rule,) = RULES
    dropped = (
        [f"ALTER TABLE {rule.table} DROP CONSTRAINT {rule.name}"]
        if connection.vendor == "postgresql"
        else [f"DROP TRIGGER {rule.name}_{event}" for event in ("insert", "update")]
    )
    with connection.cursor() as cursor:
        for statement in dropped:
            cursor.execute(statement)
    try:
        yield
    finally:
        for rows in (Invitation, Meeting):
            rows.objects.all().delete()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(postgresql(rule))
        lay_triggers("default", RULES)


def _cast(schools: int) -> Cast:
    region = RegionFactory()
    people = [ProfessionalFactory(organisation__region=region) for _ in SEATS]
    found = [SchoolFactory(region=region) for _ in range(schools)]
    for number, school in enumerate(found):
        turned = people if number % 2 else people[::-1]
        for role, professional in zip(SEATS, turned, strict=True):
            seat(school, role, professional=professional, starts_on=timezone.localdate() - timedelta(days=200))
    return Cast(found, ProfessionalFactory(organisation__region=region), UserFactory())


def _said(answers: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(answers.items()))
