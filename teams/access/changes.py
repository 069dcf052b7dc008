"""Which changes a user may know of, where she may read of all of them, and which she may undo: those she may make."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from schools.access import is_beheerder, regions_in_reach, schools_in_reach
from schools.changes import kinds_written
from schools.models import Change, Region, School
from schools.models.change import ChangeQuerySet
from teams.access.organisations import coordinated_organisations
from teams.access.schools import can_edit_team, editable_schools, visible_schools
from teams.access.undoing import changes_to_make, is_of_teams
from teams.models import Membership, Professional


def visible_changes(user: User | AnonymousUser, day: date) -> ChangeQuerySet:
    """Changes a user may know of: those at schools she sees; of no school those in regions whose logbook she reads and
    those to people whom she coordinates; and her own to anything else or to her own seat."""
    if not isinstance(user, User):
        return Change.objects.none()
    at_schools = Q(school__in=visible_schools(user, day))
    own = Q(school=None) | Q(pk__in=_changes_of_seats_of(user))
    known = Q(region__in=regions_in_reach(user, day))
    known |= Q(pk__in=changes_about(coordinated_organisations(user, day)))
    if is_beheerder(user, day):
        known |= Q(region=None)
    return Change.objects.filter(at_schools | Q(known, school=None) | Q(own, actor=user))


def changes_about(organisations: Any) -> Any:
    """The keys of the changes to people of these organisations, or to where they sit."""
    people = Professional.objects.filter(organisation__in=organisations.order_by().values("pk")).order_by().values("pk")
    of_them, of_seats = (
        model.history.filter(**{f"{name}__in": people}).order_by().values("change")
        for model, name in ((Professional, "id"), (Membership, "professional"))
    )
    return of_them.union(of_seats)


def undoable(user: User | AnonymousUser, changes: Iterable[Change], day: date) -> set[UUID]:
    """Of these changes those that she may undo, by key: says the same as `can_undo` of all she may know of, in one
    go. What somebody did to her own seat today is left to the message that reported it."""
    return _to_make(user, visible_changes(user, day).filter(pk__in={change.pk for change in changes}), day)


def can_undo(user: User | AnonymousUser, change: Change, day: date) -> bool:
    """Whether a user may undo a change: who may make it, if it wrote rows that can be put back.

    Who took herself out of a team by mistake may undo that on the same day, though she sees the school no more.
    """
    return bool(_to_make(user, [change], day)) or _is_own_seat_today(user, change, day)


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


def _to_make(user: User | AnonymousUser, changes: Iterable[Change], day: date) -> set[UUID]:
    """Who edits a team makes every change to it, also what that wrote elsewhere; of the others one must be allowed to
    write every row."""
    known = {change.pk: change for change in changes}
    written = kinds_written(known)
    edited = editable_schools(user, day).in_bulk({change.school_id for change in known.values()})
    mine = {key for key, kinds in written.items() if known[key].school_id in edited and is_of_teams(kinds)}
    others = [known[key] for key in written if key not in mine]
    return mine | (changes_to_make(user, others, day) if others else set())


def _is_own_seat_today(user: User | AnonymousUser, change: Change, day: date) -> bool:
    is_own = isinstance(user, User) and change.actor_id == user.pk and localdate(change.made_at) == day
    return is_own and _changes_of_seats_of(user).filter(change=change).exists()


def _changes_of_seats_of(user: Any) -> Any:
    """The keys of the changes that were made to a user's own seats."""
    me = Professional.objects.of_user(user).values("pk")
    return Membership.history.filter(professional__in=me).values("change")
