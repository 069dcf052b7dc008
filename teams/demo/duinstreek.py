"""The plan of Zuid-Duinstreek: the tables and the roster put together."""

from collections.abc import Iterable, Mapping
from random import Random

from schools.enums import GrantKind
from teams import defaults
from teams.demo import accounts, people, places, seating
from teams.demo.contact_times import planned_seats
from teams.demo.contacts import professionals
from teams.demo.days import DemoDays
from teams.demo.plan import PlannedConfirmation, PlannedCoordinator, PlannedGrant, PlannedProfessional, RegionPlan
from teams.demo.roster import Roster, Seat
from teams.enums import OrganisationKind

_SEED = "Zuid-Duinstreek"
_NEVER_CONFIRMED = {19, 28, 41, 46, 52, 57}
_STALE = {9, 13, 21, 27, 34, 39, 44, 50, 56}
_UNREACHABLE = (people.CONSULENT_LEFT, people.WIJKAGENTEN[1])


def plan(days: DemoDays) -> RegionPlan:
    """The same plan for the same day."""
    random = Random(_SEED)  # noqa: S311 it must be the same every time
    schools = places.schools()
    made = seating.roster(schools, days, random)
    staff = professionals(people.BY_ROLE, days, random, left=people.LEFT, unreachable=_UNREACHABLE)
    return RegionPlan(
        name=places.NAME,
        po_code=places.PO_CODE,
        vo_code=places.VO_CODE,
        municipalities=places.MUNICIPALITIES,
        boards=places.BOARDS,
        organisations=places.ORGANISATIONS,
        schools=schools,
        professionals=staff,
        seats=planned_seats(made, staff, days, random),
        stand_ins=seating.stand_ins(days),
        plans=seating.plans(days),
        confirmations=tuple(_confirmations(made, _emails(staff), len(schools), days, random)),
        grants=(
            PlannedGrant(accounts.BEHEERDER.email, GrantKind.BEHEERDER, days.begin),
            PlannedGrant(accounts.PROCESBEGELEIDER.email, GrantKind.PROCESBEGELEIDER, days.begin),
            PlannedGrant(accounts.SWV.email, GrantKind.SWV, days.begin),
        ),
        coordinators=(PlannedCoordinator(accounts.COORDINATOR.email, OrganisationKind.CJG, days.begin),),
    )


def _emails(staff: Iterable[PlannedProfessional]) -> dict[str, str]:
    return {who.person.name: who.email for who in staff}


def _confirmations(
    made: Roster, emails: Mapping[str, str], count: int, days: DemoDays, random: Random
) -> Iterable[PlannedConfirmation]:
    """Most teams were confirmed this year and the year before, some only long ago, some never."""
    for school in range(count):
        recently, before = random.randint(10, 350), random.randint(390, 600)
        if school == seating.EXAMPLE:
            recently = 80
        if school in _NEVER_CONFIRMED:
            continue
        for ago in (before,) if school in _STALE else (before, recently):
            day = days.ago(ago)
            keepers = (
                stint.name
                for role in (defaults.INTERN_BEGELEIDER, defaults.ONDERSTEUNINGSCOORDINATOR)
                for stint in made.stints.get(Seat(role, school), ())
                if stint.starts_on <= day and (stint.ends_on is None or day <= stint.ends_on)
            )
            yield PlannedConfirmation(school, day, emails[next(keepers)])
