"""What lies above a school on the stage: the plan of a year, a spreadsheet on its way in, posters, grants."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from proof.stage import Stage
from schools.enums import GrantKind
from schools.models import Grant
from schools.school_year import SchoolYear
from teams.importing import steps
from teams.models import Coordinator, PosterBundle, TeamImport
from tests.factories import GrantFactory, YearPlanFactory
from yearplan.actions.computing import start_run, take_step
from yearplan.actions.proposals import chosen_of
from yearplan.enums import RunKind
from yearplan.models import Absence, Batch, Proposal, ProposedSession, Run, YearPlan

SHEET = "School;Plaats;Rol;Naam\n{school};;CJG-coach;Ayşe Yıldız\n{school};;ijscoman;Iemand\n"


@dataclass(frozen=True)
class RegionStage:
    """`guide` may do everything there: she manages every region, and plans in this one."""

    guide: User
    grant: Grant
    plan: YearPlan
    run: Run
    proposal: Proposal
    session: ProposedSession
    absence: Absence
    batch: Batch
    team_import: TeamImport
    bundle: PosterBundle
    coordinator: Coordinator


def lay_region_of(stage: Stage) -> RegionStage:
    """In the region of this stage."""
    now, region = timezone.now(), stage.sessions.region
    grant = GrantFactory(region=region, kind=GrantKind.PROCESBEGELEIDER)
    guide = GrantFactory(region=None, user=grant.user, kind=GrantKind.BEHEERDER).user
    plan = YearPlanFactory(region=region, facilitator=stage.coach.professional, **plan_of_next_year())
    run = computed(plan, guide)
    proposal = chosen_of(plan)
    assert proposal is not None
    return RegionStage(
        guide=guide,
        grant=grant,
        plan=plan,
        run=run,
        proposal=proposal,
        session=proposal.sessions.all()[0],
        absence=Absence.objects.create(
            plan=plan, professional=stage.coach.professional, first_day=stage.today, last_day=stage.today
        ),
        batch=Batch.objects.create(plan=plan, reason="Zo is het", made_by=guide, moved_at=now),
        team_import=_sheet(stage, guide),
        bundle=PosterBundle.objects.create(region=region, asked_by=guide, day=stage.today, moved_at=now),
        coordinator=Coordinator.objects.get(organisation=stage.organisation),
    )


def plan_of_next_year() -> dict[str, Any]:
    """The next school year with its windows, whatever day it is."""
    year = SchoolYear.of(timezone.localdate()).start + 1
    autumn = {"autumn_first": date(year, 9, 1), "autumn_last": date(year, 12, 20)}
    return {"year": year, **autumn, "spring_first": date(year + 1, 1, 10), "spring_last": date(year + 1, 6, 1)}


def computed(plan: YearPlan, actor: User) -> Run:
    """A computation from its first step to its last."""
    run = start_run(plan=plan, kind=RunKind.YEAR, now=timezone.now(), actor=actor, enqueue=lambda *_: None)
    while Run.objects.moving().filter(pk=run.pk).exists():
        take_step(run.pk, run.attempt, lambda *_: None)
    run.refresh_from_db()
    return run


def _sheet(stage: Stage, actor: User) -> TeamImport:
    """One that was compared."""
    file = io.BytesIO(SHEET.format(school=stage.school.name).encode())
    now = timezone.now()
    row = steps.take_file(
        region=stage.sessions.region, file=file, name="teams.csv", today=stage.today, now=now, actor=actor
    )
    steps.compare(team_import=row, columns=row.columns, starts_on=stage.today, now=now)
    row.refresh_from_db()
    steps.check.call(row.pk, row.attempt)
    row.refresh_from_db()
    return row
