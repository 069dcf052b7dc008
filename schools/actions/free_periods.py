"""A school's own days off."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import recorded, reload
from schools.models import Change, FreePeriod, School


def add_free_period(
    *, school: School, label: str, first_day: date, last_day: date, actor: User, key: UUID | None = None
) -> Change:
    """Add days off to a school. Raises ValidationError on days out of order or that are there already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        if last_day < first_day:
            raise ValidationError({"last_day": "De laatste dag ligt voor de eerste dag."})
        if school.free_periods.filter(first_day=first_day, last_day=last_day).exists():
            raise ValidationError({"first_day": "Deze vrije dagen staan er al."})
        FreePeriod.objects.create(school=school, label=label, first_day=first_day, last_day=last_day)
        change.summary = f"{label} is toegevoegd aan de vrije dagen."
    return change


def remove_free_period(*, period: FreePeriod, actor: User, key: UUID | None = None) -> Change:
    """Take days off away again."""
    with recorded(subject=period.school, actor=actor, key=key) as change:
        reload(period)
        change.summary = f"{period.label} is weggehaald uit de vrije dagen."
        period.delete()
    return change
