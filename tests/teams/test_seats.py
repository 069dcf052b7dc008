"""Who sits where, through the actions: what each writes, refuses and gives back when undone."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import Change, School
from teams.actions import seats
from teams.models import Membership, Professional, Role, StandIn
from teams.seen import Stale
from teams.snapshots import seat_snapshot
from tests.factories import OrganisationFactory, SchoolFactory, StandInFactory, UserFactory, person, seat

pytestmark = pytest.mark.django_db
KEY = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
AUGUST, DECEMBER, JANUARY = date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


@pytest.fixture
def samira(school: School) -> Membership:
    """CJG-coach since August, until further notice."""
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali"), contact_days=2)


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries")


def coach() -> Role:
    return Role.objects.get(code="cjg-coach")


def team(school: School) -> list[tuple[str, str, date, date | None]]:
    rows = school.memberships.select_related("professional", "role")
    return [(str(row.professional), row.role.code, row.starts_on, row.ends_on) for row in rows]


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Professional, Membership, StandIn)]


def refusal(action: Callable[[], Any]) -> dict[str, list[str]]:
    """What a refused action says, by field; it must have left everything as it was."""
    before = (everything(), Change.objects.count(), User.objects.count())
    with pytest.raises(ValidationError) as refused:
        action()
    assert (everything(), Change.objects.count(), User.objects.count()) == before
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


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
    said = (
        "Samira Bakkali begon op 1 augustus 2026. Kies een latere dag, of haal haar met ‘Herstel fout’ weg als zij er "
    )
    assert refusal(lambda: seats.replace_member(membership=samira, successor=tom, starts_on=starts_on, actor=ib)) == {
        "starts_on": [f"{said}nooit zat."]
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


def test_somebody_leaves_after_her_last_day(school: School, samira: Membership, ib: User) -> None:
    change = seats.end_membership(membership=samira, last_day=DECEMBER, actor=ib)
    assert team(school) == [("Samira Bakkali", "cjg-coach", AUGUST, DECEMBER)]
    assert change.summary == "Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."


def test_who_leaves_takes_her_stand_ins_along(samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira, starts_on=date(2026, 11, 1), ends_on=DECEMBER)
    seats.end_membership(membership=samira, last_day=date(2026, 11, 30), actor=ib)
    assert StandIn.objects.get().ends_on == date(2026, 11, 30)


def test_a_first_contact_who_stays_longer_than_her_successor_came_leaves_one_first_contact_a_day(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    seats.end_membership(membership=samira, last_day=date(2027, 1, 31), actor=ib)
    assert Membership.objects.on(JANUARY).filter(is_first_contact=True).count() == 1


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


def correct(membership: Membership, actor: User, **wrong: Any) -> Change:
    values = {name: getattr(membership, name) for name in ("professional", "role", "starts_on", "ends_on")}
    return seats.correct_membership(membership=membership, **{**values, **wrong}, actor=actor)


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


def test_taking_away_the_end_of_an_earlier_first_contact_leaves_one_first_contact(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    samira.refresh_from_db()
    correct(samira, ib, ends_on=None)
    assert Membership.objects.on(JANUARY).filter(is_first_contact=True).count() == 1


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


def test_a_first_contact_whose_role_was_wrong_leaves_one_first_contact_in_the_right_role(
    school: School, samira: Membership, ib: User
) -> None:
    Membership.objects.update(is_first_contact=True)
    samira.refresh_from_db()
    doctor = seat(school, "jeugdarts", is_first_contact=True)
    correct(samira, ib, role=doctor.role)
    assert Membership.objects.filter(role=doctor.role, is_first_contact=True, ends_on=None).count() == 1


def test_who_never_sat_there_is_removed_with_her_stand_ins(school: School, samira: Membership, ib: User) -> None:
    StandInFactory(membership=samira)
    change = seats.remove_membership(membership=samira, actor=ib)
    assert (team(school), StandIn.objects.count()) == ([], 0)
    assert change.summary == "Samira Bakkali is weggehaald als CJG-coach."


def test_removing_a_successor_says_that_the_old_one_still_leaves(
    school: School, samira: Membership, tom: Professional, ib: User
) -> None:
    seats.replace_member(membership=samira, successor=tom, starts_on=JANUARY, actor=ib)
    change = seats.remove_membership(membership=Membership.objects.get(professional=tom), actor=ib)
    assert change.summary == (
        "Tom de Vries is weggehaald als CJG-coach. Samira Bakkali stopt nog wel op 31 december 2026."
    )


def test_contact_days_and_hours_are_set(samira: Membership, ib: User) -> None:
    seats.set_contact(
        membership=samira, contact_days=9, contact_hours="ma 8.30-10.00 uur", is_first_contact=True, actor=ib
    )
    row = Membership.objects.get()
    assert (row.contact_days, row.contact_hours, row.is_first_contact) == (9, "ma 8.30-10.00 uur", True)


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


@pytest.fixture(params=["seat", "seat new", "replace", "replace by new", "end", "correct", "remove", "contact"])
def action(request: pytest.FixtureRequest, school: School, samira: Membership, tom: Professional) -> Any:
    """Each action in turn, as a function of `actor`, `seen` and `key`."""
    newcomer = Professional(surname="Smit", organisation=tom.organisation, email="smit@example.nl")
    seating = {"school": school, "role": coach(), "starts_on": JANUARY}
    succeeding = {"membership": samira, "starts_on": JANUARY}
    actions = {
        "seat": lambda **who: seats.seat_member(**seating, professional=tom, **who),
        "seat new": lambda **who: seats.seat_member(**seating, professional=newcomer, **who),
        "replace": lambda **who: seats.replace_member(**succeeding, successor=tom, **who),
        "replace by new": lambda **who: seats.replace_member(**succeeding, successor=newcomer, **who),
        "end": lambda **who: seats.end_membership(membership=samira, last_day=DECEMBER, **who),
        "correct": lambda **who: seats.correct_membership(
            membership=samira, professional=tom, role=coach(), starts_on=JANUARY, ends_on=None, **who
        ),
        "remove": lambda **who: seats.remove_membership(membership=samira, **who),
        "contact": lambda **who: seats.set_contact(
            membership=samira, contact_days=1, contact_hours="", is_first_contact=True, **who
        ),
    }
    return actions[request.param]


def test_each_action_undone_gives_exactly_the_rows_before(
    samira: Membership, tom: Professional, ib: User, action: Any
) -> None:
    seat(samira.school, "cjg-coach", is_first_contact=True)
    StandInFactory(membership=samira, starts_on=date(2026, 11, 1), ends_on=date(2027, 2, 1))
    before = everything()
    change = action(actor=ib)
    after = everything()
    assert after != before
    undone = undo(change=change, actor=ib)
    assert everything() == before
    undo(change=undone, actor=ib)
    assert everything() == after


def test_each_action_refuses_when_the_seat_changed_since_it_was_seen(
    school: School, samira: Membership, ib: User, action: Any
) -> None:
    seen = seat_snapshot(school, coach())
    seats.end_membership(membership=samira, last_day=date(2027, 6, 30), actor=UserFactory())
    before = (everything(), Change.objects.count())
    with pytest.raises(Stale) as stale:
        action(actor=ib, seen=seen)
    assert stale.value.differences == [
        "Samira Bakkali, CJG-coach vanaf 1 augustus 2026: laatste dag is nu 30 juni 2027 (was leeg)."
    ]
    assert (everything(), Change.objects.count()) == before


def test_each_action_goes_through_when_the_seat_is_as_it_was_seen(
    school: School, samira: Membership, ib: User, action: Any
) -> None:
    assert action(actor=ib, seen=seat_snapshot(school, coach())).school == school


def test_each_action_with_the_same_key_acts_once(samira: Membership, ib: User, action: Any) -> None:
    first = action(actor=ib, key=KEY)
    after = everything()
    with pytest.raises(AlreadyDone) as again:
        action(actor=ib, key=KEY)
    assert (again.value.change, everything()) == (first, after)


def test_a_membership_that_is_gone_meanwhile_is_stale(samira: Membership, ib: User) -> None:
    Membership.objects.all().delete()
    with pytest.raises(Stale) as stale:
        seats.end_membership(membership=samira, last_day=DECEMBER, actor=ib)
    assert stale.value.differences == ["Samira Bakkali, CJG-coach van De Zeester: staat er niet meer."]


def test_what_happens_in_another_seat_is_not_stale(school: School, samira: Membership, ib: User) -> None:
    seen = seat_snapshot(school, coach())
    seat(school, "jeugdarts")
    seat(SchoolFactory(region=school.region), "cjg-coach")
    seats.end_membership(membership=samira, last_day=DECEMBER, seen=seen, actor=ib)
    assert Membership.objects.get(pk=samira.pk).ends_on == DECEMBER


def test_the_other_role_of_the_same_seat_is_seen_too(school: School, ib: User) -> None:
    doctor, nurse = Role.objects.get(code="jeugdarts"), Role.objects.get(code="jeugdverpleegkundige")
    seen = seat_snapshot(school, doctor)
    seat(school, nurse.code, professional=person(school, "Joke", "", "Zuster"))
    with pytest.raises(Stale) as stale:
        seats.seat_member(
            school=school,
            role=doctor,
            professional=person(school, "", "", "Arts"),
            starts_on=AUGUST,
            seen=seen,
            actor=ib,
        )
    assert stale.value.differences == ["Joke Zuster, jeugdverpleegkundige vanaf 1 augustus 2026 is erbij gekomen."]


def test_two_people_of_the_same_name_are_both_seen(school: School, ib: User) -> None:
    for _ in range(2):
        seat(school, "cjg-coach", professional=person(school, "Jan", "", "Boer"))
    first, second = Membership.objects.order_by("pk")
    seen = seat_snapshot(school, coach())
    seats.end_membership(membership=first, last_day=DECEMBER, actor=ib)
    with pytest.raises(Stale):
        seats.end_membership(membership=second, last_day=DECEMBER, seen=seen, actor=ib)
