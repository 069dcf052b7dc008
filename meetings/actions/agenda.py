"""The running order of a region's sessions. Every action is one recorded Change of the region."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from meetings.actions.ordering import move
from meetings.agenda.default import DEFAULTS
from meetings.enums import MeetingKind
from meetings.models import AgendaItem
from schools.changes import Stale, recorded, reload
from schools.models import Change, Region
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("title", "minutes", "explanation", "shows")


@dataclass(frozen=True)
class ItemContent:
    """What is decided of one item."""

    title: str
    minutes: int
    explanation: str = ""
    shows: str = ""


def adopt_agenda(*, region: Region, kind: MeetingKind, actor: User, key: UUID | None = None) -> Change:
    """Make the running order that everybody has one of the region's own, to change. Raises Stale when it has one."""
    with recorded(subject=region, actor=actor, key=key) as change:
        if own_items(region, kind):
            raise Stale([f"De agenda voor een {kind.label.lower()} is al van de regio zelf."])
        _copy_default(region, kind)
        change.summary = f"De agenda voor een {kind.label.lower()} is nu van {region} zelf."
    return change


def drop_agenda(
    *, region: Region, kind: MeetingKind, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Go back to the running order that everybody has. Raises Stale when the region's changed since `seen`."""
    with recorded(subject=region, actor=actor, key=key) as change:
        refuse_stale(seen, agenda_snapshot(region, kind))
        for item in own_items(region, kind):
            reload(item)
            item.delete()
        change.summary = f"De agenda voor een {kind.label.lower()} is weer de gewone."
    return change


def add_item(
    *, region: Region, kind: MeetingKind, content: ItemContent, actor: User, key: UUID | None = None
) -> Change:
    """Put one more item at the end; a region without an agenda of its own gets one first."""
    with recorded(subject=region, actor=actor, key=key) as change:
        items = own_items(region, kind) or _copy_default(region, kind)
        item = AgendaItem(region=region, kind=kind, position=items[-1].position + 1 if items else 0)
        _fill(item, content)
        item.save()
        change.summary = f"Agendapunt toegevoegd ({kind.label.lower()}): {item}."
    return change


def update_item(
    *, item: AgendaItem, content: ItemContent, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Change an item. Raises Stale when it changed since `seen`."""
    with recorded(subject=item.region, actor=actor, key=key) as change:
        reload(item)
        refuse_stale(seen, row_snapshot(item, SHOWN))
        _fill(item, content)
        item.save()
        change.summary = f"Agendapunt bijgewerkt ({item.get_kind_display().lower()}): {item}."
    return change


def move_item(*, item: AgendaItem, steps: int, actor: User, key: UUID | None = None) -> Change:
    """Have an item one place earlier (steps -1) or later (steps 1). Raises Stale when it is first or last already."""
    with recorded(subject=item.region, actor=actor, key=key) as change:
        reload(item)
        move(item, own_items(item.region, MeetingKind(item.kind)), steps)
        change.summary = f"{item} staat nu {'eerder' if steps < 0 else 'later'} op de agenda."
    return change


def remove_item(*, item: AgendaItem, seen: Snapshot | None = None, actor: User, key: UUID | None = None) -> Change:
    """Leave an item out. Raises Stale when it changed since `seen`."""
    with recorded(subject=item.region, actor=actor, key=key) as change:
        reload(item)
        refuse_stale(seen, row_snapshot(item, SHOWN))
        change.summary = f"Agendapunt weggehaald ({item.get_kind_display().lower()}): {item}."
        item.delete()
    return change


def own_items(region: Region, kind: MeetingKind) -> list[AgendaItem]:
    """The items of the region's own agenda, in order; none while it uses the one that everybody has."""
    return list(AgendaItem.objects.filter(region=region).of_kind(kind))


def agenda_snapshot(region: Region, kind: MeetingKind) -> Snapshot:
    """The running order as a form beside it shows it."""
    return {f"{place}. {item}": {"minuten": str(item.minutes)} for place, item in enumerate(own_items(region, kind), 1)}


def _copy_default(region: Region, kind: MeetingKind) -> list[AgendaItem]:
    items = []
    for position, default in enumerate(DEFAULTS[kind]):
        item = AgendaItem(region=region, kind=kind, position=position)
        item.title, item.minutes = default.title, default.minutes
        item.explanation, item.shows = default.explanation, default.shows
        item.save()
        items.append(item)
    return items


def _fill(item: AgendaItem, content: ItemContent) -> None:
    item.title, item.minutes = content.title, content.minutes
    item.explanation, item.shows = content.explanation, content.shows
