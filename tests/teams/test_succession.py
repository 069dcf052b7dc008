"""Who follows whom in a seat: from which day, with what of the old one, and when it is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.models import School
from teams.actions import seats
from teams.models import Membership, Professional, StandIn
from tests.factories import OrganisationFactory, StandInFactory, person, seat
from tests.teams.seating import AUGUST, DECEMBER, JANUARY, refusal, team

pytestmark = pytest.mark.django_db


def test_a_successor_comes_and_the_old_one_ends_the_day_before(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    change = seats.replace_member(membership=samira, successor=tom, starts_on=date(2026, 11, 22), actor=ib)
    assert team(school) == [
        ("Samira Bakkali", "cjg-coach", AUGUST, date(2026, 11, 21)),
        ("Tom de Vries", "cjg-coach", date(2026, 11, 22), None),
    ]
    assert change.summary == "Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 22 november 2026."


def test_a_successor_in_the_future_is_planned_and_the_old_one_stays_till_then(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seats.replace_member(membership=samira, successor=tom, starts_on=date(2027, 8, 1), actor=ib)
    assert [str(row.professional) for row in Membership.objects.on(date(2027, 7, 31))] == ["Samira Bakkali"]
    assert [str(row.professional) for row in Membership.objects.on(date(2027, 8, 1))] == ["Tom de Vries"]


def test_a_successor_of_who_leaves_earlier_does_not_lengthen_her_stay(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(ends_on=DECEMBER)
    seats.replace_member(membership=samira, successor=tom, starts_on=date(2027, 2, 1), actor=ib)
    assert [row[2:] for row in team(school)] == [(AUGUST, DECEMBER), (date(2027, 2, 1), None)]


def test_a_stand_in_who_goes_on_after_the_old_one_is_cut_and_a_later_one_is_called_off(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    StandInFactory(membership=samira, starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31))
    StandInFactory(membership=samira, starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 28))
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    assert list(StandIn.objects.values_list("starts_on", "ends_on")) == [(date(2026, 11, 1), DECEMBER)]


def test_who_was_succeeded_already_is_not_succeeded_again(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seats.replace_member(membership=samira, successor=person(school, "Noor", "", "Smit"), starts_on=JANUARY, actor=ib)
    before = team(school)
    with pytest.raises(ValidationError) as refused:
        seats.replace_member(membership=samira, successor=tom, starts_on=date(2027, 2, 1), actor=ib)
    said = "Noor Smit heeft deze plek al overgenomen van Samira Bakkali. "
    assert (refused.value.messages, team(school)) == (
        [f"{said}Ga terug en vervang Noor Smit, of zet er iemand bij."],
        before,
    )


def test_nobody_succeeds_herself(samira: Membership, ib: User) -> None:
    assert refusal(
        lambda: seats.replace_member(membership=samira, successor=samira.professional, starts_on=JANUARY, actor=ib)
    ) == {"professional": ["Kies iemand anders: dit is degene die je vervangt."]}


@pytest.mark.parametrize("starts_on", [AUGUST, date(2026, 7, 1)])
def test_a_successor_comes_later_than_the_first_day_of_the_old_one(
    samira: Membership, tom: Professional, ib: User, starts_on: date
) -> None:
    said = "Samira Bakkali begon op 1 augustus 2026. Kies een latere dag. "
    assert refusal(lambda: seats.replace_member(membership=samira, successor=tom, starts_on=starts_on, actor=ib)) == {
        "starts_on": [f"{said}Klopt die eerste dag niet? Kies dan ‘Herstel fout’."]
    }


def test_a_successor_who_has_the_seat_already_is_refused_and_the_old_one_stays(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seat(school, "cjg-coach", professional=tom)
    assert refusal(lambda: seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)) == {
        "professional": ["Tom de Vries is hier al CJG-coach, van 1 augustus 2026 tot nader order."]
    }


def test_a_new_successor_is_not_registered_when_the_replacement_is_refused(
    school: School, samira: Membership, ib: User
) -> None:
    newcomer = Professional(
        surname="Smit", organisation=OrganisationFactory(region=school.region), email="noor@example.nl"
    )
    said = refusal(lambda: seats.replace_member(membership=samira, successor=newcomer, starts_on=AUGUST, actor=ib))
    assert list(said) == ["starts_on"]


def test_removing_a_successor_says_that_the_old_one_still_leaves(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    change = seats.remove_membership(membership=Membership.objects.get(professional=tom), actor=ib)
    assert change.summary == (
        "Tom de Vries is weggehaald als CJG-coach. De laatste dag van Samira Bakkali blijft 31 december 2026."
    )
