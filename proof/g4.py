"""Row g4: what was done says where every row comes from, and cannot be edited.

Every form is sent, and some of that is undone and done again. The row images are then replayed from nothing and
compared with the tables; each must know who, when, and what stood there before; every way to rewrite them is tried.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import DateTimeField
from django.test import Client
from django.urls import reverse
from simple_history.utils import get_m2m_field_name, get_m2m_reverse_field_name

from proof.deed import NOBODY, Deed
from proof.deeds import some_deeds
from proof.rows import Figure
from proof.stage import build, client_of
from schools.changes import tracked_models
from schools.models import Change, FreePeriod, Region
from schools.trail import REFUSAL, kept_models, opened
from teams.actions.confirmation import confirm_team
from teams.actions.log import write_log
from teams.actions.region import give_default_seats
from teams.enums import LogKind
from teams.models import Coordinator, Membership, Professional, PublicPage
from tests.factories import GrantFactory, MunicipalityFactory, RegionFactory, SchoolFactory

QUICK_STEP = 4
Row = dict[str, Any]


def measure(*, quick: bool) -> Figure:
    """The control writes past the actions, and must be found."""
    faults: list[str] = []
    images = 0
    for lap in range(1 if quick else 6):
        region = _region()
        for number, deed in enumerate(some_deeds(QUICK_STEP, quick=quick), lap):
            written, wrong = _carry_out(deed, region, undos=number % 3)
            images += written
            faults += wrong
    differences, rows = compare()
    refused, attempts, open_doors = _try_to_rewrite()
    control = _found_by_control()
    changes, undos = Change.objects.count(), Change.objects.exclude(undoes=None).count()
    equal = rows - len(differences)
    text = (
        f"{equal} of {rows} rows equal after {changes} changes ({undos} undos) on {connection.vendor}; "
        f"{len(faults)} of {images} images without who, when or what was before; "
        f"{refused} of {attempts} attempts to rewrite the trail refused; "
        f"control: {control} of 2 writes past the actions found"
    )
    details = (*differences, *faults, *open_doors)
    return Figure(text, bool(rows and images and attempts) and not details and control == 2, details)


def _region() -> Region:
    """One whose seats were made by the action, so that they have images too."""
    region: Region = RegionFactory(seats=False)
    give_default_seats(region=region)
    return region


def _carry_out(deed: Deed, region: Region, *, undos: int) -> tuple[int, list[str]]:
    """Send a form, undo it so many times (twice does it again), and look at every image that came of it."""
    stage = build(SchoolFactory(region=region))
    client = client_of(deed.user(stage))
    url, data = deed.fill(client, stage)
    last = {model: _newest(model) for model in tracked_models()}
    before = set(Change.objects.values_list("pk", flat=True))
    answer = client.post(url, data)
    if answer.status_code != 302:
        raise AssertionError(f"{deed.name}: {url} did not act: {answer.status_code}")
    editor = client if deed.user(stage) else client_of(stage.planner)
    for _ in range(0 if deed.is_final else undos):
        change = Change.objects.exclude(pk__in=before).get()
        before.add(change.pk)
        _undo(editor, change)
    images = [image for model, number in last.items() for image in model.history.filter(history_id__gt=number)]
    if bool(images) == deed.is_final:
        raise AssertionError(f"{deed.name} left {len(images)} images: what is final leaves none, all else does")
    who = stage.coach.professional if deed.who == NOBODY else None
    return len(images), [f"{deed.name}: {fault}" for image in images for fault in _faults(image, who)]


def _undo(client: Client, change: Change) -> None:
    client.post(reverse("teams:undo_change", args=[change.pk]))
    if not Change.objects.filter(undoes=change).exists():
        raise AssertionError(f"{change} could not be undone")


def _newest(model: Any) -> int:
    newest = model.history.order_by("-history_id").first()
    return newest.history_id if newest else 0


def _faults(image: Any, named: Professional | None) -> Iterator[str]:
    """What an image does not say that it must. Who came by her personal link has no account, so she is named."""
    change, what = image.change, f"{type(image).__name__} {image.history_id}"
    if change is None or not change.summary or change.made_at is None:
        yield f"{what} belongs to no change"
    elif image.history_user_id != change.actor_id or not (change.actor_id or (named and str(named) in change.summary)):
        yield f"{what} does not say who"
    earlier = type(image).objects.filter(id=image.id, history_id__lt=image.history_id)
    if image.history_type != "+" and not earlier.exists():
        yield f"{what} does not say what was before"


def compare() -> tuple[list[str], int]:
    """The rows that the replayed history says otherwise than the table, and how many there are."""
    differences, total = [], 0
    for model in tracked_models():
        told, there = _replayed(model), _actual(model)
        total += len(told.keys() | there.keys())
        differences += [
            f"{model.__name__} {key}: history says {told.get(key)}, the table {there.get(key)}"
            for key in sorted(told.keys() | there.keys())
            if told.get(key) != there.get(key)
        ]
    return differences, total


def _columns(model: Any) -> list[str]:
    """What history keeps of a row."""
    kept = {field.name for field in model.history.model._meta.concrete_fields}
    return [field.attname for field in model._meta.concrete_fields if field.name in kept]


def _replayed(model: Any) -> dict[Any, Row]:
    """The table as it follows from its images alone, the oldest first."""
    rows: dict[Any, Row] = {}
    for image in model.history.order_by("history_id"):
        if image.history_type == "-":
            del rows[image.id]
            continue
        rows[image.id] = {column: getattr(image, column) for column in _columns(model)}
        for many in model._meta.many_to_many:
            other = get_m2m_reverse_field_name(many)
            rows[image.id][many.name] = set(getattr(image, many.name).values_list(other, flat=True))
    return rows


def _actual(model: Any) -> dict[Any, Row]:
    rows: dict[Any, Row] = {row["id"]: row for row in model._base_manager.values(*_columns(model))}
    for many in model._meta.many_to_many:
        for row in rows.values():
            row[many.name] = set()
        through = many.remote_field.through.objects
        for key, other in through.values_list(get_m2m_field_name(many), get_m2m_reverse_field_name(many)):
            rows[key][many.name].add(other)
    return rows


def _try_to_rewrite() -> tuple[int, int, list[str]]:
    """Every table of the trail, by the program's own models and by plain SQL."""
    _one_of_each()
    refused, attempts, open_doors = 0, 0, []
    for model in kept_models():
        if not model._base_manager.exists():
            open_doors.append(f"{model.__name__} has no row to try it on")
        for way, attempt in _ways(model):
            attempts += 1
            if _is_refused(attempt):
                refused += 1
            else:
                open_doors.append(f"{model.__name__} can be rewritten by {way}")
    return refused, attempts, open_doors


