"""Who plans the sessions of a school: handing them to the school, and back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from meetings.access import can_change_ownership, owns_meetings
from meetings.actions.ownership import hand_to_school, take_back
from meetings.handing_over import hand_over_of, told_of_owner
from schools.models import Change
from teams.dutch import in_words
from teams.views.answers import press, user_of
from teams.views.fetching import get_or_post, visible_school


@get_or_post
def change_owner(request: HttpRequest, code: str) -> HttpResponse:
    """Show what it changes and whether the school is ready, and do it by the button."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    if not can_change_ownership(request.user, school, today):
        raise PermissionDenied
    back = reverse("meetings:school", args=[code])
    if request.method != "POST":
        told = told_of_owner(school, today, user_of(request))
        context = {
            "school": school,
            "back": back,
            "is_own": owns_meetings(school),
            "hand_over": hand_over_of(school, today),
            "told": told,
            "told_in_words": in_words(str(who) for who in told),
        }
        return render(request, "meetings/owner.html", context)

    def carry_out(key: UUID | None) -> Change:
        if "terug" in request.POST:
            return take_back(school=school, today=today, actor=user_of(request), key=key)
        return hand_to_school(school=school, today=today, actor=user_of(request), key=key)

    return press(request, carry_out, back=back)
