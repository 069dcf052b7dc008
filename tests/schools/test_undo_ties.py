"""Undoing also puts back what a row is tied to many to many."""

import pytest

from accounts.models import User
from schools.changes import recorded, undo
from schools.models import Change, Region
from teams.enums import Need
from teams.models import Role, SeatTemplate
from tests.factories import RegionFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Region:
    row: Region = RegionFactory(seats=False)
    return row


@pytest.fixture
def actor() -> User:
    row: User = UserFactory()
    return row


@pytest.fixture
def coach() -> Role:
    row: Role = RoleFactory(code="cjg-coach")
    return row


@pytest.fixture
def nurse() -> Role:
    row: Role = RoleFactory(code="jeugdverpleegkundige")
    return row


def add(region: Region, actor: User, *roles: Role) -> tuple[SeatTemplate, Change]:
    with recorded(subject=region, actor=actor) as change:
        seat = SeatTemplate.objects.create(region=region, sector="BO", name="Zorg", need=Need.WISHED)
        seat.roles.set(roles)
        change.summary = "Zorg is een plek."
    return seat, change


def alter(seat: SeatTemplate, actor: User, *roles: Role) -> Change:
    with recorded(subject=seat.region, actor=actor) as change:
        seat.need = Need.REQUIRED
        seat.save()
        seat.roles.set(roles)
        change.summary = "Zorg is anders."
    return change


def remove(seat: SeatTemplate, actor: User) -> Change:
    with recorded(subject=seat.region, actor=actor) as change:
        SeatTemplate.objects.get(pk=seat.pk).delete()
        change.summary = "Zorg is geen plek meer."
    return change


def found() -> list[tuple[str, Need, set[Role]]]:
    return [(row.name, Need(row.need), set(row.roles.all())) for row in SeatTemplate.objects.all()]


def test_a_changed_row_has_its_old_ties_again(region: Region, actor: User, coach: Role, nurse: Role) -> None:
    seat, _ = add(region, actor, coach)
    change = alter(seat, actor, nurse)
    assert found() == [("Zorg", Need.REQUIRED, {nurse})]
    undone = undo(change=change, actor=actor)
    assert found() == [("Zorg", Need.WISHED, {coach})]
    undo(change=undone, actor=actor)
    assert found() == [("Zorg", Need.REQUIRED, {nurse})]


def test_a_removed_row_comes_back_with_its_ties(region: Region, actor: User, coach: Role, nurse: Role) -> None:
    seat, _ = add(region, actor, coach, nurse)
    change = remove(seat, actor)
    assert found() == []
    undo(change=change, actor=actor)
    assert found() == [("Zorg", Need.WISHED, {coach, nurse})]


def test_a_new_row_goes_with_its_ties(region: Region, actor: User, coach: Role) -> None:
    _, change = add(region, actor, coach)
    undo(change=change, actor=actor)
    assert (found(), SeatTemplate.roles.through.objects.count()) == ([], 0)


def test_a_change_of_a_region_and_its_undo_know_the_region(region: Region, actor: User, coach: Role) -> None:
    _, change = add(region, actor, coach)
    undone = undo(change=change, actor=actor)
    assert [(row.region, row.school) for row in (change, undone)] == [(region, None)] * 2
