from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from teams.access import visible_schools
from teams.models import Professional


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the top of every page shows: who is signed in, and where she can go."""
    user = getattr(request, "user", None)  # a request that is refused at the door, for a wrong host, has none
    if not isinstance(user, User):
        return {"menu": [], "me": None, "today": timezone.localdate()}
    schools = list(visible_schools(user, timezone.localdate()).values_list("establishment_code", flat=True)[:2])
    here = request.path
    one = reverse("teams:school", args=schools) if len(schools) == 1 else ""
    menu = [("Mijn school", one, here.startswith(one))] if one else []
    if len(schools) != 1:
        menu = [("Scholen", reverse("teams:schools"), here.startswith(reverse("teams:schools")))]
    return {
        "menu": menu,
        "me": Professional.objects.of_user(user).first(),
        "show_search": len(schools) > 1 and here != reverse("teams:schools"),
        "today": timezone.localdate(),
    }
