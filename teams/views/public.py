from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from schools.models import Change
from teams.access import public_schools
from teams.actions.public_page import close_public_page, open_public_page
from teams.public import public_seats
from teams.roster import roster_on
from teams.views.answers import press, user_of
from teams.views.fetching import editable_school


@login_not_required
@never_cache
@require_safe
def public_page(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 it is the same for everybody
    """What anybody may know of a team. The page knows no visitor: no account, no cookie, no script."""
    today = timezone.localdate()
    school = get_object_or_404(public_schools(today), establishment_code=code)
    seats = public_seats(roster_on(school, today, today=today))
    return HttpResponse(render_to_string("teams/public_page.html", {"school": school, "seats": seats, "today": today}))


@require_POST
def set_public_page(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = editable_school(request, code, today)

    def switch(key: UUID | None) -> Change:
        if request.POST.get("stand") == "aan":
            return open_public_page(school=school, today=today, actor=user_of(request), key=key)
        return close_public_page(school=school, actor=user_of(request), key=key)

    return press(request, switch, back=reverse("teams:school", args=[school.establishment_code]))
