"""What a view starts from: the thing a URL names, if this user may see it, and may change it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from schools.models import School
from teams.access import (
    arrangeable_professionals,
    can_edit_professional,
    can_edit_seat,
    can_edit_team,
    can_hand_over,
    seat_rights,
    visible_professionals,
    visible_schools,
)
from teams.models import Membership, PlannedMember, Professional, Role, SeatTemplate

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


def visible_plan(request: HttpRequest, school: School, plan_id: int, today: date) -> PlannedMember:
    """A plan of a school that this user sees, if she may know of it and so change it; else 404.

    Sent once more, a form finds the plan as it last was: by then it can have become a membership.
    """
    plan = PlannedMember.objects.filter(school=school, pk=plan_id).with_people().first()
    if plan is None and request.method == "POST":
        plan = _plan_gone(school, plan_id)
    if plan is None or not seat_rights(request.user, school, today).may_plan(plan):
        raise Http404
    plan.school = school
    return plan


def _plan_gone(school: School, plan_id: int) -> PlannedMember | None:
    people = Professional.objects.filter(erased_on=None).values("pk")
    image = PlannedMember.history.filter(id=plan_id, school=school, professional__in=people).first()
    return image.instance if image else None


def roles_to_fill(request: HttpRequest, school: School, seat_id: int, today: date) -> list[Role]:
    """The roles of a seat of this school in which this user may seat somebody; 404 without that seat, 403 for none."""
    seat = get_object_or_404(SeatTemplate.objects.for_school(school), pk=seat_id)
    rights = seat_rights(request.user, school, today)
    roles = [role for role in seat.roles.all() if rights.may_fill([role])]
    if not roles:
        raise PermissionDenied
    return roles


def visible_professional(
    request: HttpRequest, professional_id: int, today: date, *, also_merged: bool = False
) -> Professional:
    """The person with this number, if this user may see her; else 404.

    Where that is asked, the number of a record that was merged into hers finds her too.
    """
    people = visible_professionals(request.user, today).select_related("organisation__region")
    found = people.filter(pk=professional_id).first()
    if found is None and also_merged:
        found = people.filter(absorbed=professional_id).first()
    if found is None:
        raise Http404
    return found


def professional_to_hand_over(request: HttpRequest, professional_id: int, today: date) -> Professional:
    """The person with this number: 404 when the user may not see her, 403 when she may not hand over a seat of hers."""
    professional = visible_professional(request, professional_id, today)
    if not can_hand_over(request.user, professional, today):
        raise PermissionDenied
    return professional


def record_to_merge(request: HttpRequest, kept: Professional, pk: int, today: date) -> Professional:
    """The other record, if this user arranges it, also when it was merged into this one already; else 404."""
    merged_before = kept.merged_records.filter(pk=pk).first()
    return merged_before or get_object_or_404(arrangeable_professionals(request.user, today), pk=pk)


def editable_professional(request: HttpRequest, professional_id: int, today: date) -> Professional:
    """The person with this number: 404 when the user may not see her, 403 when she may not change her data."""
    professional = visible_professional(request, professional_id, today)
    if not can_edit_professional(request.user, professional, today):
        raise PermissionDenied
    return professional
