"""The team of a school on a day: seats, who fills them, vacancies and since when, derived and never stored."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.enums import Sector
from schools.models import School
from teams.enums import Need, OrganisationKind
from teams.models import Organisation, Role, SeatTemplate, TeamConfirmation
from teams.roster import Roster, Seat, roster_on, vacant_since
from tests.factories import (
    TODAY,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegionFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    fill_required_seats,
    person,
    seat,
)

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
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def vo() -> School:
    row: School = SchoolFactory(sector=Sector.VO)
    return row


def the_seat(roster: Roster, name: str) -> Seat:
    return next(each for each in roster.seats if each.name == name)


def coach_seat(school: School, day: date = TODAY) -> Seat:
    return the_seat(roster_on(school, day, today=TODAY), "CJG-coach")


def missing(school: School, day: date = TODAY) -> list[str]:
    return [each.name for each in roster_on(school, day, today=TODAY).seats if each.is_missing]


def names(rows: Any) -> list[str]:
    return [str(row.professional) for row in rows]


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


# On any day


@pytest.mark.parametrize(
    ("day", "is_missing"),
    [
        (date(2026, 7, 31), True),
        (date(2026, 8, 1), False),
        (TODAY, False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), True),
    ],
)
def test_a_vacancy_is_derived_on_any_day(school: School, day: date, is_missing: bool) -> None:
    seat(school, "cjg-coach", starts_on=date(2026, 8, 1), ends_on=date(2026, 12, 31))
    assert coach_seat(school, day).is_missing is is_missing


def test_a_vacancy_closes_by_itself_when_somebody_is_seated(school: School) -> None:
    before = coach_seat(school).is_vacant
    seat(school, "cjg-coach")
    assert (before, coach_seat(school).is_vacant) == (True, False)


@pytest.mark.parametrize(
    ("ends", "since"),
    [
        ([], None),
        ([None], None),
        ([date(2026, 10, 31)], date(2026, 11, 1)),
        ([date(2026, 6, 30), date(2026, 10, 31), date(2025, 1, 1)], date(2026, 11, 1)),
        ([date(2026, 10, 31), date(2027, 1, 31)], date(2026, 11, 1)),
        ([YESTERDAY], TODAY),
        ([TODAY], None),
    ],
)
def test_a_seat_is_vacant_since_the_day_after_the_last_one_left(ends: list[date | None], since: date | None) -> None:
    assert vacant_since(ends, TODAY) == since


def test_since_when_a_seat_is_empty(school: School) -> None:
    seat(school, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=date(2026, 10, 31))
    assert coach_seat(school).vacant_since == date(2026, 11, 1)


def test_a_filled_seat_is_not_vacant_since_anything(school: School) -> None:
    seat(school, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=date(2026, 10, 31))
    seat(school, "cjg-coach", starts_on=date(2026, 11, 1))
    assert coach_seat(school).vacant_since is None


def test_who_comes_is_planned_and_who_left_is_past_the_last_to_leave_first(school: School) -> None:
    days = {
        "Oud": (date(2024, 8, 1), date(2025, 7, 31)),
        "Vorig": (date(2025, 8, 1), date(2026, 7, 31)),
        "Nu": (date(2026, 8, 1), date(2026, 12, 31)),
        "Straks": (date(2027, 1, 1), None),
    }
    for surname, (first, last) in days.items():
        seat(school, "cjg-coach", professional=person(school, "", "", surname), starts_on=first, ends_on=last)
    coach = coach_seat(school)
    assert names(member.membership for member in coach.members) == ["Nu"]
    assert (names(coach.planned), names(coach.past)) == (["Straks"], ["Vorig", "Oud"])


def test_a_team_with_only_somebody_planned_is_not_empty_but_misses_her(school: School) -> None:
    seat(school, "cjg-coach", starts_on=TOMORROW)
    assert (roster_on(school, TODAY, today=TODAY).is_empty, coach_seat(school).is_missing) == (False, True)


@pytest.mark.parametrize(
    ("starts_on", "is_new"), [(TODAY, True), (date(2026, 8, 22), True), (date(2026, 8, 21), False)]
)
def test_somebody_is_new_for_a_quarter_of_a_year(school: School, starts_on: date, is_new: bool) -> None:
    seat(school, "cjg-coach", starts_on=starts_on)
    assert coach_seat(school).members[0].is_new is is_new


@pytest.mark.parametrize(
    ("confirmed_on", "is_faded"), [(None, True), (date(2026, 5, 23), False), (date(2026, 5, 22), True)]
)
def test_who_was_not_confirmed_for_half_a_year_is_faded(
    school: School, confirmed_on: date | None, is_faded: bool
) -> None:
    seat(school, "cjg-coach", professional__confirmed_on=confirmed_on)
    assert coach_seat(school).members[0].is_faded is is_faded


# The past tells who sat there, not who came later; nothing fades in days that are still to come


def test_a_day_in_the_past_does_not_tell_who_came_or_left_or_stood_in_later(school: School) -> None:
    seat(school, "cjg-coach", starts_on=TODAY)
    leaving = seat(school, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=YESTERDAY)
    StandInFactory(membership=leaving, starts_on=date(2026, 11, 1), ends_on=YESTERDAY)
    coach = coach_seat(school, date(2026, 10, 1))
    assert [(member.leaves_on, member.coming_stand_ins) for member in coach.members] == [(None, ())]
    assert (coach.planned, coach.empty_from) == ((), None)


def test_the_last_day_of_who_leaves_is_told_today(school: School) -> None:
    seat(school, "cjg-coach", ends_on=date(2026, 12, 31))
    assert [member.leaves_on for member in coach_seat(school).members] == [date(2026, 12, 31)]


def test_nobody_is_faded_next_year_who_is_fresh_today(school: School) -> None:
    seat(school, "cjg-coach", professional__confirmed_on=TODAY)
    assert coach_seat(school, date(2027, 9, 1)).members[0].is_faded is False


def test_nobody_was_faded_before_the_day_that_she_faded(school: School) -> None:
    seat(school, "cjg-coach", professional__confirmed_on=date(2026, 5, 1))
    faded = [coach_seat(school, day).members[0].is_faded for day in (date(2026, 10, 1), TODAY)]
    assert faded == [False, True]


@pytest.mark.parametrize(
    ("days", "empty"),
    [
        ([(date(2026, 8, 1), None)], None),
        ([(date(2026, 8, 1), date(2026, 12, 31))], date(2027, 1, 1)),
        ([(date(2026, 8, 1), TODAY)], TOMORROW),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2027, 1, 1), None)], None),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2027, 2, 1), None)], date(2027, 1, 1)),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2026, 9, 1), date(2027, 1, 31))], date(2027, 2, 1)),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2026, 8, 1), None)], None),
        ([], None),
        ([(date(2027, 1, 1), date(2027, 7, 31))], None),
    ],
)
def test_from_when_nobody_follows_in_a_seat_that_is_filled(
    school: School, days: list[tuple[date, date | None]], empty: date | None
) -> None:
    for starts_on, ends_on in days:
        seat(school, "cjg-coach", starts_on=starts_on, ends_on=ends_on)
    assert coach_seat(school).empty_from == empty


# Stand-ins


@pytest.mark.parametrize(
    ("day", "standing_in", "coming"),
    [
        (date(2026, 11, 24), None, ["Tom"]),
        (date(2026, 11, 25), "Tom", []),
        (date(2026, 12, 31), "Tom", []),
        (date(2027, 1, 1), None, []),
    ],
)
def test_who_stands_in_on_the_day_and_who_will(
    school: School, day: date, standing_in: str | None, coming: list[str]
) -> None:
    tom = person(school, "", "", "Tom")
    StandInFactory(membership=seat(school, "cjg-coach"), professional=tom, starts_on=date(2026, 11, 25))
    member = coach_seat(school, day).members[0]
    assert (member.stand_in and str(member.stand_in.professional), names(member.coming_stand_ins)) == (
        standing_in,
        coming,
    )


def test_somebody_who_is_stood_in_for_keeps_her_seat_filled(school: School) -> None:
    StandInFactory(membership=seat(school, "cjg-coach"))
    assert coach_seat(school).is_missing is False


# Who must fill it


def served(school: School, name: str, *municipalities: Any) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region, name=name, kind=OrganisationKind.CJG)
    row.municipalities.set(municipalities)
    return row


def test_the_organisation_of_the_region_must_fill_an_empty_seat(school: School) -> None:
    OrganisationFactory(name="CJG van een andere regio")
    own = served(school, "CJG Regio")
    assert coach_seat(school).organisation == own


def test_an_empty_seat_may_have_no_organisation_to_fill_it(school: School) -> None:
    OrganisationFactory(name="CJG van een andere regio")
    assert coach_seat(school).organisation is None


def test_the_organisation_of_the_municipality_comes_before_the_one_of_the_region(school: School) -> None:
    served(school, "A van elders", MunicipalityFactory())
    served(school, "B van de hele regio")
    own = served(school, "C van de gemeente", school.municipality)
    served(school, "D van de hele regio")
    assert coach_seat(school).organisation == own


@pytest.mark.parametrize(
    ("name", "of_school"), [("Intern begeleider", True), ("Directeur", True), ("CJG-coach", False)]
)
def test_the_school_fills_its_own_seats(school: School, name: str, of_school: bool) -> None:
    assert the_seat(roster_on(school, TODAY, today=TODAY), name).is_of_school is of_school


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
