"""Calendars: the address that a calendar program reads, and the pages to get, renew and stop one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.limits import miss_address
from accounts.views.too_many import too_many
from meetings.actions.feeds import close_feed, mark_of, renew_feed
from meetings.calendars.feeds import feed_of, feed_url, webcal_url
from meetings.models import CalendarFeed
from schools.changes import Stale
from schools.models import School
from teams.access import can_edit_team
from teams.models import Professional
from teams.views.answers import user_of
from teams.views.fetching import get_or_post, visible_school


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for who has it; who tries many that are none is held up."""
    row = CalendarFeed.objects.select_related("professional__user", "school").filter(secret=secret).first()
    if row is None:
        if miss_address(request):
            raise Http404
        return too_many(request, of_addresses=True)
    return HttpResponse(feed_of(row, timezone.localdate()), content_type="text/calendar; charset=utf-8")


@get_or_post
def my_feed(request: HttpRequest) -> HttpResponse:
    """One's own sessions in one's own calendar program."""
    me = Professional.objects.of_user(request.user).first()
    if me is None:
        raise Http404
    return _page(request, me, {"title": "Mijn bijeenkomsten in mijn agenda", "of_me": True})


@get_or_post
def school_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The sessions of a school in the calendar of the school."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    if not can_edit_team(request.user, school, today):
        raise PermissionDenied
    return _page(request, school, {"title": f"Bijeenkomsten van {school} in een agenda", "school": school})


def _page(request: HttpRequest, of: Professional | School, context: dict[str, object]) -> HttpResponse:
    if request.method == "POST":
        _act(request, of)
        return redirect(request.path)
    row = CalendarFeed.objects.of(of).first()
    addresses = {"address": feed_url(row) if row else "", "webcal": webcal_url(row) if row else ""}
    return render(request, "meetings/feed.html", {**context, "feed": row, "seen": mark_of(row), **addresses})


def _act(request: HttpRequest, of: Professional | School) -> None:
    """What the button says; pressed twice it acts once."""
    if "stop" in request.POST:
        close_feed(of=of, actor=user_of(request))
        messages.success(request, "Het agenda-adres werkt niet meer.")
        return
    try:
        renew_feed(of=of, seen=request.POST.get("seen", ""), actor=user_of(request))
    except Stale:
        messages.info(request, "Het agenda-adres was al vernieuwd. Hieronder staat hoe het nu is.")
    else:
        messages.success(request, "Er is een nieuw agenda-adres.")
