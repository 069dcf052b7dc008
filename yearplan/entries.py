"""What this app adds to the pages of the apps below it: doors from a region and from the list of sessions."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from schools.access import grants_of
from schools.models import Region
from teams import extensions
from teams.extensions import Cleanup, Door
from yearplan.actions.forgetting import forget_person, forget_plans, remove_demo
from yearplan.dossier import absences_section

TEXT = "Beide bijeenkomsten van elke school in één keer gepland."


def enter() -> None:
    """Called once, when the apps are ready."""
    extensions.region_doors.append(region_door)
    extensions.erasures.append(forget_person)
    extensions.demo_removals.append(remove_demo)
    extensions.dossier_sections.append(absences_section)
    extensions.cleanups.append(Cleanup("year_plans", "jaarplanningen", forget_old_plans))
    extensions.session_doors.append(session_door)


def forget_old_plans(today: date, dry_run: bool) -> int:
    """Plans go after the next school year, or as many as the settings say."""
    return forget_plans(today=today, years=settings.YEARPLAN_KEEP_SCHOOL_YEARS, dry_run=dry_run)


def region_door(_user: User, _region: Region) -> Iterator[Door]:
    """The way from a region to its year."""
    yield Door("Jaarplanning", reverse("yearplan:plans"), TEXT)


def session_door(user: User) -> Iterator[Door]:
    """The way from the sessions to their year, for who has a grant over schools."""
    if grants_of(user, localdate()).exists():
        yield Door("Jaarplanning", reverse("yearplan:plans"), TEXT)
