"""What rows with `starts_on` and `ends_on` share. Both days count; no end means until further notice."""

from datetime import date

from django.db.models import F, Q

DATES_IN_ORDER = Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))


def in_force(day: date, prefix: str = "") -> Q:
    """The rows that hold on this day; `prefix` leads to them from another model, such as "memberships__"."""
    open_ended, not_ended = Q(**{f"{prefix}ends_on": None}), Q(**{f"{prefix}ends_on__gte": day})
    return Q(**{f"{prefix}starts_on__lte": day}) & (open_ended | not_ended)


def overlapping(first: date, last: date | None) -> Q:
    """The rows that hold on any day of this span."""
    touches = Q(ends_on=None) | Q(ends_on__gte=first)
    return touches if last is None else touches & Q(starts_on__lte=last)
