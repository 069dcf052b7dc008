"""Doing something so that it is known who did it, happens once, and can be undone.

`recorded` opens one Change; every row image that history writes meanwhile is tied to it. Undoing restores the images
from before the change, and refuses when something was changed since.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Manager, Max, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.deletion import Collector
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, get_m2m_reverse_field_name

from accounts.models import User
from schools.models import Change, Region, School

AT_ONCE = 500  # rows

_current: ContextVar[Change | None] = ContextVar("current_change", default=None)


class AlreadyDone(Exception):
    """The form with this key was carried out before; `change` is what it did."""

    def __init__(self, change: Change) -> None:
        super().__init__(str(change))
        self.change = change


class Stale(Exception):
    """Somebody else changed the same thing meanwhile; `differences` says what, in Dutch."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__(" ".join(differences))
        self.differences = differences


class CannotUndo(ValidationError):
    """The rows of a change are no longer as that change left them."""


@dataclass(frozen=True)
class Derived:
    """What an app keeps in rows of a model though it follows from other rows, which may have changed since: undo does
    not put that back as it was.

    `let_go` takes it out of a row that comes back. `settle` gets all rows that came back, once they are there, and
    makes it anew; what it writes belongs to the undo. It may raise CannotUndo.
    """

    model: Any
    let_go: Callable[[Any], None]
    settle: Callable[[Sequence[Model]], None]


derived: list[Derived] = []  # the apps above enter theirs when they are ready


@contextmanager
def recorded(
    *,
    subject: Model,
    also: Iterable[Model] = (),
    actor: User | None,
    key: UUID | None = None,
    region: Region | None = None,
) -> Iterator[Change]:
    """Do something to a subject (a School, a Region, or a professional of `region`) as one atomic, recorded Change.

    The subject's row is locked first, so that two people changing the same team act one after the other; with it the
    rows of `also`, such as all schools that a hand-over touches. The caller sets `summary`; from then on the trail
    keeps the change as it is. Raises AlreadyDone when this actor did the change with this key before.
    """
    with transaction.atomic():
        _lock([subject, *also])
        key = _unused(key, actor)
        school = subject if isinstance(subject, School) else None
        region = region or (school.region if school else subject if isinstance(subject, Region) else None)
        change = Change(id=key, school=school, region=region, actor=actor)
        change.save(force_insert=True)
        outer = _current.set(change)
        try:
            yield change
        finally:
            _current.reset(outer)
        if not change.summary:
            raise ValueError("A change says what was done: set its summary.")
        change.save(update_fields=["summary", "undoes"])


@contextmanager
def lock(subject: Model) -> Iterator[None]:
    """A transaction in which nobody else changes this school or person; for what leaves no Change of its own."""
    with transaction.atomic():
        _lock([subject])
        yield


def done_before(key: UUID | None, actor: User) -> Change | None:
    """What this actor did with this key, if that still stands."""
    return Change.objects.standing().filter(pk=key, actor=actor).first() if key else None


def _lock(rows: Iterable[Model]) -> None:
    """Always in one order, as their models are defined and then by number, so that nobody waits in a ring."""
    wanted: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for row in rows:
        wanted[row._meta.model][row.pk] = row  # not type(): whoever is signed in comes as a lazy object
    for model in (model for model in apps.get_models() if model in wanted):
        locked = model._base_manager.select_for_update(no_key=True).filter(pk__in=wanted[model]).order_by("pk")
        for pk in wanted[model].keys() - set(locked.values_list("pk", flat=True)):
            raise Stale([f"{wanted[model][pk]} staat er niet meer."])


def _unused(key: UUID | None, actor: User | None) -> UUID:
    """The key of the new change: the form's own. When what was done with that was undone, the one that follows from
    that undo, so that the same form acts once more and not twice."""
    used = Change.objects.filter(pk=key).first() if key else None
    if key is None or used is None:
        return key or uuid4()
    if used.actor != actor:
        raise SuspiciousOperation("The key of this form belongs to somebody else's change.")
    undone_by = _undo_that_stands(used)
    if undone_by is None:
        raise AlreadyDone(used)
    return _unused(uuid5(key, undone_by.pk.hex), actor)


def _undo_that_stands(change: Change) -> Change | None:
    """By what a change is undone as it is now; None when that was undone in its turn."""
    while (undoing := Change.objects.filter(undoes=change).first()) is not None:
        redone = Change.objects.filter(undoes=undoing).first()
        if redone is None:
            return undoing
        change = redone
    return None


