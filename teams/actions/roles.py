"""What somebody can be in a team, the same for every region. Every action is one recorded, undoable Change."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from accounts.models import User
from schools.changes import recorded, reload
from schools.models import Change
from teams.models import Role
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("name", "abbreviation", "domain", "ring", "organisation_kind", "position", "edits_team")


def add_role(*, values: Mapping[str, Any], actor: User, key: UUID | None = None) -> Change:
    """Add a role, with these values for the fields in SHOWN; its code is made of its name.

    Raises ValidationError when the name is taken, AlreadyDone when the same form came before.
    """
    with recorded(subject=actor, actor=actor, key=key) as change:
        role = Role(**values)
        _refuse_taken_name(role)
        role.code = _free_code(role.name)
        role.save()
        change.summary = f"{role.name.capitalize()} is een rol."
    return change


def update_role(
    *, role: Role, values: Mapping[str, Any], seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Change a role at every school at once. Raises ValidationError, and Stale when it changed since `seen`."""
    with recorded(subject=role, actor=actor, key=key) as change:
        reload(role)
        refuse_stale(seen, row_snapshot(role, SHOWN))
        for field, value in values.items():
            setattr(role, field, value)
        _refuse_taken_name(role)
        role.save()
        change.summary = f"De rol {role} is bijgewerkt."
    return change


def _refuse_taken_name(role: Role) -> None:
    if Role.objects.filter(name__iexact=role.name).exclude(pk=role.pk).exists():
        raise ValidationError({"name": f"Er is al een rol {role.name}."})


def _free_code(name: str) -> str:
    code = slugify(name)[:30] or "rol"
    taken = set(Role.objects.filter(code__startswith=code).values_list("code", flat=True))
    return code if code not in taken else next(f"{code}-{n}" for n in range(2, 1000) if f"{code}-{n}" not in taken)
