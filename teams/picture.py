"""Turns rows into what the circle draws, so that picture and list come from the same rows.

The usual picture is that of a school; turned around it has a person or an organisation in the middle.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.urls import reverse

from teams.circle.team import PEOPLE_OF_AN_ORGANISATION, SCHOOLS_OF_A_PERSON, Place, Ring, Sector, Stage, Team
from teams.dutch import count_text, day_text
from teams.enums import Domain, Need
from teams.extensions import Guest
from teams.models import Membership, Organisation, PlannedMember, Professional
from teams.roster import Member, Roster, Seat
from teams.workforce import Worker

MOST_IN_A_CIRCLE = 40  # beyond it a picture is a crowd, and the list beside it says the same

# Clockwise from the top, as neighbours who often work together.
DOMAIN_ORDER = (
    Domain.JEUGDHULP,
    Domain.GEZONDHEID,
    Domain.EXTERN,
    Domain.LEERPLICHT,
    Domain.PASSEND_ONDERWIJS,
    Domain.ONDERWIJS,
)


def circle_team(roster: Roster, *, fillable: Collection[int]) -> Team:
    """The circle of a roster; an empty seat links to the page that fills it where its template is one of `fillable`."""
    places = [place for seat in roster.seats for place in _places(roster, seat, fillable)]
    places += [_guest(guest) for guest in roster.guests]
    return Team(
        school=roster.school.name,
        subtitle=roster.school.get_sector_display(),
        score=f"{roster.filled} van {roster.required} rollen" if roster.required else "",
        places=tuple(places),
        chairs=tuple(not seat.is_missing for seat in roster.seats if seat.need == Need.REQUIRED),
        sectors=tuple(Sector(domain.value, _rim_label(roster, domain)) for domain in DOMAIN_ORDER),
    )


def _rim_label(roster: Roster, domain: Domain) -> str:
    """The organisation's own name where one serves this domain, else the domain."""
    names = {seat.organisation.name for seat in roster.seats if seat.organisation and seat.roles[0].domain == domain}
    return names.pop() if len(names) == 1 and domain != Domain.EXTERN else domain.label


def _places(roster: Roster, seat: Seat, fillable: Collection[int]) -> list[Place]:
    places = [_taken(seat, number, member) for number, member in enumerate(seat.members)]
    places += [_planned(seat, number, row) for number, row in enumerate(seat.planned)]
    places += [_plan(seat, number, plan.row) for number, plan in enumerate(seat.plans)]
    if seat.is_vacant:
        url = _fill_url(roster, seat, fillable)
        empty = Place(f"{seat.key}-leeg", seat.name, _ring(seat), _domain(seat), url=url)
        places.insert(0, replace(empty, is_wished=not seat.is_missing))
    return places


def _taken(seat: Seat, number: int, member: Member) -> Place:
    return replace(
        _place(f"{seat.key}-{number}", member.membership),
        is_new=member.is_new,
        is_faded=member.is_faded,
        stand_in=str(member.stand_in.professional) if member.stand_in else "",
        stand_in_initials=member.stand_in.professional.initials if member.stand_in else "",
    )


def _planned(seat: Seat, number: int, row: Membership) -> Place:
    place = _place(f"{seat.key}-gepland-{number}", row)
    return replace(place, stage=Stage.COMING, begins=day_text(row.starts_on))


def _plan(seat: Seat, number: int, plan: PlannedMember) -> Place:
    """A wish or a question, after whoever has the seat; it leads to its row in the list, which says the rest."""
    return Place(
        key=f"{seat.key}-plan-{number}",
        role=plan.role.name,
        ring=Ring(plan.role.ring),
        domain=plan.role.domain,
        name=str(plan.professional),
        initials=plan.professional.initials,
        url=f"#plan-{plan.pk}",
        stage=Stage.WISH if plan.is_wish else Stage.ASKED,
        begins=day_text(plan.starts_on),
    )


def _place(key: str, row: Membership) -> Place:
    days = row.days_at_school if row.contact_days else row.professional.working_week
    return Place(
        key=key,
        role=row.role.name,
        ring=Ring(row.role.ring),
        domain=row.role.domain,
        name=str(row.professional),
        initials=row.professional.initials,
        url=reverse("teams:person", args=[row.professional_id]),
        days=days.days if days.mask else None,
        is_first_contact=row.is_first_contact,
    )


def _fill_url(roster: Roster, seat: Seat, fillable: Collection[int]) -> str:
    if seat.template is None or seat.template.pk not in fillable:
        return ""
    return reverse("teams:fill_seat", args=[roster.school.establishment_code, seat.template.pk])


def _ring(seat: Seat) -> Ring:
    return Ring(seat.roles[0].ring)


def _domain(seat: Seat) -> str:
    return seat.roles[0].domain


def person_team(professional: Professional, rows: Iterable[Membership]) -> Team | None:
    """The circle of a professional: her schools around her, with her role and her days at each; None for none, and for
    more than a circle holds.

    `rows` are seats of hers with school and role, and `is_visible`: whether the one who looks may see that school.
    """
    rows = list(rows)
    if not 0 < len(rows) <= MOST_IN_A_CIRCLE:
        return None
    return Team(
        school=str(professional),
        subtitle=str(professional.organisation),
        score=count_text(len({row.school_id for row in rows}), "school", "scholen"),
        places=tuple(_school_place(number, row) for number, row in enumerate(rows)),
        wording=SCHOOLS_OF_A_PERSON,
    )


def _school_place(number: int, row: Membership) -> Place:
    url = reverse("teams:school", args=[row.school.establishment_code]) if row.is_visible else ""  # type: ignore[attr-defined]
    return Place(
        key=f"school-{number}",
        role=row.role.name,
        ring=Ring.PARTNER,
        domain=row.role.domain,
        name=row.school.name,
        initials=_initials(row.school.name),
        url=url,
        days=row.days_at_school.days if row.contact_days else None,
        is_first_contact=row.is_first_contact,
    )


def organisation_team(organisation: Organisation, people: Iterable[Worker]) -> Team | None:
    """The circle of an organisation: its people around it, and at how many schools each sits; None for nobody, and for
    more than a circle holds."""
    people = list(people)
    if not 0 < len(people) <= MOST_IN_A_CIRCLE:
        return None
    return Team(
        school=organisation.name,
        subtitle=organisation.get_kind_display(),
        score=count_text(len(people), "mens", "mensen"),
        places=tuple(_worker_place(number, worker) for number, worker in enumerate(people)),
        wording=PEOPLE_OF_AN_ORGANISATION,
    )


def _worker_place(number: int, worker: Worker) -> Place:
    who = worker.professional
    return Place(
        key=f"mens-{number}",
        role=count_text(worker.schools, "school", "scholen"),
        ring=Ring.PARTNER,
        domain=worker.domain,
        name=str(who),
        initials=who.initials,
        url=reverse("teams:person", args=[who.pk]),
        days=who.working_week.days if who.half_days else None,
        is_faded=worker.is_faded,
    )


def _guest(guest: Guest) -> Place:
    """Somebody who comes to the next session only; she leads to her line in the list."""
    return Place(
        key=guest.key,
        role=guest.of or "gast",
        ring=Ring.ON_CALL,
        domain=Domain.EXTERN,
        name=guest.name,
        initials=_initials(guest.name),
        url=f"#{guest.key}",
        stage=Stage.GUEST,
        begins=guest.when,
    )


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[-2:] if len(words) > 1 else words)).upper()
