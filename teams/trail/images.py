"""The row images of changes: each row before and after, whatever the number of changes in the same few queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from simple_history.utils import get_m2m_reverse_field_name

from schools.changes import tracked_models

Ties = Mapping[str, frozenset[Any]]


@dataclass(frozen=True)
class Pair:
    """One row before and after one change; None where it was not there. `ties` are the keys of rows tied to it."""

    model: Any
    pk: Any
    change: UUID
    before: Any
    after: Any
    is_overtaken: bool
    ties_before: Ties = field(default_factory=dict)
    ties_after: Ties = field(default_factory=dict)

    @property
    def image(self) -> Any:
        """The row as it last was."""
        return self.after or self.before


def pairs_of(changes: Collection[UUID]) -> list[Pair]:
    """Every row that these changes touched, parents before children."""
    return [pair for model in tracked_models() for pair in _pairs(model, changes)]


def _pairs(model: Any, changes: Collection[UUID]) -> list[Pair]:
    same_row = model.history.filter(id=OuterRef("id"))
    earlier = same_row.filter(history_id__lt=OuterRef("history_id")).order_by("-history_id")
    later = same_row.filter(history_id__gt=OuterRef("history_id")).exclude(change=OuterRef("change"))
    written = model.history.filter(change__in=changes).order_by("history_id")
    images = list(written.annotate(earlier=Subquery(earlier.values("history_id")[:1]), is_overtaken=Exists(later)))
    if not images:
        return []
    wanted = [image.earlier for image in images if image.earlier]
    known = {image.history_id: image for image in model.history.filter(history_id__in=wanted)}
    ties = _ties(model, [*images, *known.values()])
    by_row: dict[tuple[UUID, Any], list[Any]] = {}
    for image in images:
        by_row.setdefault((image.change_id, image.id), []).append(image)
    return [_pair(model, written, known, ties) for written in by_row.values()]


def _pair(model: Any, written: list[Any], known: dict[int, Any], ties: dict[int, Ties]) -> Pair:
    """From the images that one change made of one row: as it was before the first, and after the last."""
    first, last = written[0], written[-1]
    before = None if first.history_type == "+" else _there(known.get(first.earlier))
    after = _there(last)
    return Pair(
        model,
        last.id,
        last.change_id,
        before,
        after,
        last.is_overtaken,
        ties.get(before.history_id, {}) if before else {},
        ties.get(after.history_id, {}) if after else {},
    )


def _there(image: Any) -> Any:
    """None when the image only says that the row went."""
    return None if image is None or image.history_type == "-" else image


def _ties(model: Any, images: list[Any]) -> dict[int, Ties]:
    """Per image the keys of the rows that its row was tied to many to many."""
    found: dict[int, dict[str, frozenset[Any]]] = {}
    for many in model.history.model._history_m2m_fields:  # noqa: SLF001 simple-history has no public name for it
        other = f"{get_m2m_reverse_field_name(many)}_id"
        rows = getattr(model.history.model, many.name).model._base_manager
        keys = [image.history_id for image in images]
        for image, key in rows.filter(history__in=keys).values_list("history_id", other):
            ties = found.setdefault(image, {})
            ties[many.name] = ties.get(many.name, frozenset()) | {key}
    return dict(found)
