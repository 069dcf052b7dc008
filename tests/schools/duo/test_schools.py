from pathlib import Path

import pytest
from django.db.models import Model

from schools.duo.refusal import FileRefused
from schools.duo.schools import SchoolRecord, read_schools
from schools.duo.table import MAX_BYTES, read_bytes
from schools.models import Municipality, School
from tests.schools.duo_files import AREAS, SCHOOLS, joined, lines, with_cell, with_header, without

TEXT = SCHOOLS.decode("cp1252")


def record(code: str, data: bytes = SCHOOLS) -> SchoolRecord:
    return next(record for record in read_schools(data).records if record.establishment_code == code)


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_schools(data)
    return caught.value


def reasons(data: bytes) -> list[str]:
    return [str(remark) for remark in refusal(data).rejected]


def test_a_row_becomes_a_record() -> None:
    assert record("81AB00") == SchoolRecord(
        establishment_code="81AB00",
        name="Kindcentrum ’t Kompas",
        sector="BO",
        denomination="Protestants-Christelijk",
        street="'t Hof",
        house_number="1-A",
        postcode="1971 ZZ",
        city="IJmuiden",
        phone="+31255000001",
        website="https://www.kompas.example.nl",
        holiday_region="N",
        municipality_code="0453",
        municipality_name="Velsen",
        board_code="81002",
    )


def test_every_row_is_read() -> None:
    assert [record.establishment_code for record in read_schools(SCHOOLS).records] == [
        row.split(";")[3] for row in lines()[1:]
    ]


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.replace("\r\n", "\n").encode("cp1252"), SCHOOLS + b"\r\n;;;\r\n"],
    ids=["utf-8", "utf-8 with BOM", "line feeds", "empty lines"],
)
def test_encodings_and_line_ends_give_the_same_records(data: bytes) -> None:
    assert read_schools(data) == read_schools(SCHOOLS)


def test_letters_made_of_two_characters_become_one() -> None:
    data = TEXT.replace("Legeaën", "Legeae\u0308n").encode()
    assert record("81AD00", data).name == "Mienskipsskoalle De Legeaën"


def test_a_space_is_empty_and_double_spaces_are_one() -> None:
    assert (record("81AA00").phone, record("81AA00").website) == ("", "")
    assert record("81AC00").name == "Obs Het Vogelnest"


def test_quotes_around_a_value_are_not_part_of_it() -> None:
    assert record("81AG00").name == 'Basisschool "De Parel"'


def test_the_name_of_a_school_keeps_its_own_capitals() -> None:
    assert record("81AF00").name == "DURF"


def test_holiday_regions_belong_to_schools_of_one_municipality() -> None:
    dodewaard, opheusden = record("81AG00"), record("81AH00")
    assert dodewaard.municipality_code == opheusden.municipality_code == "1740"
    assert (dodewaard.holiday_region, opheusden.holiday_region) == ("Z", "M")


def test_places_and_municipalities_are_written_the_dutch_way() -> None:
    places = {record.establishment_code: record.city for record in read_schools(SCHOOLS).records}
    assert places["81AC00"] == "'t Harde"
    assert places["81AF00"] == "Hoorn NH"
    assert (places["81AE00"], record("81AE00").municipality_name) == ("'s-Gravenhage", "'s-Gravenhage")


def test_what_cannot_be_read_but_can_be_missed_is_noted() -> None:
    assert [str(note) for note in read_schools(SCHOOLS).notes] == [
        "regel 12: gemeentenaam ontbreekt.",
        "regel 13: telefoonnummer “tel. onbekend” is niet te lezen en blijft leeg.",
        "regel 13: internetadres “www. oversteek.example.nl” is niet te lezen en blijft leeg.",
    ]


