import pytest
from django.core.validators import URLValidator

from schools.duo import values
from schools.duo.refusal import LeftEmpty


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("", ""),
        ("www.school.example.nl", "https://www.school.example.nl"),
        ("school.example.nl", "https://school.example.nl"),
        ("WWW.School.EXAMPLE.NL", "https://www.school.example.nl"),
        ("http://school.example.nl/", "http://school.example.nl"),
        ("HTTPS://school.example.nl", "https://school.example.nl"),
        ("school.example.nl.", "https://school.example.nl"),
        ("school.example.nl:8080/De-Hoek/", "https://school.example.nl:8080/De-Hoek/"),
        ("www.example.nl/scholen/'t-prisma", "https://www.example.nl/scholen/'t-prisma"),
        ("www.example.nl/#/De%20Hoek?a=1", "https://www.example.nl/#/De%20Hoek?a=1"),
    ],
)
def test_a_website_gets_a_scheme_and_a_host_in_small_letters(written: str, stored: str) -> None:
    assert values.website(written) == stored
    if stored:
        URLValidator()(stored)


@pytest.mark.parametrize(
    "written",
    [
        "www. school.example.nl",
        "www.school,nl",
        "www.de_school.nl",
        "www.school..nl",
        "school",
        "info@school.example.nl",
        "javascript:alert(1)",
        "ftp://school.example.nl",
        "http://http://school.example.nl",
        "https://school.example.nl/<script>",
        "-school.example.nl",
        "www.example.nl/" + "a" * 200,
    ],
)
def test_what_is_no_website_is_left_empty(written: str) -> None:
    with pytest.raises(LeftEmpty):
        values.website(written)


@pytest.mark.parametrize(
    ("written", "stored"),
    [("0235333337", "+31235333337"), ("0592390290", "+31592390290"), ("0612345678", "+31612345678"), ("", "")],
)
def test_a_phone_number_is_stored_as_e164(written: str, stored: str) -> None:
    assert values.phone(written) == stored


@pytest.mark.parametrize("written", ["tel. onbekend", "023", "0235333337 0612345678"])
def test_what_is_no_phone_number_is_left_empty(written: str) -> None:
    with pytest.raises(LeftEmpty):
        values.phone(written)


@pytest.mark.parametrize(
    ("written", "institution", "code"),
    [
        ("81AB00", "81AB", "81AB00"),
        ("81ab00", "81ab", "81AB00"),
        ("01", "81AB", "81AB01"),
        ("81AB00", "", "81AB00"),
    ],
)
def test_an_establishment_code_is_whole_or_follows_the_brin(written: str, institution: str, code: str) -> None:
    assert values.establishment_code(written, institution) == code


@pytest.mark.parametrize(
    ("written", "institution"),
    [
        ("", "81AB"),
        ("81AB", "81AB"),
        ("81AB0", "81AB"),
        ("81AB000", "81AB"),
        ("8ABC00", ""),
        ("01", ""),
        ("٨١AB00", ""),
    ],
)
def test_a_wrong_establishment_code_is_refused(written: str, institution: str) -> None:
    with pytest.raises(ValueError, match="is geen code als 12AB00"):
        values.establishment_code(written, institution)


def test_an_establishment_belongs_to_its_institution() -> None:
    with pytest.raises(ValueError, match="81AB00 hoort niet bij instelling “81AC”"):
        values.establishment_code("81AB00", "81AC")


@pytest.mark.parametrize(("written", "stored"), [("2033 DE", "2033 DE"), ("2033de", "2033 DE"), ("", "")])
def test_a_postcode_has_one_space_and_capitals(written: str, stored: str) -> None:
    assert values.postcode(written) == stored


@pytest.mark.parametrize("written", ["0233 DE", "2033", "2033 D", "2033 DEE", "DE 2033"])
def test_a_wrong_postcode_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is geen postcode als 2033 DE"):
        values.postcode(written)


@pytest.mark.parametrize(("written", "stored"), [("0392", "0392"), ("392", "0392"), ("1699", "1699")])
def test_a_municipality_has_four_digits(written: str, stored: str) -> None:
    assert values.municipality_code(written) == stored


@pytest.mark.parametrize("written", ["", "12345", "Haarlem"])
def test_a_wrong_municipality_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="gemeentenummer"):
        values.municipality_code(written)


def test_a_municipality_without_a_name_is_noted() -> None:
    with pytest.raises(LeftEmpty):
        values.municipality_name("")


@pytest.mark.parametrize(("written", "stored"), [("20091", "20091"), ("", "")])
def test_a_board_has_five_digits(written: str, stored: str) -> None:
    assert values.board_code(written) == stored


def test_a_wrong_board_number_is_refused() -> None:
    with pytest.raises(ValueError, match="vijf cijfers"):
        values.board_code("2009")


@pytest.mark.parametrize(("written", "stored"), [("Noord", "N"), ("MIDDEN", "M"), ("zuid", "Z")])
def test_a_holiday_region_is_one_letter(written: str, stored: str) -> None:
    assert values.holiday_region(written) == stored


@pytest.mark.parametrize("written", ["", "Oost", "Noor"])
def test_a_wrong_holiday_region_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is niet Noord, Midden of Zuid"):
        values.holiday_region(written)


@pytest.mark.parametrize(("written", "stored"), [("", "BO"), ("SBO", "SBO"), ("SO/VSO", "SO"), ("vso", "VSO")])
def test_a_sector_is_one_of_ours(written: str, stored: str) -> None:
    assert values.sector(written, default="BO") == stored


def test_an_unknown_sector_is_refused() -> None:
    with pytest.raises(ValueError, match="soort onderwijs “MBO” is onbekend"):
        values.sector("MBO", default="BO")


@pytest.mark.parametrize("written", ["PO2704", "PO 27.04", "PO-27-04", "po2704"])
def test_an_swv_code_is_written_in_one_way(written: str) -> None:
    assert values.swv_code(written, kind="PO") == "PO2704"


def test_no_swv_code_is_unknown() -> None:
    assert values.swv_code("", kind="VO") == ""
    with pytest.raises(LeftEmpty, match="blijft onbekend"):
        values.swv_code("Europoort", kind="VO")


@pytest.mark.parametrize("written", ["PO270", "PO27045", "VO2704", "2704"])
def test_a_wrong_swv_code_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is geen code als PO2704"):
        values.swv_code(written, kind="PO")


def test_text_has_to_fit_and_a_name_has_to_be_there() -> None:
    read = values.words("schoolnaam", 120, required=True)
    assert read("De Zonnewijzer") == "De Zonnewijzer"
    with pytest.raises(ValueError, match="schoolnaam ontbreekt"):
        read("")
    with pytest.raises(ValueError, match="schoolnaam is langer dan 120 tekens"):
        read("x" * 121)
