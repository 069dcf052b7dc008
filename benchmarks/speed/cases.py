"""What is measured: each page of ours, its rows by plain SQL, and Django's admin list of the same rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.speed import statements
from benchmarks.speed.browser import Answer, Browser
from benchmarks.speed.country import Country
from benchmarks.speed.floors import Floor
from meetings.country.making import BEHEERDER, IB, PROCESBEGELEIDER, SWV

EVERYTHING = 1_000_000_000
FEW = 5  # rounds of what takes long


@dataclass(frozen=True)
class Case:
    """`page` does it once and gives the answer; `floor` fetches or writes the same rows; `admin` is a path of the
    admin, "" where it has nothing of the kind. Each is told which round it is."""

    name: str
    page: Callable[[int, bool], Answer]
    floor: Callable[[int], object]
    admin: str = ""
    most_rounds: int = 1000


@dataclass(frozen=True)
class Visit:
    """Who is at the door of which country."""

    country: Country
    floor: Floor
    port: int

    def browser(self, who: str = "") -> Browser:
        return Browser(self.port, self.country.cookies[who] if who else "")


def cases(visit: Visit) -> Iterator[Case]:
    """All of them; what writes comes last."""
    country, floor = visit.country, visit.floor
    overview = f"/regios/{country.region}/overzicht/"
    yield Case(
        "school page",
        _get(visit.browser(IB), f"/scholen/{country.code}/"),
        _ask(floor.rows(statements.SCHOOL)),
        f"/admin/teams/membership/?school__id__exact={country.school}",
    )
    yield Case(
        "overview, first screen",
        _get(visit.browser(SWV), overview),
        _ask(floor.rows(statements.OVERVIEW)),
        "/admin/schools/school/",
    )
    yield Case(
        "overview, one municipality",
        _get(visit.browser(SWV), f"{overview}?gemeente={country.town}"),
        _ask(floor.rows(statements.OVERVIEW_OF_TOWN)),
        f"/admin/schools/school/?municipality__code__exact={country.town}",
    )
    yield Case(
        "search",
        _get(visit.browser(SWV), "/zoeken/?zoek=terpstra"),
        _ask(floor.rows(statements.SEARCH)),
        "/admin/teams/professional/?q=terpstra",
    )
    yield Case(
        "calendar of a person",
        _get(visit.browser(), f"/agenda/{country.feed}.ics"),
        _ask(floor.rows(statements.CALENDAR)),
    )
    yield Case(
        "csv of all schools",
        _get(visit.browser(SWV), f"{overview}scholen.csv"),
        _ask(floor.rows(statements.CSV, size=EVERYTHING)),
        most_rounds=FEW,
    )
    yield _replacement(visit)
    yield _register(visit)


def _get(browser: Browser, path: str) -> Callable[[int, bool], Answer]:
    return lambda _, counted: browser.get(path, counted=counted)


def _ask(rows: Callable[[], Sequence[Any]]) -> Callable[[int], object]:
    return lambda _: len(rows())


def _replacement(visit: Visit) -> Case:
    """Saving who follows whom, each time at another school. The plain way writes two rows and no history."""
    browser, left = visit.browser(PROCESBEGELEIDER), iter(visit.country.replaced)

    def save(_: int, counted: bool) -> Answer:
        code, member, successor = next(left)
        path = f"/scholen/{code}/leden/{member}/vervangen/"
        return browser.post(path, browser.form(path) | {"professional": str(successor)}, counted=counted)

    def write(_: int) -> None:
        _, member, successor = next(left)
        visit.floor.write(statements.LEAVE, statements.FOLLOW, member=member, successor=successor)()

    return Case("one replacement saved", save, write, most_rounds=10)


def _register(visit: Visit) -> Case:
    """The file of DUO chosen, its preview shown, and taken over; one name in fifty is new each time."""
    from benchmarks.speed.duo import register_file

    browser = visit.browser(BEHEERDER)
    path = "/register/inlezen/"

    def take(turn: int, counted: bool) -> Answer:
        file = register_file(turn + counted * 1000)
        browser.form(path)
        looked = browser.upload(path, file.content, {"allows_closing": "on"}, counted=counted)
        done = browser.post(path, {"doe": "inlezen"}, counted=counted)
        return Answer(done.status, done.body, _sum(looked, done), looked.seconds + done.seconds)

    def write(turn: int) -> None:
        visit.floor.insert(register_file(turn).rows)

    return Case("register of DUO taken over", take, write, most_rounds=3)


def _sum(*answers: Answer) -> int | None:
    counts = [each.queries for each in answers if each.queries is not None]
    return sum(counts) if counts else None
