"""When somebody of the demo is at each of her schools: on days, and in hours, that she works."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

from teams import defaults
from teams.demo.days import DemoDays
from teams.demo.plan import PlannedProfessional, PlannedSeat
from teams.demo.roster import Roster, Seat, Stint
from teams.week import SHORT, HalfDays, Weekdays

_ROLES = [role.code for role in defaults.ROLES]  # partners of one school come on different days
_IN_SCHOOL = {role.code for role in defaults.ROLES if role.edits_team}
_ON_CALL = {defaults.VEILIG_THUIS: "24 uur bereikbaar", defaults.WIJKAGENT: ""}
_MORNING, _AFTERNOON = "8.30-10.00", "13.30-15.00"


def planned_seats(
    made: Roster, staff: Iterable[PlannedProfessional], days: DemoDays, random: Random
) -> tuple[PlannedSeat, ...]:
    """Every stint of the roster as a membership, with the days and hours of contact."""
    weeks = {who.person.name: HalfDays(who.person.half_days) for who in staff}
    shared = {(seat.role, seat.school) for seat, _ in made if seat.second}
    places = _places(made, days.today)
    found = []
    for seat, stint in made:
        at_school = _days(seat, places.get((stint.name, seat.role), []), weeks[stint.name])
        told = random.random() < 0.35 or (seat.school == 0 and seat.role == defaults.CJG_COACH)
        found.append(
            PlannedSeat(
                school=seat.school,
                role=seat.role,
                name=stint.name,
                starts_on=stint.starts_on,
                ends_on=stint.ends_on,
                contact_days=Weekdays.of(at_school).mask,
                contact_hours=_hours(seat, at_school, weeks[stint.name], told=told),
                is_first_contact=(seat.role, seat.school) in shared and not seat.second and stint.ends_on is None,
            )
        )
    return tuple(found)


def _places(made: Roster, today: date) -> Mapping[tuple[str, str], list[int]]:
    """Per person and role the schools where she sits today."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for seat, stint in made:
        if _holds(stint, today):
            found[stint.name, seat.role].append(seat.school)
    return found


def _holds(stint: Stint, day: date) -> bool:
    return stint.starts_on <= day and (stint.ends_on is None or day <= stint.ends_on)


def _days(seat: Seat, schools: list[int], working: HalfDays) -> tuple[int, ...]:
    """School staff divide their week among their schools; partners come to each on one day, in turn."""
    days = tuple(day for day, works in enumerate(working.days) if works)
    if not days or seat.role in _ON_CALL:
        return ()
    turn = schools.index(seat.school) if seat.school in schools else seat.school
    if seat.role in _IN_SCHOOL and turn < len(schools) <= len(days):
        return days[turn :: len(schools)]
    return (days[(turn + _ROLES.index(seat.role)) % len(days)],)


def _hours(seat: Seat, days: tuple[int, ...], working: HalfDays, *, told: bool) -> str:
    """ "di 8.30-10.00" for partners who told so, in a half-day that they work."""
    if seat.role in _ON_CALL:
        return _ON_CALL[seat.role]
    if not told or len(days) != 1 or seat.role in _IN_SCHOOL:
        return ""
    in_the_morning = 2 * days[0] in working.bits
    return f"{SHORT[days[0]]} {_MORNING if in_the_morning else _AFTERNOON}"
