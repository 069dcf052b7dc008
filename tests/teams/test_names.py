"""Dutch names: the tussenvoegsel and the core word (domain.md 4, taaladvies.net)."""

import pytest

from teams.names import full_name, initials, list_name, one_line, sort_key, split_infix


@pytest.mark.parametrize(
    ("first_name", "infix", "surname", "written"),
    [
        ("Floor", "van den", "Berg", "Floor van den Berg"),
        ("", "van der", "Berg", "Van der Berg"),
        ("", "de", "Vries", "De Vries"),
        ("Ester", "van der", "Ven-van Dijk", "Ester van der Ven-van Dijk"),
        ("Hedy", "d'", "Ancona", "Hedy d'Ancona"),
        ("Hedy", "d’", "Ancona", "Hedy d’Ancona"),
        ("", "d'", "Ancona", "d'Ancona"),
        ("Jan", "in 't", "Veld", "Jan in 't Veld"),
        ("", "in 't", "Veld", "In 't Veld"),
        ("", "'t", "Hart", "'t Hart"),
        ("Jan", "", "Boer", "Jan Boer"),
        ("", "", "Boer", "Boer"),
    ],
)
def test_the_infix_is_lower_case_after_a_first_name_and_has_a_capital_without(
    first_name: str, infix: str, surname: str, written: str
) -> None:
    assert full_name(first_name, infix, surname) == written


@pytest.mark.parametrize(
    ("first_name", "infix", "surname", "written"),
    [
        ("Vincent", "van", "Gogh", "Gogh, Vincent van"),
        ("J.", "van der", "Horst", "Horst, J. van der"),
        ("Floor", "van den", "Berg", "Berg, Floor van den"),
        ("", "van den", "Berg", "Berg, van den"),
        ("Jan", "", "Boer", "Boer, Jan"),
        ("", "", "Boer", "Boer"),
    ],
)
def test_a_list_names_the_core_word_first(first_name: str, infix: str, surname: str, written: str) -> None:
    assert list_name(first_name, infix, surname) == written


def in_order(*people: tuple[str, str, str]) -> list[str]:
    return [list_name(*person) for person in sorted(people, key=lambda person: sort_key(*person))]


def test_names_sort_on_the_core_word_and_not_on_the_infix() -> None:
    assert in_order(("", "de", "Vries"), ("", "", "Boer"), ("", "van den", "Berg")) == [
        "Berg, van den",
        "Boer",
        "Vries, de",
    ]


def test_the_same_core_word_sorts_on_the_first_name_and_then_on_the_infix() -> None:
    people = [("Jan", "van", "Dijk"), ("Anna", "van", "Dijk"), ("Jan", "", "Dijk")]
    assert in_order(*people) == ["Dijk, Anna van", "Dijk, Jan", "Dijk, Jan van"]


def test_a_short_core_word_comes_before_a_longer_one() -> None:
    assert in_order(("Floor", "", "Bergman"), ("Zoë", "van den", "Berg")) == ["Berg, Zoë van den", "Bergman, Floor"]


def test_ij_sorts_as_i_and_j() -> None:
    people = [("", "", "IJsbrand"), ("", "", "Yilmaz"), ("", "", "Ibrahim"), ("", "", "Ijzer")]
    assert in_order(*people) == ["Ibrahim", "IJsbrand", "Ijzer", "Yilmaz"]


def test_accents_and_capitals_do_not_count_in_sorting() -> None:
    people = [("", "", "Özdemir"), ("", "", "oud"), ("", "", "Çelik"), ("", "", "Cohen"), ("", "", "İnan")]
    assert in_order(*people) == ["Çelik", "Cohen", "İnan", "oud", "Özdemir"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (("Ïnez", "", "Ûbels"), "ubels inez"),
        (("İlknur", "", "Yıldız"), "yildiz ilknur"),
        (("Søren", "", "Łukasz-Đorđe"), "lukasz dorde soren"),
        (("Æsa", "", "Þór"), "thor aesa"),
        (("Hedy", "d'", "Ancona"), "ancona hedy d"),
        (("Ester", "van der", "Ven-van Dijk"), "ven van dijk ester van der"),
        (("", "", "Groß"), "gross"),
    ],
)
def test_a_sort_key_is_plain_letters(typed: tuple[str, str, str], key: str) -> None:
    assert sort_key(*typed) == key


def test_composed_and_decomposed_letters_have_the_same_key() -> None:
    assert sort_key("", "", "Zoe\u0308") == sort_key("", "", "Zoë")


@pytest.mark.parametrize(
    ("first_name", "surname", "letters"),
    [("Floor", "Berg", "FB"), ("", "Boer", "B"), ("ïnez", "ûbels", "ÏÛ"), (" Jan ", " Boer", "JB"), ("", "", "")],
)
def test_initials_are_of_the_first_name_and_the_core_word(first_name: str, surname: str, letters: str) -> None:
    assert initials(first_name, surname) == letters


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Jan\r\nBoer", "Jan Boer"),
        ("  Jan \t  Boer ", "Jan Boer"),
        ("Jan\u2028Boer\x00", "Jan Boer"),
        ("Zoe\u0308", "Zoë"),
        ("<b>Jan</b>", "<b>Jan</b>"),
        ("Jan\u202eBoer", "JanBoer"),
        ("\ufeffJan\u200b", "Jan"),
        ("\u200d", ""),
        ("\n", ""),
    ],
)
def test_one_line_of_visible_text(typed: str, line: str) -> None:
    assert one_line(typed) == line


@pytest.mark.parametrize(
    ("infix", "surname", "split"),
    [
        ("", "van den Berg", ("van den", "Berg")),
        ("", "van der Ven-van Dijk", ("van der", "Ven-van Dijk")),
        ("", "de Vries", ("de", "Vries")),
        ("", "'t Hart", ("'t", "Hart")),
        ("Van Den", "Berg", ("van den", "Berg")),
        ("van den", "Berg", ("van den", "Berg")),
        ("d'", "Ancona", ("d'", "Ancona")),
        ("", "Van Dijk", ("", "Van Dijk")),
        ("", "Berg", ("", "Berg")),
        ("", "deVries", ("", "deVries")),
        ("", "van", ("", "van")),
    ],
)
def test_an_infix_typed_before_the_surname_is_recognised(infix: str, surname: str, split: tuple[str, str]) -> None:
    assert split_infix(infix, surname) == split
