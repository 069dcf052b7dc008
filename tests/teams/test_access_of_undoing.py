"""Who may write the rows that undoing a change writes: asked of changes to each kind of row."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from schools.changes import recorded
from schools.enums import GrantKind
from schools.models import Change, Grant, School
from teams.access.undoing import changes_to_make, touched
from teams.models import Coordinator, Membership, Organisation, Professional, PublicPage, Role, TeamConfirmation
from tests.factories import (
    TODAY,
    FreePeriodFactory,
    GrantFactory,
    PlannedMemberFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = pytest.mark.django_db
IB, COACH, NURSE = "intern-begeleider", "cjg-coach", "jeugdverpleegkundige"
YESTERDAY = date(2026, 11, 21)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def coach(school: School) -> Membership:
    return seat(school, COACH, professional=person(school, "Samira", "", "Bakkali"))


@pytest.fixture
def asked(school: School, coach: Membership) -> dict[str, User]:
    """Who may write something here, each by another power; the coordinator is that of the coach's organisation."""
    users = {"ib": UserFactory(), "coordinator": UserFactory()}
    seat(school, IB, user=users["ib"])
    Coordinator.objects.create(
        user=users["coordinator"], organisation=coach.professional.organisation, starts_on=YESTERDAY
    )
    kinds = {"procesbegeleider": GrantKind.PROCESBEGELEIDER, "swv": GrantKind.SWV, "beheerder": GrantKind.BEHEERDER}
    for name, kind in kinds.items():
        users[name] = GrantFactory(kind=kind, region=None if kind == GrantKind.BEHEERDER else school.region).user
    return users


def wrote(subject: Any, *rows: Any) -> Change:
    """Somebody saved these rows once more, as one change at a school or in a region."""
    with recorded(subject=subject, actor=UserFactory()) as change:
        for row in rows:
            row.save()
        change.summary = "Er is iets gewijzigd."
    return change


def who(asked: dict[str, User], change: Change) -> list[str]:
    return [name for name, user in asked.items() if changes_to_make(user, [change], TODAY) == {change.pk}]


def put_back(asked: dict[str, User], subject: Any, rows: dict[str, Any]) -> dict[str, list[str]]:
    """Who may undo a change of each of these rows alone."""
    return {name: who(asked, wrote(subject, row)) for name, row in rows.items()}


def what_a_place_has(school: School, colleague: Professional) -> dict[str, Any]:
    """A row of each kind that belongs to a school or its region."""
    return {
        "organisation": colleague.organisation,
        "seat template": school.region.seat_templates.first() if school.region else None,
        "public page": PublicPage.objects.create(school=school, opened_on=YESTERDAY),
        "free period": FreePeriodFactory(school=school),
        "confirmation": TeamConfirmation.objects.create(school=school, confirmed_on=YESTERDAY),
        "person": colleague,
    }


def test_each_row_is_put_back_by_who_may_write_it(school: School, coach: Membership, asked: dict[str, User]) -> None:
    region = school.region
    rows = what_a_place_has(school, coach.professional) | {
        "role": coach.role,
        "coordinator": Coordinator.objects.get(),
        "grant": Grant.objects.get(kind=GrantKind.SWV),
    }
    team, managed = ["ib", "procesbegeleider", "beheerder"], ["swv", "beheerder"]
    assert put_back(asked, region, rows) == {
        "organisation": managed,
        "seat template": managed,
        "public page": team,
        "free period": team,
        "confirmation": team,
        "person": ["ib", "coordinator", "procesbegeleider", "beheerder"],
        "role": ["beheerder"],
        "coordinator": ["beheerder"],
        "grant": ["beheerder"],
    }


def test_what_lies_elsewhere_only_a_beheerder_puts_back(asked: dict[str, User]) -> None:
    far = SchoolFactory()
    rows = what_a_place_has(far, person(far, "", "", "Verre"))
    assert put_back(asked, far.region, rows) == {name: ["beheerder"] for name in rows}


def test_the_grant_of_the_last_beheerder_nobody_puts_back(school: School, asked: dict[str, User]) -> None:
    change = wrote(school.region, Grant.objects.get(kind=GrantKind.BEHEERDER))
    assert who(asked, change) == []
    GrantFactory(kind=GrantKind.BEHEERDER, region=None)
    assert who(asked, change) == ["beheerder"]


