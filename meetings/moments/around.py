"""What is known around a session, read from the database for the modules that only think."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.enums import MeetingKind
from meetings.invitees import Invitee
from meetings.models import Invitation, Meeting
from meetings.models.meeting import TEAM_KINDS
from meetings.moments.circumstances import Around, Attendant, Busy, Other, Slot, slot_at
from meetings.travel import Spot
from schools.days_off import closed_in
from schools.enums import HolidayRegion
from schools.models import School
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.models import Professional
from teams.week import HalfDays


@dataclass(frozen=True)
class Expected:
    """Somebody who is to be at a session."""

    professional: Professional
    what: str
    is_required: bool


def expected_of(meeting: Meeting) -> list[Expected]:
    """Who is asked to a session and did not say no; a guest's calendar is not ours to know."""
    rows = meeting.invitations.standing().select_related("professional", "role")
    return [Expected(row.professional, row.what, row.is_required) for row in rows if row.professional and row.is_coming]


def expected_to_be(team: Iterable[Invitee]) -> list[Expected]:
    """Who would be at a session of this team."""
    return [Expected(each.professional, str(each.role), each.is_required) for each in team]


def around(
    school: School,
    year: SchoolYear,
    kind: MeetingKind | str,
    expected: Sequence[Expected],
    *,
    vacancies: tuple[str, ...] = (),
    but: Meeting | None = None,
) -> Around:
    """The school, its year and the people of a session, in a number of queries that does not depend on how many they
    are; `but` is the session itself, which is in nobody's way."""
    busy = _busy([each.professional.pk for each in expected], year, but)
    return Around(
        spot=spot_of(school),
        year=year,
        closed=tuple(closed_days(school, year)),
        others=tuple(_others(school, year, but)),
        attendants=tuple(
            Attendant(
                key=each.professional.pk,
                name=str(each.professional),
                role=each.what,
                is_required=each.is_required,
                half_days=HalfDays(each.professional.half_days) if each.professional.half_days else None,
                busy=tuple(busy[each.professional.pk]),
            )
            for each in expected
        ),
        vacancies=vacancies,
        is_of_team=kind in TEAM_KINDS,
    )


def spot_of(school: School) -> Spot:
    """Where a school lies, for travelling."""
    return Spot(school.pk, school.district, school.municipality_id)


def closed_days(school: School, year: SchoolYear) -> list[Period]:
    """Every day of a school year on which this school is closed; last year's summer holiday runs into it."""
    own = school.free_periods.between(year.first_day, year.last_day)
    return [
        *closed_in(HolidayRegion(school.holiday_region), year),
        *(Period(each.first_day, each.last_day, each.label) for each in own),
    ]


def slot_of(meeting: Meeting) -> Slot | None:
    """When a session is, on the clock of the Netherlands."""
    return slot_at(meeting.starts_at, meeting.minutes) if meeting.starts_at else None


def _others(school: School, year: SchoolYear, but: Meeting | None) -> Iterable[Other]:
    first, last = year.first_day - timedelta(days=60), year.last_day + timedelta(days=60)
    rows = Meeting.objects.standing().filter(school=school, kind__in=TEAM_KINDS)
    for row in rows.filter(starts_at__date__range=(first, last)).in_order():
        if row != but and row.day is not None:
            yield Other(row.day, f"de {row.get_kind_display().lower()}")


def _busy(people: list[int], year: SchoolYear, but: Meeting | None) -> dict[int, list[Busy]]:
    rows = Invitation.objects.filter(
        professional__in=people, blocks_time=True, starts_at__date__range=(year.first_day, year.last_day)
    ).select_related("meeting__school")
    found: dict[int, list[Busy]] = defaultdict(list)
    for row in rows:
        slot = slot_of(row.meeting)
        if slot is not None and row.meeting != but and row.professional_id is not None:
            found[row.professional_id].append(Busy(slot, str(row.meeting.school), spot_of(row.meeting.school)))
    return found


def day_of(year: SchoolYear, today: date) -> date:
    """The first day of a school year that a session can still be on."""
    return max(year.first_day, today + timedelta(days=1))
