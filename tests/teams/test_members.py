"""The members of a team on a day: who comes and who left, who is new or faded, and who stands in for her."""

from datetime import date

import pytest

from schools.models import School
from teams.roster import roster_on
from tests.factories import TODAY, StandInFactory, person, seat
from tests.teams.rosters import TOMORROW, YESTERDAY, coach_seat, names

pytestmark = pytest.mark.django_db


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
