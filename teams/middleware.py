"""Asked at each request: whether this session lasts still, and whether it took the second step that is due."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import resolve
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts.devices import Limits, device_of, note_use
from accounts.models import User
from accounts.second_step import has_second_step, open_pages
from teams.access import has_power

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimitsMiddleware:
    """Signs out who was away too long, or signed in too long ago; sooner who may do more than her seats."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (reason := self._why_over(request)):
            get_adapter(request).logout(request)
            messages.info(request, reason)
        return self.get_response(request)

    def _why_over(self, request: HttpRequest) -> str:
        """Why this session is over, or "" when it is not; then its use is noted."""
        device, now = device_of(request), timezone.now()
        idle, age = now - device.last_seen_at, now - device.created_at
        limits = _limits(request, idle=idle, age=age)
        if idle > limits.idle:
            return f"Je bent uitgelogd, want je deed {duration_words(limits.idle)} niets. Log opnieuw in."
        if age > limits.age:
            return f"Je bent uitgelogd, want je logde {duration_words(limits.age)} geleden in. Log opnieuw in."
        note_use(device, now)
        return ""


class SecondStepMiddleware:
    """Closes everything to who may do more than her seats, until this session took a second step.

    What stays open to her is public, or needed for that step; there `request.is_waiting` says that nothing else is.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not lacks_second_step(request):
            return None
        if resolve(request.path_info).url_name in open_pages(cast("User", request.user)):
            request.is_waiting = True  # type: ignore[attr-defined]
            return None
        return _to_second_step(request)


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether a second step is due: of who has power, in a session that did not take it, outside a demo."""
    if settings.DEMO or not isinstance(request.user, User) or has_second_step(request):
        return False
    return has_power(request.user, timezone.localdate())


def duration_words(length: timedelta) -> str:
    hours = round(length.total_seconds() / 3600)
    return f"{hours // 24} dagen" if hours >= 48 and hours % 24 == 0 else f"{hours} uur"


def _limits(request: HttpRequest, *, idle: timedelta, age: timedelta) -> Limits:
    """The limits for this user; who she is need only be asked once the stricter ones are passed."""
    strict = Limits(*settings.SESSION_LIMITS["power"])
    if idle <= strict.idle and age <= strict.age:
        return strict
    return strict if has_power(request.user, timezone.localdate()) else Limits(*settings.SESSION_LIMITS["seats"])


def _to_second_step(request: HttpRequest) -> HttpResponse:
    """To the page that asks for it, also from a piece of a page, and afterwards back."""
    came_for = request.get_full_path() if request.method == "GET" and not request.headers.get("HX-Request") else ""
    url = resolve_url("account_second_step") + (f"?{urlencode({'next': came_for})}" if came_for else "")
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)
