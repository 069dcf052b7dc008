"""`manage.py import_swv_areas`: postcodes to samenwerkingsverbanden, and every school its own."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from schools.models import PostcodeArea, Region, School
from tests.schools.duo_files import AREAS, SAMPLES

pytestmark = pytest.mark.django_db

Import = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def _schools() -> None:
    call_command("import_duo", str(SAMPLES / "duo_vestigingen.csv"), stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def run(tmp_path: Path) -> Import:
    """Imports a file with this content and answers the counts."""

    def run(data: bytes = AREAS) -> dict[str, Any]:
        path, out = tmp_path / "swv.csv", StringIO()
        path.write_bytes(data)
        call_command("import_swv_areas", str(path), "--json", stdout=out, stderr=StringIO())
        counts: dict[str, Any] = json.loads(out.getvalue())
        return counts

    return run


def school(code: str) -> School:
    return School.objects.get(establishment_code=code)


def register() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (School, PostcodeArea)]


def test_every_school_gets_its_swv_for_po_and_vo(run: Import) -> None:
    assert run() == {
        "read": 6,
        "new": 6,
        "changed": 0,
        "changed_fields": {},
        "unchanged": 0,
        "rejected": 0,
        "notes": 2,
        "schools_changed": 6,
        "schools_changed_fields": {"swv_po": 6, "swv_vo": 6},
        "schools_unchanged": 6,
        "schools_unknown": 6,
    }
    assert (school("81AI00").swv_po, school("81AI00").swv_vo) == ("PO2704", "VO2705")
    assert (school("81AE00").swv_po, school("81AE00").swv_vo) == ("PO2815", "VO2806")


def test_schools_in_one_municipality_may_have_different_ones(run: Import) -> None:
    run(AREAS + b"6669;Neder-Betuwe;PO2508;VO2509\r\n4043;Neder-Betuwe;PO2505;VO2509\r\n")
    assert (school("81AG00").swv_po, school("81AH00").swv_po) == ("PO2508", "PO2505")


def test_a_postcode_that_is_not_in_the_file_is_unknown(run: Import) -> None:
    run()
    assert (school("81AK00").postcode, school("81AK00").swv_po, school("81AK00").swv_vo) == ("4125 ZZ", "", "")


def test_a_second_run_of_the_same_file_changes_nothing(run: Import) -> None:
    run()
    before = register()
    counts = run()
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 6)
    assert (counts["schools_changed"], counts["schools_unchanged"]) == (0, 12)
    assert register() == before


def test_a_later_table_changes_the_areas_and_their_schools(run: Import) -> None:
    run()
    counts = run(AREAS.replace(b"PO2704", b"PO2799"))
    assert (counts["changed"], counts["changed_fields"]) == (1, {"po_code": 1})
    assert (counts["schools_changed"], counts["schools_changed_fields"]) == (1, {"swv_po": 1})
    assert school("81AI00").swv_po == "PO2799"


def test_a_table_of_a_few_postcodes_adds_to_what_is_known(run: Import) -> None:
    run()
    run(b"PC4;GEMEENTE;SWV_PO;SWV_VO\r\n4125;Vijfheerenlanden;PO2602;VO2602\r\n")
    assert PostcodeArea.objects.count() == 7
    assert (school("81AK00").swv_po, school("81AI00").swv_po) == ("PO2602", "PO2704")


def test_a_swv_that_somebody_looked_up_stays(run: Import) -> None:
    School.objects.filter(establishment_code="81AK00").update(swv_po="PO2602")
    run()
    assert school("81AK00").swv_po == "PO2602"


def test_a_school_without_a_region_gets_that_of_its_swv(run: Import) -> None:
    kept = Region.objects.create(name="Duinland")
    School.objects.filter(establishment_code="81AE00").update(region=kept)
    found = Region.objects.create(name="Spaarneland", po_code="PO2704")
    Region.objects.create(name="Haaglanden", po_code="PO2815")
    assert run()["schools_changed_fields"] == {"swv_po": 6, "swv_vo": 6, "region": 2}
    assert (school("81AI00").region, school("81AE00").region) == (found, kept)
    assert school("81AE01").region == Region.objects.get(name="Haaglanden")
    assert school("81AK00").region is None


@pytest.mark.parametrize("sector", ["VO", "VSO"])
def test_a_school_of_vo_or_vso_gets_the_region_of_its_swv_for_vo(run: Import, sector: str) -> None:
    School.objects.filter(establishment_code="81AI00").update(sector=sector)
    Region.objects.create(name="Spaarneland", po_code="PO2704")
    found = Region.objects.create(name="Duinland", vo_code="VO2705")
    run()
    assert school("81AI00").region == found


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (AREAS.replace(b"PO2704", b"PO270"), "regel 3: SWV PO “PO270” is geen code als PO2704."),
        (AREAS.replace(b"2553", b"2033"), "regel 4: postcode 2033 staat ook op regel 3."),
        (AREAS.replace(b"PC4", b"PC"), "De kopregel klopt niet. Deze kolommen ontbreken: PC4."),
        (AREAS[:-6], "Het bestand is afgebroken"),
        (bytes(100), "Dit is geen tekstbestand"),
    ],
)
def test_a_file_with_an_error_changes_nothing(run: Import, data: bytes, reason: str) -> None:
    run()
    before = register()
    with pytest.raises(CommandError) as caught:
        run(data)
    assert reason in str(caught.value)
    assert str(caught.value).endswith("Er is niets ingelezen.")
    assert register() == before


def test_the_report_in_words() -> None:
    out, err = StringIO(), StringIO()
    call_command("import_swv_areas", str(SAMPLES / "swv_pc4.csv"), stdout=out, stderr=err)
    assert out.getvalue().splitlines() == [
        "Postcodegebieden gelezen: 6",
        "Nieuw: 6",
        "Gewijzigd: 0",
        "Ongewijzigd: 0",
        "Afgewezen: 0",
        "Opmerkingen: 2",
        "Scholen gewijzigd: 6 (SWV PO 6, SWV VO 6)",
        "Scholen ongewijzigd: 6",
        "Scholen met SWV onbekend: 6: 1621 (1), 4043 (1), 4125 (1), 5461 (1), 6669 (1), 9264 (1)",
    ]
    assert err.getvalue().splitlines()[0] == "regel 5: SWV PO “Europoort” is geen code en blijft onbekend."
