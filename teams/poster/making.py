"""Makes a poster of a school's team on a day: the same rows as the page, for the wall of the staff room."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from teams.circle.drawing import Drawing
from teams.circle.layout import draw
from teams.dutch import day_text
from teams.models import Membership
from teams.picture import circle_team
from teams.poster.paint import Paint, tokens
from teams.poster.paper import Poster
from teams.poster.picture_file import svg_of
from teams.roster import Roster


def drawing_on_paper(roster: Roster) -> Drawing:
    """The circle without links, which paper and a picture in a file cannot follow."""
    team = circle_team(roster, fillable=())
    return draw(replace(team, places=tuple(replace(place, url="") for place in team.places)))


def poster_of(roster: Roster, paint: Paint) -> Poster:
    """The poster of a team; its address always shows today's."""
    drawing = drawing_on_paper(roster)
    return replace(poster_around(roster, drawing, paint), picture=svg_of(drawing, paint))


def poster_around(roster: Roster, drawing: Drawing, paint: Paint) -> Poster:
    """The poster without its picture, which the page that prints it shows already."""
    colours = tokens(paint)
    path = reverse("teams:school", args=[roster.school.establishment_code])
    return Poster(
        school=roster.school.name,
        kind=" · ".join(filter(None, [roster.school.get_sector_display(), roster.school.city])),
        day=day_text(roster.day),
        score=f"{roster.filled} van {roster.required} rollen" if roster.required else "",
        missing=tuple(seat.name for seat in roster.seats if seat.is_missing),
        address=f"{settings.SITE_URL}{path}",
        picture="",
        ratio=float(drawing.width) / float(drawing.height),
        description=drawing.description,
        people=tuple(
            _person(member.membership, str(member.stand_in.professional) if member.stand_in else "")
            for seat in roster.seats
            for member in seat.members
        )
        + tuple(_coming(row) for seat in roster.seats for row in seat.planned),
        colours=(colours["ink"], colours["muted"], colours["wrong"], colours["good"]),
    )


def _coming(row: Membership) -> tuple[str, str, str]:
    return row.role.name, str(row.professional), f"vanaf {day_text(row.starts_on)}"


def _person(row: Membership, stand_in: str) -> tuple[str, str, str]:
    days = row.days_at_school if row.contact_days else row.professional.working_week
    when = row.contact_hours or (str(days) if days.mask else "")
    name = f"{row.professional} (nu: {stand_in})" if stand_in else str(row.professional)
    return row.role.name, name, " · ".join(filter(None, [when, "eerste contact" if row.is_first_contact else ""]))
