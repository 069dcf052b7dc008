"""How well a name answers what somebody typed. The ranking is the same whatever the database."""

import pytest

from teams.search.matching import distance, is_enough, score, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De Zeester", ["de", "zeester"]),
        ("  Ayşe   YILDIZ ", ["ayse", "yildiz"]),
        ("'t Hof", ["t", "hof"]),
        ('%_\\ " *', []),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f"]),
        ("x" * 1000, ["x" * 100]),
    ],
)
def test_what_is_typed_becomes_plain_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(("text", "enough"), [("", False), ("a", False), ("ab", True), ("a b", True), ("!!", False)])
def test_two_letters_are_enough(text: str, enough: bool) -> None:
    assert is_enough(words_of(text)) is enough


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("visser", "visser", 0),
        ("viser", "visser", 1),
        ("fisser", "visser", 1),
        ("vissre", "visser", 1),
        ("vsisre", "visser", 2),
        ("boer", "visser", 3),
        ("", "abc", 3),
    ],
)
def test_mistakes_are_counted_up_to_more_than_allowed(one: str, other: str, mistakes: int) -> None:
    assert (distance(one, other, 2), distance(other, one, 2)) == (mistakes, mistakes)


@pytest.mark.parametrize(
    ("typed", "name", "is_answer"),
    [
        ("zeester", "De Zeester", True),
        ("zee", "De Zeester", True),
        ("ester", "De Zeester", True),
        ("zesster", "De Zeester", True),
        ("zesst", "De Zeester", True),
        ("ankr", "De Ankerplaats", True),
        ("zwaluw", "De Zeester", False),
        ("zee bakker", "De Zeester", False),
        ("bot", "De Boot", False),
        ("fries", "Tom de Vries", True),
        ("jaansen", "Jan Jansen", True),
        ("Bregje Folkertsma", "Bregje Fôlkertsma", True),
        ("99aa01", "99AA00", False),
    ],
)
def test_what_answers(typed: str, name: str, is_answer: bool) -> None:
    assert bool(score(words_of(typed), name)) is is_answer


def test_the_whole_word_goes_before_its_beginning_its_inside_and_a_mistake() -> None:
    names = ["De Stek", "De Stekel", "Het Opstekje", "De Streek", "De Boom"]
    ranked = sorted(names, key=lambda name: -score(["stek"], name))
    assert ranked == ["De Stek", "De Stekel", "Het Opstekje", "De Streek", "De Boom"]


def test_what_is_beside_the_name_counts_for_less() -> None:
    assert score(["duinveen"], "Duinveen Lyceum") > score(["duinveen"], "De Ark", "Duinveen") > 0
