"""Every case on one database at one size: timed in turns with its floors, counted once, and weighed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.speed.browser import Answer
from benchmarks.speed.cases import Case, Visit, cases
from benchmarks.speed.country import settle
from benchmarks.speed.floors import Floor
from benchmarks.speed.server import Server, serving
from benchmarks.speed.site.wsgi import BARE
from benchmarks.speed.timing import middle, slow, take_turns
from meetings.country.making import IB, SWV

Row = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much is made and how often each thing is done; `requests` are those after which memory is looked at."""

    schools: int
    rounds: int
    requests: int
    seed: int = 1


def measure(database: str, url: str, size: Size) -> Iterator[Row]:
    """The rows of one database at one size, in the scratch database that Django is connected to."""
    country = settle(size.schools, size.seed, saves=2 * min(size.rounds, 10) + 4)
    with serving(url) as server:
        visit = Visit(country, Floor(url, country), server.port)
        for case in cases(visit):
            yield {
                "case": case.name,
                "database": database,
                "schools": size.schools,
                **_figures(case, visit, server, size),
            }
        if size.requests:
            yield {"database": database, "schools": size.schools, **_endurance(visit, server, size.requests)}
        visit.floor.connection.close()


def _figures(case: Case, visit: Visit, server: Server, size: Size) -> Row:
    """One case. The floor is the barest answer of the same server and the rows by plain SQL, together."""
    bare, admin = visit.browser(), visit.browser(SWV)
    counted = _fine(case.page(0, True))
    server.forget_peak()
    works: dict[str, Callable[[int], object]] = {
        "bare": lambda _: _fine(bare.get(BARE)).seconds,
        "rows": case.floor,
        "page": lambda turn: _fine(case.page(turn, False)).seconds,
    }
    if case.admin:
        works["admin"] = lambda _: _fine(admin.get(case.admin)).seconds
    taken = take_turns(works, min(size.rounds, case.most_rounds))
    floor = middle(taken["bare"]) + middle(taken["rows"])
    return {
        "median_ms": middle(taken["page"]),
        "p95_ms": slow(taken["page"]),
        "floor_ms": round(floor, 2),
        "ratio": round(middle(taken["page"]) / floor, 1),
        "admin_ms": middle(taken["admin"]) if case.admin else None,
        "queries": counted.queries,
        "bytes": len(counted.body),
        "memory_mb": round(server.peak(), 1),
    }


def _endurance(visit: Visit, server: Server, requests: int) -> Row:
    """Many pages one after the other: what the worker holds after the first tenth, and after all of them."""
    paths = [
        (visit.browser(IB), f"/scholen/{visit.country.code}/"),
        (visit.browser(SWV), f"/regios/{visit.country.region}/overzicht/?zoek=veen"),
        (visit.browser(), f"/agenda/{visit.country.feed}.ics"),
        (visit.browser(SWV), "/zoeken/?zoek=terpstra"),
        (visit.browser(IB), "/bijeenkomsten/"),
        (visit.browser(IB), "/scholen/"),
    ]
    taken, warm = [], 0.0
    for turn in range(requests):
        browser, path = paths[turn % len(paths)]
        taken.append(_fine(browser.get(path)).seconds * 1000)
        if turn + 1 == max(1, requests // 10):
            warm = server.memory()
    return {
        "case": f"{requests} requests",
        "median_ms": middle(taken),
        "p95_ms": slow(taken),
        **dict.fromkeys(("floor_ms", "ratio", "admin_ms", "queries", "bytes")),
        "memory_mb": round(server.memory(), 1),
        "memory_before_mb": round(warm, 1),
    }


def _fine(answer: Answer) -> Answer:
    """What was asked for; a page that did not come has no time worth telling."""
    if answer.status != 200 and (answer.status != 302 or "stap" in answer.to):
        raise AssertionError(f"{answer.status} {answer.to} {answer.body[:300]!r}")
    return answer
