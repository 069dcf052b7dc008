"""What every action on a seat does alike: undone, refused when the seat changed meanwhile, done once."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import Change, School
from teams.actions import seats
from teams.models import Membership, Professional, Role
from teams.seen import Stale
from teams.snapshots import seat_snapshot
from tests.factories import SchoolFactory, StandInFactory, UserFactory, person, seat
from tests.teams.seating import AUGUST, DECEMBER, JANUARY, coach, everything

pytestmark = pytest.mark.django_db
KEY = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")


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