@pytest.mark.parametrize(
    ("column", "alias"),
    [
        ("INSTELLINGSCODE", "BRIN NUMMER"),
        ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
        ("VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING"),
        ("VESTIGINGSNAAM", "NAAM_VESTIGING"),
        ("GEMEENTENUMMER", "GEMEENTECODE_VESTIGING"),
        ("GEMEENTENAAM", "gemeentenaam vestiging"),
        ("BEVOEGD GEZAG NUMMER", "BEVOEGD_GEZAG_NUMMER"),
        ("HUISNUMMER-TOEVOEGING", "HUISNUMMER TOEVOEGING"),
    ],
)
def test_columns_go_by_other_names(column: str, alias: str) -> None:
    assert read_schools(with_header(column, alias)) == read_schools(SCHOOLS)


def test_columns_may_stand_in_another_order_and_unknown_ones_are_passed_over() -> None:
    turned = joined([";".join(["x", *reversed(row.split(";"))]) for row in lines()])
    assert read_schools(turned) == read_schools(SCHOOLS)


def test_an_establishment_number_of_two_digits_follows_the_brin() -> None:
    assert record("81AE01", with_cell(7, "VESTIGINGSCODE", "01")).name == "De Duinroos"


def test_a_column_with_the_kind_of_school_is_followed() -> None:
    data = with_header("PROVINCIE", "PROVINCIE").replace(b"PROVINCIE", b"SOORT_VESTIGING", 1)
    kinds = data.replace(b"Drenthe;", b"SO/VSO;").replace(b"Gelderland;", b"SBO;").replace(b"Friesland;", b"VSO;")
    for province in (b"Noord-Holland;", b"Zuid-Holland;", b"Noord-Brabant;", b"Utrecht;"):
        kinds = kinds.replace(province, b"BO;")
    sectors = {record.establishment_code: record.sector for record in read_schools(kinds).records}
    assert (sectors["81AA00"], sectors["81AC00"], sectors["81AD00"], sectors["81AB00"]) == ("SO", "SBO", "VSO", "BO")


def test_a_file_with_the_structure_of_schools_is_that_of_vo() -> None:
    data = SCHOOLS.replace(b"PROVINCIE", b"ONDERWIJSSTRUCTUUR", 1)
    assert {record.sector for record in read_schools(data).records} == {"VO"}


@pytest.mark.parametrize(
    ("model", "column", "field"),
    [
        (School, "VESTIGINGSNAAM", "name"),
        (School, "STRAATNAAM", "street"),
        (School, "HUISNUMMER-TOEVOEGING", "house_number"),
        (School, "PLAATSNAAM", "city"),
        (School, "DENOMINATIE", "denomination"),
        (Municipality, "GEMEENTENAAM", "name"),
    ],
)
def test_a_text_may_be_as_long_as_its_field(model: type[Model], column: str, field: str) -> None:
    longest = {field.name: field.max_length for field in model._meta.concrete_fields}[field]
    assert longest
    assert read_schools(with_cell(2, column, "x" * longest))
    assert len(reasons(with_cell(2, column, "x" * (longest + 1)))) == 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("VESTIGINGSCODE", "81A00", "regel 3: vestigingscode “81A00” is geen code als 12AB00."),
        ("VESTIGINGSCODE", " ", "regel 3: vestigingscode “” is geen code als 12AB00."),
        ("INSTELLINGSCODE", "81ZZ", "regel 3: vestigingscode 81AB00 hoort niet bij instelling “81ZZ”."),
        ("VESTIGINGSNAAM", " ", "regel 3: schoolnaam ontbreekt."),
        ("POSTCODE", "197 ZZ", "regel 3: postcode “197 ZZ” is geen postcode als 2033 DE."),
        ("GEMEENTENUMMER", "Velsen", "regel 3: gemeentenummer “Velsen” is geen nummer als 0392."),
        ("BEVOEGD GEZAG NUMMER", "8100", "regel 3: nummer bevoegd gezag “8100” is geen nummer van vijf cijfers."),
        ("VAKANTIEREGIO", "Oost", "regel 3: vakantieregio “Oost” is niet Noord, Midden of Zuid."),
    ],
)
def test_a_wrong_value_refuses_the_file_with_line_and_reason(column: str, value: str, reason: str) -> None:
    assert reasons(with_cell(3, column, value)) == [reason]


