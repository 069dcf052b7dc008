"""The team of a school on a day: its seats and whether they are filled, derived and never stored."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.enums import Sector
from schools.models import School
from teams.enums import Need
from teams.models import Role, SeatTemplate, TeamConfirmation
from teams.roster import roster_on
from tests.factories import (
    TODAY,
    MembershipFactory,
    RegionFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    fill_required_seats,
    seat,
)
from tests.teams.rosters import TOMORROW, coach_seat, names, served, the_seat

pytestmark = pytest.mark.django_db
PO = [
    "Intern begeleider",
    "Directeur",
    "CJG-coach",
    "Schoolmaatschappelijk werker",
    "Jeugdarts en/of jeugdverpleegkundige",
    "Leerplichtambtenaar",
    "Consulent passend onderwijs",
    "Op afroep",
]


@pytest.fixture
def vo() -> School:
    row: School = SchoolFactory(sector=Sector.VO)
    return row


def missing(school: School, day: date = TODAY) -> list[str]:
    return [each.name for each in roster_on(school, day, today=TODAY).seats if each.is_missing]


# What should be there


def test_a_primary_school_has_the_seats_of_the_impulstraject_in_order(school: School) -> None:
    assert [each.name for each in roster_on(school, TODAY, today=TODAY).seats] == PO


def test_a_secondary_school_has_a_coordinator_in_place_of_the_ib(vo: School) -> None:
    assert [each.name for each in roster_on(vo, TODAY, today=TODAY).seats] == ["Ondersteuningscoördinator", *PO[1:]]


@pytest.mark.parametrize("sector", Sector)
def test_what_is_required_in_each_sector(sector: Sector) -> None:
    po = ["Intern begeleider", "Directeur", "CJG-coach", PO[4], "Leerplichtambtenaar"]
    vo = ["Ondersteuningscoördinator", *po[1:], "Consulent passend onderwijs"]
    assert missing(SchoolFactory(sector=sector)) == (vo if sector in (Sector.VO, Sector.VSO) else po)


def test_a_school_without_a_region_should_have_nothing() -> None:
    roster = roster_on(SchoolFactory(region=None), TODAY, today=TODAY)
    assert (roster.seats, roster.required, roster.is_empty) == ((), 0, True)


def test_another_region_has_its_own_seats(school: School) -> None:
    other = RegionFactory(seats=False)
    template = SeatTemplate.objects.create(region=other, sector=Sector.BO, name="Wijkagent", need=Need.WISHED)
    template.roles.add(Role.objects.get(code="wijkagent"))
    assert [each.name for each in roster_on(SchoolFactory(region=other), TODAY, today=TODAY).seats] == ["Wijkagent"]
    assert "Wijkagent" not in [each.name for each in roster_on(school, TODAY, today=TODAY).seats]


# Complete or not


def test_an_empty_team_misses_every_required_seat(school: School) -> None:
    roster = roster_on(school, TODAY, today=TODAY)
    assert (roster.required, roster.filled, roster.vacancies, roster.is_complete, roster.is_empty) == (
        5,
        0,
        5,
        False,
        True,
    )


def test_a_team_with_all_required_seats_filled_is_complete(school: School) -> None:
    fill_required_seats(school)
    roster = roster_on(school, TODAY, today=TODAY)
    assert (roster.required, roster.filled, roster.vacancies, roster.is_complete, roster.is_empty) == (
        5,
        5,
        0,
        True,
        False,
    )


def test_a_secondary_school_without_a_social_worker_is_complete(vo: School) -> None:
    fill_required_seats(vo)
    roster = roster_on(vo, TODAY, today=TODAY)
    assert (roster.is_complete, the_seat(roster, "Schoolmaatschappelijk werker").members) == (True, ())


def test_a_primary_school_without_an_ib_is_not_complete(school: School) -> None:
    fill_required_seats(school)
    school.memberships.filter(role__code="intern-begeleider").delete()
    assert (roster_on(school, TODAY, today=TODAY).is_complete, missing(school)) == (False, ["Intern begeleider"])


@pytest.mark.parametrize("filled_by", [["jeugdarts"], ["jeugdverpleegkundige"], ["jeugdarts", "jeugdverpleegkundige"]])
def test_the_seat_of_the_ggd_is_filled_by_either_or_both(school: School, filled_by: list[str]) -> None:
    for role in filled_by:
        seat(school, role)
    ggd = the_seat(roster_on(school, TODAY, today=TODAY), PO[4])
    assert [member.membership.role.code for member in ggd.members] == filled_by
    assert (ggd.is_vacant, PO[4] in missing(school)) == (False, False)


def test_a_wished_seat_is_vacant_but_not_missing(school: School) -> None:
    consulent = the_seat(roster_on(school, TODAY, today=TODAY), "Consulent passend onderwijs")
    assert (consulent.is_vacant, consulent.is_missing) == (True, False)


def test_a_seat_for_if_there_is_one_is_never_vacant(school: School) -> None:
    worker = the_seat(roster_on(school, TODAY, today=TODAY), "Schoolmaatschappelijk werker")
    assert (worker.is_vacant, worker.is_missing) == (False, False)


def test_a_role_outside_the_templates_is_shown_after_them(school: School) -> None:
    seat(school, "ondersteuningscoordinator")
    roster = roster_on(school, TODAY, today=TODAY)
    extra = roster.seats[-1]
    assert [each.name for each in roster.seats] == [*PO, "Ondersteuningscoördinator"]
    assert (extra.template, extra.need, extra.is_vacant, extra.key) == (
        None,
        Need.IF_THERE_IS_ONE,
        False,
        "rol-ondersteuningscoordinator",
    )


def test_another_schools_members_are_not_in_this_team(school: School) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach")
    assert coach_seat(school).members == ()


# Confirmation


def confirmed(school: School, *days: date) -> None:
    for day in days:
        TeamConfirmation.objects.create(school=school, confirmed_on=day, confirmed_by=UserFactory())


def test_a_team_nobody_confirmed_is_stale(school: School) -> None:
    confirmed(SchoolFactory(region=school.region), TODAY)
    roster = roster_on(school, TODAY, today=TODAY)
    assert (roster.confirmation, roster.is_stale) == (None, True)


def test_the_last_confirmation_up_to_the_day_counts(school: School) -> None:
    confirmed(school, date(2026, 9, 1), date(2026, 10, 1), date(2025, 9, 1), TOMORROW)
    confirmation = roster_on(school, TODAY, today=TODAY).confirmation
    assert confirmation is not None
    assert confirmation.confirmed_on == date(2026, 10, 1)


@pytest.mark.parametrize(("day", "is_stale"), [(date(2025, 11, 21), False), (date(2025, 11, 20), True)])
def test_a_team_is_stale_after_a_year(school: School, day: date, is_stale: bool) -> None:
    confirmed(school, day)
    assert roster_on(school, TODAY, today=TODAY).is_stale is is_stale


# Speed


def queries(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    return len(captured)


def of_size(size: int) -> School:
    school: School = SchoolFactory()
    roles = list(Role.objects.all())
    for number in range(size):
        membership = MembershipFactory(
            school=school, role=roles[number % len(roles)], ends_on=None if number % 3 else TODAY
        )
        StandInFactory(membership=membership, starts_on=TODAY, ends_on=TODAY)
        served(school, f"CJG {number}", school.municipality)
    confirmed(school, TODAY)
    return school


def test_the_number_of_queries_does_not_grow_with_the_team() -> None:
    small, large = of_size(3), of_size(30)
    names_of = [
        queries(
            lambda school=school: names(
                m.membership for s in roster_on(school, TODAY, today=TODAY).seats for m in s.members
            )
        )
        for school in (small, large)
    ]
    assert names_of[0] == names_of[1]
