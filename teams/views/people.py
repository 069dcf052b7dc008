from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.models import Change
from teams.access import (
    Contact,
    can_arrange,
    can_ask_phone,
    can_choose_visibility,
    can_edit_professional,
    can_erase,
    can_hand_over,
    can_set_email,
    can_set_organisation,
    contact_shown,
    is_self,
    organisations_for,
    sees_organisation,
)
from teams.actions.log import log_look
from teams.actions.people import confirm_professional
from teams.address_state import address_state_of
from teams.career import career_of
from teams.circle.layout import draw
from teams.forms.buttons import posted_snapshot
from teams.forms.people import ProfessionalForm
from teams.models import Professional
from teams.picture import person_team
from teams.seen import seal
from teams.snapshots import PERSON_FIELDS, about_person, person_snapshot
from teams.views.answers import handle, is_fragment, press, user_of
from teams.views.fetching import editable_professional, get_or_post, visible_professional


@require_safe
def person_page(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = visible_professional(request, professional_id, today, also_merged=True)
    if professional.pk != professional_id:
        return redirect("teams:person", professional.pk)
    if professional.erased_on is not None:
        return render(request, "teams/erased_person.html", {"professional": professional})
    contact = contact_shown(request.user, professional, today)
    return render(request, "teams/person.html", _person_context(request, professional, contact, today))


@require_POST
def show_phone(request: HttpRequest, professional_id: int) -> HttpResponse:
    """Show a shielded number in this one answer, and keep who looked."""
    today = timezone.localdate()
    professional = visible_professional(request, professional_id, today)
    contact = contact_shown(request.user, professional, today)
    was_asked = contact.hides_phone
    if was_asked:
        contact = _looked_at(request, professional, contact, today)
    shown = {"professional": professional, "contact": contact, "was_asked": was_asked}
    if is_fragment(request):
        return render(request, "teams/components/phone.html", shown)
    return render(request, "teams/person.html", _person_context(request, professional, contact, today) | shown)


def _looked_at(request: HttpRequest, professional: Professional, contact: Contact, today: date) -> Contact:
    if not can_ask_phone(request.user, professional, today):
        raise PermissionDenied
    log_look(professional=professional, fields=["phone"], actor=user_of(request))
    return replace(contact, phone=professional.phone, hidden=tuple(set(contact.hidden) - {"phone"}))


def _person_context(
    request: HttpRequest, professional: Professional, contact: Contact, today: date
) -> dict[str, object]:
    """What the page of a person shows; what is hidden is not in what the page says was seen either."""
    seen = person_snapshot(professional, [name for name in PERSON_FIELDS if name not in contact.hidden])
    can_edit = can_edit_professional(request.user, professional, today)
    career = career_of(professional, user_of(request), today)
    team = person_team(professional, career.now)
    return {
        "professional": professional,
        "contact": contact,
        "can_ask_phone": contact.hides_phone and can_ask_phone(request.user, professional, today),
        "was_asked": False,
        "career": career,
        "drawing": draw(team) if team else None,
        "is_faded": professional.is_faded(today),
        "is_self": is_self(request.user, professional),
        "seen": seal(seen, about_person(professional)),
        "can_edit": can_edit,
        "can_erase": can_erase(request.user, professional, today),
        "can_hand_over": can_hand_over(request.user, professional, today),
        "can_arrange": can_arrange(request.user, professional, today),
        "sees_organisation": sees_organisation(request.user, professional.organisation, today),
        "address": address_state_of(professional, user_of(request), today) if can_edit else None,
    }


@get_or_post
def edit_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = editable_professional(request, professional_id, today)
    may_set = can_set_email(request.user, professional, today)
    hidden = contact_shown(request.user, professional, today).hidden
    address = address_state_of(professional, user_of(request), today)
    build = partial(
        ProfessionalForm,
        professional=professional,
        today=today,
        can_set_email=may_set,
        can_choose_visibility=can_choose_visibility(request.user, professional),
        can_set_organisation=can_set_organisation(request.user, professional, today),
        organisations=organisations_for(request.user, professional, today),
        warnings=address.warnings,
    )
    context = {"professional": professional, "title": f"Gegevens van {professional}", "button": "Bewaar"}
    answer = handle(request, build, context, back=reverse("teams:person", args=[professional.pk]))
    if hidden and answer.content:  # the form was shown, and so what is shielded outside it
        log_look(professional=professional, fields=hidden, actor=user_of(request))
    return answer


@require_POST
def confirm_person(request: HttpRequest, professional_id: int) -> HttpResponse:
    today = timezone.localdate()
    professional = editable_professional(request, professional_id, today)

    def say_yes(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_person(professional))
        return confirm_professional(professional=professional, today=today, seen=seen, actor=user_of(request), key=key)

    return press(request, say_yes, back=reverse("teams:person", args=[professional.pk]))
