"""What a page of the overview starts from: the schools that are open on the day that was asked for."""

from datetime import date

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from accounts.models import User
from overview.moment import Moment
from overview.views.fetching import looked_at
from schools.models import Region, School
from tests.factories import TODAY, GrantFactory, SchoolFactory, UserFactory

BEFORE, AFTER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def user(region: Region) -> User:
    found: User = GrantFactory(region=region).user
    return found


@pytest.fixture
def closed(region: Region) -> School:
    """Closed in the middle of September."""
    row: School = SchoolFactory(name="De Gesloten", region=region, closed_on=date(2026, 9, 15))
    return row


def by(user: User, query: str = "") -> HttpRequest:
    request = RequestFactory().get(f"/{query}")
    request.user = user
    return request


def names(schools: object) -> set[str]:
    return {row.name for row in schools}  # type: ignore[attr-defined]


def test_without_a_grant_there_is_no_such_region(region: Region) -> None:
    with pytest.raises(Http404):
        looked_at(by(UserFactory()), region.pk)


@pytest.mark.parametrize(
    ("query", "day", "found"),
    [
        ("", TODAY, {"De Zeester"}),
        ("?dag=2026-09-01", BEFORE, {"De Zeester", "De Gesloten"}),
        ("?dag=2026-10-01", AFTER, {"De Zeester"}),
        ("?dag=onzin", TODAY, {"De Zeester"}),
        ("?schooljaar=2025", date(2026, 7, 31), {"De Zeester", "De Gesloten"}),
        ("?schooljaar=2025&dag=2026-10-01", AFTER, {"De Zeester"}),
    ],
)
def test_the_schools_that_are_open_on_the_day_of_the_address(
    region: Region, school: School, closed: School, far: School, user: User, query: str, day: date, found: set[str]
) -> None:
    look = looked_at(by(user, query), region.pk)
    assert (look.moment.day, look.moment.today, names(look.whole.schools)) == (day, TODAY, found)


def test_at_another_moment_the_schools_that_were_open_then(
    region: Region, school: School, closed: School, user: User
) -> None:
    look = looked_at(by(user), region.pk)
    days = (BEFORE, AFTER)
    assert [names(look.at(Moment(day, TODAY), user).schools) for day in days] == [
        {"De Zeester", "De Gesloten"},
        {"De Zeester"},
    ]
    assert names(look.a_year_before(user).schools) == {"De Zeester", "De Gesloten"}


def test_through_time_also_what_is_closed_by_now_counts(
    region: Region, school: School, closed: School, user: User
) -> None:
    assert names(looked_at(by(user), region.pk).through_time(user).schools) == {"De Zeester", "De Gesloten"}
