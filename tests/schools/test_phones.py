"""Phone numbers as Dutch people type and read them (domain.md 4)."""

import pytest

from schools.phones import format_phone, parse_phone


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0235333337", "023-5333337"),
        ("0592390290", "0592-390290"),
        ("0612345678", "06-12345678"),
        ("020 1234567", "020-1234567"),
        ("(0592) 39 02 90", "0592-390290"),
        ("06.12.34.56.78", "06-12345678"),
        ("+31 (0)23 533 33 37", "023-5333337"),
        ("0031 6 12345678", "06-12345678"),
        ("088 123 45 67", "088-1234567"),
        ("085-1234567", "085-1234567"),
        ("0800-2000", "0800-2000"),
        ("0900-1234567", "0900-1234567"),
    ],
)
def test_shown_with_the_dash_behind_the_area_code(typed: str, shown: str) -> None:
    assert format_phone(parse_phone(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("023-5333337", "+31235333337"), ("0592-390290", "+31592390290"), ("06-12345678", "+31612345678")],
)
def test_stored_as_e164(typed: str, stored: str) -> None:
    assert parse_phone(typed) == stored


@pytest.mark.parametrize("nothing", ["", " ", "\t "])
def test_nothing_typed_is_empty(nothing: str) -> None:
    assert parse_phone(nothing) == ""


def test_no_number_is_shown_as_nothing() -> None:
    assert format_phone("") == ""


def test_a_belgian_number_keeps_its_country() -> None:
    assert format_phone(parse_phone("+32 2 555 12 12")) == "+32 2 555 12 12"


def test_the_short_number_of_a_municipality_is_shown_as_it_is_dialled() -> None:
    assert format_phone(parse_phone("14 023")) == "14 023"


@pytest.mark.parametrize(
    "typed", ["tel", "1234", "06 12345678 tst 4", "06-12345678 of 06-87654321", "0612345678901234"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no phone number"):
        parse_phone(typed)


@pytest.mark.parametrize("typed", ["06-1234567", "023-533333", "0592-39029"])
def test_a_number_with_a_digit_too_few_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no phone number"):
        parse_phone(typed)
