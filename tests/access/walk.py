"""The walk: every address x every role x every place x every method, each answer held against the table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.browser import Answer, Browser, browser, browsers
from tests.access.leaks import told_too_much
from tests.access.matrix import ALWAYS, NOTHING, OK, SIGN_IN
from tests.access.people import OUTSIDE, ROLES
from tests.access.table import BY_NAME, METHODS, Form, Route
from tests.access.world import World
from tests.pages import values

HERE = "here"


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver, with the names of what it needs."""

    name: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One request of the walk. `filled` sends the form as somebody who may would; `inner` is the place of what lies
    inside the school of `place`, when that is another."""

    route: Route
    role: str
    place: str
    method: str
    filled: bool = False
    htmx: bool = False
    inner: str = ""

    def __str__(self) -> str:
        how = " filled in" * self.filled + " as a piece of a page" * self.htmx
        return f"{self.role}: {self.method} {self.route.name} at {self.place}{f'/{self.inner}' * bool(self.inner)}{how}"


@dataclass
class Found:
    """What a walk found: how many cells, and what was wrong with which."""

    cells: int = 0
    answers: int = 0
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[Address]:
    """Every pattern of the project. One without a name cannot be in the table, so it is told by its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else f"without a name: {pattern.pattern}"
            yield Address(name, tuple(pattern.pattern.converters))
        else:
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inside)


def needs_of(name: str) -> tuple[str, ...]:
    """What an address needs to name something; the parts that are included before it count too."""
    possibilities = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        possibilities = possibilities.namespace_dict[space][1]
    if last not in possibilities.reverse_dict:
        return ()
    return tuple(possibilities.reverse_dict.getlist(last)[0][0][0][1])


@dataclass
class Walker:
    """Asks in the world, with a browser for each role."""

    world: World
    browsers: dict[str, Browser]
    opener: Browser
    bodies: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World) -> "Walker":
        return cls(world, browsers(world), browser(world, "beheerder"))

    def url(self, cell: Cell) -> str | None:
        """The address of this cell; None when this role has nothing there."""
        needs = needs_of(cell.route.name)
        if not needs:
            return reverse(cell.route.name)
        given = self.world.arguments(cell.role, cell.place)
        if given is None:
            return None
        if cell.inner:
            outer = _outer(cell.route)
            given = {**self.world.at[cell.inner], outer: given[outer]}
        return reverse(cell.route.name, kwargs={need: given[need] for need in needs})

    def ask(self, cell: Cell) -> Answer | None:
        url = self.url(cell)
        if url is None:
            return None
        data = self.body(cell) if cell.filled else None
        if cell.method == "GET" and cell.route.query:
            url = f"{url}?{cell.route.query}"
        return self.browsers[cell.role].ask(cell.method, url, data, htmx=cell.htmx)

    def body(self, cell: Cell) -> Mapping[str, Any]:
        """What the beheerder would send from here, or she herself where that differs; once for each place. Where that
        is refused, what the beheerder sends from the own place."""
        place, sender = cell.place, ""
        if place == "self" or (cell.route.form and cell.route.form.is_signed):
            sender = cell.role
        filler = cell.route.form.by if cell.route.form else "beheerder"
        is_refused = cell.route.matrix_of("POST").at(sender or filler, _column(cell)) != OK
        if is_refused:
            place, sender = place if place in {"closed", HERE} else "own", ""  # the closed school is reopened
        if (cell.route.name, f"{place}/{sender}") not in self.bodies:
            self.bodies[cell.route.name, f"{place}/{sender}"] = self._filled(cell, place, sender)
        return self.bodies[cell.route.name, f"{place}/{sender}"]

    def _filled(self, cell: Cell, place: str, sender: str) -> Mapping[str, Any]:
        form = cell.route.form or Form()
        typed = form.filled(self.world, place)
        if cell.route.form is None:
            return typed
        by = sender or form.by
        opener = self.opener if by == "beheerder" and not sender else self.browsers[by]
        with self.world.reopened():
            shown = self.page_with(Cell(cell.route, cell.role, place, "GET"), opener)
        return {**values(shown, str(self.url(Cell(cell.route, cell.role, place, "GET")))), **typed}

    def page_with(self, cell: Cell, browser: Browser) -> Any:
        """The page that shows the form of this cell, in somebody's browser."""
        shown_by, _, query = ((cell.route.form or Form()).page or cell.route.name).partition("?")
        url = self.url(Cell(BY_NAME[shown_by], cell.role, cell.place, "GET"))
        return browser.ask("GET", f"{url}?{query}").response


def expected(cell: Cell) -> str:
    """What the table says of this cell: `in`, or a status as text; `|` where either will do."""
    matrix = cell.route.matrix_of(cell.method)
    said = matrix.at(cell.role, _column(cell))
    if said == SIGN_IN:
        return "401" if cell.htmx else SIGN_IN
    if said == NOTHING:
        return NOTHING
    if said in ALWAYS:
        return ALWAYS[said]
    if cell.method not in cell.route.allowed:
        return "405"
    if cell.inner and said in {OK, "403"}:
        return "404" if said == OK else "403|404"
    return _answer_of(cell) if said == OK or cell.method == "OPTIONS" else said


