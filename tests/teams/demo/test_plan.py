"""The plan of the demo holds on every day of the year; nothing is written here."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from teams import defaults
from teams.demo import duinstreek
from teams.demo.days import DemoDays
from teams.demo.plan import PlannedSeat, RegionPlan
from teams.enums import OrganisationKind
from teams.models.confirmation import TeamConfirmation
from teams.models.membership import NEW_FOR_DAYS
from teams.models.professional import FADED_AFTER_DAYS
from teams.week import HalfDays, Weekdays

SEASONS = [
    date(2026, 8, 1),
    date(2026, 8, 31),
    date(2026, 11, 22),
    date(2026, 12, 31),
    date(2027, 2, 28),
    date(2027, 3, 31),
    date(2027, 7, 31),
    date(2028, 2, 29),
]


@pytest.fixture(params=SEASONS, ids=str)
def days(request: pytest.FixtureRequest) -> DemoDays:
    return DemoDays(request.param)


@pytest.fixture
def plan(days: DemoDays) -> RegionPlan:
    return duinstreek.plan(days)


def held(seat: PlannedSeat, day: date) -> bool:
    return seat.starts_on <= day and (seat.ends_on is None or day <= seat.ends_on)


def test_the_plan_is_the_same_for_the_same_day(days: DemoDays) -> None:
    assert duinstreek.plan(days) == duinstreek.plan(DemoDays(days.today))
    assert duinstreek.plan(days) != duinstreek.plan(DemoDays(days.ahead(1)))


def test_every_seat_ends_after_it_begins(plan: RegionPlan) -> None:
    assert [seat for seat in plan.seats if seat.ends_on is not None and seat.ends_on < seat.starts_on] == []


def test_nobody_holds_a_seat_twice_on_a_day(plan: RegionPlan) -> None:
    seats: dict[tuple[int, str, str], list[PlannedSeat]] = defaultdict(list)
    for seat in plan.seats:
        seats[seat.school, seat.role, seat.name].append(seat)
    for group in seats.values():
        for one, other in pairwise(sorted(group, key=lambda seat: seat.starts_on)):
            assert one.ends_on is not None
            assert one.ends_on < other.starts_on


def test_history_begins_two_school_years_ago_and_some_seats_are_planned(plan: RegionPlan, days: DemoDays) -> None:
    starts = [seat.starts_on for seat in plan.seats]
    assert min(starts) == days.begin
    assert days.next_august in starts
    assert sum(start > days.today for start in starts) == 7


def test_people_came_less_than_three_months_ago(plan: RegionPlan, days: DemoDays) -> None:
    new = {seat.name for seat in plan.seats if 0 <= (days.today - seat.starts_on).days <= NEW_FOR_DAYS}
    assert {"Samira Bakkali", "Joyce Hofman", "Rik Schipper", "Malika Benhaddou"} <= new


def test_the_coach_has_eleven_schools(plan: RegionPlan, days: DemoDays) -> None:
    assert sum(seat.name == "Samira Bakkali" and held(seat, days.today) for seat in plan.seats) == 11


def test_the_school_of_the_ib_has_a_new_coach_after_two_others(plan: RegionPlan, days: DemoDays) -> None:
    coaches = [seat for seat in plan.seats if (seat.school, seat.role) == (0, defaults.CJG_COACH)]
    assert [seat.name for seat in coaches] == ["Ineke Vermaat", "Paula Schaap", "Samira Bakkali"]
    assert 28 <= (days.today - coaches[-1].starts_on).days <= 62


def test_leerplicht_left_the_school_of_the_ib_six_weeks_ago(plan: RegionPlan, days: DemoDays) -> None:
    (left,) = (seat for seat in plan.seats if (seat.school, seat.role) == (0, defaults.LEERPLICHTAMBTENAAR))
    assert left.ends_on == days.today - timedelta(days=41)


def test_one_stand_in_was_one_is_and_one_comes(plan: RegionPlan, days: DemoDays) -> None:
    states = [
        "was" if stand_in.ends_on < days.today else "comes" if stand_in.starts_on > days.today else "is"
        for stand_in in plan.stand_ins
    ]
    assert states == ["is", "was", "comes"]


def test_a_stand_in_falls_within_the_seat_of_somebody_else(plan: RegionPlan) -> None:
    for stand_in in plan.stand_ins:
        seats = [seat for seat in plan.seats if (seat.school, seat.role) == (stand_in.school, stand_in.role)]
        (seat,) = (seat for seat in seats if held(seat, stand_in.starts_on))
        assert held(seat, stand_in.ends_on)
        assert seat.name != stand_in.name


def test_people_come_to_school_on_days_and_hours_that_they_work(plan: RegionPlan) -> None:
    weeks = {who.person.name: HalfDays(who.person.half_days) for who in plan.professionals}
    for seat in plan.seats:
        at_school, working = Weekdays(seat.contact_days).numbers, weeks[seat.name]
        assert all(working.days[day] for day in at_school)
        if seat.contact_hours and seat.role != defaults.VEILIG_THUIS:
            (day,) = at_school
            assert 2 * day + (not seat.contact_hours.endswith("8.30-10.00")) in working.bits


def test_everybody_works_for_the_kind_of_organisation_of_her_roles(plan: RegionPlan) -> None:
    kinds = {role.code: role.organisation_kind for role in defaults.ROLES}
    works_at = {who.person.name: who.organisation for who in plan.professionals}
    assert [seat for seat in plan.seats if works_at[seat.name] != kinds[seat.role]] == []
    assert set(works_at.values()) == set(OrganisationKind) - {OrganisationKind.JEUGDHULP}


def test_a_third_of_the_contacts_at_most_is_faded(plan: RegionPlan, days: DemoDays) -> None:
    ages = [(days.today - who.confirmed_on).days for who in plan.professionals if who.confirmed_on]
    assert 10 <= sum(age > FADED_AFTER_DAYS for age in ages) <= 30
    assert 1 <= len(plan.professionals) - len(ages) <= 8
    assert min(ages) > 0


def test_most_teams_were_confirmed_this_year_some_long_ago_some_never(plan: RegionPlan, days: DemoDays) -> None:
    latest: dict[int, date] = {}
    for confirmation in plan.confirmations:
        latest[confirmation.school] = max(confirmation.confirmed_on, latest.get(confirmation.school, date.min))
    stale = [day for day in latest.values() if TeamConfirmation(confirmed_on=day).is_stale(days.today)]
    assert (len(plan.schools) - len(latest), len(stale)) == (6, 9)
    assert max(latest.values()) < days.today
