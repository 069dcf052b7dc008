"""How well, how fast and in how much memory a year is planned, beside planning by hand and OR-Tools CP-SAT.

Regions of 40, 80, 200 and 1,000 schools are made from a seed: loose, tight, and too tight by a known number. Every
engine gets the same region and the same seconds, in a process of its own, and an independent checker looks at what it
made. CP-SAT may use two cores, ours uses one. Without the extra `bench` its rows say so, and have no figures.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SIZES = (40, 80, 200, 1000)
KINDS = ("loose", "tight", "infeasible")
ENGINES = ("first come", "kernteam", "cp-sat")
CP_SAT_CORES = 2


@dataclass(frozen=True)
class Run:
    """One engine on one region."""

    schools: int
    kind: str
    engine: str
    seed: int
    seconds: float


def measure(run: Run) -> dict[str, Any]:
    """One row of figures. `first_seconds` is when the first plan was there, `bound` what no plan is below."""
    from meetings.planner.bounds import bound_of
    from meetings.planner.grid import Grid
    from meetings.planner.plan import fewest_days
    from meetings.planner.rules import Part
    from meetings.planner.score import Score
    from tests.meetings.planner import checker
    from tests.meetings.planner.regions import Tightness, region

    made = region(run.schools, Tightness(run.kind), run.seed)
    instance = made.instance
    began = time.perf_counter()
    slots, extra = plan_by(run, instance)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bound = bound_of(Grid(instance))
    parts = checker.score(instance, slots)
    score = Score.of([parts[part] for part in Part], instance.weights)
    return {
        "instance": f"{run.schools} schools, seed {run.seed}",
        "kind": run.kind,
        "engine": run.engine,
        "placed": len(slots),
        "of": len(instance.sessions),
        "known_unplaced": made.too_many,
        "score": score.total,
        "bound": bound.total,
        "facilitator_days": parts[Part.FACILITATOR_DAY],
        "facilitator_days_bound": bound.facilitator_days,
        "absent": parts[Part.ABSENT],
        "facilitator_days_bound_unless_more_are_absent": fewest_days(bound, score),
        "seconds": round(seconds, 2),
        "first_seconds": round(seconds, 2),
        "peak_mb": round(peak),
        "violations": len(checker.violations(instance, slots)),
        **extra,
    }


def plan_by(run: Run, instance: Any) -> tuple[Mapping[int, Any], dict[str, Any]]:
    """What an engine makes of a region, and the figures that only it can tell."""
    if run.engine == "first come":
        from benchmarks.planning.first_come import first_come

        return first_come(instance), {}
    if run.engine == "cp-sat":
        from benchmarks.planning.cp_sat import solve

        solved = solve(instance, run.seconds, CP_SAT_CORES)
        return solved.slots, {"own_bound": solved.bound, "is_proven": solved.is_proven, "first_seconds": None}
    from meetings.planner.plan import Limits, Progress
    from meetings.planner.planning import plan_year

    began, firsts = time.perf_counter(), list[float]()

    def watch(_progress: Progress) -> None:
        firsts.append(time.perf_counter() - began)

    plan = plan_year(instance, seed=run.seed, limits=Limits(seconds=run.seconds), watch=watch)
    return plan.slots, {"first_seconds": round(firsts[0], 2), "steps": plan.steps}


def row_of(run: Run) -> dict[str, Any]:
    """The figures of a run in a process of its own, whose memory is then its own too."""
    if run.engine == "cp-sat" and find_spec("ortools") is None:
        figures = dict.fromkeys(("placed", "of", "score", "bound", "seconds", "peak_mb", "violations"))
        known = {"instance": f"{run.schools} schools, seed {run.seed}", "kind": run.kind, "engine": run.engine}
        return {**known, **figures, "note": "not run: OR-Tools is not installed (extra `bench`)"}
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (run,))


def as_text(row: dict[str, Any]) -> str:
    name = f"{row['instance']:22} {row['kind']:10} {row['engine']:10}"
    if "note" in row:
        return f"{name} {row['note']}"
    first = "" if row["first_seconds"] is None else f" (first plan {row['first_seconds']})"
    unless = row["facilitator_days_bound_unless_more_are_absent"]
    can_be = row["of"] - row["known_unplaced"]
    return (
        f"{name} {row['placed']:4}/{row['of']:4} placed (no more than {can_be} can be), score "
        f"{row['score']:8} (bound {row['bound']:8}), facilitator days {row['facilitator_days']:4} (bound "
        f"{row['facilitator_days_bound']:4}, with {row['absent']} absent "
        f"{unless or '-':4}), {row['seconds']:6} s{first}, {row['peak_mb']} MB, {row['violations']} violations"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as a JSON list")
    parser.add_argument("--schools", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--seconds", type=float, default=10.0, help="what each engine gets for each region")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = []
    for schools in options.schools:
        for kind in options.kinds:
            for engine in options.engines:
                rows.append(row_of(Run(schools, kind, engine, options.seed, options.seconds)))
                if not options.json:
                    print(as_text(rows[-1]), flush=True)
    if options.json:
        print(json.dumps(rows))


if __name__ == "__main__":
    main()
