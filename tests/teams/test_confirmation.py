"""A team confirmed in one click, and with it everybody who is in it."""

from datetime import date
from uuid import UUID

import pytest

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import School
from teams.actions.confirmation import confirm_team
from teams.models import Membership, Professional, TeamConfirmation
from teams.seen import Stale
from teams.snapshots import team_snapshot
from tests.factories import TODAY, SchoolFactory, StandInFactory, UserFactory, seat

pytestmark = pytest.mark.django_db
LONG_AGO = date(2025, 1, 6)


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


def member(school: School, role: str, **fields: object) -> Professional:
    return seat(school, role, professional__confirmed_on=LONG_AGO, **fields).professional


def confirmed_on(somebody: Professional) -> date | None:
    return Professional.objects.get(pk=somebody.pk).confirmed_on


def test_the_team_is_confirmed_on_the_day_by_who_did_it(school: School, ib: User) -> None:
    change = confirm_team(school=school, today=TODAY, actor=ib)
    row = TeamConfirmation.objects.get()
    assert (row.school, row.confirmed_on, row.confirmed_by) == (school, TODAY, ib)
    assert (change.school, change.summary) == (school, "Het kernteam van De Zeester is bevestigd.")


def test_who_is_in_the_team_today_is_confirmed_with_it(school: School, ib: User) -> None:
    people = [member(school, "cjg-coach"), member(school, "jeugdarts", ends_on=TODAY)]
    confirm_team(school=school, today=TODAY, actor=ib)
    assert [confirmed_on(somebody) for somebody in people] == [TODAY, TODAY]


def test_who_left_who_comes_later_and_who_sits_elsewhere_is_not(school: School, ib: User) -> None:
    people = [
        member(school, "cjg-coach", ends_on=date(2026, 11, 21)),
        member(school, "cjg-coach", starts_on=date(2026, 11, 23)),
        member(SchoolFactory(region=school.region), "cjg-coach"),
        StandInFactory(membership=Membership.objects.first(), professional__confirmed_on=LONG_AGO).professional,
    ]
    confirm_team(school=school, today=TODAY, actor=ib)
    assert [confirmed_on(somebody) for somebody in people] == [LONG_AGO] * 4


def test_a_second_confirmation_is_kept_beside_the_first(school: School, ib: User) -> None:
    confirm_team(school=school, today=LONG_AGO, actor=UserFactory())
    confirm_team(school=school, today=TODAY, actor=ib)
    assert list(TeamConfirmation.objects.values_list("confirmed_on", flat=True)) == [TODAY, LONG_AGO]


def test_undone_nobody_is_confirmed_more_than_before(school: School, ib: User) -> None:
    somebody = member(school, "cjg-coach")
    before = Professional.objects.values().get(pk=somebody.pk)
    undo(change=confirm_team(school=school, today=TODAY, actor=ib), actor=ib)
    assert TeamConfirmation.objects.count() == 0
    assert Professional.objects.values().get(pk=somebody.pk) == before


def test_a_team_that_changed_since_it_was_seen_is_not_confirmed(school: School, ib: User) -> None:
    seen = team_snapshot(school, TODAY)
    seat(school, "cjg-coach", professional__first_name="Samira", professional__surname="Bakkali")
    with pytest.raises(Stale) as stale:
        confirm_team(school=school, today=TODAY, seen=seen, actor=ib)
    assert stale.value.differences == ["Samira Bakkali, CJG-coach is erbij gekomen."]
    assert TeamConfirmation.objects.count() == 0


def test_who_comes_later_does_not_stand_in_the_way_of_confirming(school: School, ib: User) -> None:
    seen = team_snapshot(school, TODAY)
    seat(school, "cjg-coach", starts_on=date(2026, 11, 23))
    confirm_team(school=school, today=TODAY, seen=seen, actor=ib)
    assert TeamConfirmation.objects.count() == 1


def test_the_same_click_twice_confirms_once(school: School, ib: User) -> None:
    key = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
    confirm_team(school=school, today=TODAY, actor=ib, key=key)
    with pytest.raises(AlreadyDone):
        confirm_team(school=school, today=TODAY, actor=ib, key=key)
    assert TeamConfirmation.objects.count() == 1


@pytest.mark.parametrize(
    ("confirmed", "stale"), [(TODAY, False), (date(2025, 11, 21), False), (date(2025, 11, 20), True)]
)
def test_a_confirmation_holds_for_a_year(school: School, confirmed: date, stale: bool) -> None:
    assert TeamConfirmation(school=school, confirmed_on=confirmed).is_stale(TODAY) is stale
