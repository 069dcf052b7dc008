from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from teams.access import coordinated_organisations, visible_schools
from teams.models import Professional


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the top of every page shows: who is signed in, and where she can go."""
    if not isinstance(request.user, User):
        return {"menu": [], "me": None, "today": timezone.localdate()}
    schools = list(visible_schools(request.user, timezone.localdate()).values_list("establishment_code", flat=True)[:2])
    here = request.path
    one = reverse("teams:school", args=schools) if len(schools) == 1 else ""
    menu = [("Mijn school", one, here.startswith(one))] if one else []
    if len(schools) != 1:
        menu = [("Scholen", reverse("teams:schools"), here.startswith(reverse("teams:schools")))]
    menu += _organisations(request)
    return {
        "menu": menu,
        "me": Professional.objects.of_user(request.user).first(),
        "show_search": len(schools) > 1 and here != reverse("teams:schools"),
        "today": timezone.localdate(),
    }


def _organisations(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The organisations that a coordinator arranges: by their own names when there are several."""
    found = list(coordinated_organisations(request.user, timezone.localdate())[:3])
    urls = [reverse("teams:organisation", args=[each.pk]) for each in found]
    labels = ["Mijn organisatie"] if len(found) == 1 else [str(each) for each in found]
    return [(label, url, request.path == url) for label, url in zip(labels, urls, strict=True)]