def _column(cell: Cell) -> str:
    """The place in the matrix; a page that is about nothing in particular has only one."""
    return HERE if cell.route.who.places == (HERE,) else cell.place


def _answer_of(cell: Cell) -> str:
    """What this address answers to who may."""
    if cell.method == "OPTIONS":
        return str(cell.route.options)
    if cell.method in {"POST", "PUT"}:
        return str(cell.route.done if cell.filled else cell.route.empty)
    return str(cell.route.shown)


def cells(route: Route) -> Iterator[Cell]:
    """Every request to one address."""
    for role in ROLES:
        for place in route.who.places:
            for method in METHODS:
                yield Cell(route, role, place, method)
            if "GET" in route.allowed and route.shown == 200:
                yield Cell(route, role, place, "GET", htmx=True)
            if "POST" in route.allowed and route.form is not None:
                yield Cell(route, role, place, "POST", filled=True)
        yield from _crossed(route, role)


def _crossed(route: Route, role: str) -> Iterator[Cell]:
    """What lies at another school or in another region, asked for under the address of the own one."""
    needs = set(needs_of(route.name)) - {"table"}  # every region has the same tables
    if len(needs) == 1 or not needs & {"code", "region_id"}:
        return
    # The schools of a region have the same seats, and a plan of a year may have several of these schools.
    shared = bool(needs & {"region_id", "seat_id"}) or route.name.startswith("yearplan:")
    for inner in ("other", "missing") if shared else ("town", "closed", "other", "missing"):
        for method in sorted(route.allowed - {"HEAD", "OPTIONS"}):
            yield Cell(route, role, "own", method, filled=method == "POST" and route.form is not None, inner=inner)


def _outer(route: Route) -> str:
    """What an address names first, in which the rest must lie."""
    if route.name.startswith("yearplan:"):
        return "yearplan_id"
    return "code" if "code" in needs_of(route.name) else "region_id"


def telling(cell: Cell) -> bool:
    """Whether this cell is among the few that the tests ask; the proof asks them all.

    Who may read and who may write here and in the other region; of the rest one in a hundred, always the same ones.
    PostgreSQL, which answers the same questions, is asked one in four of those.
    """
    if connection.vendor == "postgresql" and crc32(f"PostgreSQL: {cell}".encode()) % 4:
        return False
    main = "GET" if "GET" in cell.route.allowed else "POST"
    if cell.method == main and not cell.htmx and not cell.filled and cell.place in {"own", "other", HERE}:
        return True
    return crc32(str(cell).encode()) % 100 == 0


def judge(walker: Walker, cell: Cell, found: Found) -> None:
    """Ask, and note what is wrong."""
    should = expected(cell)
    if should == NOTHING:
        return
    answer = walker.ask(cell)
    if answer is None:
        found.wrong.append(f"{cell}: nothing to ask for")
        return
    found.cells += 1
    found.answers += 1
    found.wrong += [f"{cell}: {reason}" for reason in faults(cell, should, answer)]
    found.leaks += [f"{cell}: tells {told}" for told in told_too_much(cell, answer)]


def faults(cell: Cell, should: str, answer: Answer) -> Iterator[str]:
    """Another answer than the table says; a refusal or a reading that wrote; a redirect that leads out; a page that
    may be kept."""
    given = answer.status_word
    if given not in should.split("|") and not (should == "302" and given == SIGN_IN):
        yield f"{given} instead of {should}"
    if answer.location and not is_inside(answer.location):
        yield f"leads to {answer.location}"
    if cell.role not in OUTSIDE and answer.status != 302 and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "may be kept"
    if not (cell.route.is_framable and answer.status == 200) and not is_unframable(answer):
        yield "may be shown inside another page"
    acts = cell.method in {"POST", "PUT"} and cell.route.matrix_of(cell.method).at(cell.role, _column(cell)) == OK
    if answer.written and not acts:
        yield f"wrote {', '.join(sorted(answer.written))}"
    if cell.filled and should == str(cell.route.done) and not answer.written:
        yield "did nothing"


def is_unframable(answer: Answer) -> bool:
    """Whether no other page may show this one inside itself."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return "X-Frame-Options" in answer.headers and "frame-ancestors 'none'" in policy


def is_inside(location: str) -> bool:
    """Whether a redirect stays here."""
    return location.startswith("/") and not location.startswith(("//", "/\\"))


def faults_of(walker: Walker, cell: Cell) -> list[str]:
    """What is wrong with one cell; nothing when there is nothing to ask for."""
    found = Found()
    judge(walker, cell, found)
    return found.wrong + found.leaks


def walk(walker: Walker, chosen: Iterable[Cell]) -> Found:
    found = Found()
    for cell in chosen:
        judge(walker, cell, found)
    return found
