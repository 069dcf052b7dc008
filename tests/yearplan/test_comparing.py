"""Two proposals side by side, without a database."""

from datetime import date, time

import pytest

from meetings.moments.circumstances import Slot
from meetings.planner.rules import DEFAULT_WEIGHTS, Part
from meetings.planner.score import Score
from yearplan.pages.comparing import Difference, PartPair, differences_of, parts_of, verdict

TUESDAY, WEDNESDAY = date(2026, 10, 6), date(2026, 10, 7)


def at(day: date, hour: int = 9, minutes: int = 90) -> Slot:
    return Slot(day, time(hour), minutes)


def score(**times: int) -> Score:
    return Score.of([times.get(part.value, 0) for part in Part], DEFAULT_WEIGHTS)


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (at(TUESDAY), at(WEDNESDAY), "di 6 oktober → wo 7 oktober"),
        (at(TUESDAY), at(TUESDAY, 13), "di 6 oktober: 9.00-10.30 uur → 13.00-14.30 uur"),
        (None, at(WEDNESDAY), "past niet → wo 7 oktober"),
        (at(TUESDAY), None, "di 6 oktober → past niet"),
    ],
)
def test_a_session_that_is_elsewhere_says_from_where_to_where(one: Slot, other: Slot, text: str) -> None:
    assert Difference(1, one, other).text == text


def test_only_what_differs_is_there_in_order_of_the_new_moment_and_last_what_no_longer_fits() -> None:
    one = {1: at(TUESDAY), 2: at(TUESDAY), 3: None, 4: at(TUESDAY), 5: None}
    other = {1: at(TUESDAY), 2: at(WEDNESDAY), 3: at(TUESDAY), 4: None, 5: None}
    assert [each.key for each in differences_of(one, other)] == [3, 2, 4]


def test_a_session_that_only_one_of_them_has_differs_when_it_stands_somewhere() -> None:
    assert [each.key for each in differences_of({1: at(TUESDAY), 2: None}, {})] == [1]


def test_parts_that_are_in_neither_are_left_out() -> None:
    assert parts_of(score(unplaced=1, absent=2), score(absent=1)) == [
        PartPair(Part.UNPLACED, 1, 0, 10_000, 0),
        PartPair(Part.ABSENT, 2, 1, 60, 30),
    ]


@pytest.mark.parametrize(("one", "other", "better"), [(1, 2, -1), (2, 1, 1), (1, 1, 0)])
def test_less_is_better(one: int, other: int, better: int) -> None:
    assert PartPair(Part.ABSENT, one, other, one * 30, other * 30).better == better


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ((50, 10), "Voorstel 2 is beter: 40 strafpunten minder."),
        ((10, 11), "Voorstel 1 is beter: 1 strafpunt minder."),
        ((10, 10), "De twee voorstellen wegen evenveel."),
    ],
)
def test_which_is_better_is_said_in_words(scores: tuple[int, int], text: str) -> None:
    assert verdict("Voorstel 1", "Voorstel 2", scores) == text
