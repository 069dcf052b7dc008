from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.models import Change
from teams.access import can_arrange, can_edit_professional, can_hand_over, can_set_email, is_self, sees_organisation
from teams.actions.people import confirm_professional
from teams.career import career_of
from teams.forms.buttons import posted_snapshot
from teams.forms.people import ProfessionalForm
from teams.seen import seal
from teams.snapshots import about_person, person_snapshot
from teams.views.answers import handle, press, user_of
from teams.views.fetching import editable_professional, get_or_post, visible_professional


@require_safe
def person_page(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = visible_professional(request, professional_id, today, also_merged=True)
    if professional.pk != professional_id:
        return redirect("teams:person", professional.pk)
    context = {
        "professional": professional,
        "career": career_of(professional, user_of(request), today),
        "is_faded": professional.is_faded(today),
        "is_self": is_self(request.user, professional),
        "seen": seal(person_snapshot(professional), about_person(professional)),
        "can_edit": can_edit_professional(request.user, professional, today),
        "can_hand_over": can_hand_over(request.user, professional, today),
        "can_arrange": can_arrange(request.user, professional, today),
        "sees_organisation": sees_organisation(request.user, professional.organisation, today),
    }
    return render(request, "teams/person.html", context)


@get_or_post
def edit_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = editable_professional(request, professional_id, today)
    may_set = can_set_email(request.user, professional, today)
    build = partial(ProfessionalForm, professional=professional, today=today, can_set_email=may_set)
    context = {"professional": professional, "title": f"Gegevens van {professional}", "button": "Bewaar"}
    return handle(request, build, context, back=reverse("teams:person", args=[professional.pk]))


@require_POST
def confirm_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = editable_professional(request, professional_id, today)

    def say_yes(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_person(professional))
        return confirm_professional(professional=professional, today=today, seen=seen, actor=user_of(request), key=key)

    return press(request, say_yes, back=reverse("teams:person", args=[professional.pk]))
