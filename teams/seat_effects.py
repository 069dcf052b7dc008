"""What changing a region's seats would mean for its schools, before it is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Value
from django.db.models.expressions import Combinable

from schools.models import Region, School
from teams.dutch import count_text
from teams.enums import Need
from teams.models import Membership, SeatTemplate
from teams.vacancies import with_vacancies


@dataclass(frozen=True)
class Asked:
    """What is asked of every school: how much a seat must be filled, and by which roles."""

    need: str = Need.IF_THERE_IS_ONE
    roles: frozenset[int] = frozenset()


NOTHING = Asked()


def asked_by(seat: SeatTemplate) -> Asked:
    """What a seat asks now."""
    return Asked(seat.need, frozenset(seat.roles.values_list("pk", flat=True)))


def effects(region: Region, sector: str, *, before: Asked, after: Asked, day: date) -> list[str]:
    """How many schools would get a vacancy or lose one on this day, and how many teams turn (in)complete by it."""
    schools = with_vacancies(School.objects.filter(region=region, sector=sector).open(day), day)
    schools = schools.annotate(misses_now=_misses(before, day), misses_then=_misses(after, day))
    rows: list[Any] = list(schools)
    more = [row.vacancies for row in rows if row.misses_then and not row.misses_now]
    fewer = [row.vacancies for row in rows if row.misses_now and not row.misses_then]
    said = []
    if more:
        get = "krijgt" if len(more) == 1 else "krijgen"
        said.append(f"{count_text(len(more), 'school', 'scholen')} {get} er een vacature bij.")
    if broken := more.count(0):
        said.append(f"{count_text(broken, 'kernteam', 'kernteams')} {_are(broken)} nu compleet en dan niet meer.")
    if fewer:
        have = "heeft" if len(fewer) == 1 else "hebben"
        said.append(f"{count_text(len(fewer), 'school', 'scholen')} {have} dan een vacature minder.")
    if mended := fewer.count(1):
        said.append(f"{count_text(mended, 'kernteam', 'kernteams')} {_are(mended)} dan compleet.")
    return said


def _are(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _misses(asked: Asked, day: date) -> Combinable:
    """Whether a school misses somebody in a seat that asks this."""
    if asked.need != Need.REQUIRED or not asked.roles:
        return Value(value=False, output_field=BooleanField())
    return ~Exists(Membership.objects.on(day).filter(school=OuterRef("pk"), role__in=asked.roles))
