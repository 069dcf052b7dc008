"""What rows with `starts_on` and `ends_on` share. Both days count; no end means until further notice."""

from datetime import date

from django.db.models import F, Q

DATES_IN_ORDER = Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))


def in_force(day: date) -> Q:
    """The rows that hold on this day."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def overlapping(first: date, last: date | None) -> Q:
    """The rows that hold on any day of this span."""
    touches = Q(ends_on=None) | Q(ends_on__gte=first)
    return touches if last is None else touches & Q(starts_on__lte=last)
