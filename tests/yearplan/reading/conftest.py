"""A plan of two schools: De Zeester has its kennismaking on the calendar and its verdieping proposed, De Boog its
kennismaking proposed on the same day, and no moment for its verdieping."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.models import Meeting
from meetings.planner.explaining import Fact, FactKind
from meetings.planner.rules import DEFAULT_WEIGHTS, Part
from meetings.planner.score import Score
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional
from teams.week import HalfDays
from tests.factories import SchoolFactory, seat
from tests.meetings.conftest import (  # noqa: F401 fixtures
    _frozen,
    anneke,
    editor,
    far,
    far_ib,
    ineke,
    meeting,
    outsider,
    planner,
    reader,
    samira,
    school,
    sign_in,
)
from yearplan.actions.proposals import score_to_keep
from yearplan.findings import keep_facts
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.slots import key_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 22)
BOOG = datetime(2026, 12, 8, 10, 30, tzinfo=AMSTERDAM)  # a Tuesday: that of the meeting at De Zeester, at 15.00
SPRING = datetime(2027, 3, 2, 10, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def boog(school: School, samira: Membership) -> School:  # noqa: F811
    """Another school of the plan, to which Samira comes too."""
    row: School = SchoolFactory(
        name="De Boog", establishment_code="99BB00", region=school.region, municipality=school.municipality
    )
    seat(row, "cjg-coach", professional=samira.professional)
    return row


@pytest.fixture
def plan(school: School, ineke: Professional) -> YearPlan:  # noqa: F811
    """The plan of the region, that Ineke guides."""
    row = YearPlan.of(school.region, None, SchoolYear(2026))
    row.facilitator = ineke
    row.save()
    return row


@pytest.fixture
def proposal(plan: YearPlan, school: School, boog: School, meeting: Meeting, samira: Membership) -> Proposal:  # noqa: F811
    """The proposal that is worked on."""
    found = proposed(plan, number=1, is_chosen=True, unplaced=1, days=2)
    fact = Fact(FactKind.NOT_WORKING, samira.professional_id, 31, 31, (key_of(boog.pk, "kennismaking"),))
    add(found, school, "kennismaking", meeting.starts_at)
    add(found, school, "verdieping", SPRING)
    add(found, boog, "kennismaking", BOOG)
    add(found, boog, "verdieping", None, why=keep_facts([fact]))
    Professional.objects.filter(pk=samira.professional_id).update(half_days=HalfDays.whole([1, 3]).mask)
    return found


def proposed(plan: YearPlan, *, number: int, is_chosen: bool, unplaced: int, days: int) -> Proposal:
    """A proposal without sessions."""
    times = [{Part.UNPLACED: unplaced, Part.FACILITATOR_DAY: days}.get(part, 0) for part in Part]
    score = score_to_keep(Score.of(times, DEFAULT_WEIGHTS))
    return Proposal.objects.create(plan=plan, number=number, is_chosen=is_chosen, score=score, least_days=days)


def add(
    proposal: Proposal,
    school: School,  # noqa: F811
    kind: str,
    starts_at: datetime | None,
    **fields: object,
) -> ProposedSession:
    """A session in a proposal."""
    return ProposedSession.objects.create(
        proposal=proposal, school=school, kind=kind, starts_at=starts_at, minutes=90, **fields
    )