def reload(row: Model) -> None:
    """Read a row again once its team is locked. Raises Stale when somebody else took it away meanwhile.

    A row that is older than its history gets its first image here, outside the change, so that this can be undone.
    """
    what = str(row)
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as gone:
        raise Stale([f"{what}: staat er niet meer."]) from gone
    if row._meta.model in tracked_models() and not row.history.exists():  # type: ignore[attr-defined]
        outer = _current.set(None)
        try:
            row.save()
        finally:
            _current.reset(outer)


def images_of(model: Any) -> Manager[Any]:
    """What history keeps of a model, as `model.history` has it; that makes its manager anew each time."""
    return _history_model(model)._base_manager


@cache
def _history_model(model: Any) -> type[Model]:
    found: type[Model] = model.history.model
    return found


def kinds_written(changes: Collection[UUID]) -> dict[UUID, set[Any]]:
    """The models of the rows that these changes wrote, by the key of each, in one query. A change that is not in it
    wrote none: there is nothing to put back."""
    models = dict(enumerate(tracked_models()))
    first, *others = (
        images_of(model).filter(change__in=changes).order_by().values_list("change", Value(number))
        for number, model in models.items()
    )
    found: dict[UUID, set[Any]] = defaultdict(set)
    for key, number in first.union(*others):
        found[key].add(models[number])
    return dict(found)


def tie_to_change(history_instance: Any, **_: Any) -> None:
    """Receiver of simple-history's signal: a row image knows the change that wrote it, and who made that."""
    change = _current.get()
    if change is not None:
        history_instance.change = change
        history_instance.history_user = change.actor


def undo(
    *,
    change: Change,
    actor: User,
    may_still: Callable[[], bool] | None = None,
    afterwards: Callable[[Change], None] | None = None,
) -> Change:
    """Put back every row as it was before the change; undoing an undo does it again.

    `may_still` is asked once everything is locked: what was allowed may not be any more. `afterwards` gets the change
    that undid it, and belongs to it: they hold together or not at all. What follows from other rows is made anew
    (`Derived`). Raises CannotUndo when it was undone before, or when one of its rows changed or came into use since.
    """
    try:
        subject = change.school or change.region or actor
        with recorded(subject=subject, also=_schools_of(change), actor=actor, region=change.region) as undoing:
            if Change.objects.filter(undoes=change).exists():
                raise CannotUndo("Dit is al teruggedraaid.")
            if may_still is not None and not may_still():
                raise CannotUndo("Dit mag niet meer terug: er is sindsdien iets veranderd.")
            undoing.undoes = change
            undoing.summary = _undone_summary(change)
            _restore(change)
            if afterwards is not None:
                afterwards(undoing)
            return undoing
    except DatabaseError as error:
        raise CannotUndo("Dit kan niet meer terug: er is sindsdien iets veranderd dat hiervan afhangt.") from error


def _schools_of(change: Change) -> list[School]:
    """Where the rows of a change lie. A model that has no school itself says by `school_path` how to come there."""
    found: set[Any] = set()
    for model in tracked_models():
        path = getattr(model, "school_path", "school")
        if path != "school" or any(field.name == path for field in model._meta.get_fields()):
            found.update(model.history.filter(change=change).values_list(path, flat=True))
    return list(School.objects.filter(pk__in=found))


def _undone_summary(change: Change) -> str:
    """Names the first change of a row of undos, and whether it now holds."""
    first, times = change, 1
    while first.undoes is not None:
        first, times = first.undoes, times + 1
    return f"{'Teruggedraaid' if times % 2 else 'Opnieuw gedaan'}: {first.summary}"


def _restore(change: Change) -> None:
    """Rows that came go first, children before parents; then rows that went come back, parents before children."""
    images = {model: _images(model, change) for model in tracked_models()}
    back: list[Model] = []
    for model, pairs in reversed(images.items()):
        _take_out(model, [now for before, now in reversed(pairs) if before is None and now is not None])
        back += [_put_back(before, now) for before, now in reversed(pairs) if before and now]
    for model, pairs in images.items():
        back += _bring_back(model, [before for before, now in pairs if before is not None and now is None])
    for each in derived:
        each.settle(back)


