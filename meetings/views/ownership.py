"""Who plans the sessions of a school: handing them to the school, and back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.access import can_change_ownership
from meetings.actions.ownership import hand_to_school, take_back
from schools.models import Change
from teams.views.answers import press, user_of
from teams.views.fetching import visible_school


@require_POST
def change_owner(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    if not can_change_ownership(request.user, school, today):
        raise PermissionDenied

    def carry_out(key: UUID | None) -> Change:
        if "terug" in request.POST:
            return take_back(school=school, actor=user_of(request), key=key)
        return hand_to_school(school=school, today=today, actor=user_of(request), key=key)

    return press(request, carry_out, back=reverse("meetings:school", args=[code]))
