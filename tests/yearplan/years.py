"""A small region to plan: schools with an IB who is always there and a coach who works on Tuesdays."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from schools.models import Municipality, Region, School
from teams.models import Professional
from teams.week import HalfDays
from tests.factories import (
    GrantFactory,
    MunicipalityFactory,
    ProfessionalFactory,
    RegionFactory,
    SchoolFactory,
    UserFactory,
    YearPlanFactory,
    seat,
)
from yearplan.actions.computing import start_run, take_step
from yearplan.actions.proposals import chosen_of
from yearplan.enums import RunKind
from yearplan.models import Proposal, ProposedSession, Run, YearPlan

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
TUESDAY = HalfDays.whole([1]).mask


class Around:
    """A region with a procesbegeleider, one coach for all schools, and a plan."""

    def __init__(self, schools: int = 2, **plan: object) -> None:
        self.region: Region = RegionFactory()
        self.town: Municipality = MunicipalityFactory()
        self.user: User = UserFactory()
        self.guide: Professional = ProfessionalFactory(
            first_name="Ineke", surname="Vermaat", user=self.user, organisation__region=self.region
        )
        self.coach: Professional = ProfessionalFactory(
            first_name="Kim", surname="Bos", half_days=TUESDAY, organisation__region=self.region
        )
        GrantFactory(user=self.user, region=self.region)
        self.plan: YearPlan = YearPlanFactory(region=self.region, facilitator=self.guide, **plan)
        self.schools: list[School] = [self.add_school(f"De Boog {number}") for number in range(schools)]

    def add_school(self, name: str) -> School:
        school: School = SchoolFactory(name=name, region=self.region, municipality=self.town)
        seat(school, "intern-begeleider")
        seat(school, "cjg-coach", professional=self.coach)
        return school

    def run(self, kind: RunKind = RunKind.YEAR) -> Run:
        """A computation from its first step to its last."""
        run = start_run(plan=self.plan, kind=kind, now=NOW, actor=self.user, enqueue=lambda *_: None)
        while Run.objects.moving().filter(pk=run.pk).exists():
            take_step(run.pk, run.attempt, lambda *_: None)
        run.refresh_from_db()
        return run

    def computed(self) -> Proposal:
        """The proposal of a first computation."""
        self.run()
        chosen = chosen_of(self.plan)
        assert chosen is not None
        return chosen

    def session(self, school: int = 0, kind: str = "verdieping") -> ProposedSession:
        found: ProposedSession = ProposedSession.objects.get(
            proposal__plan=self.plan, proposal__is_chosen=True, school=self.schools[school], kind=kind
        )
        return found


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in Amsterdam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))
