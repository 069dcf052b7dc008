"""Who sits where, through the actions: seated, ended, corrected, removed, and the contact with the school."""

from datetime import date

import pytest

from accounts.models import User
from schools.models import School
from teams.actions import seats
from teams.models import Membership, Professional, Role, StandIn
from tests.factories import OrganisationFactory, StandInFactory, seat
from tests.teams.seating import AUGUST, DECEMBER, JANUARY, coach, correct, refusal, team

pytestmark = pytest.mark.django_db


def test_somebody_is_seated_from_a_day(school: School, tom: Professional, ib: User) -> None:
    change = seats.seat_member(school=school, role=coach(), professional=tom, starts_on=JANUARY, actor=ib)
    assert team(school) == [("Tom de Vries", "cjg-coach", JANUARY, None)]
    assert (change.school, change.summary) == (school, "Tom de Vries is CJG-coach vanaf 1 januari 2027.")


def test_somebody_new_is_registered_with_her_seat(school: School, ib: User) -> None:
    cjg = OrganisationFactory(region=school.region)
    newcomer = Professional(first_name="Noor", surname="Smit", organisation=cjg, email="noor@example.nl")
    seats.seat_member(school=school, role=coach(), professional=newcomer, starts_on=JANUARY, contact_days=5, actor=ib)
    row = school.memberships.get()
    assert (str(row.professional), row.professional.organisation, row.contact_days) == ("Noor Smit", cjg, 5)


def test_two_people_may_have_the_same_role(school: School, samira: Membership, tom: Professional, ib: User) -> None:
    seats.seat_member(school=school, role=coach(), professional=tom, starts_on=JANUARY, actor=ib)
    assert team(school) == [
        ("Samira Bakkali", "cjg-coach", AUGUST, None),
        ("Tom de Vries", "cjg-coach", JANUARY, None),
    ]


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        (None, "Samira Bakkali is hier al CJG-coach, van 1 augustus 2026 tot nader order."),
        (DECEMBER, "Samira Bakkali is hier al CJG-coach, van 1 augustus 2026 tot en met 31 december 2026."),
    ],
)
def test_who_has_the_seat_already_is_refused(
    school: School, samira: Membership, ib: User, ends_on: date | None, said: str
) -> None:
    Membership.objects.update(ends_on=ends_on)
    assert refusal(
        lambda: seats.seat_member(
            school=school, role=coach(), professional=samira.professional, starts_on=date(2026, 12, 1), actor=ib
        )
    ) == {"professional": [said]}


def test_who_left_may_come_back_the_day_after(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.update(ends_on=DECEMBER)
    seats.seat_member(school=school, role=coach(), professional=samira.professional, starts_on=JANUARY, actor=ib)
    assert [row[2:] for row in team(school)] == [(AUGUST, DECEMBER), (JANUARY, None)]


def test_somebody_leaves_after_her_last_day(school: School, samira: Membership, ib: User) -> None:
    change = seats.end_membership(membership=samira, last_day=DECEMBER, actor=ib)
    assert team(school) == [("Samira Bakkali", "cjg-coach", AUGUST, DECEMBER)]
    assert change.summary == "Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."


def test_who_leaves_takes_her_stand_ins_along(samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira, starts_on=date(2026, 11, 1), ends_on=DECEMBER)
    seats.end_membership(membership=samira, last_day=date(2026, 11, 30), actor=ib)
    assert StandIn.objects.get().ends_on == date(2026, 11, 30)


def test_her_last_day_may_be_her_first(samira: Membership, ib: User) -> None:
    seats.end_membership(membership=samira, last_day=AUGUST, actor=ib)
    assert Membership.objects.get().ends_on == AUGUST


def test_a_last_day_before_the_first_is_refused(samira: Membership, ib: User) -> None:
    assert refusal(lambda: seats.end_membership(membership=samira, last_day=date(2026, 7, 31), actor=ib)) == {
        "ends_on": ["De laatste dag kan niet voor 1 augustus 2026 liggen, de eerste dag."]
    }


def test_a_last_day_within_her_own_next_stay_is_refused(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.update(ends_on=DECEMBER)
    seat(school, "cjg-coach", professional=samira.professional, starts_on=date(2027, 2, 1))
    said = refusal(lambda: seats.end_membership(membership=samira, last_day=date(2027, 3, 1), actor=ib))
    assert len(said) == 1


def test_person_role_and_days_are_set_right(school: School, samira: Membership, tom: Professional, ib: User) -> None:
    doctor = Role.objects.get(code="jeugdarts")
    change = correct(samira, ib, professional=tom, role=doctor, starts_on=date(2026, 9, 1), ends_on=DECEMBER)
    assert team(school) == [("Tom de Vries", "jeugdarts", date(2026, 9, 1), DECEMBER)]
    assert change.summary == "Hersteld: Tom de Vries, jeugdarts vanaf 1 september 2026."


def test_an_end_that_was_a_mistake_is_taken_away(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.update(ends_on=DECEMBER)
    samira.refresh_from_db()
    correct(samira, ib, ends_on=None)
    assert team(school) == [("Samira Bakkali", "cjg-coach", AUGUST, None)]


def test_a_correction_with_days_out_of_order_is_refused(samira: Membership, ib: User) -> None:
    assert refusal(lambda: correct(samira, ib, ends_on=date(2026, 7, 31))) == {
        "ends_on": ["De laatste dag ligt voor de eerste dag."]
    }


def test_a_correction_into_somebodys_other_stay_is_refused(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.update(ends_on=DECEMBER)
    samira.refresh_from_db()
    seat(school, "cjg-coach", professional=samira.professional, starts_on=date(2027, 2, 1))
    assert refusal(lambda: correct(samira, ib, ends_on=None)) == {
        "professional": ["Samira Bakkali is hier al CJG-coach, van 1 februari 2027 tot nader order."]
    }


def test_a_correction_cuts_the_stand_ins(samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira, starts_on=date(2026, 11, 1), ends_on=DECEMBER)
    correct(samira, ib, ends_on=date(2026, 11, 30))
    assert StandIn.objects.get().ends_on == date(2026, 11, 30)


def test_a_correction_keeps_the_stand_ins_within_the_membership(samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    StandInFactory(membership=samira, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 30))
    correct(samira, ib, starts_on=date(2026, 11, 1))
    assert list(StandIn.objects.values_list("starts_on", "ends_on")) == [(date(2026, 11, 1), date(2026, 11, 30))]


def test_who_is_corrected_into_the_seat_does_not_stand_in_for_herself(
    samira: Membership, tom: Professional, ib: User
) -> None:
    StandInFactory(membership=samira, professional=tom)
    correct(samira, ib, professional=tom)
    assert StandIn.objects.count() == 0


def test_who_never_sat_there_is_removed_with_her_stand_ins(school: School, samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira)
    change = seats.remove_membership(membership=samira, actor=ib)
    assert (team(school), StandIn.objects.count()) == ([], 0)
    assert change.summary == "Samira Bakkali is weggehaald als CJG-coach."


def test_contact_days_and_hours_are_set(samira: Membership, ib: User) -> None:
    seats.set_contact(
        membership=samira, contact_days=9, contact_hours="ma 8.30-10.00 uur", is_first_contact=True, actor=ib
    )
    row = Membership.objects.get()
    assert (row.contact_days, row.contact_hours, row.is_first_contact) == (9, "ma 8.30-10.00 uur", True)
