"""What an answer tells that this role may not know."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from tests.access.browser import Answer
from tests.access.knowing import KNOWS, KNOWS_CASUS, KNOWS_NUMBERS
from tests.access.marks import Mark
from tests.access.matrix import OK
from tests.access.people import OUTSIDE

if TYPE_CHECKING:
    from tests.access.table import Route

OF_ANOTHER_REGION = ("ib_elsewhere", "swv_elsewhere")
NUMBERS_ARE_SHIELDED = find_spec("teams.access.contact") is not None


class Asked(Protocol):
    """What was asked, and by whom."""

    @property
    def route(self) -> "Route": ...

    @property
    def role(self) -> str: ...

    @property
    def place(self) -> str: ...


def told_too_much(cell: Asked, answer: Answer) -> Iterator[Mark]:
    """The marks in an answer that this role may not see."""
    yield from sorted(mark for mark in answer.marks if not may_know(cell, mark))


def may_know(cell: Asked, mark: Mark) -> bool:
    """Whether this role may read this here."""
    if cell.route.is_public and is_shown_to_all(cell.place, mark):
        return True
    if mark.kind == "org":  # the organisations of a region are no secret to who works in it
        return cell.role not in OUTSIDE and is_of(cell.role, mark.place)
    if mark.kind == "number" and NUMBERS_ARE_SHIELDED:
        return KNOWS_NUMBERS.at(cell.role, mark.place) == mark.kind or (cell.route.shows_numbers and may(cell))
    if mark.kind == "casus":
        return KNOWS_CASUS.at(cell.role, mark.place) == mark.kind
    if KNOWS.at(cell.role, mark.place) in {"all", mark.kind}:
        return True
    return mark.kind == "people" and may(cell) and is_named_here(cell, mark.place)


def is_shown_to_all(place: str, mark: Mark) -> bool:
    """Whether the public page of a school tells this: its name, and the organisations of its region that serve it."""
    return mark.place == place if mark.kind == "school" else mark.kind == "org" and is_far(mark.place) == is_far(place)


def is_named_here(cell: Asked, place: str) -> bool:
    """Whether this page names the people of a place: to choose from, or who can end the seat that she will have."""
    if cell.route.names_editors and KNOWS.at(cell.role, place) == "school":
        return True
    return cell.route.offers_people and is_of(cell.role, place)


def may(cell: Asked) -> bool:
    """Whether this is her page; then she may choose from the region's people, where it offers them."""
    return cell.route.who.at(cell.role, cell.place) == OK


def is_of(role: str, place: str) -> bool:
    """Whether this role works in the region of a place; the beheerder works in each."""
    return role == "beheerder" or (role in OF_ANOTHER_REGION) == is_far(place)


def is_far(place: str) -> bool:
    """Whether a place lies in the other region."""
    return place == "other"
