"""Which changes somebody knows of, and which of those she may undo."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.changes import recorded
from schools.enums import GrantKind
from schools.models import Change, School
from teams.access import can_undo, changes_about, undoable, visible_changes
from teams.models import Coordinator, Membership, Organisation
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    RoleFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
IB, COACH = "intern-begeleider", "cjg-coach"
TOMORROW = date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def far() -> School:
    """Of another region."""
    row: School = SchoolFactory()
    return row


@pytest.fixture
def cjg(school: School) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region)
    return row


@pytest.fixture
def ib(school: School) -> User:
    user: User = UserFactory()
    seat(school, IB, user=user)
    return user


@pytest.fixture
def leader(cjg: Organisation) -> User:
    """Coordinates the CJG."""
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=cjg, starts_on=TODAY)
    return user


def wrote(subject: Any, *rows: Any, actor: User | None = None, **where: Any) -> Change:
    """These rows were saved once more, as one change."""
    with recorded(subject=subject, actor=actor, **where) as change:
        for row in rows:
            row.save()
        change.summary = "Er is iets gewijzigd."
    return change


@pytest.fixture
def made(school: School, far: School, cjg: Organisation, ib: User) -> dict[str, Change]:
    """Changes of every kind: at schools, in regions, to people, and to what belongs to no region."""
    mine = person(school, "", "", "CJG", organisation=cjg)
    other = person(school, "", "", "GGD")
    return {
        "school": wrote(school, seat(school, "jeugdverpleegkundige")),
        "far school": wrote(far, seat(far, COACH)),
        "region": wrote(school.region, cjg),
        "far region": wrote(far.region, OrganisationFactory(region=far.region)),
        "nowhere": wrote(ib, RoleFactory(code="nieuw")),
        "person of the CJG": wrote(mine, mine, region=school.region),
        "seats of the CJG": wrote(school.region, seat(school, COACH, professional=mine)),
        "other person": wrote(other, other, region=school.region),
        "other person, by the IB": wrote(other, other, region=school.region, actor=ib),
        "far school, by the IB": wrote(far, seat(far, COACH), actor=ib),
    }


IN_REGION = ["region", "person of the CJG", "seats of the CJG", "other person", "other person, by the IB"]


def test_which_changes_somebody_knows_of(made: dict[str, Change], school: School, ib: User, leader: User) -> None:
    asked = {
        "ib": ib,
        "coordinator": leader,
        "swv": GrantFactory(kind=GrantKind.SWV, region=school.region).user,
        "of one municipality": GrantFactory(region=school.region, municipality=school.municipality).user,
        "beheerder": GrantFactory(kind=GrantKind.BEHEERDER, region=None).user,
        "stranger": UserFactory(),
        "nobody": AnonymousUser(),
    }
    known = {who: set(visible_changes(user, TODAY)) for who, user in asked.items()}
    assert {who: [name for name, change in made.items() if change in changes] for who, changes in known.items()} == {
        "ib": ["school", "other person, by the IB"],
        "coordinator": ["school", "person of the CJG", "seats of the CJG"],
        "swv": ["school", *IN_REGION],
        "of one municipality": ["school"],
        "beheerder": list(made),
        "stranger": [],
        "nobody": [],
    }


def test_changes_about_the_people_of_an_organisation(made: dict[str, Change], cjg: Organisation) -> None:
    about = Change.objects.filter(pk__in=changes_about(Organisation.objects.filter(pk=cjg.pk)))
    assert set(about) == {made["person of the CJG"], made["seats of the CJG"]}


def test_a_page_full_is_undone_by_whom_each_is(made: dict[str, Change], school: School, ib: User, leader: User) -> None:
    guide = GrantFactory(region=school.region).user
    GrantFactory(user=guide, kind=GrantKind.SWV, region=school.region)
    asked = {"ib": ib, "coordinator": leader, "procesbegeleider and swv": guide, "stranger": UserFactory()}
    expected = {
        "ib": {"school"},
        "coordinator": {"person of the CJG", "seats of the CJG"},
        "procesbegeleider and swv": {"school", *IN_REGION},
        "stranger": set(),
    }
    names = {change.pk: name for name, change in made.items()}
    for who, user in asked.items():
        assert (who, {names[key] for key in undoable(user, made.values(), TODAY)}) == (who, expected[who])
        known = visible_changes(user, TODAY)
        assert (who, {names[row.pk] for row in known if can_undo(user, row, TODAY)}) == (who, expected[who])
    assert undoable(guide, [made["region"]], TODAY) == {made["region"].pk}


def test_at_her_school_an_editor_undoes_what_it_wrote_to_people_elsewhere_too(school: School, ib: User) -> None:
    change = wrote(school, person(school, "", "", "Elders"))
    assert (can_undo(ib, change, TODAY), undoable(ib, [change], TODAY)) == (True, {change.pk})


def test_what_wrote_nothing_is_not_undone(school: School, ib: User) -> None:
    assert can_undo(ib, wrote(school), TODAY) is False


# Her own seat


@pytest.fixture
def coach(school: School) -> Membership:
    return seat(school, COACH, user=UserFactory())


def left(school: School, membership: Membership, actor: User | None) -> Change:
    """Her seat went, and with it her access."""
    with recorded(subject=school, actor=actor) as change:
        membership.delete()
        change.summary = "Er is iemand uit het team gehaald."
    return change


def may(user: Any, change: Change, day: date = TODAY) -> tuple[bool, bool]:
    """Whether she knows of it, and undoes it."""
    return change in visible_changes(user, day), can_undo(user, change, day)


def test_who_took_herself_out_of_a_team_undoes_that_on_the_same_day(school: School, coach: Membership) -> None:
    she = coach.professional.user
    other = wrote(school, seat(school, COACH), actor=she)
    change = left(school, coach, she)
    assert [may(she, change), may(she, change, TOMORROW)] == [(True, True), (True, False)]
    assert may(she, other) == (False, False)


@pytest.mark.parametrize("by", ["a colleague", "nobody"])
def test_whom_somebody_else_took_out_of_a_team_does_not(school: School, coach: Membership, ib: User, by: str) -> None:
    change = left(school, coach, ib if by == "a colleague" else None)
    assert [may(user, change) for user in (coach.professional.user, AnonymousUser())] == [(False, False)] * 2
