from datetime import date
from typing import NamedTuple
from uuid import UUID

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from schools.models import Change, School
from teams.access import public_schools
from teams.actions.public_page import close_public_page, open_public_page
from teams.circle.drawing import Drawing
from teams.circle.layout import draw
from teams.poster.picture_file import svg_of
from teams.public import PublicSeat, public_seats, public_team
from teams.roster import roster_on
from teams.views.answers import press, user_of
from teams.views.fetching import editable_school


class _Open(NamedTuple):
    """What anybody may know of a school, and the circle of it."""

    school: School
    seats: tuple[PublicSeat, ...]
    drawing: Drawing
    today: date


def _open(code: str) -> _Open:
    today = timezone.localdate()
    schools = public_schools(today).select_related("municipality", "region")
    school = get_object_or_404(schools, establishment_code=code)
    seats = public_seats(roster_on(school, today, today=today))
    return _Open(school, seats, draw(public_team(school, seats)), today)


@login_not_required
@never_cache
@require_safe
def public_page(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 it is the same for everybody
    """What anybody may know of a team. The page knows no visitor: no account, no cookie, no script."""
    return HttpResponse(render_to_string("teams/public_page.html", _open(code)._asdict()))


@login_not_required
@never_cache
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def public_circle(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The circle of the public page alone, the only page that may be shown inside a page elsewhere."""
    return HttpResponse(render_to_string("teams/public_circle.html", _open(code)._asdict()))


@login_not_required
@never_cache
@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "font-src": ["data:"], "img-src": None})  # type: ignore[arg-type]
@require_safe
def public_circle_svg(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The same circle as a picture, with its own style and font in it."""
    return HttpResponse(svg_of(_open(code).drawing, with_font=True), content_type="image/svg+xml")


@require_POST
def set_public_page(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = editable_school(request, code, today)

    def switch(key: UUID | None) -> Change:
        if request.POST.get("stand") == "aan":
            return open_public_page(school=school, today=today, actor=user_of(request), key=key)
        return close_public_page(school=school, actor=user_of(request), key=key)

    return press(request, switch, back=reverse("teams:school", args=[school.establishment_code]))
