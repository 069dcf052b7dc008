"""The same year as a model for OR-Tools CP-SAT: a variable per session and moment, the rules and the score as sums.

Needs the extra `bench`. Who may come and need not does so, unless she does not work then, is elsewhere, or has had
enough sessions that day.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.moments.circumstances import Slot
from meetings.planner.choices import Choice
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance
from meetings.planner.rules import Part


@dataclass(frozen=True)
class Solved:
    """What came of it: the moments by session, a bound that no year is below, and whether the year is proven best."""

    slots: Mapping[int, Slot]
    bound: float
    is_proven: bool


def solve(instance: Instance, seconds: float, workers: int) -> Solved:
    """The best year found in so many seconds."""
    from ortools.sat.python import cp_model

    grid = Grid(instance)
    model = cp_model.CpModel()
    making = _Model(grid, model)
    making.build()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Solved({}, 0.0, is_proven=False)
    slots = {
        grid.sessions[session].key: grid.slot(session, choice)
        for (session, choice), chosen in making.chosen.items()
        if solver.value(chosen)
    }
    return Solved(slots, solver.best_objective_bound, status == cp_model.OPTIMAL)


class _Model:
    """A model while it is being made. Of (session, choice) pairs, one that somebody comes to is a `stay` of hers."""

    def __init__(self, grid: Grid, model: Any) -> None:
        self.grid, self.model = grid, model
        self.chosen: dict[tuple[int, Choice], Any] = {}
        self.cost: list[Any] = []
        self.stays: dict[tuple[int, int], list[tuple[int, Choice, Any]]] = defaultdict(list)  # by person and day
        self.weight = dict(zip(Part, grid.weights, strict=True))

    def build(self) -> None:
        for session in range(self.grid.size):
            self._place(session)
        self._keep_siblings_apart()
        loads: dict[tuple[int, int], list[Any]] = defaultdict(list)
        duties: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for (person, day), stays in self.stays.items():
            self._one_place_at_a_time(stays)
            self.model.add(sum(comes for _, _, comes in stays) <= self.grid.rules.most_a_day)
            self._count_day(person, stays)
            loads[person, day // 7] += [comes for _, _, comes in stays]
            duties[person, day // 7] += [comes for session, _, comes in stays if person in self.grid.must[session]]
        self._weeks(loads)
        for (person, _week), variables in duties.items():
            if self.grid.is_facilitator[person]:
                self.model.add(sum(variables) <= self.grid.rules.most_a_week)
        self.model.minimize(sum(self.cost))

    def _place(self, session: int) -> None:
        grid = self.grid
        fixed = grid.fixed[session]
        choices = [fixed] if fixed else [choice for of_day in grid.choices[session] for choice in of_day.choices]
        variables = []
        for choice in choices:
            chosen = self.model.new_bool_var("")
            self.chosen[session, choice] = chosen
            variables.append(chosen)
            self.cost.append(choice.own * chosen)
            for person in grid.must_at(session, choice):
                self.stays[person, choice.day].append((session, choice, chosen))
            for person in choice.comers:
                comes = self.model.new_bool_var("")
                self.model.add_implication(comes, chosen)
                self.cost.append(self.weight[Part.ABSENT] * (chosen - comes))
                self.stays[person, choice.day].append((session, choice, comes))
        self.model.add_at_most_one(variables)
        if fixed:
            self.model.add(variables[0] == 1)
        self.cost.append(self.weight[Part.UNPLACED] * (1 - sum(variables)))

    def _keep_siblings_apart(self) -> None:
        for session, siblings in enumerate(self.grid.siblings):
            for other in siblings:
                if session < other:
                    self._keep_apart(session, other)

    def _keep_apart(self, session: int, other: int) -> None:
        of_team = self.grid.is_of_team
        apart = max(1, self.grid.rules.apart_days) if of_team[session] and of_team[other] else 1
        here, there = self._by_day(session), self._by_day(other)
        for day, chosen in here.items():
            near = [each for late, variables in there.items() if abs(late - day) < apart for each in variables]
            if near:
                self.model.add(sum(near) + sum(chosen) <= 1)

    def _by_day(self, session: int) -> dict[int, list[Any]]:
        days: dict[int, list[Any]] = defaultdict(list)
        fixed = self.grid.fixed[session]
        choices = [fixed] if fixed else [choice for of_day in self.grid.choices[session] for choice in of_day.choices]
        for choice in choices:
            days[choice.day].append(self.chosen[session, choice])
        return days

    def _one_place_at_a_time(self, stays: list[tuple[int, Choice, Any]]) -> None:
        """At most one at each start, and where the way is long not this one and another that begins soon after."""
        by_start: dict[Hashable, list[tuple[int, Choice, Any]]] = defaultdict(list)
        for stay in stays:
            by_start[stay[1].begins].append(stay)
        for start, here in by_start.items():
            self.model.add_at_most_one(comes for _, _, comes in here)
            later = [stay for begins, group in by_start.items() if begins > start for stay in group]
            for session, choice, comes in here:
                hindered = defaultdict(list)
                for other, there, other_comes in later:
                    row = self.grid.travel[self.grid.school_of[session]]
                    if there.begins - choice.ends < row[self.grid.school_of[other]]:
                        hindered[there.begins].append(other_comes)
                for variables in hindered.values():
                    self.model.add(sum(variables) + comes <= 1)

    def _count_day(self, person: int, stays: list[tuple[int, Choice, Any]]) -> None:
        grid = self.grid
        duties = [comes for session, _, comes in stays if person in grid.must[session]]
        self._count_if_any(grid.is_facilitator[person] * self.weight[Part.FACILITATOR_DAY], duties)
        self._count_if_any(grid.has_many[person] * self.weight[Part.PERSON_DAY], [comes for _, _, comes in stays])

    def _count_if_any(self, weight: int, variables: list[Any]) -> None:
        if weight and variables:
            is_any = self.model.new_bool_var("")
            for each in variables:
                self.model.add_implication(each, is_any)
            self.cost.append(weight * is_any)

    def _weeks(self, loads: Mapping[tuple[int, int], list[Any]]) -> None:
        by_person: dict[int, list[list[Any]]] = defaultdict(list)
        for (person, _week), variables in loads.items():
            by_person[person].append(variables)
        for person, weeks in by_person.items():
            if max(map(len, weeks)) <= self.grid.share[person]:
                continue
            above = self.model.new_int_var(0, 200, "")
            for variables in weeks:
                self.model.add(sum(variables) <= self.grid.share[person] + above)
            self.cost.append(self.weight[Part.BUSY_WEEK] * above)
