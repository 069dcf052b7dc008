"""Making a plan of a year and saying by what it is made."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from schools.changes import Stale
from schools.models import Municipality, Region, School
from schools.school_year import SchoolYear
from teams.dutch import clock_text, in_words
from teams.models import Professional
from yearplan.models import Absence, SchoolWish, YearPlan
from yearplan.models.settings import starts_text

GONE = "Deze jaarplanning staat er niet meer."


def open_plan(*, region: Region, municipality: Municipality | None, year: SchoolYear, actor: User) -> YearPlan:
    """The plan of these schools in a year; a new one, guided by whoever makes it, when there is none.

    No school is in two plans of a year: raises ValidationError for a municipality whose region has one. Of a region
    those municipalities stay apart that have one of their own (`yearplan.access.schools_of`).
    """
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=region.pk)
        found = YearPlan.objects.filter(region=region, municipality=municipality, year=year.start).first()
        if found is not None:
            return found
        if municipality and YearPlan.objects.filter(region=region, municipality=None, year=year.start).exists():
            raise ValidationError(
                f"De scholen van {municipality} zitten in {year} al in de jaarplanning van {region}. Plan ze daar."
            )
        plan = YearPlan.of(region, municipality, year)
        plan.facilitator = Professional.objects.of_user(actor).first()
        plan.save()
        return plan


def change_settings(*, plan: YearPlan, values: Mapping[str, Any], seen: int) -> None:
    """Plan by these settings from now on. `seen` is the version that was shown.

    Raises Stale when somebody else changed the plan meanwhile.
    """
    with transaction.atomic():
        current = lock_plan(plan)
        if current.version != seen:
            raise Stale(["De instellingen van deze jaarplanning zijn intussen door iemand anders gewijzigd."])
        for name, value in values.items():
            setattr(current, name, value)
        current.version = F("version") + 1
        current.save()


def set_wish(
    *,
    plan: YearPlan,
    school: School,
    starts: tuple[time, ...],
    facilitator: Professional | None,
    is_left_out: bool,
    seen: str | None = None,
) -> None:
    """Say what differs at one school; when nothing does, the settings of the plan hold there. Raises Stale when that is
    not what was `seen` (`wish_text`)."""
    with transaction.atomic():
        lock_plan(plan)
        before = wish_text(wish_of(plan, school))
        if seen is not None and seen != before:
            raise Stale([f"De instellingen van {school} zijn intussen gewijzigd. Nu: {before}."])
        own = starts_text(starts) if starts != plan.start_times else ""
        guide = facilitator if facilitator and facilitator.pk != plan.facilitator_id else None
        if not own and guide is None and not is_left_out:
            SchoolWish.objects.filter(plan=plan, school=school).delete()
            return
        wish = SchoolWish.objects.filter(plan=plan, school=school).first() or SchoolWish(plan=plan, school=school)
        wish.starts, wish.facilitator, wish.is_left_out = own, guide, is_left_out
        wish.save()


def wish_of(plan: YearPlan, school: School) -> SchoolWish | None:
    """What differs at a school; None when nothing does."""
    return SchoolWish.objects.filter(plan=plan, school=school).select_related("facilitator").first()


def wish_text(wish: SchoolWish | None) -> str:
    """What differs at a school, as its page showed it."""
    if wish is None:
        return "zoals in de hele planning"
    parts = [
        "doet niet mee" if wish.is_left_out else "",
        f"begintijden {in_words(map(clock_text, wish.start_times))}" if wish.starts else "",
        f"begeleid door {wish.facilitator}" if wish.facilitator else "",
    ]
    return ", ".join(filter(None, parts))


def add_absence(*, plan: YearPlan, professional: Professional, first_day: date, last_day: date) -> Absence:
    """Somebody cannot come on these days. Raises ValidationError when they are outside the school year, or
    when that was said before."""
    year = plan.school_year
    if first_day > last_day:
        raise ValidationError({"last_day": "De laatste dag ligt voor de eerste."})
    if last_day < year.first_day or first_day > year.last_day:
        raise ValidationError({"first_day": f"Deze dagen liggen niet in het schooljaar {year}."})
    with transaction.atomic():
        lock_plan(plan)
        row, is_new = Absence.objects.get_or_create(
            plan=plan, professional=professional, first_day=first_day, last_day=last_day
        )
        if not is_new:
            raise ValidationError({"first_day": f"Deze dagen staan al bij {professional}."})
        return row


def remove_absence(*, plan: YearPlan, absence_id: int) -> Absence | None:
    """Somebody is there after all; None when that was said before."""
    with transaction.atomic():
        lock_plan(plan)
        row = plan.absences.filter(pk=absence_id).select_related("professional").first()
        if row is not None:
            Absence.objects.filter(pk=row.pk).delete()
        return row


def lock_plan(plan: YearPlan) -> YearPlan:
    """The plan as it is now; nobody else changes it until the transaction ends. Raises Stale when it is gone.

    Who locks it changes something: it counts one more change, so that what somebody reckons meanwhile is not kept.
    """
    found = YearPlan.objects.select_for_update(no_key=True).filter(pk=plan.pk)
    row = found.first()
    if row is None:
        raise Stale([GONE])
    found.update(changes=F("changes") + 1)
    row.changes += 1
    return row