def _one_of_each() -> None:
    """Rows that no form here writes, or none of those that were sent."""
    stage = build(SchoolFactory(region=_region()))
    stage.sessions.lay()
    confirm_team(school=stage.school, today=stage.today, actor=stage.ib)
    GrantFactory(region=stage.school.region)
    Coordinator.objects.create(user=stage.ib, organisation=stage.organisation, starts_on=stage.today)
    PublicPage.objects.create(school=stage.school, opened_on=stage.today)
    stage.organisation.municipalities.add(MunicipalityFactory())
    write_log(kind=LogKind.PHONE_SHOWN, actor=stage.ib, summary="Bekeek een nummer.", about=stage.spare)
    with opened("Een proef."):
        pass


def _ways(model: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    table, rows = model._meta.db_table, model._base_manager.all()
    moments = [field for field in model._meta.concrete_fields if isinstance(field, DateTimeField)]
    field = moments[0] if moments else model._meta.get_field("history")
    yield "an update", lambda: rows.update(**{field.name: None})
    yield "a delete", lambda: rows._raw_delete(rows.db)  # noqa: SLF001
    yield "SQL that updates", lambda: _execute(f"UPDATE {table} SET {field.column} = NULL")  # noqa: S608
    yield "SQL that deletes", lambda: _execute(f"DELETE FROM {table}")  # noqa: S608
    if connection.vendor == "postgresql":
        yield "TRUNCATE", lambda: _execute(f"TRUNCATE {table} CASCADE")
    else:
        yield "REPLACE", lambda: _execute(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _is_refused(attempt: Callable[[], object]) -> bool:
    """Whether the guard stops it; whatever happens, nothing stays of it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                attempt()
        except IntegrityError as error:
            return REFUSAL in str(error)
        transaction.set_rollback(True)
    return False


def _found_by_control() -> int:
    """How many rows differ after two writes that no action makes; nothing stays of them."""
    with transaction.atomic():
        member, period = Membership.objects.all()[0], FreePeriod.objects.all()[:1]
        Membership.objects.filter(pk=member.pk).update(contact_hours="buiten de acties om")
        doomed = FreePeriod.objects.filter(pk__in=[row.pk for row in period])
        doomed._raw_delete(doomed.db)  # noqa: SLF001
        differences, _ = compare()
        transaction.set_rollback(True)
    return len(differences)
