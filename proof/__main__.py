"""python -m proof [--json] [--quick] [ids]: measures the built rows and prints all of them beside their target.

Exit status 1 when a row falls short. A row without a measurement is printed as missing, never as passed.
"""

import argparse
import importlib
import importlib.util
import json
import logging
import sys
import traceback
from collections.abc import Sequence

from proof.rows import ROWS, Figure, Row
from proof.scratch import empty, scratch_database


def is_built(row: Row) -> bool:
    """Whether somebody wrote the measurement of this row."""
    return importlib.util.find_spec(f"proof.{row.id}") is not None


def measured(row: Row, *, quick: bool) -> Figure:
    """The figure of a built row; a measurement that breaks shows nothing, so it falls short."""
    try:
        empty()
        figure = importlib.import_module(f"proof.{row.id}").measure(quick=quick)
        assert isinstance(figure, Figure)
    except Exception as error:  # noqa: BLE001 whatever breaks a measurement, the other rows go on
        return Figure(f"the measurement broke: {type(error).__name__}: {error}", False, (traceback.format_exc(),))
    return figure


def results(rows: Sequence[Row], *, quick: bool) -> list[tuple[Row, Figure | None]]:
    """Every row with its figure; None when it is not built. Without any built row there is nothing to set up."""
    if not any(is_built(row) for row in rows):
        return [(row, None) for row in rows]
    with scratch_database():
        logging.disable(logging.CRITICAL)  # refusals are counted, not printed
        return [(row, measured(row, quick=quick) if is_built(row) else None) for row in rows]


def verdict(figure: Figure | None) -> str:
    if figure is None:
        return "missing"
    return "holds" if figure.holds else "falls short"


def as_json(found: Sequence[tuple[Row, Figure | None]]) -> str:
    """A list of {id, figure, target, verdict}."""
    rows = [
        {"id": row.id, "figure": figure.text if figure else None, "target": row.target, "verdict": verdict(figure)}
        for row, figure in found
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_text(found: Sequence[tuple[Row, Figure | None]]) -> str:
    """The same for people, with what is to be mended under a row that falls short."""
    lines = []
    for row, figure in found:
        lines.append(f"{row.id}  {verdict(figure):<11}  {row.title}")
        if figure:
            lines += [f"    figure: {figure.text}", f"    target: {row.target}"]
            lines += [f"    ! {detail}" for detail in figure.details if not figure.holds]
    return "\n".join(lines)


def chosen(ids: Sequence[str], parser: argparse.ArgumentParser) -> list[Row]:
    unknown = set(ids) - {row.id for row in ROWS}
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    return [row for row in ROWS if not ids or row.id in ids]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m proof", description=__doc__)
    parser.add_argument("ids", nargs="*", help="rows to measure, such as c2; all when none is named")
    parser.add_argument("--json", action="store_true", help="print a list of {id, figure, target, verdict}")
    parser.add_argument("--quick", action="store_true", help="small sizes, as the tests use")
    options = parser.parse_args()
    found = results(chosen(options.ids, parser), quick=options.quick)
    print(as_json(found) if options.json else as_text(found))
    for detail in (detail for _, figure in found if figure and not figure.holds for detail in figure.details):
        if options.json:
            print(detail, file=sys.stderr)
    return int(any(figure is not None and not figure.holds for _, figure in found))


if __name__ == "__main__":
    sys.exit(main())
