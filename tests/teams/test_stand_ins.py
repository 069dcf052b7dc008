"""Who stands in for a member: for a period within her membership, one at a time, stopped and called off."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import Change, School
from teams.actions.stand_ins import arrange_stand_in, end_stand_in
from teams.models import Membership, Professional, StandIn
from teams.seen import Stale
from teams.snapshots import seat_snapshot
from tests.factories import TODAY, OrganisationFactory, StandInFactory, person, seat
from tests.teams.seating import everything, refusal

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 1), date(2027, 1, 31)


@pytest.fixture
def samira(school: School) -> Membership:
    """CJG-coach since August, until the end of June."""
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali"), ends_on=date(2027, 6, 30))


def rows() -> list[tuple[str, date, date]]:
    return [(str(row.professional), row.starts_on, row.ends_on) for row in StandIn.objects.all()]


def arrange(membership: Membership, who: Professional, actor: User, *days: date, **more: Any) -> Change:
    starts_on, ends_on = days or (FIRST, LAST)
    return arrange_stand_in(
        membership=membership, professional=who, starts_on=starts_on, ends_on=ends_on, actor=actor, **more
    )


def test_somebody_stands_in_for_a_period(samira: Membership, tom: Professional, ib: User) -> None:
    change = arrange(samira, tom, ib)
    assert rows() == [("Tom de Vries", FIRST, LAST)]
    assert change.summary == (
        "Tom de Vries neemt waar voor Samira Bakkali, van 1 december 2026 tot en met 31 januari 2027."
    )


def test_the_member_keeps_her_seat(samira: Membership, tom: Professional, ib: User) -> None:
    before = Membership.objects.values().get()
    arrange(samira, tom, ib)
    assert Membership.objects.values().get() == before


def test_a_new_stand_in_is_registered(samira: Membership, school: School, ib: User) -> None:
    cjg = OrganisationFactory(region=school.region)
    arrange(samira, Professional(surname="Smit", organisation=cjg), ib)
    assert (StandIn.objects.get().professional.surname, StandIn.objects.get().professional.organisation) == (
        "Smit",
        cjg,
    )


def test_the_whole_of_a_membership_can_be_stood_in_for(samira: Membership, tom: Professional, ib: User) -> None:
    arrange(samira, tom, ib, date(2026, 8, 1), date(2027, 6, 30))
    assert rows() == [("Tom de Vries", date(2026, 8, 1), date(2027, 6, 30))]


def test_a_second_one_may_follow_the_day_after(samira: Membership, tom: Professional, ib: User) -> None:
    arrange(samira, tom, ib)
    arrange(samira, tom, ib, date(2027, 2, 1), date(2027, 2, 28))
    assert [row[1:] for row in rows()] == [(FIRST, LAST), (date(2027, 2, 1), date(2027, 2, 28))]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((LAST, FIRST), {"ends_on": ["De laatste dag ligt voor de eerste dag."]}),
        (
            (date(2026, 7, 31), LAST),
            {"starts_on": ["Samira Bakkali begint zelf pas op 1 augustus 2026."]},
        ),
        (
            (FIRST, date(2027, 7, 1)),
            {"ends_on": ["Samira Bakkali stopt op 30 juni 2027; kies een dag tot dan."]},
        ),
    ],
)
def test_a_period_outside_the_membership_is_refused(
    samira: Membership, tom: Professional, ib: User, days: tuple[date, date], said: dict[str, list[str]]
) -> None:
    assert refusal(lambda: arrange(samira, tom, ib, *days)) == said


def test_a_second_stand_in_on_the_same_days_is_refused(
    samira: Membership, school: School, tom: Professional, ib: User
) -> None:
    arrange(samira, person(school, "Noor", "", "Smit"), ib)
    assert refusal(lambda: arrange(samira, tom, ib, LAST, date(2027, 2, 28))) == {
        "starts_on": ["Noor Smit neemt al waar van 1 december 2026 tot en met 31 januari 2027."]
    }


def test_nobody_stands_in_for_herself(samira: Membership, ib: User) -> None:
    assert refusal(lambda: arrange(samira, samira.professional, ib)) == {
        "professional": ["Iemand kan niet voor zichzelf waarnemen. Kies iemand anders."]
    }


def test_a_refused_new_stand_in_is_not_registered(samira: Membership, tom: Professional, ib: User) -> None:
    newcomer = Professional(surname="Smit", organisation=tom.organisation, email="smit@example.nl")
    assert list(refusal(lambda: arrange(samira, newcomer, ib, LAST, FIRST))) == ["ends_on"]


def test_stopping_today_gives_the_member_her_seat_back_today(samira: Membership, ib: User) -> None:
    row = StandInFactory(membership=samira, professional__first_name="Tom", professional__surname="Smit", ends_on=LAST)
    change = end_stand_in(stand_in=row, today=TODAY, actor=ib)
    assert StandIn.objects.get().ends_on == date(2026, 11, 21)
    assert change.summary == "De waarneming door Tom Smit is gestopt."


@pytest.mark.parametrize("starts_on", [TODAY, date(2026, 12, 1)])
def test_one_that_has_not_begun_before_today_is_called_off(samira: Membership, ib: User, starts_on: date) -> None:
    end_stand_in(stand_in=StandInFactory(membership=samira, starts_on=starts_on), today=TODAY, actor=ib)
    assert rows() == []


def test_stopping_does_not_lengthen_one_that_is_over(samira: Membership, ib: User) -> None:
    row = StandInFactory(membership=samira, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    end_stand_in(stand_in=row, today=TODAY, actor=ib)
    assert StandIn.objects.get().ends_on == date(2026, 9, 30)


@pytest.mark.parametrize("starts_on", [date(2026, 11, 1), date(2026, 12, 1)])
def test_a_stopped_one_is_as_it_was_when_undone(samira: Membership, ib: User, starts_on: date) -> None:
    row = StandInFactory(membership=samira, starts_on=starts_on)
    before = everything()
    undo(change=end_stand_in(stand_in=row, today=TODAY, actor=ib), actor=ib)
    assert everything() == before


def test_an_arranged_one_is_gone_when_undone(samira: Membership, tom: Professional, ib: User) -> None:
    before = everything()
    undo(change=arrange(samira, tom, ib), actor=ib)
    assert everything() == before


def test_a_seat_that_changed_since_it_was_seen_is_refused(
    samira: Membership, school: School, tom: Professional, ib: User
) -> None:
    seen = seat_snapshot(school, samira.role)
    arrange(samira, person(school, "Noor", "", "Smit"), ib)
    with pytest.raises(Stale) as stale:
        arrange(samira, tom, ib, date(2027, 3, 1), date(2027, 3, 31), seen=seen)
    who, noor = "Samira Bakkali, CJG-coach vanaf 1 augustus 2026", "Noor Smit (1 december 2026 - 31 januari 2027)"
    assert stale.value.differences == [f"{who}: waarnemer is nu {noor} (was leeg)."]
    assert len(rows()) == 1


def test_the_same_form_twice_arranges_once(samira: Membership, tom: Professional, ib: User) -> None:
    key = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
    arrange(samira, tom, ib, key=key)
    with pytest.raises(AlreadyDone):
        arrange(samira, tom, ib, key=key)
    assert len(rows()) == 1
