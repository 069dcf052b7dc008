"""Whose perspective on a casus is asked: the roles of the team, and who it is about (domain.md 1.1, 10 and 27)."""

from dataclasses import dataclass

from django.utils.text import slugify

from meetings.models import Casus
from schools.models import School
from teams.models import SeatTemplate

FAMILY = ("Ouders", "Leerling")


@dataclass(frozen=True)
class Voice:
    """One role, and what it says so far; `slug` names it in an address."""

    role: str
    text: str = ""

    @property
    def slug(self) -> str:
        return slugify(self.role) or "rol"


def voices_of(casus: Casus) -> list[Voice]:
    """Every role that is asked, in the order of the team, then who else wrote; each with its text."""
    written = {row.role: row.text for row in casus.perspectives.all()}
    roles = dict.fromkeys([*_roles_of(casus.meeting.school), *FAMILY, *written])
    return [Voice(role, written.get(role, "")) for role in roles]


def voice_of(casus: Casus, slug: str) -> Voice | None:
    """The role that an address names; None when it is not asked here."""
    return next((voice for voice in voices_of(casus) if voice.slug == slug), None)


def _roles_of(school: School) -> list[str]:
    seats = SeatTemplate.objects.for_school(school).prefetch_related("roles")
    return list(dict.fromkeys(role.name for seat in seats for role in seat.roles.all()))
