"""The shared casussen of a region: read them, use one, give one, take one back. No page names a school of origin."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.access import can_withdraw_shared, casus_meetings
from meetings.actions.casus import about_casus, casus_snapshot
from meetings.actions.library import offer_casus, withdraw_shared
from meetings.actions.pupils import may_be_nobody
from meetings.casus.counting import casus_counts
from meetings.forms.casus import UseSharedForm
from meetings.models import Casus
from meetings.views.casus import FORM, casus_url
from meetings.views.fetching_casus import library_region, offerable_casus, shared_casus
from schools.access import regions_granted
from schools.changes import Stale
from schools.models import Region
from teams.forms.base import ActionForm
from teams.forms.buttons import posted_snapshot
from teams.seen import seal
from teams.views.answers import go_to, handle, user_of
from teams.views.fetching import get_or_post


@require_safe
def library(request: HttpRequest, region_id: int) -> HttpResponse:
    """Every shared casus; with a grant also how many casussen there are about what."""
    today = timezone.localdate()
    region = library_region(request, region_id, today)
    has_grant = regions_granted(request.user, today).filter(pk=region.pk).exists()
    context = {
        "region": region,
        "shared": region.library.all(),
        "counts": casus_counts(user_of(request), region, today) if has_grant else None,
    }
    return render(request, "meetings/casus/library.html", context)


@require_safe
def shared(request: HttpRequest, region_id: int, shared_id: int) -> HttpResponse:
    """One shared casus."""
    today = timezone.localdate()
    region = library_region(request, region_id, today)
    row = shared_casus(region, shared_id)
    context = {
        "region": region,
        "casus": row,
        "can_use": _can_use(request, region, today),
        "can_withdraw": can_withdraw_shared(request.user, row, today),
    }
    return render(request, "meetings/casus/shared.html", context)


@get_or_post
def use(request: HttpRequest, region_id: int, shared_id: int) -> HttpResponse:
    """Copy a shared casus into a session of one's own."""
    today = timezone.localdate()
    region = library_region(request, region_id, today)
    row = shared_casus(region, shared_id)
    if not _can_use(request, region, today):
        raise PermissionDenied
    build = partial(UseSharedForm, shared=row, user=request.user, today=today)
    context = {"title": f"Gebruik {row.label}", "button": "Gebruik deze casus", "crumb": row.label}
    back = reverse("meetings:shared", args=[region.pk, row.pk])
    return handle(request, build, context, back=back, template=FORM, leads_to=_casussen_of)


@require_POST
def withdraw(request: HttpRequest, region_id: int, shared_id: int) -> HttpResponse:
    """Take a casus out of the library."""
    today = timezone.localdate()
    region = library_region(request, region_id, today)
    row = shared_casus(region, shared_id)
    if not can_withdraw_shared(request.user, row, today):
        raise PermissionDenied
    try:
        withdraw_shared(shared=row)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, "De casus staat niet meer in de bibliotheek.")
    return go_to(request, reverse("meetings:library", args=[region.pk]))


@get_or_post
def offer(request: HttpRequest, meeting_id: int, casus_id: int) -> HttpResponse:
    """Show what the region will read, and give it."""
    today = timezone.localdate()
    row = offerable_casus(request, meeting_id, casus_id, today)
    if request.method != "POST":
        return _offered(request, row)
    seen = posted_snapshot(request.POST, about_casus(row))
    try:
        offer_casus(casus=row, are_no_pupils="are_no_pupils" in request.POST, seen=seen, today=today)
    except ValidationError as refused:
        return _offered(request, row, refused)
    except Stale as stale:
        messages.error(request, f"De casus is niet gedeeld. {stale}")
    else:
        messages.success(request, f"{row.label} staat in de bibliotheek van {row.meeting.school.region}.")
    return go_to(request, casus_url(row))


def _offered(request: HttpRequest, row: Casus, refused: ValidationError | None = None) -> HttpResponse:
    """What the region will read; after a refusal with why, and where that helps with the tick that it is no pupil."""
    context = {
        "casus": row,
        "meeting": row.meeting,
        "shared": row.shared_copy,
        "seen": seal(casus_snapshot(row), about_casus(row)),
        "refusals": refused.messages if refused else [],
        "may_be_nobody": refused is not None and may_be_nobody(refused),
    }
    return render(request, "meetings/casus/offer.html", context)


def _casussen_of(form: ActionForm) -> str:
    """The casussen of the session that was chosen: there the copy is the team's own."""
    return reverse("meetings:casussen", args=[int(form.data["meeting"])])


def _can_use(request: HttpRequest, region: Region, today: date) -> bool:
    """Whether she has a session to use a casus in."""
    return casus_meetings(request.user, today).filter(school__region=region).exists()
