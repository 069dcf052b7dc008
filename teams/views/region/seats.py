"""The seats that a region's schools should have: shown to who has a grant in it, set by who manages it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.access import can_manage_region
from schools.enums import Sector
from schools.models import Change, Region
from teams.actions.seat_templates import SHOWN, move_seat_template, remove_seat_template
from teams.forms.region.seats import AddSeatForm, EditSeatForm
from teams.forms.removal import RemovalForm
from teams.models import SeatTemplate
from teams.seat_effects import NOTHING, asked_by, effects
from teams.snapshots import about_row, row_snapshot
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region, managed_region


@require_safe
def seat_templates(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    seats = list(region.seat_templates.prefetch_related("roles"))
    schools = region.schools.open(today).in_sectors()
    context = {
        "region": region,
        "sectors": [
            (sector, schools.get(sector, 0), [seat for seat in seats if seat.sector == sector]) for sector in Sector
        ],
        "ordering": request.GET.get("volgorde", ""),
        "can_manage": can_manage_region(request.user, region, today),
    }
    return render(request, "teams/region/seats.html", context)


@get_or_post
def add_seat_template(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = managed_region(request, region_id, today)
    asked = request.GET.get("soort", "")
    build = partial(AddSeatForm, region=region, sector=asked if asked in Sector else "", today=today)
    context = {"title": "Nieuwe plek", "button": "Voeg toe", "crumb": f"Plekken van {region}"}
    return handle(request, build, context, back=_url(region))


@get_or_post
def edit_seat_template(request: HttpRequest, region_id: int, seat_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = managed_region(request, region_id, today)
    seat = _seat(region, seat_id)
    context = {
        "title": f"{seat} ({seat.get_sector_display()})",
        "button": "Bewaar",
        "crumb": f"Plekken van {region}",
        "remove_url": reverse("teams:remove_seat_template", args=[region.pk, seat.pk]),
        "remove_label": "Haal deze plek weg",
    }
    return handle(request, partial(EditSeatForm, seat=seat, today=today), context, back=f"{_url(region)}#{seat.sector}")


@get_or_post
def remove_seat_template_page(request: HttpRequest, region_id: int, seat_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = managed_region(request, region_id, today)
    seat = _seat(region, seat_id)
    asks = [
        f"De plek wordt niet meer gevraagd ({seat.get_sector_display()}). Wie er zit, blijft in het kernteam.",
        *effects(region, seat.sector, before=asked_by(seat), after=NOTHING, day=today),
    ]
    build = partial(
        RemovalForm,
        remove=partial(remove_seat_template, seat=seat),
        asks=asks,
        snapshot=row_snapshot(seat, SHOWN),
        about=about_row(seat),
    )
    context = {"title": f"{seat} weghalen?", "button": "Haal weg", "crumb": f"Plekken van {region}"}
    return handle(request, build, context, back=_url(region))


@require_POST
def move_seat(request: HttpRequest, region_id: int, seat_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    seat = _seat(region, seat_id)

    def move(key: UUID | None) -> Change:
        steps = -1 if request.POST.get("naar") == "eerder" else 1
        return move_seat_template(seat=seat, steps=steps, actor=user_of(request), key=key)

    return press(request, move, back=f"{_url(region)}?volgorde={seat.sector}#{seat.sector}")


def _seat(region: Region, seat_id: int) -> SeatTemplate:
    seats = region.seat_templates.select_related("region").prefetch_related("roles")
    return get_object_or_404(seats, pk=seat_id)


def _url(region: Region) -> str:
    return reverse("teams:seat_templates", args=[region.pk])
