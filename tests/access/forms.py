"""What else can be sent with a form than its page offers: keys of foreign rows, and fields that are not the form's."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from tests.access.browser import Answer
from tests.access.dump import Difference, differences, dump, references
from tests.access.matrix import OK
from tests.access.table import BY_NAME, Route
from tests.access.walk import Cell, Walker, addresses
from tests.access.world import FIRST_FOREIGN, MISSING, STEP
from tests.pages import page

WHO = ("ib", "coordinator", "pb_town", "pb", "swv", "beheerder")
MASS = "Zzmassa"
Sent = Mapping[str, Any]


@dataclass(frozen=True)
class Filled:
    """A form in her hands, filled in as she may; `cell` is the request that sends it."""

    cell: Cell
    data: Sent

    def __str__(self) -> str:
        return f"{self.cell.role}: {self.cell.route.name}"


def filled_forms(walker: Walker) -> Iterator[Filled]:
    """Every form of the table, in the hands of each role that may send it, about what is her own."""
    known = {address.name for address in addresses()}
    for route in BY_NAME.values():
        if route.form is None or route.name not in known:
            continue
        for role in WHO:
            if (place := _own_place(route, role)) is not None:
                cell = Cell(route, role, place, "POST", filled=True)
                yield Filled(cell, walker.body(cell))


def _own_place(route: Route, role: str) -> str | None:
    matrix = route.matrix_of("POST")
    places = [place for place in ("own", "coach", "here") if place in matrix.places]
    return next((place for place in places if matrix.at(role, place) == OK), None)


# Roles are one list for all regions: any seat of a region may ask for any of them.
SHARED = {"teams_seattemplate_roles.role_id", "teams_historicalseattemplate_roles.role_id"}


def foreign_keys(walker: Walker) -> list[Any]:
    """Keys of rows of the other region, of every kind, and of none: no own row has the same."""
    here = walker.world.at["other"]
    keys = [value for value in here.values() if isinstance(value, int) and value >= FIRST_FOREIGN]
    world = walker.world
    keys += [world.schools["other"].pk, world.regions["other"].pk, world.towns["other"].pk, world.foreign_role.pk]
    return [*dict.fromkeys(keys), MISSING]


def sealed_elsewhere(walker: Walker) -> str:
    """What a page of the other region keeps sealed."""
    elsewhere = Cell(BY_NAME["teams:set_contact"], "beheerder", "other", "POST", filled=True)
    return str(walker.body(elsewhere)["seen"])


def swapped(filled: Filled, keys: Sequence[Any], sealed: str) -> Iterator[tuple[str, Sent]]:
    """The form with one field saying the key of a foreign row; `sealed` is what a foreign page kept sealed."""
    for name in filled.data:
        if name == "csrfmiddlewaretoken":
            continue
        for key in keys:
            yield f"{name}={key}", {**filled.data, name: key}
    yield "seen of a foreign page", {**filled.data, "seen": sealed}


def accepted(walker: Walker, filled: Filled, data: Sent) -> list[str]:
    """The references to a foreign row that came into the database by sending this."""
    _, found = sent(walker, filled.cell, data)
    return [f"{column} = {key}" for column, key in references(found) if is_foreign(key) and column not in SHARED]


def is_foreign(key: Any) -> bool:
    return isinstance(key, int) and ((key >= FIRST_FOREIGN and key % STEP == 0) or key == MISSING)


def sent(walker: Walker, cell: Cell, data: Sent) -> tuple[Answer, set[Difference]]:
    """What was answered, and what it changed; undone again."""
    url = walker.url(cell)
    assert url is not None
    with transaction.atomic():
        before = dump()
        answer = walker.browsers[cell.role].ask("POST", url, data, keep=True)
        found = differences(before, dump()) if answer.written else set()
        transaction.set_rollback(True)
    walker.browsers[cell.role].forget()
    return answer, found


def fields_of(walker: Walker, filled: Filled) -> set[str]:
    """The fields that her own page offers her in this form, also those that a browser does not send; but no field that
    she is only shown."""
    shown = walker.page_with(filled.cell, walker.browsers[filled.cell.role])
    forms = [form for form in page(shown).forms if form.get("action") == walker.url(filled.cell)]
    return {element.name for form in forms for element in form.inputs if element.get("disabled") is None}


def extra_fields(walker: Walker, names: Collection[str]) -> dict[str, Any]:
    """A value for every field of every model that is not among these names."""
    own = set(names)
    found: dict[str, Any] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            for name in {field.name, getattr(field, "attname", field.name)} - own:
                found.setdefault(name, _value(walker, field))
    return found


def _value(walker: Walker, field: Any) -> Any:
    """Something that the field would take."""
    if field.is_relation:
        return foreign_keys(walker)[0]
    if choices := getattr(field, "choices", None):
        return choices[-1][0]
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2020-02-02"
    if isinstance(field, models.IntegerField):
        return 1
    return f"{MASS}@example.nl" if isinstance(field, models.EmailField) else MASS


def unexpected(walker: Walker, filled: Filled) -> list[str]:
    """What changed otherwise than it does without the fields that are not the form's."""
    _, plain = sent(walker, filled.cell, filled.data)
    own = fields_of(walker, filled)
    data = {name: value for name, value in filled.data.items() if name in own}
    _, more = sent(walker, filled.cell, {**data, **extra_fields(walker, own)})
    return sorted(map(str, plain ^ more))
