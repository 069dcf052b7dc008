"""Which changes a user may know of, where she may read of all of them, and which she may undo: those she may make."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate

from accounts.models import User
from schools.access import can_do_without, can_manage_region, is_beheerder, regions_in_reach, schools_in_reach
from schools.changes import wrote_rows
from schools.models import Change, FreePeriod, Grant, Region, School
from schools.models.change import ChangeQuerySet
from teams.access.people import arrangeable_organisations, can_edit_professional
from teams.access.schools import can_edit_team, seat_rights_at, visible_schools
from teams.models import (
    Coordinator,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    PublicPage,
    Role,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)

OF_A_TEAM = (TeamConfirmation, PublicPage, FreePeriod)


def visible_changes(user: User | AnonymousUser, day: date) -> ChangeQuerySet:
    """Changes a user may know of: those at schools she sees, and her own to anything else or to her own seat."""
    if not isinstance(user, User):
        return Change.objects.none()
    at_schools = Q(school__in=visible_schools(user, day))
    own = Q(school=None) | Q(pk__in=_changes_of_seats_of(user))
    return Change.objects.filter(at_schools | Q(own, actor=user))


def can_undo(user: User | AnonymousUser, change: Change, day: date) -> bool:
    """Whether a user may undo a change: who may make it, if it wrote rows that can be put back.

    Who took herself out of a team by mistake may undo that on the same day, though she sees the school no more.
    """
    if not wrote_rows(change):
        return False
    if change.school is not None and can_edit_team(user, change.school, day):
        return True
    return _may_make(user, change, day) or _is_own_seat_today(user, change, day)


def can_read_logbook(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may read what was done at a school: who edits its team, and who has a grant over it."""
    return can_edit_team(user, school, day) or schools_in_reach(user, day).filter(pk=school.pk).exists()


def can_read_region_logbook(user: User | AnonymousUser, region: Region, day: date) -> bool:
    """Whether a user may read what was done in a region: who has a grant over the whole of it."""
    return regions_in_reach(user, day).filter(pk=region.pk).exists()


def reads_plans(user: User | AnonymousUser, place: School | Region, day: date) -> bool:
    """Whether the logbook of a school or region tells a user of plans for seats: who may fill all seats there."""
    if isinstance(place, School):
        return can_edit_team(user, place, day)
    return regions_in_reach(user, day, editing=True).filter(pk=place.pk).exists()


def _may_make(user: User | AnonymousUser, change: Change, day: date) -> bool:
    """Whether a user may write every row that this change wrote; a change without rows can be undone by nobody."""
    rules: tuple[tuple[list[Any], Callable[[Any], bool]], ...] = (
        (_touched(Grant, change), lambda row: is_beheerder(user, day) and can_do_without(row, day)),
        (_touched(Coordinator, change), lambda _: is_beheerder(user, day)),
        (_touched(Role, change), lambda _: is_beheerder(user, day)),
        (_touched(Organisation, change), lambda row: can_manage_region(user, row.region, day)),
        (_touched(SeatTemplate, change), lambda row: can_manage_region(user, row.region, day)),
        (_touched(Professional, change), lambda row: _may_write_person(user, row, day)),
        *((_touched(model, change), lambda row: can_edit_team(user, row.school, day)) for model in OF_A_TEAM),
    )
    known = [all(may(row) for row in rows) for rows, may in rules if rows]
    stood_in_for = {row.membership_id for row in _touched(StandIn, change)}
    seats = _touched(Membership, change)
    if seats := seats + list(Membership.objects.filter(pk__in=stood_in_for - {row.pk for row in seats})):
        known.append(_may_write_seats(user, seats, change, day))
    if plans := _touched(PlannedMember, change):
        known.append(_may_write_plans(user, plans, change, day))
    return bool(known) and all(known)


def _may_write_person(user: User | AnonymousUser, row: Professional, day: date) -> bool:
    """A record that was merged away is written by who may write the one it went into."""
    return can_edit_professional(user, row.merged_into or row, day)


def _may_write_seats(user: User | AnonymousUser, seats: list[Membership], change: Change, day: date) -> bool:
    """Each seat is one that she may change. A change over all schools of somebody also touches what lies in the past,
    at schools that are closed: then arranging that person is enough."""
    schools = School.objects.in_bulk({seat.school_id for seat in seats})
    roles = Role.objects.in_bulk({seat.role_id for seat in seats})
    people = Professional._base_manager.in_bulk({seat.professional_id for seat in seats})
    rights = seat_rights_at(user, schools.values(), day)
    arranged: set[int] = set()
    if change.school is None:
        arranged = set(arrangeable_organisations(user, day).values_list("pk", flat=True))
    for seat in seats:
        seat.role, seat.professional = roles[seat.role_id], people[seat.professional_id]
    return all(
        seat.professional.organisation_id in arranged or rights[seat.school_id].may_change(seat) for seat in seats
    )


def _may_write_plans(user: User | AnonymousUser, plans: list[PlannedMember], change: Change, day: date) -> bool:
    """Each plan is for a seat that she may fill; in a change over all schools arranging the person is enough."""
    rights = seat_rights_at(user, [plan.school for plan in plans], day)
    arranged: set[int] = set()
    if change.school is None:
        arranged = set(arrangeable_organisations(user, day).values_list("pk", flat=True))
    people = Professional._base_manager.in_bulk({plan.professional_id for plan in plans})
    return all(
        people[plan.professional_id].organisation_id in arranged or rights[plan.school_id].may_plan(plan)
        for plan in plans
    )


def _touched(model: Any, change: Change) -> list[Any]:
    """The rows of a model that a change wrote: each as it left it, and as it was before, which undoing puts back."""
    images = list(model.history.filter(change=change).order_by("history_id"))
    first: dict[Any, Any] = {}
    last: dict[Any, Any] = {}
    for image in images:
        first.setdefault(image.id, image)
        last[image.id] = image
    return [image.instance for image in (*last.values(), *_images_before(model, first))]


def _images_before(model: Any, first: dict[Any, Any]) -> list[Any]:
    """The image of each row from just before the change; of a row that the change made there is none."""
    before = (
        model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
        .values("history_id")[:1]
    )
    ours = model.history.filter(history_id__in=[image.history_id for image in first.values()])
    found = ours.annotate(before=Subquery(before)).exclude(history_type="+").values("before")
    return list(model.history.filter(history_id__in=found))


def _is_own_seat_today(user: User | AnonymousUser, change: Change, day: date) -> bool:
    is_own = isinstance(user, User) and change.actor_id == user.pk and localdate(change.made_at) == day
    return is_own and _changes_of_seats_of(user).filter(change=change).exists()


def _changes_of_seats_of(user: Any) -> Any:
    """The keys of the changes that were made to a user's own seats."""
    me = Professional.objects.of_user(user).values("pk")
    return Membership.history.filter(professional__in=me, change__isnull=False).values("change")
