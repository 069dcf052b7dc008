"""Finding a school, a person, an organisation or a role: as a page, and while typing on top of every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.models import Role
from teams.search.finding import FEW, find, holders
from teams.search.matching import LONGEST
from teams.views.answers import user_of

MANY = 30  # of each kind, on the page
PANEL = "topbar-gevonden"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers `?zoek=`, as a piece of a page for who is typing; for `?rol=` who has that role."""
    if code := request.GET.get("rol", ""):
        return _role(request, code)
    text = request.GET.get("zoek", "").replace("\x00", "")[:LONGEST].strip()
    htmx = request.htmx  # type: ignore[attr-defined]
    is_short = htmx.target == PANEL
    found = find(user_of(request), text, timezone.localdate(), most=FEW if is_short else MANY)
    template = "teams/search/found.html" if htmx else "teams/search/page.html"
    return render(request, template, {"text": text, "found": found, "is_short": is_short, "role": None})


def _role(request: HttpRequest, code: str) -> HttpResponse:
    role = get_object_or_404(Role, code=code.replace("\x00", ""))
    people, count = holders(user_of(request), role, timezone.localdate(), most=MANY)
    return render(request, "teams/search/page.html", {"text": "", "role": role, "people": people, "count": count})
