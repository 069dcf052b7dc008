"""Texts of the circle: their width, and two lines that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.circle.metrics import text_width, tidy, wrap


def letters(text: str) -> str:
    return "".join(text.split())


def test_width_grows_with_size_and_weight() -> None:
    assert text_width("Samira Bakkali", 32) == pytest.approx(2 * text_width("Samira Bakkali", 16))
    assert text_width("Samira Bakkali", 16, 600) > text_width("Samira Bakkali", 16, 400)


def test_combining_marks_take_no_width() -> None:
    assert text_width("e\u0308", 16) == pytest.approx(text_width("e", 16))


def test_unknown_letters_are_reckoned_wide() -> None:
    assert text_width("🦊", 16) >= 16


def test_white_space_and_control_characters_are_tidied() -> None:
    assert tidy("  Samira\n\tBakkali \x00\u202e ") == "Samira Bakkali"


def test_short_text_stays_on_one_line() -> None:
    assert wrap("Eva Jansen", 146, 16, 600) == ("Eva Jansen",)


def test_nothing_is_no_line() -> None:
    assert wrap("", 146, 16) == ()


def test_long_name_breaks_between_words_into_even_lines() -> None:
    assert wrap("Consulent passend onderwijs", 146, 13.5) == ("Consulent", "passend onderwijs")


def test_double_name_breaks_after_its_hyphen() -> None:
    assert wrap("Bakkerszoon-Oudheusden", 146, 16, 600) == ("Bakkerszoon-", "Oudheusden")


def test_sixty_letters_without_a_space_break_within_the_word() -> None:
    word = "abcdefghij" * 6
    lines = wrap(word, 146, 16, 600)
    assert len(lines) == 2
    assert "".join(lines) == word
    assert max(text_width(line, 16, 600) for line in lines) < text_width(word, 16, 600) * 0.55


def test_a_family_of_emoji_is_never_torn_apart() -> None:
    family = "👩\u200d👧"
    assert all(family in line or "👩" not in line for line in wrap(family * 20, 146, 16))


@given(st.text(min_size=1, max_size=60))
def test_two_lines_at_most_and_no_letter_lost(text: str) -> None:
    clean = tidy(text)
    lines = wrap(clean, 146, 16, 600)
    assert len(lines) <= 2
    assert letters("".join(lines)) == letters(clean)
