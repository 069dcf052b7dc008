from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from schools.access import held_by
from schools.enums import GrantKind
from teams.access import coordinated_by, visible_schools
from teams.extensions import menu_items, region_start
from teams.models import Professional


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the top of every page shows: who is signed in, and where she can go."""
    user = getattr(request, "user", None)  # a wrong host is refused before anybody is looked up
    if not isinstance(user, User):
        return {"menu": [], "me": None, "today": timezone.localdate()}
    if getattr(request, "is_waiting", False):  # for her second step: nothing else is open yet
        return {"menu": [], "me": Professional.objects.of_user(user).first(), "today": timezone.localdate()}
    schools = list(
        visible_schools(user, timezone.localdate()).order_by().values_list("establishment_code", flat=True)[:2]
    )
    added = menu_items(user, request.path)
    here = "" if any(is_here for _, _, is_here in added) else request.path  # a page stands under one item
    is_one = len(schools) == 1
    url = reverse("teams:school", args=schools) if is_one else reverse("teams:schools")
    menu = [("Mijn school" if is_one else "Scholen", url, here.startswith(url)), *added]
    menu += _region_menu(user, here)
    menu += _organisations(user, request.path)
    return {
        "menu": menu,
        "me": Professional.objects.of_user(user).first(),
        "show_search": bool(schools) and request.path != reverse("teams:search"),
        "today": timezone.localdate(),
    }


def _region_menu(user: User, here: str) -> list[tuple[str, str, bool]]:
    """Who has a grant in one region goes straight there; who has more, or all of them, to the list."""
    grants = held_by(user, timezone.localdate())
    if not grants:
        return []
    regions = {region for _, region, _ in grants if region is not None}
    is_list = len(regions) > 1 or any(kind == GrantKind.BEHEERDER for kind, _, _ in grants)
    url = reverse("teams:regions") if is_list else _start_of(*regions)
    return [
        ("Regio’s" if is_list else "Regio", url, here.startswith((reverse("teams:regions"), reverse("teams:roles"))))
    ]


def _start_of(region: int) -> str:
    return region_start(region) or reverse("teams:region", args=[region])


def _organisations(user: User, here: str) -> list[tuple[str, str, bool]]:
    """The organisations that a coordinator arranges: by their own names when there are several."""
    found = coordinated_by(user, timezone.localdate())[:3]
    urls = [reverse("teams:organisation", args=[each.pk]) for each in found]
    labels = ["Mijn organisatie"] if len(found) == 1 else [str(each) for each in found]
    return [(label, url, here == url) for label, url in zip(labels, urls, strict=True)]
