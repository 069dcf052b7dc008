"""What changed in a row, from the images that history keeps: each field with its old and its new value."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model

from schools.phones import format_phone
from teams.dutch import day_text
from teams.models import Membership, Professional
from teams.week import HalfDays, Weekdays

UNTOLD = {"id", "sort_key"}
WORDS: dict[str, Any] = {
    "phone": format_phone,
    "half_days": lambda mask: str(HalfDays(mask)),
    "contact_days": lambda mask: str(Weekdays(mask)),
}
CALLED_BY = {Membership: ("professional", "role", "school")}  # rows whose name is made of that of others
Names = dict[type[Model], dict[Any, str]]


def steps(model: Any, images: Iterable[Any]) -> Iterator[tuple[Any, Any, tuple[str, ...]]]:
    """Per image of these rows: the one before it (None: the row came), itself, and what differs, in words."""
    rows = list(images)
    names = _names(model, rows)
    before: dict[Any, Any] = {}
    for image in rows:
        earlier = before.get(image.id)
        yield earlier, image, _differences(model, earlier, image, names)
        before[image.id] = image


def _differences(model: Any, earlier: Any, image: Any, names: Names) -> tuple[str, ...]:
    if image.history_type == "-":
        return ("weggehaald",)
    found = []
    for field in _fields(model):
        new, old = _text(field, image, names), _text(field, earlier, names) if earlier is not None else ""
        if new != old:
            was = f" (was {old or 'leeg'})" if earlier is not None else ""
            found.append(f"{field.verbose_name}: {new or 'leeg'}{was}")
    return tuple(found)


def _fields(model: Any) -> list[Any]:
    """The fields that history keeps, except what is no more than a projection of others."""
    kept = {field.name for field in model.history.model.tracked_fields}
    return [field for field in model._meta.concrete_fields if field.name in kept - UNTOLD]


def _text(field: Any, image: Any, names: Names) -> str:
    value = getattr(image, field.attname)
    if isinstance(field, ForeignKey):
        return names[field.related_model].get(value, "")
    if field.name in WORDS:
        return str(WORDS[field.name](value))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return day_text(value) if hasattr(value, "year") else str(value or "")


def _names(model: Any, rows: list[Any]) -> Names:
    """How the rows are called to which these images point, in one query per kind."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for field in _fields(model):
        if isinstance(field, ForeignKey):
            wanted[field.related_model] |= {getattr(row, field.attname) for row in rows}
    return {
        other: {
            row.pk: str(row)
            for row in other._base_manager.filter(pk__in=pks - {None}).select_related(*CALLED_BY.get(other, ()))
        }
        for other, pks in wanted.items()
    }


def images_of(model: Any, records: Iterable[Professional], field: str) -> Any:
    """All images, oldest first, of the rows that ever pointed to these people."""
    ids = model.history.filter(**{f"{field}__in": [row.pk for row in records]}).values("id")
    rows = model.history.filter(id__in=ids).select_related("change__actor__professional", "history_user__professional")
    return rows.order_by("history_id")