def _take_out(model: Any, rows: Sequence[Model]) -> None:
    """Let go of rows that came with a change: together, as thousands may have come, where nothing hangs on them."""
    history, change = _history_model(model), _current.get()
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        found = model._base_manager.filter(pk__in=[row.pk for row in part])
        if not _goes_alone(model, found):
            found.delete()
            continue
        found._raw_delete(found.db)  # noqa: SLF001 what Django's own delete does with rows that nothing hangs on
        made = {"history_date": timezone.now(), "history_type": "-", "change": change}
        made["history_user"] = change.actor if change else None
        history._base_manager.bulk_create([history(**made, **_values(history, row)) for row in part])


def _goes_alone(model: Any, rows: QuerySet[Any]) -> bool:
    """Whether nothing else goes or changes with these rows. Raises ProtectedError when something needs them."""
    collector = Collector(using=rows.db)
    collector.collect(rows)
    others = [*collector.fast_deletes, *chain.from_iterable(collector.field_updates.values())]
    takes_along = any(found.exists() if isinstance(found, QuerySet) else found for found in others)
    return set(collector.data) == {model} and not takes_along and not _ties(model)


def _values(history: Any, row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in history.tracked_fields}


def _ties(model: Any) -> Any:
    """What an image keeps of a row many to many."""
    return _history_model(model)._history_m2m_fields  # type: ignore[attr-defined] # noqa: SLF001 it has no public name


def _bring_back(model: Any, images: Sequence[Any]) -> list[Model]:
    """Rows that went, as these images say: together, unless rows of others are tied to them."""
    if _ties(model):
        return [_put_back(image, None) for image in images]
    rows, change = [_row_of(image, None) for image in images], _current.get()
    if rows:
        actor, made_by = change.actor if change else None, {"change": change}
        bulk_create_with_history(rows, model, AT_ONCE, default_user=actor, custom_historical_attrs=made_by)
    return rows


def _row_of(image: Any, now: Any) -> Model:
    """The row as its image says; what has no image stays."""
    row: Model = image.instance
    for name in image._history_excluded_fields if now else ():  # noqa: SLF001 simple-history has no public name for it
        setattr(row, name, getattr(now, name))  # simple-history does not see rows that the default manager hides
    for each in derived:
        if isinstance(row, each.model):
            each.let_go(row)
    return row


def _put_back(image: Any, now: Any) -> Model:
    """Make a row what its image says, with the rows that it is tied to many to many."""
    row = _row_of(image, now)
    row.save(force_insert=now is None)
    for field in image._history_m2m_fields:  # noqa: SLF001 simple-history has no public name for it
        other = get_m2m_reverse_field_name(field)
        getattr(row, field.name).set(getattr(image, field.name).values_list(other, flat=True))
    return row


def _images(model: Any, change: Change) -> list[tuple[Any, Any]]:
    """Per row that the change touched: its image from before (None: not there) and the row now (None: gone). In as many
    queries for ten thousand rows as for one."""
    history = images_of(model)
    first: dict[Any, Any] = {}
    last: dict[Any, int] = {}
    before = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    written = history.filter(change=change)
    for image in written.annotate(before=Subquery(before.values("history_id")[:1])).order_by("history_id"):
        first.setdefault(image.id, image)
        last[image.id] = image.history_id
    if not first:
        return []
    touched = written.order_by().values("id")
    newest = history.filter(id__in=touched).order_by().values_list("id").annotate(Max("history_id"))
    if any(last[pk] != number for pk, number in newest):
        raise CannotUndo("Dit kan niet meer terug: er is sindsdien opnieuw iets veranderd.")
    rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk")
    now = {row.pk: row for row in rows}
    earlier = history.in_bulk({image.before for image in first.values() if image.history_type != "+"} - {None})
    return [(_before(image, earlier.get(image.before)), now.get(pk)) for pk, image in first.items()]


def _before(first: Any, earlier: Any) -> Any:
    """The image of a row from before the change that wrote the first; None when it was not there."""
    if first.history_type == "+":
        return None
    if earlier is None:
        raise CannotUndo("Dit kan niet terug: hoe het hiervoor was, is niet bewaard.")
    return None if earlier.history_type == "-" else earlier


def tracked_models() -> list[Any]:
    """Models whose history is tied to changes, parents before children (the order in which they are defined)."""
    return [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]
