"""How long the circle takes and how legible it is, beside floors and beside Graphviz in the same run.

The floors: writing the same SVG from a ready list of texts, and typst on an empty page of that size. Graphviz's `twopi`
lays out the same graph (a school in the middle, everybody round it) with the same labels at the same type size; without
it (Debian: graphviz) those figures are null. All take turns and the median counts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernteam.settings")
os.environ["DEMO"] = "0"

SIZES = (5, 12, 40)
ROUNDS = 15
POINTS_AN_INCH = 72.0


def measure(people: int) -> dict[str, Any]:
    """One row of figures: medians in milliseconds, and how many pairs of labels overlap."""
    from django.template.loader import render_to_string

    from teams.circle.fit import plan
    from teams.circle.layout import draw
    from teams.poster.paper import Paper, Way, pdf_of
    from tests.teams.circle.picture import overlapping_labels

    team = team_of_size(people)
    drawing = draw(team)
    svg = render_to_string("teams/circle/circle.svg", {"drawing": drawing})
    parts = svg.split("\n")

    def layout() -> None:
        plan.cache_clear()
        draw(team)

    works: dict[str, Callable[[], object]] = {
        "layout_ms": layout,
        "svg_ms": lambda: render_to_string("teams/circle/circle.svg", {"drawing": drawing}),
        "pdf_ms": lambda: pdf_of([poster(drawing)], Paper.A3, Way.LANDSCAPE),
        "floor_ms": lambda: "\n".join(parts),
        "pdf_floor_ms": empty_page,
    }
    if graphviz := shutil.which("twopi"):
        works["graphviz_ms"] = lambda: twopi(graphviz, drawing)
    taken = in_turns(works)
    return {
        "people": people,
        "overlaps": len(overlapping_labels(drawing)),
        "graphviz_ms": None,
        **taken,
        "graphviz_overlaps": overlaps(twopi(graphviz, drawing)) if graphviz else None,
    }


def team_of_size(people: int) -> Any:
    """The usual team, again and again until there are so many."""
    from tests.teams.circle.teams import team_of, usual_places

    places = usual_places()
    return team_of(*(replace(places[i % len(places)], key=f"{i:02d}") for i in range(people)))


def poster(drawing: Any) -> Any:
    from teams.poster.paper import Poster
    from teams.poster.picture_file import svg_of

    people = tuple(("rol", node.label.split(",")[0], "ma") for node in drawing.nodes)
    texts = ("De Wilgenhoek", "basisschool", "22 november 2026", "4 van 5 rollen", (), "https://kernteam.example.nl/")
    ratio, colours = float(drawing.width) / float(drawing.height), ("#000", "#333", "#600", "#060")
    return Poster(*texts, svg_of(drawing), ratio, drawing.description, people, colours)


def empty_page() -> object:
    import typst

    return typst.compile(b'#set page(paper: "a3", flipped: true)\n', format="pdf")


def in_turns(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median time of each, in milliseconds."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: round(median(times), 3) for name, times in taken.items()}


def twopi(program: str, drawing: Any) -> str:
    """Graphviz' own answer: a line for every node with its place and size, in inches."""
    middle = " ".join(line.text for line in drawing.core)
    labels = ["\\n".join(line.text for line in node.lines) for node in drawing.nodes]
    nodes = [f'{i} [label="{label}"];' for i, label in enumerate([middle, *labels])]
    edges = [f"0 -- {i};" for i in range(1, len(nodes))]
    graph = 'graph { root=0; node [shape=box, fontsize=14, margin="0.03,0.02", height=0, width=0]; %s }'
    source = graph % " ".join([*nodes, *edges])
    return subprocess.run([program, "-Tplain"], input=source, capture_output=True, text=True, check=True).stdout


def overlaps(plain: str) -> int:
    """How many pairs of nodes lie over each other in Graphviz' answer."""
    rows = [line.split() for line in plain.splitlines() if line.startswith("node ")]
    boxes = [[float(value) * POINTS_AN_INCH for value in row[2:6]] for row in rows]
    return sum(
        abs(x1 - x2) < (w1 + w2) / 2 and abs(y1 - y2) < (h1 + h2) / 2
        for (x1, y1, w1, h1), (x2, y2, w2, h2) in combinations(boxes, 2)
    )


def as_text(row: dict[str, Any]) -> str:
    svg, pdf = row["svg_ms"] / max(row["floor_ms"], 0.001), row["pdf_ms"] / max(row["pdf_floor_ms"], 0.001)
    ours = (
        f"{row['people']:3} people: layout {row['layout_ms']:8.2f} ms, SVG {row['svg_ms']:6.2f} ms ({svg:.0f} x its "
        f"floor), PDF {row['pdf_ms']:6.1f} ms ({pdf:.1f} x an empty page), {row['overlaps']} labels overlap"
    )
    if row["graphviz_ms"] is None:
        return f"{ours}; Graphviz is not here"
    return f"{ours}; Graphviz {row['graphviz_ms']:.1f} ms, {row['graphviz_overlaps']} overlap"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as a JSON list")
    options = parser.parse_args()
    import django

    django.setup()
    rows = [measure(people) for people in SIZES]
    print(json.dumps(rows) if options.json else "\n".join(as_text(row) for row in rows))


if __name__ == "__main__":
    main()
