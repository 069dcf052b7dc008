"""The first contact of a school in a role: one on any day, whoever comes, leaves or was corrected."""

from datetime import date

import pytest

from accounts.models import User
from schools.models import School
from teams.actions import seats
from teams.models import Membership, Professional
from tests.factories import SchoolFactory, person, seat
from tests.teams.seating import DECEMBER, JANUARY, correct, team

pytestmark = pytest.mark.django_db


def test_first_contact_moves_to_the_successor(school: School, samira: Membership, tom: Professional, ib: User) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    assert Membership.objects.get(professional=tom).is_first_contact is True


def test_the_successor_of_who_is_no_first_contact_is_none_either(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    assert Membership.objects.get(professional=tom).is_first_contact is False


def test_the_first_contact_can_be_replaced_again_before_her_planned_successor(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=date(2027, 8, 1), actor=ib)
    meanwhile = person(school, "Noor", "", "Smit")
    seats.replace_member(membership=samira, successor=meanwhile, starts_on=JANUARY, actor=ib)
    assert [row[0] for row in team(school)] == ["Samira Bakkali", "Noor Smit", "Tom de Vries"]


def test_a_first_contact_who_stays_longer_than_her_successor_came_leaves_one_first_contact_a_day(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    seats.end_membership(membership=samira, last_day=date(2027, 1, 31), actor=ib)
    assert Membership.objects.on(JANUARY).filter(is_first_contact=True).count() == 1


def test_taking_away_the_end_of_an_earlier_first_contact_leaves_one_first_contact(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    samira.refresh_from_db()
    correct(samira, ib, ends_on=None)
    assert Membership.objects.on(JANUARY).filter(is_first_contact=True).count() == 1


def test_a_first_contact_whose_role_was_wrong_leaves_one_first_contact_in_the_right_role(
    school: School, samira: Membership, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    samira.refresh_from_db()
    doctor = seat(school, "jeugdarts", is_first_contact=True)
    correct(samira, ib, role=doctor.role)
    assert Membership.objects.filter(role=doctor.role, is_first_contact=True, ends_on=None).count() == 1


def test_there_is_one_first_contact_in_a_role(school: School, samira: Membership, tom: Professional, ib: User) -> None:
    other = seat(school, "cjg-coach", professional=tom, is_first_contact=True)
    doctor = seat(school, "jeugdarts", is_first_contact=True)
    elsewhere = seat(SchoolFactory(region=school.region), "cjg-coach", is_first_contact=True)
    seats.set_contact(membership=samira, contact_days=0, contact_hours="", is_first_contact=True, actor=ib)
    first = set(Membership.objects.filter(is_first_contact=True))
    assert (first, other in first) == ({samira, doctor, elsewhere}, False)


def test_who_was_first_contact_before_keeps_that_in_her_history(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(starts_on=JANUARY)
    before = seat(school, "cjg-coach", professional=tom, is_first_contact=True, ends_on=DECEMBER)
    seats.set_contact(membership=samira, contact_days=0, contact_hours="", is_first_contact=True, actor=ib)
    assert set(Membership.objects.filter(is_first_contact=True)) == {samira, before}
