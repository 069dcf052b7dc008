"""A school's own days off: added, refused, taken away, and back again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.actions.free_periods import add_free_period, remove_free_period
from schools.changes import undo
from schools.models import Change, FreePeriod, School
from schools.school_year import SchoolYear
from tests.factories import FreePeriodFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 17), date(2026, 12, 18)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


def rows() -> list[tuple[int, date, date, str]]:
    return list(FreePeriod.objects.values_list("school", "first_day", "last_day", "label"))


def test_days_off_are_added_to_the_school(school: School, ib: User) -> None:
    change = add_free_period(school=school, label="Studiedagen", first_day=FIRST, last_day=LAST, actor=ib)
    assert rows() == [(school.pk, FIRST, LAST, "Studiedagen")]
    assert (change.school, change.actor, change.summary) == (
        school,
        ib,
        "Studiedagen is toegevoegd aan de vrije dagen.",
    )


def test_days_out_of_order_are_refused_beside_the_last_day(school: School, ib: User) -> None:
    with pytest.raises(ValidationError) as refused:
        add_free_period(school=school, label="Studiedagen", first_day=LAST, last_day=FIRST, actor=ib)
    assert refused.value.message_dict == {"last_day": ["De laatste dag ligt voor de eerste dag."]}
    assert (rows(), Change.objects.count()) == ([], 0)


def test_the_same_days_twice_are_refused_beside_the_first_day(school: School, ib: User) -> None:
    FreePeriodFactory(school=school, first_day=FIRST, last_day=LAST)
    with pytest.raises(ValidationError) as refused:
        add_free_period(school=school, label="Nog eens", first_day=FIRST, last_day=LAST, actor=ib)
    assert refused.value.message_dict == {"first_day": ["Deze vrije dagen staan er al."]}
    assert len(rows()) == 1


def test_another_school_may_have_the_same_days(school: School, ib: User) -> None:
    FreePeriodFactory(first_day=FIRST, last_day=LAST)
    add_free_period(school=school, label="Studiedagen", first_day=FIRST, last_day=LAST, actor=ib)
    assert len(rows()) == 2


def test_removed_days_come_back_as_they_were_when_undone(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school, first_day=FIRST, last_day=LAST, label="Studiedagen")
    before = list(FreePeriod.objects.values())
    change = remove_free_period(period=period, actor=ib)
    assert rows() == []
    assert change.summary == "Studiedagen is weggehaald uit de vrije dagen."
    undo(change=change, actor=ib)
    assert list(FreePeriod.objects.values()) == before


@pytest.mark.parametrize(
    ("first_day", "last_day", "touches"),
    [
        (date(2026, 7, 30), date(2026, 7, 31), False),
        (date(2026, 7, 31), date(2026, 8, 1), True),
        (date(2026, 12, 17), date(2026, 12, 18), True),
        (date(2027, 7, 31), date(2027, 8, 1), True),
        (date(2027, 8, 1), date(2027, 8, 1), False),
        (date(2026, 7, 1), date(2027, 8, 31), True),
    ],
)
def test_days_off_that_touch_a_school_year(school: School, first_day: date, last_day: date, touches: bool) -> None:
    FreePeriodFactory(school=school, first_day=first_day, last_day=last_day)
    FreePeriodFactory(first_day=FIRST, last_day=LAST)
    year = SchoolYear(2026)
    assert school.free_periods.between(year.first_day, year.last_day).exists() is touches
