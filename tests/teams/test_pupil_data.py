"""What looks like a pupil's data is recognised, and what professionals write is not (domain.md 4.5)."""

from datetime import date

import pytest

from teams.pupil_data import case_data_in, is_bsn, names_in, numbers_in, pupil_data_in

BSN, NO_BSN = "111222333", "111222334"


@pytest.mark.parametrize(
    ("digits", "passes"), [(BSN, True), ("123456782", True), (NO_BSN, False), ("000000000", False)]
)
def test_the_eleven_test(digits: str, passes: bool) -> None:
    assert is_bsn(digits) is passes


@pytest.mark.parametrize("text", [BSN, f"Zie {BSN}.", "111 222 333", "1112.22.333", "111-222-333", f"bsn:{BSN}!"])
def test_a_bsn_is_recognised_however_it_is_written(text: str) -> None:
    assert pupil_data_in(text) == "een burgerservicenummer (111 … 333)"


@pytest.mark.parametrize("text", ["10000008", "Zie 10000008.", "100.00.008", "100 00 008"])
def test_a_bsn_without_its_zero_in_front_is_one(text: str) -> None:
    assert (pupil_data_in(text), case_data_in(text)) == (
        "een burgerservicenummer (10 … 008)",
        ["een burgerservicenummer (10 … 008)"],
    )


@pytest.mark.parametrize("text", ["10000009", "06-10000008", "30-03-2022", "30032022", "20220205", "€ 10.000.008"])
def test_eight_digits_of_another_kind_are_no_bsn(text: str) -> None:
    assert pupil_data_in(text) is None


@pytest.mark.parametrize("number", ["+31 6 12 34 56 78", "06 12 34 56 78", "023 533 33 37"])
def test_a_phone_number_is_no_bsn(number: str) -> None:
    assert (pupil_data_in(f"Bel {number}."), case_data_in(f"Bel {number}.")) == (
        None,
        [f"een telefoonnummer ({number})"],
    )


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Hij is geboren 3-4-2016 in Haarlem", "geboren 3-4-2016"),
        ("geb. 03/04/2016.", "geb. 03/04/2016"),
        ("Geboortedatum: 3 april 2016", "Geboortedatum: 3 april"),
        ("geboren op 3 april", "geboren op 3 april"),
        ("GEB 12.1.2015", "GEB 12.1.2015"),
    ],
)
def test_a_date_of_birth_is_recognised(text: str, piece: str) -> None:
    assert pupil_data_in(text) == f"een geboortedatum ({piece})"


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


# The text of a case


@pytest.mark.parametrize("text", [BSN, f"Zijn nummer is {BSN}.", f"{BSN} en nog eens {BSN}"])
def test_a_bsn_in_a_case_is_told_once_and_not_whole(text: str) -> None:
    assert case_data_in(text) == ["een burgerservicenummer (111 … 333)"]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Hij is van 12-3-2014.", "12-3-2014"),
        ("Hij is van 12-03-2014", "12-03-2014"),
        ("12/3/2014", "12/3/2014"),
        ("12.3.2014", "12.3.2014"),
        ("12 - 3 - 2014", "12 - 3 - 2014"),
        ("2014-03-12", "2014-03-12"),
        ("op 12 maart 2014 kwam zij", "12 maart 2014"),
        ("12 mrt. 2014", "12 mrt. 2014"),
        ("1-1-2000", "1-1-2000"),
        ("31-12-2023", "31-12-2023"),
        ("geboren in 2014", "2014"),
        ("Geboren in maart 2014.", "maart 2014"),
        ("geb. 3-4-16", "3-4-16"),
        ("geboren op 3 april", "3 april"),
        ("geboren 3-4-2016", "3-4-2016"),
        ("Geboortedatum: 3 april 2016", "3 april 2016"),
        ("geboortejaar 2014", "2014"),
        ("een jongen, in 2014 geboren", "2014"),
        ("op 12 maart geboren", "12 maart"),
    ],
)
def test_a_date_on_which_a_pupil_can_be_born(text: str, piece: str) -> None:
    assert case_data_in(text, today=date(2026, 11, 30)) == [f"een geboortedatum ({piece})"]


@pytest.mark.parametrize(
    "text",
    [
        "sinds 1-8-2026",
        "op 1-1-2024 verhuisd",
        "op 12-3-1984 gebouwd",
        "schooljaar 2014-2015",
        "in 2014 verhuisd",
        "geboren in een gezin met 2 kinderen",
        "te vroeg geboren (30 weken)",
        "geboren na 32 weken",
        "8.30-10.00 uur",
        "groep 7-8",
        "32-13-2014",
        "112-3-20145",
    ],
)
def test_other_numbers_are_no_date_of_birth(text: str) -> None:
    assert case_data_in(text, today=date(2026, 11, 30)) == []


def test_without_a_today_any_date_of_this_century_may_be_one() -> None:
    assert (case_data_in("sinds 1-8-2026"), case_data_in("sinds 1-8-1999")) == (["een geboortedatum (1-8-2026)"], [])


@pytest.mark.parametrize(
    "number",
    [
        "06-12345678",
        "06 12 34 56 78",
        "0612345678",
        "+31 6 12345678",
        "0031612345678",
        "023-5333337",
        "(023) 533 33 37",
        "0592-390290",
        "+32 470 12 34 56",
    ],
)
def test_a_phone_number(number: str) -> None:
    assert case_data_in(f"Moeder is te bereiken op {number}.") == [f"een telefoonnummer ({number})"]


@pytest.mark.parametrize("number", ["0800-2000", "112", "14 023", "088-2345678", "0900-1234567"])
def test_a_number_of_an_organisation_is_fine(number: str) -> None:
    assert case_data_in(f"Bel {number}.") == []


@pytest.mark.parametrize("address", ["daan@example.nl", "d.de-vries+1@mail.example.nl"])
def test_an_address(address: str) -> None:
    assert case_data_in(f"Mail naar {address}.") == [f"een e-mailadres ({address})"]


def test_a_name() -> None:
    assert case_data_in("Daan de Vries is 8 jaar.") == ["een voor- en achternaam (Daan de Vries)"]


def test_what_may_be_the_name_of_a_club_is_told_apart_from_numbers() -> None:
    text = f"Haarlemse Hockeyclub, {BSN}"
    assert (numbers_in(text), names_in(text)) == (
        ["een burgerservicenummer (111 … 333)"],
        ["een voor- en achternaam (Haarlemse Hockeyclub)"],
    )


def test_everything_is_told_at_once_and_once() -> None:
    text = f"Daan de Vries ({BSN}, geb. 12-3-2014): 06-12345678, daan@example.nl. Daan de Vries, 12-3-2014."
    assert case_data_in(text) == [
        "een burgerservicenummer (111 … 333)",
        "een geboortedatum (12-3-2014)",
        "een telefoonnummer (06-12345678)",
        "een e-mailadres (daan@example.nl)",
        "een voor- en achternaam (Daan de Vries)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Daan (8 jaar, groep 5) komt vaak te laat. Zijn moeder is ziek en belt de school elke maandag om 8.30 uur.",
        "Noor is 15. Ze mist sinds de herfstvakantie 16 uur in 4 weken. De CJG-coach kent het gezin.",
        "Kind A woont met 2 broers bij oma. Vader is in beeld via Veilig Thuis (0800-2000).",
    ],
)
def test_a_fictional_case_is_fine(text: str) -> None:
    assert case_data_in(text) == []
