"""Who is invited: of many schools at once, day by day, the same as of each."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.invitees import team_on, vacancies_on
from meetings.succession import ONE_DAY, teams_between
from schools.enums import Sector
from schools.models import School
from teams.models import Role
from tests.factories import MembershipFactory, ProfessionalFactory, RegionFactory, SchoolFactory, StandInFactory

pytestmark = pytest.mark.django_db


def crowd(random: Random, today: date, schools: int) -> list[School]:
    """Schools of all kinds in two regions; people in several seats, before, now and later, and who stands in."""
    regions = [RegionFactory(), RegionFactory()]
    found = [
        SchoolFactory(region=random.choice(regions), sector=random.choice([Sector.BO, Sector.VO, Sector.SBO]))
        for _ in range(schools)
    ]
    people = [ProfessionalFactory(organisation__region=random.choice(regions)) for _ in range(6)]
    for school in found:
        for role in random.sample(list(Role.objects.order_by("pk")), 7):
            starts = today + timedelta(days=random.randrange(-90, 20))
            ends = random.choice([None, starts + timedelta(days=random.randrange(5, 150))])
            row = MembershipFactory(
                school=school, role=role, professional=random.choice(people), starts_on=starts, ends_on=ends
            )
            if random.random() < 0.3 and (ends is None or ends > today):
                StandInFactory(
                    membership=row, starts_on=max(starts, today - timedelta(days=3)), ends_on=ends or today
                ) if starts <= today else None
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_teams_of_many_schools_are_those_of_each_on_every_day(today: date, seed: int) -> None:
    schools = crowd(Random(seed), today, 8)  # noqa: S311
    last = today + timedelta(days=40)
    together = teams_between(schools, today, last)
    for school in schools:
        spells = together[school.pk]
        assert [spells[0].period.first_day, spells[-1].period.last_day] == [today, last]
        assert all(one.period.last_day + ONE_DAY == other.period.first_day for one, other in pairwise(spells))
        for spell in spells:
            for day in (spell.period.first_day, spell.period.last_day):
                assert list(spell.team) == team_on(school, day, today=today)
                assert len(spell.empty) == len(vacancies_on(school, day, today=today))
    assert any(len(spells) > 1 for spells in together.values())


def test_they_take_as_many_queries_for_many_schools_as_for_few(today: date) -> None:
    counted = []
    for number in (2, 12):
        schools = crowd(Random(number), today, number)  # noqa: S311
        with CaptureQueriesContext(connection) as queries:
            teams_between(schools, today, today + timedelta(days=100))
        counted.append(len(queries))
    assert counted[0] == counted[1]
