"""The organisations of a region that people work for. Every action is one recorded, undoable Change."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.models import User
from schools.changes import recorded, reload
from schools.models import Change, Municipality, Region
from schools.models.dated import overlapping
from teams.dutch import count_text
from teams.enums import OrganisationKind
from teams.models import Organisation, Professional
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("name", "kind", "municipalities")


def add_organisation(
    *,
    region: Region,
    name: str,
    kind: OrganisationKind,
    municipalities: Sequence[Municipality],
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Add an organisation to a region; without municipalities it serves all of it.

    Raises ValidationError when the name is taken, AlreadyDone when the same form came before.
    """
    with recorded(subject=region, actor=actor, key=key) as change:
        organisation = Organisation(region=region, name=name, kind=kind)
        _refuse_taken_name(organisation)
        organisation.save()
        organisation.municipalities.set(municipalities)
        change.summary = f"{organisation} is toegevoegd."
    return change


def update_organisation(
    *,
    organisation: Organisation,
    name: str,
    kind: OrganisationKind,
    municipalities: Sequence[Municipality],
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change what an organisation is called, does or serves. Raises ValidationError, and Stale when it changed."""
    with recorded(subject=organisation.region, actor=actor, key=key) as change:
        reload(organisation)
        refuse_stale(seen, row_snapshot(organisation, SHOWN))
        organisation.name, organisation.kind = name, kind
        _refuse_taken_name(organisation)
        organisation.save()
        organisation.municipalities.set(municipalities)
        change.summary = f"{organisation} is bijgewerkt."
    return change


def remove_organisation(
    *, organisation: Organisation, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Take away an organisation that nobody works for or coordinates. Raises ValidationError, and Stale."""
    with recorded(subject=organisation.region, actor=actor, key=key) as change:
        reload(organisation)
        refuse_stale(seen, row_snapshot(organisation, SHOWN))
        # Also who was merged away or erased: her record still says where she worked.
        if people := Professional._base_manager.filter(organisation=organisation).count():
            raise ValidationError(
                f"Bij {organisation} {'hoort' if people == 1 else 'horen'} nog {count_text(people, 'mens', 'mensen')}, "
                "ook wie gewist of samengevoegd is telt mee. Alleen een lege organisatie kan weg."
            )
        if organisation.coordinators.filter(overlapping(localdate(), None)).exists():
            raise ValidationError(f"{organisation} heeft nog een coördinator. Beëindig die eerst bij ‘Wie mag wat’.")
        change.summary = f"{organisation} is weggehaald."
        organisation.delete()
    return change


def _refuse_taken_name(organisation: Organisation) -> None:
    same = Organisation.objects.filter(region=organisation.region_id, name__iexact=organisation.name)
    if same.exclude(pk=organisation.pk).exists():
        raise ValidationError({"name": f"Er is in deze regio al een organisatie {organisation.name}."})
