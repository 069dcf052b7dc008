"""Things that take turns, so that a noisy machine troubles all of them alike; the median counts."""

import time
from collections.abc import Callable, Mapping
from statistics import median, quantiles

Timed = Mapping[str, list[float]]


def take_turns(works: Mapping[str, Callable[[int], object]], rounds: int) -> Timed:
    """Milliseconds of each, as often as there are rounds; the first time of each is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            begun = time.perf_counter()
            found = work(turn)
            seconds = found if isinstance(found, float) else time.perf_counter() - begun
            if turn:
                taken[name].append(seconds * 1000)
    return taken


def middle(taken: list[float]) -> float:
    return round(median(taken), 2)


def slow(taken: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return round(quantiles(taken, n=20, method="inclusive")[18], 2) if len(taken) > 1 else round(taken[0], 2)
