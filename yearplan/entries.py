"""What this app adds to the pages of the apps below it: doors from a region and from the list of sessions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from schools.access import grants_of
from schools.models import Region
from teams import extensions
from teams.extensions import Door

TEXT = "Beide bijeenkomsten van elke school in één keer gepland."


def enter() -> None:
    """Called once, when the apps are ready."""
    extensions.region_doors.append(region_door)
    extensions.session_doors.append(session_door)


def region_door(_user: User, _region: Region) -> Iterator[Door]:
    """The way from a region to its year."""
    yield Door("Jaarplanning", reverse("yearplan:plans"), TEXT)


def session_door(user: User) -> Iterator[Door]:
    """The way from the sessions to their year, for who has a grant over schools."""
    if grants_of(user, localdate()).exists():
        yield Door("Jaarplanning", reverse("yearplan:plans"), TEXT)
