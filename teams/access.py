"""The one place that answers which schools, teams and people a user may see and change.

The roster is the access list: whoever sits at a school on a day sees it that day, an editing seat also changes it.
A stand-in has the access of the seat she stands in for, during that period. Grants over a region come from schools.
"""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from schools.access import regions_in_reach, schools_in_editing_reach, schools_in_reach
from schools.models import Change, School
from schools.models.change import ChangeQuerySet
from schools.models.dated import overlapping
from schools.models.school import SchoolQuerySet
from teams.models import Membership, Professional, StandIn
from teams.models.membership import MembershipQuerySet
from teams.models.professional import ProfessionalQuerySet


def _seats_of(user: User | AnonymousUser, day: date) -> MembershipQuerySet:
    """The memberships a user fills on this day, by herself or as a stand-in."""
    if not isinstance(user, User):
        return Membership.objects.none()
    own = Membership.objects.filter(professional__user=user).order_by().values("pk")
    standing_in = StandIn.objects.on(day).filter(professional__user=user).order_by().values("membership")
    return Membership.objects.on(day).filter(pk__in=own.union(standing_in)).order_by()


def visible_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see on this day."""
    reach, seats = schools_in_reach(user, day), _seats_of(user, day)
    return School.objects.filter(pk__in=reach.order_by().values("pk").union(seats.order_by().values("school")))


def editable_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose team a user may change on this day; a school that is closed is only read."""
    seats = _seats_of(user, day).filter(role__edits_team=True).order_by().values("school")
    reach = schools_in_editing_reach(user, day).order_by().values("pk")
    return School.objects.open(day).filter(pk__in=reach.union(seats))


def can_edit_team(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may change the team of this school on this day."""
    return editable_schools(user, day).filter(pk=school.pk).exists()


def visible_professionals(user: User | AnonymousUser, day: date) -> ProfessionalQuerySet:
    """People a user may see: herself, who sits or sat at a school she sees, and who works in a region of her grants."""
    if not isinstance(user, User):
        return Professional.objects.none()
    schools = visible_schools(user, day)
    seated = Membership.objects.filter(school__in=schools).values("professional")
    standing_in = StandIn.objects.filter(membership__school__in=schools).values("professional")
    return Professional.objects.filter(
        Q(user=user)
        | Q(pk__in=seated)
        | Q(pk__in=standing_in)
        | Q(organisation__region__in=regions_in_reach(user, day))
    )


def choosable_professionals(school: School) -> ProfessionalQuerySet:
    """People who can be given a seat at this school: everybody of its region."""
    return Professional.objects.filter(organisation__region=school.region_id)


def _seats_from(professional: Professional, day: date) -> MembershipQuerySet:
    """The memberships somebody fills or will fill on this day or later, by herself or as a stand-in."""
    standing_in = StandIn.objects.filter(professional=professional, ends_on__gte=day).values("membership")
    later = Membership.objects.filter(overlapping(day, None))
    return later.filter(Q(professional=professional) | Q(pk__in=standing_in))


def has_seat_from(professional: Professional, day: date) -> bool:
    """Whether somebody sits in a team on this day or later."""
    return _seats_from(professional, day).exists()


def can_edit_professional(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's data: her own, of people in a team she edits, or in a region she edits."""
    if is_self(user, professional) or _edits_region_of(user, professional, day):
        return True
    return _seats_from(professional, day).filter(school__in=editable_schools(user, day)).exists()


def can_set_email(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's e-mail address, which decides who can sign in as her.

    Not when she also sits where this user edits nothing: her address would open those schools.
    """
    if is_self(user, professional) or _edits_region_of(user, professional, day):
        return True
    elsewhere = _seats_from(professional, day).exclude(school__in=editable_schools(user, day))
    return can_edit_professional(user, professional, day) and not elsewhere.exists()


def is_self(user: User | AnonymousUser, professional: Professional) -> bool:
    """Whether this is the user's own page."""
    return isinstance(user, User) and professional.user_id == user.pk


def _edits_region_of(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    regions = regions_in_reach(user, day, editing=True)
    return regions.filter(organisations=professional.organisation_id).exists()


def visible_changes(user: User | AnonymousUser, day: date) -> ChangeQuerySet:
    """Changes a user may know of: those at schools she sees, and her own to a person or to her own seat."""
    if not isinstance(user, User):
        return Change.objects.none()
    at_schools = Q(school__in=visible_schools(user, day))
    own = Q(school=None) | Q(pk__in=_changes_of_seats_of(user))
    return Change.objects.filter(at_schools | Q(own, actor=user))


def can_undo(user: User | AnonymousUser, change: Change, day: date) -> bool:
    """Whether a user may undo a change: an editor of its school, or of the people it was about.

    Who took herself out of a team by mistake may undo that on the same day, though she sees the school no more.
    """
    if change.school is None:
        people = Professional.objects.filter(pk__in=Professional.history.filter(change=change).values("id"))
        return bool(people) and all(can_edit_professional(user, person, day) for person in people)
    if can_edit_team(user, change.school, day):
        return True
    is_own = isinstance(user, User) and change.actor_id == user.pk and localdate(change.made_at) == day
    return is_own and _changes_of_seats_of(user).filter(change=change).exists()


def _changes_of_seats_of(user: Any) -> Any:
    """The keys of the changes that were made to a user's own seats."""
    return Membership.history.filter(professional__user=user, change__isnull=False).values("change")
