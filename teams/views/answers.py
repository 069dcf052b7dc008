"""How every view here answers: with a panel in the page or a whole page, and with a message that can be undone."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django_htmx.http import HttpResponseLocation

from accounts.models import User
from schools.changes import AlreadyDone, Stale, done_before
from schools.models import Change
from teams.access import can_undo, visible_schools
from teams.forms.base import ActionForm
from teams.forms.buttons import posted_key

SEARCH_BUTTON = "zoeken"
MAIN = "inhoud"  # the id of the part of the page that is replaced


def user_of(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else through."""
    return cast("User", request.user)


def is_fragment(request: HttpRequest) -> bool:
    """Whether the page asks for a piece of itself, rather than for a page to show (also again, or by going back)."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request or htmx.target == MAIN)


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Show another page; in place, when the page itself asks."""
    if is_fragment(request):
        return HttpResponseLocation(url, target=f"#{MAIN}", select=f"#{MAIN}", swap="outerHTML")
    return redirect(url)


def file_to_keep(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file, under a name that says what it is."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answer


def done(
    request: HttpRequest, change: Change, url: str, *, is_final: bool = False, said: str | None = None
) -> HttpResponse:
    """Report a change (in its own words, unless others are `said`), with an undo for who may unless it is final, and go
    on: home, when it ended her own access to the school."""
    may_undo = not is_final and can_undo(request.user, change, localdate())
    messages.success(request, said or change.summary, extra_tags=str(change.pk) if may_undo else "")
    if change.school and not visible_schools(request.user, localdate()).filter(pk=change.school.pk).exists():
        url = reverse("teams:home")
    return go_to(request, url)


def press(request: HttpRequest, action: Callable[[UUID | None], Change], *, back: str) -> HttpResponse:
    """Answer a button: carry out its action, once however often it was pressed, and go back."""
    key = posted_key(request.POST)
    try:
        change = done_before(key, user_of(request)) or action(key)
    except AlreadyDone as already:
        change = already.change
    except Stale as stale:
        messages.error(request, f"Er is niets gedaan, want intussen is er iets veranderd. {stale}")
        return go_to(request, back)
    return done(request, change, back)


def handle(
    request: HttpRequest,
    build: Callable[..., ActionForm],
    context: dict[str, Any],
    *,
    back: str,
    template: str = "",
    is_final: bool = False,
    leads_to: Callable[[ActionForm], str] | None = None,
    says: Callable[[ActionForm], str] | None = None,
) -> HttpResponse:
    """Show a form, or act on it and go back. `build` makes the form from `data` or `initial`.

    `leads_to` says of a form that was carried out where to go instead of `back`, to which one cancels;
    `says` what to report, where the change itself may not.

    Without a template of its own the form is shown as a panel in the page that asked, or as a plain page.
    """
    name = request.path.strip("/").replace("/", "-")
    form = _form(request, partial(build, auto_id=f"{name}-%s"))
    if (change := _carried_out(form, user_of(request))) is not None:
        url, said = leads_to(form) if leads_to else back, says(form) if says else None
        return done(request, change, url, is_final=is_final, said=said)
    template = template or ("teams/forms/panel.html" if is_fragment(request) else "teams/forms/page.html")
    answer = render(request, template, {**context, "form": form, "back": back}, status=409 if form.meanwhile else 200)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _carried_out(form: ActionForm, actor: User) -> Change | None:
    """What the form did, now or when it was sent before; None when it was not sent, or refused."""
    if not form.is_bound:
        return None
    if earlier := done_before(form.action_key, actor):
        return earlier
    try:
        return form.save(actor=actor) if form.is_valid() else None
    except AlreadyDone as already:
        return already.change


def _form(request: HttpRequest, build: Callable[..., ActionForm]) -> ActionForm:
    if request.method != "POST":
        return build()
    if SEARCH_BUTTON in request.POST:
        return build(initial={**request.POST.dict(), "contact_days": request.POST.getlist("contact_days")})
    return build(data=request.POST)
