"""Two texts of the same minutes become one: lines that do not touch are joined, the others are for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.after.minutes_merge import MOST_LINES, joined, merged

BASE = "een\ntwee\ndrie"
TEXTS = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "whole"),
    [
        ("boven\neen\ntwee\ndrie", "een\ntwee\ndrie\nonder", "boven\neen\ntwee\ndrie\nonder"),
        ("EEN\ntwee\ndrie", "een\ntwee\nDRIE", "EEN\ntwee\nDRIE"),
        ("EEN\ntwee\ndrie", "een\nTWEE\ndrie", "EEN\nTWEE\ndrie"),
        ("twee\ndrie", "een\ntwee\ndrie\nvier", "twee\ndrie\nvier"),
        ("een\n1a\n1b\ntwee\ndrie", "een\ntwee", "een\n1a\n1b\ntwee"),
        (BASE, "een\ndrie", "een\ndrie"),
        ("een\ndrie", BASE, "een\ndrie"),
        ("een\nnieuw\ntwee\ndrie", "een\nnieuw\ntwee\ndrie", "een\nnieuw\ntwee\ndrie"),
    ],
)
def test_what_does_not_touch_is_joined(mine: str, theirs: str, whole: str) -> None:
    assert (merged(BASE, mine, theirs), merged(BASE, theirs, mine)) == (whole, whole)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("een\nTWEE\ndrie", "een\n2\ndrie"),
        ("een\ndrie", "een\n2\ndrie"),
        ("een\ntwee\ndrie\nvan mij", "een\ntwee\ndrie\nvan haar"),
        ("een\ntwee\nDRIE\nvan mij", "een\ntwee\ndrie\nvan haar"),
        ("EEN\nTWEE\ndrie", "een\n2\n3"),
    ],
)
def test_what_both_changed_is_for_people(mine: str, theirs: str) -> None:
    assert (merged(BASE, mine, theirs), merged(BASE, theirs, mine)) == (None, None)


def test_minutes_that_both_began_are_for_people() -> None:
    assert merged("", "van mij", "van haar") is None


def test_texts_that_differ_in_too_many_lines_are_not_compared() -> None:
    long = "\n".join(map(str, range(MOST_LINES + 1)))
    assert merged("een", long, "een\ntwee") is None
    assert joined(long, "anders") == f"{long}\nanders"


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_what_the_other_made(base: str, other: str) -> None:
    assert (merged(base, base, other), merged(base, other, base), merged(base, other, other)) == (other,) * 3


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_saves_last(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


def test_joined_puts_the_lines_of_the_other_where_they_stood() -> None:
    assert joined("samen\nook\nvan mij", "boven\nsamen\n\nook") == "boven\nsamen\nook\nvan mij"
    assert joined("samen\nvan mij\nslot", "samen\nvan haar\nslot") == "samen\nvan mij\nvan haar\nslot"
    assert joined("Mijn", "Mijn") == "Mijn"


@given(TEXTS, TEXTS)
def test_joined_leaves_no_line_out(mine: str, theirs: str) -> None:
    lines = joined(mine, theirs).split("\n")
    rest = iter(lines)
    assert all(line in rest for line in mine.split("\n"))
    assert {line for line in theirs.split("\n") if line} <= set(lines)
