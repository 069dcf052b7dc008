"""Marks in every name, address and number of the world, by which an answer that says too much gives itself away.

"Zqtownpeople" is a name of somebody at the school "town"; `MARK` finds it in whatever way it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACES = ("own", "town", "region", "closed", "other", "former", "next", "seatless")
KINDS = ("school", "people", "private", "org", "casus")
MARK = re.compile(rf"zq({'|'.join(PLACES)})({'|'.join(KINDS)})", re.IGNORECASE)
NUMBER = re.compile(r"(?:06-?|\+316|316)190(\d)\d{4}")


@dataclass(frozen=True, order=True)
class Mark:
    """Where something is told about, and what: its name, its people, what is only theirs, an organisation, a number, a
    casus."""

    place: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} of {self.place}"


def mark(place: str, kind: str) -> str:
    """A word that names the place and tells what kind of fact it is in."""
    return f"Zq{place}{kind}"


def number(place: str, count: int) -> str:
    """A mobile number that names the place."""
    return f"+316190{PLACES.index(place)}{count:04}"


def marks_in(text: str) -> Iterator[Mark]:
    """Every mark in a text, once for each time it is there."""
    yield from (Mark(place.lower(), kind.lower()) for place, kind in MARK.findall(text))
    yield from (Mark(PLACES[int(place)], "number") for place in NUMBER.findall(text) if int(place) < len(PLACES))
