from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import regions_in_reach
from schools.models import Change
from teams.access import can_erase
from teams.actions.erasure import ask_erasure, why_not_erased, withdraw_erasure
from teams.career import seats_left
from teams.forms.erasure import EraseForm
from teams.models import Professional
from teams.views.answers import go_to, handle, press, user_of
from teams.views.fetching import get_or_post, visible_professional


@get_or_post
def ask(request: HttpRequest) -> HttpResponse:
    """She asks to be erased, or takes that back."""
    today = timezone.localdate()
    people = Professional.objects.of_user(request.user).select_related("organisation__region")
    me = get_object_or_404(people)

    def act(key: UUID | None) -> Change:
        if "intrekken" in request.POST:
            return withdraw_erasure(professional=me, actor=user_of(request), key=key)
        return ask_erasure(professional=me, today=today, actor=user_of(request), key=key)

    if request.method == "POST":
        return press(request, act, back=reverse("teams:ask_erasure"))
    return render(request, "teams/ask_erasure.html", {"professional": me, "seats_left": seats_left(me, today)})


@require_safe
def erasures(request: HttpRequest, region_id: int) -> HttpResponse:
    """Who in a region asks to be erased. Who sees the region but does not edit all of it, sees no requests."""
    today = timezone.localdate()
    region = get_object_or_404(regions_in_reach(request.user, today), pk=region_id)
    if not regions_in_reach(request.user, today, editing=True).filter(pk=region.pk).exists():
        raise PermissionDenied
    asking = Professional.objects.asking_erasure().filter(organisation__region=region)
    people = asking.with_seats_left(today).select_related("organisation")
    return render(request, "teams/erasures.html", {"region": region, "people": people, "today": today})


@get_or_post
def erase(request: HttpRequest, professional_id: int) -> HttpResponse:
    """Asks once, and then erases for good."""
    today = timezone.localdate()
    professional = visible_professional(request, professional_id, today)
    if not can_erase(request.user, professional, today):
        raise PermissionDenied
    back = reverse("teams:erasures", args=[professional.organisation.region_id])
    if professional.erased_on is not None:
        return go_to(request, back)
    build = partial(EraseForm, professional=professional, today=today)
    context = {
        "professional": professional,
        "reasons": why_not_erased(professional, today),
        "button": f"Wis de gegevens van {professional}",
    }
    return handle(request, build, context, back=back, template="teams/erase.html", is_final=True)
