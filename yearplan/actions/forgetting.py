"""Taking people and old years out of what plans hold. Proposals name people by number only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from schools.models import Region
from schools.school_year import SchoolYear
from teams.models import Professional
from yearplan.models import Absence, BatchLine, SchoolWish, YearPlan


def forget_person(records: Sequence[Professional]) -> None:
    """When she was away, and that she was to guide. Part of an erasure."""
    ids = [row.pk for row in records]
    Absence.objects.filter(professional__in=ids).delete()
    for model in (YearPlan, SchoolWish, BatchLine):
        model.objects.filter(facilitator__in=ids).update(facilitator=None)
    for row in records:
        BatchLine.objects.filter(why__contains=str(row)).update(why="")


def forget_plans(*, today: date, years: int, dry_run: bool = False) -> int:
    """Take away every plan of which so many further school years are over too; how many. What was sent of it stays."""
    rows = YearPlan.objects.filter(year__lt=SchoolYear.of(today).start - years)
    number = rows.count()
    if not dry_run:
        rows.delete()
    return number


def remove_demo(regions: QuerySet[Region], _forget: Any) -> None:
    """Take the plans of these regions away, and what others know of their people."""
    YearPlan.objects.filter(region__in=regions).delete()
    people = Professional._base_manager.filter(organisation__region__in=regions).values("pk")
    Absence.objects.filter(professional__in=people).delete()
    for model in (YearPlan, SchoolWish, BatchLine):
        model.objects.filter(Q(facilitator__in=people)).update(facilitator=None)
