"""The letters of this program, in words. A name stays on one line: a line break in it would look like our words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from teams.access import seats_from, visible_schools
from teams.dutch import day_text
from teams.models import Membership, Professional, StandIn
from teams.names import one_line


@dataclass(frozen=True)
class Letter:
    """What a letter says."""

    subject: str
    text: str


def name_of(user: User) -> str:
    """How a user is named to others: as the person she is, else by her address."""
    return one_line(str(Professional.objects.of_user(user).first() or user.email))


def invitation(professional: Professional, inviter: User, day: date) -> Letter:
    """Where somebody sits, what she can do there, and how she signs in; schools that the inviter sees by their name."""
    all_seats = seats_from(professional, day)
    shown = all_seats.filter(school__in=visible_schools(inviter, day)).order_by("school__name", "starts_on")
    seats = list(shown.select_related("school", "role"))
    editing = dict.fromkeys(one_line(str(seat.school)) for seat in seats if seat.role.edits_team)
    return _written(
        "Je bent uitgenodigd voor Kernteam",
        "invitation",
        name=one_line(str(professional)),
        inviter=name_of(inviter),
        seats=[*_own_seats(professional, seats, day), *_standing_in(professional, seats, day)],
        elsewhere=all_seats.count() - len(seats),
        editing=list(editing),
        email=professional.email,
        link=_link("account_login"),
    )


def address_to_confirm(professional: Professional, token: str, actor: User) -> Letter:
    """Asks the owner of a new address whether it is hers."""
    return _written(
        "Bevestig je e-mailadres voor Kernteam",
        "address_to_confirm",
        name=one_line(str(professional)),
        actor=name_of(actor),
        link=_link("teams:confirm_address", token),
    )


def address_changed(professional: Professional, actor: User, day: date) -> Letter:
    """Tells who signs in with another address that a new one was filled in."""
    return _written(
        "Je e-mailadres in Kernteam is veranderd",
        "address_changed",
        name=one_line(str(professional)),
        actor=name_of(actor),
        day=day_text(day),
        email=professional.email,
        link=_link("teams:person", professional.pk),
    )


def address_moved(professional: Professional, day: date) -> Letter:
    """Tells the old address that it opens nothing any more."""
    return _written(
        "Je logt nu met een ander e-mailadres in bij Kernteam",
        "address_moved",
        name=one_line(str(professional)),
        day=day_text(day),
        email=professional.email,
    )


def _own_seats(professional: Professional, seats: list[Membership], day: date) -> list[str]:
    own = [seat for seat in seats if seat.professional_id == professional.pk]
    return [f"{one_line(f'{seat.school}: {seat.role}')}{_period(seat.starts_on, seat.ends_on, day)}" for seat in own]


def _standing_in(professional: Professional, seats: list[Membership], day: date) -> list[str]:
    rows = StandIn.objects.filter(professional=professional, membership__in=seats, ends_on__gte=day)
    rows = rows.select_related("membership__school", "membership__role", "membership__professional")
    return [
        one_line(f"{row.membership.school}: waarnemer voor {row.membership.professional}, {row.membership.role}")
        + _period(row.starts_on, row.ends_on, day)
        for row in rows
    ]


def _period(starts_on: date, ends_on: date | None, day: date) -> str:
    """Only what is still to come of it: ", vanaf 1 augustus 2027"."""
    since = f", vanaf {day_text(starts_on)}" if starts_on > day else ""
    return since + (f", tot en met {day_text(ends_on)}" if ends_on else "")


def _link(name: str, *args: Any) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _written(subject: str, template: str, **context: Any) -> Letter:
    return Letter(subject, render_to_string(f"teams/mail/{template}.txt", context).strip() + "\n")
