"""Each part of the score, on a plan in which it is easily counted by hand."""

from dataclasses import replace

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.planning import put_back
from meetings.planner.rules import Kind, Part, Rules
from meetings.planner.score import Score
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner import checker
from tests.meetings.planner.small import CHAIR, at, day, weekdays

EVA, BO = 2, 3


def score_of(instance: Instance, slots: dict[int, Slot], before: dict[int, Slot] | None = None) -> Score:
    """The score on the board, which the checker agrees with."""
    board = Board(Grid(instance), before)
    put_back(board, slots)
    assert {line.part: line.times for line in board.score.lines} == checker.score(instance, slots, before)
    return board.score


def year(*sessions: Session, schools: int = 6, rules: Rules | None = None) -> Instance:
    people = Person(CHAIR, "begeleider"), Person(EVA, "Eva"), Person(BO, "Bo", HalfDays.of([0, 2]))
    return Instance(
        people,
        tuple(School(Spot(n, "west", 1), f"School {n}", weekdays()) for n in range(1, schools + 1)),
        sessions,
        {Kind.KENNISMAKING: Period(day(0), day(20), "")},
        rules or Rules(edge_weeks=0),
    )


def meetings(count: int, **more: object) -> list[Session]:
    return [replace(Session(n, n, Kind.KENNISMAKING), **more) for n in range(1, count + 1)]  # type: ignore[arg-type]


def test_a_session_without_a_moment() -> None:
    score = score_of(year(*meetings(2)), {1: at(0, 13)})
    assert (score.times(Part.UNPLACED), score.total) == (1, 10_000)


def test_who_may_come_and_does_not_work_then() -> None:
    score = score_of(year(*meetings(2, optional=(BO,))), {1: at(0, 13), 2: at(0, 8, 30)})
    assert (score.times(Part.ABSENT), score.total) == (1, 30)


def test_who_may_come_and_is_elsewhere() -> None:
    score = score_of(year(*meetings(2, optional=(EVA,))), {1: at(0, 13), 2: at(0, 13)})
    assert (score.times(Part.ABSENT), score.total) == (1, 30)


def test_who_may_come_comes_to_three_a_day_at_most() -> None:
    slots = {1: at(0, 8, 30), 2: at(0, 10, 30), 3: at(0, 13), 4: at(0, 15)}
    assert score_of(year(*meetings(4, optional=(EVA,))), slots).times(Part.ABSENT) == 1


def test_a_day_on_which_a_facilitator_travels_and_not_one_on_which_she_goes_on() -> None:
    slots = {1: at(0, 8, 30), 2: at(0, 13), 3: at(7, 13)}
    score = score_of(year(*meetings(3, facilitator=CHAIR)), slots)
    assert (score.times(Part.FACILITATOR_DAY), score.times(Part.PERSON_DAY)) == (2, 0)


def test_who_facilitates_some_and_merely_may_come_to_others_travels_as_facilitator_only_where_she_must_be() -> None:
    led, other = meetings(2)
    instance = year(replace(led, facilitator=CHAIR), replace(other, optional=(CHAIR,)))
    assert score_of(instance, {1: at(0, 13), 2: at(1, 13)}).times(Part.FACILITATOR_DAY) == 1
    assert score_of(instance, {2: at(1, 13)}).times(Part.FACILITATOR_DAY) == 0
    assert score_of(instance, {1: at(0, 13), 2: at(0, 13)}).times(Part.ABSENT) == 1


def test_who_facilitates_six_a_week_may_come_to_a_seventh() -> None:
    *led, other = meetings(7)
    rules = Rules(edge_weeks=0, most_a_week=6)
    instance = year(*(replace(each, facilitator=CHAIR) for each in led), replace(other, optional=(CHAIR,)), schools=7)
    instance = replace(instance, rules=rules)
    slots = {n: at((n - 1) // 2, 8 if n % 2 else 13, 30 if n % 2 else 0) for n in range(1, 8)}
    score = score_of(instance, slots)
    assert (score.times(Part.UNPLACED), score.times(Part.ABSENT), score.times(Part.FACILITATOR_DAY)) == (0, 0, 3)


def test_a_day_on_which_somebody_with_five_schools_travels() -> None:
    slots = {n: at(3 * n, 13) for n in (1, 3, 5)} | {2: at(3, 8, 30), 4: at(9, 8, 30)}
    assert score_of(year(*meetings(5, required=(EVA,))), slots).times(Part.PERSON_DAY) == 3
    four = {key: slot for key, slot in slots.items() if key < 5}
    assert score_of(year(*meetings(4, required=(EVA,))), four).times(Part.PERSON_DAY) == 0


def test_a_facilitator_with_five_schools_counts_as_both() -> None:
    score = score_of(year(*meetings(5, facilitator=CHAIR)), {1: at(0, 13)})
    assert (score.times(Part.FACILITATOR_DAY), score.times(Part.PERSON_DAY)) == (1, 1)


def test_the_busiest_week_above_the_even_share() -> None:
    instance = year(*meetings(5, required=(EVA,)))
    busy = {1: at(0, 13), 2: at(1, 13), 3: at(2, 13), 4: at(3, 13), 5: at(7, 13)}
    even = busy | {3: at(8, 13), 4: at(14, 13)}
    assert (instance.weeks, instance.even_share[EVA]) == (3, 2)
    assert [score_of(instance, slots).times(Part.BUSY_WEEK) for slots in (busy, even)] == [2, 0]


def test_a_session_in_the_first_or_last_week_of_its_school() -> None:
    instance = year(*meetings(3), rules=Rules(edge_weeks=1))
    score = score_of(instance, {1: at(4, 13), 2: at(7, 13), 3: at(14, 13)})
    assert (score.times(Part.EDGE_WEEK), score.total) == (2, 6)


def test_another_weekday_than_last_year() -> None:
    score = score_of(year(*meetings(2, last_weekday=0)), {1: at(7, 13), 2: at(8, 13)})
    assert (score.times(Part.WEEKDAY), score.total) == (1, 1)


def test_a_session_that_moved_and_each_person_who_is_told_once() -> None:
    instance = year(*meetings(3, required=(EVA,), facilitator=CHAIR))
    before = {1: at(0, 13), 2: at(1, 13), 3: at(2, 13)}
    score = score_of(instance, {1: at(0, 13), 2: at(1, 15), 3: at(3, 13)}, before)
    assert (score.times(Part.MOVED), score.times(Part.TOLD)) == (2, 2)


def test_a_session_that_had_no_moment_before_did_not_move() -> None:
    score = score_of(year(*meetings(1)), {1: at(0, 13)}, {})
    assert score.times(Part.MOVED) == 0


def test_a_score_says_what_it_has_more_than_another() -> None:
    instance = year(*meetings(2, last_weekday=0))
    more = score_of(instance, {1: at(0, 13), 2: at(1, 13)}).minus(score_of(instance, {1: at(0, 13), 2: at(0, 13)}))
    assert [(line.part, line.times) for line in more.lines if line.times] == [(Part.WEEKDAY, 1)]
