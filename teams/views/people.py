from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from teams.access import can_edit_professional, visible_professionals
from teams.actions.people import confirm_professional
from teams.career import career_of
from teams.forms.buttons import posted_key
from teams.forms.people import ProfessionalForm
from teams.models import Professional
from teams.views.answers import done, handle, once, user_of
from teams.views.seats import get_or_post


def _visible(request: HttpRequest, professional_id: int, today: date) -> Professional:
    people = visible_professionals(request.user, today).select_related("organisation__region")
    return get_object_or_404(people, pk=professional_id)


def _editable(request: HttpRequest, professional_id: int, today: date) -> Professional:
    professional = _visible(request, professional_id, today)
    if not can_edit_professional(request.user, professional, today):
        raise PermissionDenied
    return professional


@require_safe
def person_page(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = _visible(request, professional_id, today)
    context = {
        "professional": professional,
        "career": career_of(professional, user_of(request), today),
        "is_faded": professional.is_faded(today),
        "is_self": professional.user_id == user_of(request).pk,
        "can_edit": can_edit_professional(request.user, professional, today),
    }
    return render(request, "teams/person.html", context)


@get_or_post
def edit_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = _editable(request, professional_id, today)
    build = partial(ProfessionalForm, professional=professional, today=today)
    context = {"professional": professional, "title": f"Gegevens van {professional}", "button": "Bewaar"}
    return handle(request, build, context, back=reverse("teams:person", args=[professional.pk]))


@require_POST
def confirm_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = _editable(request, professional_id, today)
    key = posted_key(request.POST)
    actor = user_of(request)
    change = once(lambda: confirm_professional(professional=professional, today=today, actor=actor, key=key))
    return done(request, change, reverse("teams:person", args=[professional.pk]))
