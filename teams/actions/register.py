"""What a region itself says in the register: a school that DUO does not list, and what DUO has wrong.

A school has no row images: its changes are told in words, with what it said before, and are not undone but made again.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.actions.swv import SwvMap
from schools.changes import recorded
from schools.models import Change, Region, School
from teams.seen import Snapshot, differences, refuse_stale
from teams.snapshots import PERSON, row_snapshot

SHOWN = (
    "name",
    "district",
    "street",
    "house_number",
    "postcode",
    "city",
    "phone",
    "website",
    "holiday_region",
    "closed_on",
)


def update_school(
    *, school: School, values: Mapping[str, Any], seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Change what the register says of a school; the summary tells what it said before.

    Raises ValidationError when nothing changes, Stale when it changed since `seen`, AlreadyDone.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        school.refresh_from_db()
        before = row_snapshot(school, SHOWN)
        refuse_stale(seen, before)
        for field, value in values.items():
            setattr(school, field, value)
        said = [
            line.removeprefix(f"{PERSON}: ").rstrip(".") for line in differences(before, row_snapshot(school, SHOWN))
        ]
        if not said:
            raise ValidationError("Er is niets veranderd.")
        school.save(update_fields=list(values))
        change.summary = f"{school}: {'; '.join(said)}."
    return change


def add_school(*, region: Region, values: Mapping[str, Any], actor: User, key: UUID | None = None) -> Change:
    """Put a school in the register that DUO does not list, in this region.

    Raises ValidationError when its code is taken, AlreadyDone when the same form came before.
    """
    with recorded(subject=region, actor=actor, key=key) as change:
        school = School(region=region, **values)
        if School.objects.filter(establishment_code=school.establishment_code).exists():
            raise ValidationError("Er is al een school met deze code. Ga terug en zoek de code opnieuw op.")
        SwvMap.load().give_codes(school)
        school.save()
        _welcome(region, school)
        change.summary = f"{school} ({school.establishment_code}) staat in het register, in {region}."
    return change


def take_school(*, region: Region, school: School, actor: User, key: UUID | None = None) -> Change:
    """Take a school of the register that is in no region into this one. Raises ValidationError when it is in one."""
    with recorded(subject=region, actor=actor, key=key) as change:
        found = School.objects.select_for_update(no_key=True).get(pk=school.pk)
        if found.region_id is not None:
            raise ValidationError(f"{found} hoort al bij een regio.")
        found.region = region
        found.save(update_fields=["region"])
        _welcome(region, found)
        change.summary = f"{found} ({found.establishment_code}) hoort nu bij {region}."
    return change


def _welcome(region: Region, school: School) -> None:
    """The municipality of a school of the region is one of the region's."""
    region.municipalities.add(school.municipality)
