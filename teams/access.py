"""The one place that answers which schools, teams and people a user may see and change.

The roster is the access list: whoever sits at a school on a day sees it that day, an editing seat also changes it.
A stand-in has the access of the seat she stands in for, during that period. Grants over a region come from schools.
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from schools.access import regions_in_reach, schools_in_editing_reach, schools_in_reach
from schools.models import Change, School
from schools.models.change import ChangeQuerySet
from schools.models.school import SchoolQuerySet
from teams.models import Membership, Professional, StandIn
from teams.models.membership import MembershipQuerySet
from teams.models.professional import ProfessionalQuerySet


def _seats_of(user: User | AnonymousUser, day: date) -> MembershipQuerySet:
    """The memberships a user fills on this day, by herself or as a stand-in."""
    if not isinstance(user, User):
        return Membership.objects.none()
    standing_in = StandIn.objects.on(day).filter(professional__user=user).values("membership")
    return Membership.objects.on(day).filter(Q(professional__user=user) | Q(pk__in=standing_in))


def visible_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see on this day."""
    seats = _seats_of(user, day)
    return School.objects.filter(Q(pk__in=schools_in_reach(user, day)) | Q(pk__in=seats.values("school")))


def editable_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose team a user may change on this day."""
    seats = _seats_of(user, day).filter(role__edits_team=True)
    return School.objects.filter(Q(pk__in=schools_in_editing_reach(user, day)) | Q(pk__in=seats.values("school")))


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


def can_edit_professional(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's data: her own, of people in a team she edits, or in a region she edits."""
    if not isinstance(user, User):
        return False
    if professional.user_id == user.pk:
        return True
    coming_or_here = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), professional=professional)
    editable = coming_or_here.filter(school__in=editable_schools(user, day))
    regions = regions_in_reach(user, day, editing=True).filter(organisations=professional.organisation_id)
    return editable.exists() or regions.exists()


def visible_changes(user: User | AnonymousUser, day: date) -> ChangeQuerySet:
    """Changes a user may know of: those at schools she sees, and what she did herself."""
    if not isinstance(user, User):
        return Change.objects.none()
    return Change.objects.filter(Q(school__in=visible_schools(user, day)) | Q(school=None, actor=user))


def can_undo(user: User | AnonymousUser, change: Change, day: date) -> bool:
    """Whether a user may undo a change: an editor of its school; what concerns no school only who did it."""
    if change.school is not None:
        return can_edit_team(user, change.school, day)
    return isinstance(user, User) and change.actor_id == user.pk
