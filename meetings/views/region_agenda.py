"""The running orders of a region: shown to who has a grant in it, changed by who manages it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.agenda import SHOWN, adopt_agenda, move_item, own_items, remove_item
from meetings.agenda.default import DEFAULTS
from meetings.enums import MeetingKind
from meetings.forms.agenda import AddItemForm, DropAgendaForm, EditItemForm
from meetings.models import AgendaItem
from meetings.models.meeting import DEFAULT_MINUTES
from meetings.views.planning import FORM
from schools.access import can_manage_region
from schools.models import Change, Region
from teams.forms.removal import RemovalForm
from teams.snapshots import about_row, row_snapshot
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region, managed_region


@require_safe
def agenda(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    orders = [(kind, own_items(region, kind)) for kind in DEFAULTS]
    context = {
        "region": region,
        "orders": [
            (kind, own or DEFAULTS[kind], bool(own), sum(item.minutes for item in own or DEFAULTS[kind]))
            for kind, own in orders
        ],
        "session_minutes": DEFAULT_MINUTES,
        "can_manage": can_manage_region(request.user, region, today),
    }
    return render(request, "meetings/region_agenda.html", context)


@require_POST
def adopt(request: HttpRequest, region_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    kind = _asked_kind(request)

    def carry_out(key: UUID | None) -> Change:
        return adopt_agenda(region=region, kind=kind, actor=user_of(request), key=key)

    return press(request, carry_out, back=_url(region, kind))


@get_or_post
def drop(request: HttpRequest, region_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    kind = _asked_kind(request)
    build = partial(DropAgendaForm, region=region, kind=kind)
    return _form(request, region, build, kind, title="Terug naar de gewone agenda?", button="Ga terug")


@get_or_post
def add(request: HttpRequest, region_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    kind = _asked_kind(request)
    build = partial(AddItemForm, region=region, kind=kind)
    return _form(request, region, build, kind, title="Nieuw agendapunt", button="Voeg toe")


@get_or_post
def edit(request: HttpRequest, region_id: int, item_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    item = _item(region, item_id)
    build = partial(EditItemForm, item=item)
    more = {
        "remove_url": reverse("meetings:remove_agenda_item", args=[region.pk, item.pk]),
        "remove_label": "Haal dit punt weg",
    }
    return _form(request, region, build, MeetingKind(item.kind), title=str(item), button="Bewaar", **more)


@get_or_post
def remove(request: HttpRequest, region_id: int, item_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    item = _item(region, item_id)
    build = partial(
        RemovalForm,
        remove=partial(remove_item, item=item),
        asks=[f"“{item}” staat dan niet meer op de agenda voor een {item.get_kind_display().lower()}."],
        snapshot=row_snapshot(item, SHOWN),
        about=about_row(item),
    )
    return _form(request, region, build, MeetingKind(item.kind), title="Agendapunt weghalen?", button="Haal weg")


@require_POST
def move(request: HttpRequest, region_id: int, item_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    item = _item(region, item_id)

    def carry_out(key: UUID | None) -> Change:
        steps = -1 if request.POST.get("naar") == "eerder" else 1
        return move_item(item=item, steps=steps, actor=user_of(request), key=key)

    return press(request, carry_out, back=_url(region, MeetingKind(item.kind)))


def _form(request: HttpRequest, region: Region, build: object, kind: MeetingKind, **context: str) -> HttpResponse:
    context["crumb"] = f"Agenda van {region}"
    return handle(request, build, dict(context), back=_url(region, kind), template=FORM)  # type: ignore[arg-type]


def _asked_kind(request: HttpRequest) -> MeetingKind:
    """Of which session it is about: what was sent, or else what the link named; the first when that is none."""
    asked = request.POST.get("kind") or request.GET.get("soort", "")
    return next((kind for kind in DEFAULTS if kind.value == asked), MeetingKind.KENNISMAKING)


def _item(region: Region, item_id: int) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.filter(region=region).select_related("region"), pk=item_id)


def _url(region: Region, kind: MeetingKind) -> str:
    return f"{reverse('meetings:region_agenda', args=[region.pk])}#{kind.value}"
