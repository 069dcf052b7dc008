"""The database has the last word on grants: the same one not twice on a day, also past the actions."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from schools.enums import GrantKind
from schools.models import Grant
from teams.models import Coordinator
from tests.factories import GrantFactory, MunicipalityFactory, OrganisationFactory, RegionFactory, UserFactory

pytestmark = pytest.mark.django_db
AUGUST, DECEMBER, JANUARY, JULY = date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 31)
KINDS = {
    "whole region": {"kind": GrantKind.PROCESBEGELEIDER},
    "municipality": {"kind": GrantKind.PROCESBEGELEIDER, "municipality": MunicipalityFactory},
    "everything": {"kind": GrantKind.BEHEERDER, "region": None},
}


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def made(name: str) -> Grant:
    """From August up to and including December."""
    fields = {key: value() if isinstance(value, type) else value for key, value in KINDS[name].items()}
    row: Grant = GrantFactory(starts_on=AUGUST, ends_on=DECEMBER, **fields)
    return row


def again(grant: Grant, starts_on: date, ends_on: date | None, **fields: Any) -> Grant:
    same = {name: getattr(grant, name) for name in ("user", "kind", "region", "municipality")}
    return Grant(**{**same, **fields}, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [(DECEMBER, None, True), (date(2025, 8, 1), AUGUST, True), (JANUARY, None, False), (JANUARY, JULY, False)],
)
def test_the_same_grant_once_a_day(name: str, starts_on: date, ends_on: date | None, overlaps: bool) -> None:
    assert refused(again(made(name), starts_on, ends_on).save) is overlaps


def test_an_update_into_an_overlap_is_refused() -> None:
    grant = made("everything")
    again(grant, JANUARY, None).save()
    assert refused(lambda: Grant.objects.filter(pk=grant.pk).update(ends_on=JANUARY))


@pytest.mark.parametrize("other", ["user", "kind", "region", "municipality"])
def test_another_user_kind_region_or_municipality_is_another_grant(other: str) -> None:
    grant = made("municipality")
    fields: dict[str, Any] = {
        "user": {"user": UserFactory()},
        "kind": {"kind": GrantKind.SWV, "municipality": None},
        "region": {"region": RegionFactory(seats=False)},
        "municipality": {"municipality": None},
    }[other]
    assert not refused(again(grant, AUGUST, None, **fields).save)


@pytest.mark.parametrize(("starts_on", "overlaps"), [(DECEMBER, True), (JANUARY, False)])
def test_an_organisation_is_coordinated_once_a_day_by_the_same_person(starts_on: date, overlaps: bool) -> None:
    user, organisation = UserFactory(), OrganisationFactory()
    Coordinator.objects.create(user=user, organisation=organisation, starts_on=AUGUST, ends_on=DECEMBER)
    Coordinator.objects.create(user=UserFactory(), organisation=organisation, starts_on=AUGUST)
    assert refused(Coordinator(user=user, organisation=organisation, starts_on=starts_on).save) is overlaps


class Editor:
    """Enough of a schema editor to take the rule away and lay it again."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_doubles_of_before_the_rule_become_one_that_lasts_as_long() -> None:
    migration = import_module("teams.migrations.0004_grants_once")
    migration.allow_overlap(apps, Editor())
    grant, other, everything = made("whole region"), made("municipality"), made("everything")
    again(grant, DECEMBER, JULY).save()
    again(grant, date(2026, 9, 1), JANUARY).save()
    again(everything, AUGUST, None).save()
    again(other, JANUARY, None).save()
    migration.join_doubles(apps, Editor())
    migration.forbid_overlap(apps, Editor())
    rows = Grant.objects.order_by("pk").values_list("user", "starts_on", "ends_on")
    assert list(rows) == [
        (grant.user_id, AUGUST, JULY),
        (other.user_id, AUGUST, DECEMBER),
        (everything.user_id, AUGUST, None),
        (other.user_id, JANUARY, None),
    ]
    assert refused(again(grant, JULY, None).save)