def test_all_rows_of_a_change_must_be_hers_to_write(school: School, coach: Membership, asked: dict[str, User]) -> None:
    organisation = coach.professional.organisation
    assert who(asked, wrote(school, organisation, coach)) == ["beheerder"]
    assert who(asked, wrote(school, coach, seat(school, NURSE))) == ["ib", "procesbegeleider", "beheerder"]


def test_a_change_of_which_nothing_is_left_nobody_puts_back(
    school: School, coach: Membership, asked: dict[str, User]
) -> None:
    stand_in = StandInFactory(membership=coach)
    stood_in = wrote(school, stand_in)
    stand_in.delete()
    coach.delete()
    assert (who(asked, wrote(school)), who(asked, stood_in)) == ([], [])


def test_of_many_changes_those_that_she_may_make(school: School, coach: Membership, asked: dict[str, User]) -> None:
    mine, other, not_asked = wrote(school, coach), wrote(school, seat(school, NURSE)), wrote(school, coach)
    assert changes_to_make(asked["coordinator"], [mine, other], TODAY) == {mine.pk}
    assert changes_to_make(asked["ib"], [mine, other], TODAY) == {mine.pk, other.pk}
    assert not_asked.pk in changes_to_make(asked["ib"], [not_asked], TODAY)


def test_only_the_changes_that_are_asked_about_are_read(school: School, coach: Membership) -> None:
    first, _, third = wrote(school, coach), wrote(school, coach), wrote(school, coach)
    assert {change: len(images) for change, images in touched(Membership, {first.pk, third.pk}).items()} == {
        first.pk: 2,
        third.pk: 2,
    }


def test_what_was_written_before_to_another_row_does_not_matter(
    school: School, coach: Membership, asked: dict[str, User]
) -> None:
    wrote(school, seat(SchoolFactory(), COACH))
    assert who(asked, wrote(school, coach)) == ["ib", "coordinator", "procesbegeleider", "beheerder"]


# Seats, who stands in, and plans


def rows_of_seats(school: School, colleague: Professional) -> dict[str, Any]:
    """The coach and a nurse: who sits at a school, stands in there and is planned for it."""
    row = {code: Role.objects.get(code=code) for code in (COACH, NURSE)}
    coach = seat(school, COACH, professional=colleague, starts_on=date(2020, 8, 1), ends_on=date(2021, 7, 31))
    nurse = seat(school, NURSE)
    return {
        "coach": coach,
        "nurse": nurse,
        "stands in for the coach": StandInFactory(
            membership=coach, starts_on=date(2021, 1, 1), ends_on=date(2021, 2, 1)
        ),
        "stands in for the nurse": StandInFactory(membership=nurse),
        "plan for the coach": PlannedMemberFactory(school=school, professional=colleague, role=row[COACH]),
        "plan for the nurse": PlannedMemberFactory(school=school, professional=nurse.professional, role=row[NURSE]),
    }


def test_a_seat_is_put_back_by_who_may_change_it(school: School, coach: Membership, asked: dict[str, User]) -> None:
    rows = rows_of_seats(school, coach.professional)
    editors = ["ib", "procesbegeleider", "beheerder"]
    with_coordinator = ["ib", "coordinator", "procesbegeleider", "beheerder"]
    assert put_back(asked, school, rows) == {name: with_coordinator if "coach" in name else editors for name in rows}


def test_at_a_closed_school_only_in_a_change_over_all_schools_and_by_who_arranges_her(
    school: School, coach: Membership, asked: dict[str, User]
) -> None:
    closed = SchoolFactory(region=school.region, closed_on=TODAY)
    rows = rows_of_seats(closed, coach.professional)
    assert put_back(asked, closed, rows) == {name: [] for name in rows}
    arranging = ["procesbegeleider", "beheerder"]
    assert put_back(asked, school.region, rows) == {
        name: ["coordinator", *arranging] if "coach" in name else arranging for name in rows
    }


def test_the_role_in_which_somebody_sat_before_counts_too(
    school: School, coach: Membership, asked: dict[str, User]
) -> None:
    ggd = Organisation.objects.create(region=school.region, name="GGD", kind="ggd")
    nurse = seat(school, NURSE, professional=person(school, "", "", "Smit", organisation=ggd))
    nurse.role = coach.role
    assert who(asked, wrote(school, nurse)) == ["ib", "procesbegeleider", "beheerder"]
