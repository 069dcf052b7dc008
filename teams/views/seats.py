"""Changing who sits where: each view fetches what the user may see, asks the rule, and lets a form act."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.models import Change, School
from teams.access import choosable_organisations, choosable_professionals, is_self
from teams.actions.confirmation import confirm_team
from teams.actions.seats import remove_membership
from teams.actions.stand_ins import end_stand_in
from teams.forms.base import ActionForm
from teams.forms.buttons import posted_snapshot
from teams.forms.person_choice import is_key, people_found
from teams.forms.seats import ContactForm, CorrectForm, EndForm, ReplaceForm, SeatForm, StandInForm
from teams.models import Role, StandIn
from teams.snapshots import about_school
from teams.views.answers import handle, press, user_of
from teams.views.fetching import editable_membership, editable_school, get_or_post, roles_to_fill, visible_school

LEAVING = (ReplaceForm, EndForm, CorrectForm)  # forms after which somebody may have no seat here any more


def school_url(request: HttpRequest, school: School) -> str:
    """The page of this school, still being edited when that is where the request came from."""
    url = reverse("teams:school", args=[school.establishment_code])
    came_from = request.headers.get("HX-Current-URL") or ""
    return f"{url}?bewerken=1" if "bewerken=1" in came_from else url


@get_or_post
def fill_seat(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    roles = roles_to_fill(request, school, seat_id, today)
    build = partial(SeatForm, user=request.user, school=school, roles=roles, today=today)
    context = {
        "school": school,
        "title": f"Wie wordt {' of '.join(role.name for role in roles)}?",
        "button": "Zet in het kernteam",
    }
    return handle(request, build, context, back=school_url(request, school))


@get_or_post
def replace_member(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    return _edit(request, code, membership_id, ReplaceForm, title="Wie volgt {} op?", button="Vervang")


@get_or_post
def end_membership(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    return _edit(request, code, membership_id, EndForm, title="Wanneer stopt {}?", button="Laat stoppen")


@get_or_post
def correct_membership(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    return _edit(request, code, membership_id, CorrectForm, title="Fout herstellen bij {}", button="Herstel")


@get_or_post
def set_contact(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    return _edit(request, code, membership_id, ContactForm, title="Wanneer is {} op school?", button="Bewaar")


@get_or_post
def arrange_stand_in(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    return _edit(request, code, membership_id, StandInForm, title="Wie neemt waar voor {}?", button="Bewaar waarneming")


@require_POST
def remove_member(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)

    def remove(key: UUID | None) -> Change:
        membership = editable_membership(request, school, membership_id, today)
        seen = posted_snapshot(request.POST, about_school(school))
        return remove_membership(membership=membership, seen=seen, actor=user_of(request), key=key)

    return press(request, remove, back=school_url(request, school))


@require_POST
def stop_stand_in(request: HttpRequest, code: str, stand_in_id: int) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)

    def stop(key: UUID | None) -> Change:
        stand_in = get_object_or_404(StandIn.objects.filter(membership__school=school), pk=stand_in_id)
        stand_in.membership = editable_membership(request, school, stand_in.membership_id, today)
        return end_stand_in(stand_in=stand_in, today=today, actor=user_of(request), key=key)

    return press(request, stop, back=school_url(request, school))


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = editable_school(request, code, today)

    def say_yes(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_school(school))
        return confirm_team(school=school, today=today, seen=seen, actor=user_of(request), key=key)

    return press(request, say_yes, back=school_url(request, school))


@require_safe
def find_people(request: HttpRequest, code: str) -> HttpResponse:
    """The people to choose from, for what was typed so far."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    people = choosable_professionals(request.user, school, today)
    if not choosable_organisations(request.user, school, today).exists():
        raise PermissionDenied
    text = request.GET.get("search", "").replace("\x00", "")[:100]
    role_ids = [value for value in request.GET.getlist("role") if is_key(value)][:10]
    roles = list(Role.objects.filter(pk__in=role_ids))
    found = people_found(people, roles, text, today)
    context = {"found": found, "chosen": request.GET.get("professional", ""), "text": text}
    return render(request, "teams/forms/people_found.html", context)


def _edit(
    request: HttpRequest, code: str, membership_id: int, form_class: type[ActionForm], *, title: str, button: str
) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    membership = editable_membership(request, school, membership_id, today)
    build = partial(form_class, user=request.user, membership=membership, today=today)
    context: dict[str, Any] = {
        "school": school,
        "membership": membership,
        "title": title.format(membership.professional),
        "button": button,
        "can_remove": form_class is CorrectForm,
        "is_self": form_class in LEAVING and is_self(request.user, membership.professional),
    }
    return handle(request, build, context, back=school_url(request, school))
