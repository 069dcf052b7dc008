"""What the apps above this one add to its pages. They enter themselves when they are ready; nothing here knows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.models import Region, School
from teams.models import Professional

Images = Mapping[Any, Mapping[UUID, Sequence[Any]]]
MenuItem = tuple[str, str, bool]  # label, address, whether this page is there


@dataclass(frozen=True)
class Card:
    """A card on the page of a school: a template, and what it is shown with."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Guest:
    """Somebody who is no member, and comes once: shown outside the team until then."""

    key: str
    name: str
    of: str
    when: str


@dataclass(frozen=True)
class Door:
    """A way from a page to something that another app keeps of a region, or of somebody."""

    label: str
    url: str
    text: str


@dataclass(frozen=True)
class Cleanup:
    """Something that is kept for a while only. `run` takes it away and says how many, or only counts (`dry_run`).

    `key` names it in the report of `manage.py retention`, `what` in Dutch.
    """

    key: str
    what: str
    run: Callable[[date, bool], int]


@dataclass(frozen=True)
class Carried:
    """Something that an app keeps of a person, for the page that merges two records of her: what it is ("Kennismaking
    bij De Zeester"), and what becomes of it ("de uitnodiging gaat mee")."""

    label: str
    becomes: str
    is_warning: bool = False


@dataclass(frozen=True)
class Merging:
    """What an app does when two records of a person become one, the first of them.

    `schools` gives the numbers of the schools where that is; they are locked. `carried` says beforehand what becomes of
    it. `join` does it, as part of the merge: it writes row by row, so that it is undone with it.
    """

    schools: Callable[[Sequence[Professional]], Iterable[int]]
    carried: Callable[[Professional, Professional], Iterable[Carried]]
    join: Callable[[Professional, Professional], None]


@dataclass(frozen=True)
class UndoRule:
    """Who may undo what an app writes of these models.

    `may` is given what history keeps of their rows, by model and then by the key of the change: each row as that change
    left it, and as it was before. It gives the keys of the changes of which a user may write all of these rows.
    """

    models: tuple[Any, ...]
    may: Callable[[User | AnonymousUser, Images, date], set[UUID]]


school_cards: list[Callable[[User, School, date], Card]] = []
guests: list[Callable[[School, date], Iterable[Guest]]] = []
menu: list[Callable[[User, str], Iterable[MenuItem]]] = []
Forget = Callable[[Any, Any], object]  # takes rows of a model away with their history (teams.demo.removal)
erasures: list[Callable[[Sequence[Professional]], None]] = []  # each takes somebody out of what its app keeps
demo_layers: list[Callable[[Region, date], None]] = []
demo_removals: list[Callable[[Any, Forget], None]] = []
dossier_sections: list[Callable[[Sequence[Professional]], Any]] = []  # each makes a teams.dossier.pieces.Section
region_doors: list[Callable[[User, Region], Iterable[Door]]] = []
session_doors: list[Callable[[User], Iterable[Door]]] = []
region_starts: list[
    Callable[[int], str]
] = []  # each gives a page that shows a region better than its own; the last is used
own_doors: list[Callable[[Professional], Iterable[Door]]] = []
cleanups: list[Cleanup] = []
undo_rules: list[UndoRule] = []
mergings: list[Merging] = []


def cards_of(user: User, school: School, today: date) -> list[Card]:
    """Every card that is added to a school's page."""
    return [card(user, school, today) for card in school_cards]


def guests_of(school: School, today: date) -> tuple[Guest, ...]:
    """Everybody who is to come once."""
    return tuple(guest for found in guests for guest in found(school, today))


def menu_items(user: User, here: str) -> list[MenuItem]:
    """What is added to the menu on top of every page."""
    return [item for items in menu for item in items(user, here)]


def doors_of(user: User, region: Region) -> list[Door]:
    """What is added to the page of a region."""
    return [door for doors in region_doors for door in doors(user, region)]


def session_doors_of(user: User) -> list[Door]:
    """What is added to somebody's list of sessions."""
    return [door for doors in session_doors for door in doors(user)]


def region_start(region: int) -> str | None:
    """Where the menu leads who has a grant in this region only; None: to its own page."""
    return region_starts[-1](region) if region_starts else None


def own_doors_of(professional: Professional) -> list[Door]:
    """What is added to the page on which somebody finds her own data."""
    return [door for doors in own_doors for door in doors(professional)]


def carried_along(kept: Professional, absorbed: Professional) -> list[Carried]:
    """What becomes of all that the apps above keep of two records, once they are one."""
    return [each for merging in mergings for each in merging.carried(kept, absorbed)]
