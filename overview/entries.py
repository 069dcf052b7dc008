"""What this app adds to the pages of the apps below it: where the menu leads, and a door on the page of a region."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from schools.models import Region
from teams import extensions
from teams.extensions import Door


def enter() -> None:
    """Called once, when the apps are ready."""
    extensions.region_starts.append(start_of)
    extensions.region_doors.insert(0, overview_door)


def start_of(region: int) -> str:
    """Where the menu leads who has a grant in one region."""
    return reverse("overview:overview", args=[region])


def overview_door(_user: User, region: Region) -> Iterator[Door]:
    """The region at a glance, first of all doors."""
    yield Door("Overzicht", start_of(region.pk), "Elke school met haar plekken en bijeenkomsten, in één tabel.")
