"""What plans hold of people: who reads it, and when it goes."""

from datetime import date

import pytest

from teams.dossier import dossier_of
from tests.factories import YearPlanFactory
from tests.yearplan.years import NOW, Around
from yearplan.actions.forgetting import forget_person, forget_plans
from yearplan.gathering import gather
from yearplan.models import Absence, SchoolWish, YearPlan

pytestmark = pytest.mark.django_db
MARCH = {"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 31)}


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=1)


def test_she_reads_when_she_was_said_to_be_away(around: Around) -> None:
    Absence.objects.create(plan=around.plan, professional=around.guide, **MARCH)
    Absence.objects.create(plan=around.plan, professional=around.coach, **MARCH)
    found = dossier_of(around.user, now=NOW)
    (section,) = [each for each in found.sections if each.key == "absences"]
    assert [[fact.value for fact in record.facts] for record in section.records] == [
        [str(around.plan), MARCH["first_day"], MARCH["last_day"]]
    ]


def test_an_erasure_takes_it_away(around: Around) -> None:
    Absence.objects.create(plan=around.plan, professional=around.guide, **MARCH)
    other = Absence.objects.create(plan=around.plan, professional=around.coach, **MARCH)
    SchoolWish.objects.create(plan=around.plan, school=around.schools[0], facilitator=around.guide)
    forget_person([around.guide])
    assert list(Absence.objects.all()) == [other]
    assert YearPlan.objects.get().facilitator is None
    assert SchoolWish.objects.get().facilitator is None


def test_plans_go_when_the_school_year_after_theirs_is_over(around: Around, today: date) -> None:
    old = YearPlanFactory(region=around.region, year=2024)
    kept = YearPlanFactory(region=around.region, year=2025)
    assert forget_plans(today=today, years=1, dry_run=True) == 1
    assert YearPlan.objects.filter(pk=old.pk).exists()
    assert forget_plans(today=today, years=1) == 1
    assert set(YearPlan.objects.all()) == {kept, around.plan}


def test_who_became_another_record_is_still_who_guides_and_who_is_away(around: Around, today: date) -> None:
    Absence.objects.create(plan=around.plan, professional=around.guide, **MARCH)
    around.guide.merged_into = around.coach
    around.guide.save()
    year = gather(around.plan, today=today)
    assert {each.facilitator for each in year.instance.sessions} == {around.coach.pk}
    assert [period.first_day for period in year.instance.person[around.coach.pk].absences] == [MARCH["first_day"]]
