"""Which places share a sector, and in what order the sectors lie round the school."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teams.circle.metrics import text_width, wrap
from teams.circle.team import DOMAIN_LABELS, DOMAINS, Place, Ring, Team

RIM_SIZE = 17.0
RIM_WIDTH = 250.0  # a rim label longer than this takes a second line
# About the shortest stretch of rim one place takes, in units: it turns a label's width into places.
_PLACE_RIM = 150.0


@dataclass(frozen=True)
class Group:
    """The places of one sector, in order, and the label's lines on the rim above it."""

    domain: str
    lines: tuple[str, ...]
    places: tuple[Place, ...]

    def weight(self, sides: float) -> float:
        """The share of the ring this sector asks for, counted in places, with `sides` of a place at its sides."""
        label = max((text_width(line, RIM_SIZE, 600) for line in self.lines), default=0.0) + 24
        return max(len(self.places) + sides, label / _PLACE_RIM)


def order_key(place: Place) -> list[tuple[int, int, str]]:
    """Sorts seats by key, with numbers in it as numbers ("seat-9" before "seat-10")."""
    parts = re.split(r"([0-9]+)", place.key)
    return [(0, int(part), "") if part[:1].isdigit() else (1, 0, part) for part in parts if part]


def in_school(team: Team) -> tuple[Place, ...]:
    """The places on the inner disc, in drawing order."""
    return tuple(sorted((p for p in team.places if p.ring is Ring.IN_SCHOOL), key=order_key))


def _domain_of(place: Place) -> str:
    return "extern" if place.ring is Ring.ON_CALL else place.domain


def groups(team: Team) -> tuple[Group, ...]:
    """The sectors that hold at least one place, in the team's order and then the domains' own order."""
    labels: dict[str, str] = {}
    for sector in team.sectors:
        labels.setdefault(sector.domain, sector.label)
    around = sorted((p for p in team.places if p.ring is not Ring.IN_SCHOOL), key=order_key)
    found = []
    for domain in (*labels, *(d for d in DOMAINS if d not in labels)):
        places = tuple(p for p in around if _domain_of(p) == domain)
        if places:
            label = labels.get(domain, DOMAIN_LABELS[domain])
            found.append(Group(domain, wrap(label, RIM_WIDTH, RIM_SIZE, 600), places))
    return tuple(found)


def _top_of_first(order: Sequence[Group], first: Group, start: float, sides: float) -> float:
    """How far the middle of `first` is from the top, as a fraction of the turn."""
    total = sum(group.weight(sides) for group in order)
    before = sum(group.weight(sides) for group in order[: order.index(first)])
    return abs(start + (before + first.weight(sides) / 2) / total - 0.5)


def around(found: Sequence[Group], sides: float) -> tuple[float, tuple[Group, ...]]:
    """The sectors clockwise from the bottom, and where the first starts, as a fraction of the turn.

    "Op afroep" is centred at the bottom; without it the first sector is centred at the top.
    """
    rest = [group for group in found if group.domain != "extern"]
    on_call = [group for group in found if group.domain == "extern"]
    total = sum(group.weight(sides) for group in found)
    if not on_call:
        return 0.5 - rest[0].weight(sides) / total / 2 if rest else 0.0, tuple(rest)
    start = -on_call[0].weight(sides) / total / 2
    turns = [[*on_call, *rest[cut:], *rest[:cut]] for cut in range(max(len(rest), 1))]
    if not rest:
        return start, tuple(on_call)
    distances = [round(_top_of_first(turn, rest[0], start, sides), 6) for turn in turns]
    return start, tuple(turns[distances.index(min(distances))])
