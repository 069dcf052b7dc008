"""Who plans the sessions of a school: handing them to the school, and back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.access import can_change_ownership, owns_meetings
from meetings.actions.ownership import hand_to_school, take_back, tell_again
from meetings.handing_over import hand_over_of, told_of_owner
from meetings.mails.owner_letter import owner_letter
from meetings.mails.owner_mails import owner_mails_of
from schools.changes import Stale
from schools.models import Change, School
from teams.dutch import in_words
from teams.models import Membership, Professional
from teams.views.answers import go_to, press, user_of
from teams.views.fetching import get_or_post, visible_school


@get_or_post
def change_owner(request: HttpRequest, code: str) -> HttpResponse:
    """Show what it changes and whether the school is ready, and do it by the button."""
    today = timezone.localdate()
    school = _own_school(request, code, today)
    back = reverse("meetings:school", args=[code])
    if request.method != "POST":
        told = told_of_owner(school, today, user_of(request))
        is_own, actor = owns_meetings(school), user_of(request)
        context = {
            "school": school,
            "back": back,
            "is_own": is_own,
            "letter": owner_letter(school, told[0], actor, is_own=not is_own, is_sample=True) if told else None,
            "hand_over": hand_over_of(school, today),
            "told": told,
            "told_in_words": in_words(str(who) for who in told),
            "mails": owner_mails_of(school, today),
        }
        return render(request, "meetings/owner.html", context)

    def carry_out(key: UUID | None) -> Change:
        if "terug" in request.POST:
            return take_back(school=school, today=today, actor=user_of(request), key=key)
        return hand_to_school(school=school, today=today, actor=user_of(request), key=key)

    return press(request, carry_out, back=back)


@require_POST
def again(request: HttpRequest, code: str, professional_id: int) -> HttpResponse:
    """Send one person once more the mail about who plans now."""
    today = timezone.localdate()
    school = _own_school(request, code, today)
    seated = Membership.objects.filter(school=school).values("professional")
    professional = get_object_or_404(Professional, pk=professional_id, pk__in=seated)
    times = request.POST.get("number", "")
    try:
        tell_again(
            school=school,
            professional=professional,
            times=int(times) if times.isdecimal() and len(times) < 3 else 0,
            today=today,
            actor=user_of(request),
        )
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, f"De mail is opnieuw onderweg naar {professional}.")
    return go_to(request, reverse("meetings:owner", args=[code]))


def _own_school(request: HttpRequest, code: str, today: date) -> School:
    """The school with this code: 404 when the user may not see it, 403 when she may not say who plans there."""
    school = visible_school(request, code, today)
    if not can_change_ownership(request.user, school, today):
        raise PermissionDenied
    return school
