import pytest

from schools.duo.areas import AreaRecord, read_areas
from schools.duo.refusal import FileRefused
from tests.schools.duo_files import AREAS, SCHOOLS


def reasons(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as caught:
        read_areas(data)
    return [str(remark) for remark in caught.value.rejected]


def test_every_area_is_read_and_codes_are_written_in_one_way() -> None:
    records = {record.digits: record for record in read_areas(AREAS).records}
    assert list(records) == ["1971", "2033", "2553", "3198", "8084", "9306"]
    assert records["2553"] == AreaRecord(digits="2553", po_code="PO2815", vo_code="VO2806")


def test_an_area_without_a_code_is_unknown_and_noted() -> None:
    file = read_areas(AREAS)
    assert file.records[3] == AreaRecord(digits="3198", po_code="", vo_code="")
    assert [str(note) for note in file.notes] == [
        "regel 5: SWV PO “Europoort” is geen code en blijft onbekend.",
        "regel 5: SWV VO “Europoort” is geen code en blijft onbekend.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"2033;", b"203;", "regel 3: postcode “203” is geen vier cijfers als 2033."),
        (b"PO2704", b"PO270", "regel 3: SWV PO “PO270” is geen code als PO2704."),
        (b"PO2704;VO2705", b"VO2705;PO2704", "regel 3: SWV PO “VO2705” is geen code als PO2704."),
        (b"2553;", b"2033;", "regel 4: postcode 2033 staat ook op regel 3."),
        (b"2033;Haarlem", b"2033", "regel 3: 3 kolommen in plaats van 4."),
    ],
)
def test_a_wrong_line_refuses_the_file_with_line_and_reason(old: bytes, new: bytes, reason: str) -> None:
    assert reasons(AREAS.replace(old, new))[0] == reason


def test_another_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="Deze kolommen ontbreken: PC4, SWV PO, SWV VO"):
        read_areas(SCHOOLS)