def test_a_code_that_occurs_twice_refuses_the_file() -> None:
    rows = lines()
    assert reasons(joined([*rows, rows[1]])) == ["regel 14: vestigingscode 81AA00 staat ook op regel 2."]


def test_all_wrong_lines_are_named_in_order() -> None:
    data = with_cell(9, "VESTIGINGSNAAM", " ", with_cell(4, "VAKANTIEREGIO", "Oost"))
    rows = lines(data)
    rows[5] = rows[5].removesuffix(";Midden")
    assert reasons(joined(rows)) == [
        "regel 4: vakantieregio “Oost” is niet Noord, Midden of Zuid.",
        "regel 6: 30 kolommen in plaats van 31.",
        "regel 9: schoolnaam ontbreekt.",
    ]


def test_a_refusal_says_how_many_rows_were_looked_at() -> None:
    assert refusal(with_cell(3, "VAKANTIEREGIO", "Oost")).read == 12


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Het bestand is leeg."),
        (b"\r\n \r\n", "Het bestand is leeg."),
        (b"PK\x03\x04" + bytes(40), "Dit is geen tekstbestand"),
        (TEXT.encode("utf-16"), "Dit is geen tekstbestand"),
        (SCHOOLS.replace(b"Kompas", b"K\x00mpas"), "Dit is geen tekstbestand"),
        (SCHOOLS.replace(b"Kompas", b"K\x9dmpas"), "Het bestand is beschadigd"),
        (TEXT.encode("utf-8-sig").replace("ë".encode(), b"\xeb"), "Het bestand is beschadigd"),
        (SCHOOLS[:1500], "Het bestand is afgebroken"),
        (SCHOOLS.removesuffix(b"\r\n"), "Het bestand is afgebroken"),
        (TEXT.encode().decode("cp1252").encode(), "De letters met accenten zijn verminkt, bijvoorbeeld op regel 3"),
        (TEXT.replace("ë", "\ufffd").encode(), "De letters met accenten zijn verminkt, bijvoorbeeld op regel 5"),
        (SCHOOLS.replace(b";", b","), "met een puntkomma gescheiden"),
        (SCHOOLS.replace(b";", b"\t"), "met een puntkomma gescheiden"),
        (AREAS, "De kopregel klopt niet. Deze kolommen ontbreken: VESTIGINGSCODE, VESTIGINGSNAAM"),
        (with_header("GEMEENTENUMMER", "GEMEENTE"), "De kopregel klopt niet. Deze kolommen ontbreken: GEMEENTENUMMER."),
        (with_header("STRAATNAAM", "POSTCODE"), "Deze kolommen staan er twee keer: POSTCODE."),
        (without(1), "De kopregel klopt niet."),
        (joined(lines()[:1]), "Het bestand heeft alleen een kopregel, geen gegevens."),
        (SCHOOLS.replace(b"Melkpad", b'"Melkpad'), "Op regel 2 staat een aanhalingsteken"),
        (SCHOOLS.replace(b";Melkpad", b';"Melkpad\r\n"', 1), "Op regel 2 staat een aanhalingsteken dat niet sluit."),
        (joined([";".join(["X"] * 100_000)]), "De kopregel klopt niet."),
    ],
)  # fmt: skip
def test_what_is_not_the_file_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    assert reason in str(refusal(data))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.99])
def test_a_file_cut_off_anywhere_is_refused(part: float) -> None:
    assert refusal(SCHOOLS[: int(len(SCHOOLS) * part)])


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(FileRefused) as caught:
            read_bytes(path)
        return str(caught.value)

    assert "bestaat niet" in reason(tmp_path / "geen.csv")
    assert "kan niet gelezen worden" in reason(tmp_path)


def test_a_file_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FileRefused, match="groter dan 20 MB"):
        read_bytes(path)
