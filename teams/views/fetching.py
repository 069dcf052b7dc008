"""What a view starts from: the thing a URL names, if this user may see it, and may change it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from schools.models import School
from teams.access import (
    can_edit_professional,
    can_edit_seat,
    can_edit_team,
    visible_professionals,
    visible_schools,
)
from teams.models import Membership, Professional

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def visible_school(request: HttpRequest, code: str, today: date) -> School:
    """The school with this code, if this user may see it; else 404."""
    schools = visible_schools(request.user, today).select_related("region", "municipality")
    return get_object_or_404(schools, establishment_code=code)


def editable_school(request: HttpRequest, code: str, today: date) -> School:
    """The school with this code: 404 when the user may not see it, 403 when she may not change its team."""
    school = visible_school(request, code, today)
    if not can_edit_team(request.user, school, today):
        raise PermissionDenied
    return school


def editable_membership(request: HttpRequest, school: School, membership_id: int, today: date) -> Membership:
    """A member of a school that this user sees: 404 when there is none, 403 when the user may not change her seat."""
    membership = get_object_or_404(Membership.objects.filter(school=school).with_people(), pk=membership_id)
    membership.school = school
    if not can_edit_seat(request.user, membership, today):
        raise PermissionDenied
    return membership


def visible_professional(request: HttpRequest, professional_id: int, today: date) -> Professional:
    """The person with this number, if this user may see her; else 404."""
    people = visible_professionals(request.user, today).select_related("organisation__region")
    return get_object_or_404(people, pk=professional_id)


def editable_professional(request: HttpRequest, professional_id: int, today: date) -> Professional:
    """The person with this number: 404 when the user may not see her, 403 when she may not change her data."""
    professional = visible_professional(request, professional_id, today)
    if not can_edit_professional(request.user, professional, today):
        raise PermissionDenied
    return professional
