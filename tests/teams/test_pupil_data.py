"""What looks like a pupil's data is recognised, and what professionals write is not (domain.md 4.5)."""

import pytest

from teams.pupil_data import is_bsn, pupil_data_in

BSN, NO_BSN = "111222333", "111222334"


@pytest.mark.parametrize(
    ("digits", "passes"), [(BSN, True), ("123456782", True), (NO_BSN, False), ("000000000", False)]
)
def test_the_eleven_test(digits: str, passes: bool) -> None:
    assert is_bsn(digits) is passes


@pytest.mark.parametrize("text", [BSN, f"Zie {BSN}.", "111 222 333", "1112.22.333", "111-222-333", f"bsn:{BSN}!"])
def test_a_bsn_is_recognised_however_it_is_written(text: str) -> None:
    assert pupil_data_in(text) == "een burgerservicenummer"


@pytest.mark.parametrize(
    "text",
    ["geboren 3-4-2016", "geb. 03/04/2016", "Geboortedatum: 3 april 2016", "geboren op 3 april", "GEB 12.1.2015"],
)
def test_a_date_of_birth_is_recognised(text: str) -> None:
    assert pupil_data_in(text) == "een geboortedatum"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Studiedag",
        "verzuim, rouw, autisme",
        "di 8.30-10.00 uur",
        NO_BSN,
        "06-12345678",
        "023-5333337",
        "1112223334",
        "gebiedsteam, 3 dagen per week",
        "sinds 1-8-2026",
    ],
)
def test_what_professionals_write_is_no_pupils_data(text: str) -> None:
    assert pupil_data_in(text) is None
