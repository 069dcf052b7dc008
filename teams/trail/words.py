"""A row before and after in plain Dutch: which row it is, and what each field said."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from schools.enums import GrantKind, Sector
from schools.models import FreePeriod, Grant, School
from schools.phones import format_phone
from teams.dutch import day_text
from teams.models import (
    Coordinator,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    PublicPage,
    Role,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)
from teams.names import full_name
from teams.trail.entries import CAME, CHANGED, WENT, FieldDiff, RowDiff
from teams.trail.images import Pair
from teams.trail.names import Names
from teams.week import HalfDays, Weekdays

PRIVATE = ("email", "phone")
WORDS: dict[str, Callable[[Any], str]] = {
    "phone": format_phone,
    "half_days": lambda mask: str(HalfDays(mask)),
    "contact_days": lambda mask: str(Weekdays(mask)),
}
# Per model which row it is, and the fields that this says already.
LABELS: dict[Any, tuple[Callable[[Any, Names], str], set[str]]] = {
    FreePeriod: (lambda row, _: f"Vrije dag: {row.label}", {"school", "label"}),
    Grant: (lambda row, names: f"{_account(row, names)}, {GrantKind(row.kind).label}", {"user", "kind"}),
    TeamConfirmation: (lambda *_: "Bevestiging van het kernteam", {"school"}),
    Organisation: (lambda row, _: f"Organisatie {row.name}", {"name"}),
    Professional: (
        lambda row, _: full_name(row.first_name, row.infix, row.surname),
        {"first_name", "infix", "surname"},
    ),
    Coordinator: (
        lambda row, names: f"{_account(row, names)}, coördinator van {names.of(Organisation, row.organisation_id)}",
        {"user", "organisation"},
    ),
    Role: (lambda row, _: f"Rol {row.name}", {"name"}),
    SeatTemplate: (lambda row, _: f"Plek {row.name} ({Sector(row.sector).label})", {"name", "sector"}),
    Membership: (
        lambda row, names: f"{names.of(Professional, row.professional_id)}, {names.of(Role, row.role_id)}",
        {"school", "role", "professional"},
    ),
    StandIn: (
        lambda row, names: (
            f"{names.of(Professional, row.professional_id)}, waarnemer voor {names.of(Membership, row.membership_id)}"
        ),
        {"membership", "professional"},
    ),
    PlannedMember: (
        lambda row, names: f"Plan: {names.of(Professional, row.professional_id)}, {names.of(Role, row.role_id)}",
        {"school", "role", "professional"},
    ),
    PublicPage: (lambda *_: "Openbare pagina", {"school"}),
}


def describe(model: Any, label: Callable[[Any, Names], str], said: set[str]) -> None:
    """Let the logbook tell of another app's rows: which row it is, and the fields that this says already."""
    LABELS[model] = (label, said)


def wanted_names(pairs: Collection[Pair]) -> dict[Any, set[Any]]:
    """The keys, per model, of everything that these rows point to."""
    wanted: dict[Any, set[Any]] = {}
    for pair in pairs:
        for field in _fields(pair.model):
            if field.is_relation:
                keys = {getattr(image, field.attname) for image in (pair.before, pair.after) if image}
                wanted.setdefault(field.related_model, set()).update(keys - {None})
        for field in pair.model._meta.many_to_many:
            keys = set(pair.ties_before.get(field.name, ())) | set(pair.ties_after.get(field.name, ()))
            wanted.setdefault(field.related_model, set()).update(keys)
    return wanted


def school_of(pair: Pair, names: Names) -> Any:
    """The key of the school whose team this row is of; None for a row that is of no school."""
    if pair.model is StandIn:
        seat = names.seats.get(pair.image.membership_id)
        return seat.school_id if seat else None
    return getattr(pair.image, "school_id", None)


def row_diff(pair: Pair, names: Names, *, shows_contact: bool, names_school: bool) -> RowDiff | None:
    """What the change did to the row; None when that is nothing. Private values stay shielded unless they are shown."""
    if pair.image is None:
        return None
    label, said = LABELS[pair.model]
    diffs = list(_diffs(pair, names, shows_contact=shows_contact))
    fate = CHANGED
    if pair.before is None or pair.after is None:
        fate = CAME if pair.before is None else WENT
        diffs = [(name, diff) for name, diff in diffs if name not in said and {diff.before, diff.after} != {"", "nee"}]
    elif not diffs:
        return None
    school = school_of(pair, names) if names_school else None
    of_school = f" van {names.of(School, school)}" if school else ""
    return RowDiff(label(pair.image, names) + of_school, fate, tuple(diff for _, diff in diffs))


def _diffs(pair: Pair, names: Names, *, shows_contact: bool) -> Iterator[tuple[str, FieldDiff]]:
    """The fields that say something else than before, each with its name."""
    for field in _fields(pair.model):
        before, after = (
            _in_words(field, getattr(image, field.attname), names) if image else ""
            for image in (pair.before, pair.after)
        )
        if before == after:
            continue
        if field.name in PRIVATE and pair.model is Professional and not shows_contact:
            yield field.name, FieldDiff(str(field.verbose_name), is_shielded=True)
        else:
            yield field.name, FieldDiff(str(field.verbose_name), before, after)
    for field in pair.model._meta.many_to_many:
        before, after = (
            ", ".join(sorted(names.of(field.related_model, key) for key in ties.get(field.name, ())))
            for ties in (pair.ties_before, pair.ties_after)
        )
        if before != after:
            yield field.name, FieldDiff(str(field.verbose_name), before, after)


def _fields(model: Any) -> list[Any]:
    """The fields that the images keep and that somebody can mean something with."""
    kept = {field.name for field in model.history.model._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.editable and field.name in kept - {"id"}]


def _in_words(field: Any, value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.name in WORDS:
        return WORDS[field.name](value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return day_text(value)
    return str(dict(field.flatchoices).get(value, value))


def _account(row: Any, names: Names) -> str:
    return names.of(row._meta.get_field("user").related_model, row.user_id)
