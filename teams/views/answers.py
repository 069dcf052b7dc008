"""How every view here answers: with a panel in the page or a whole page, and with a message that can be undone."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseLocation

from accounts.models import User
from schools.changes import AlreadyDone
from schools.models import Change
from teams.forms.base import ActionForm

SEARCH_BUTTON = "zoeken"


def user_of(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else through."""
    return cast("User", request.user)


def is_fragment(request: HttpRequest) -> bool:
    """Whether the page asks for a piece of itself, rather than the browser for a page."""
    return bool(request.htmx) and not request.htmx.boosted  # type: ignore[attr-defined]


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Show another page; in place, when the page itself asks."""
    if is_fragment(request):
        return HttpResponseLocation(url, target="#inhoud", select="#inhoud", swap="outerHTML")
    return redirect(url)


def done(request: HttpRequest, change: Change, url: str) -> HttpResponse:
    """Report a change, with an undo in the message, and go on."""
    messages.success(request, change.summary, extra_tags=str(change.pk))
    return go_to(request, url)


def once(action: Callable[[], Change]) -> Change:
    """Carry out an action of a form without fields; a repetition answers what was done the first time."""
    try:
        return action()
    except AlreadyDone as already:
        return already.change


def handle(
    request: HttpRequest,
    build: Callable[..., ActionForm],
    context: dict[str, Any],
    *,
    back: str,
    template: str = "",
) -> HttpResponse:
    """Show a form, or act on it and go back. `build` makes the form from `data` or `initial`.

    Without a template of its own the form is shown as a panel in the page that asked, or as a plain page.
    """
    name = request.path.strip("/").replace("/", "-")
    form = _form(request, partial(build, auto_id=f"{name}-%s"))
    if form.is_bound and form.is_valid():
        try:
            change = form.save(actor=user_of(request))
        except AlreadyDone as already:
            change = already.change
        if change is not None:
            return done(request, change, back)
    template = template or ("teams/forms/panel.html" if is_fragment(request) else "teams/forms/page.html")
    status = 409 if form.meanwhile else 200
    return render(request, template, {**context, "form": form, "back": back}, status=status)


def _form(request: HttpRequest, build: Callable[..., ActionForm]) -> ActionForm:
    if request.method != "POST":
        return build()
    if SEARCH_BUTTON in request.POST:
        return build(initial={**request.POST.dict(), "contact_days": request.POST.getlist("contact_days")})
    return build(data=request.POST)
