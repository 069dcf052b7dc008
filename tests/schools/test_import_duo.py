"""`manage.py import_duo`: what it does to the register, what it reports, and what it refuses."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.models import Board, Municipality, PostcodeArea, Region, School
from tests.schools.duo_files import SCHOOLS, joined, lines, many, with_cell, without

pytestmark = pytest.mark.django_db

NOTHING_CHANGED = {
    "new": 0,
    "changed": 0,
    "changed_fields": {},
    "closed": 0,
    "reopened": 0,
    "rejected": 0,
    "municipalities_new": 0,
    "municipalities_renamed": 0,
    "boards_new": 0,
}

Import = Callable[..., dict[str, Any]]
Register = Callable[[], list[Any]]


def school(code: str) -> School:
    return School.objects.get(establishment_code=code)


def test_a_first_run_adds_every_school(run: Import) -> None:
    assert run() == {
        **NOTHING_CHANGED,
        "read": 12,
        "new": 12,
        "unchanged": 0,
        "notes": 3,
        "municipalities_new": 10,
        "boards_new": 10,
    }
    kompas = school("81AB00")
    assert (kompas.name, kompas.city, kompas.phone) == ("Kindcentrum ’t Kompas", "IJmuiden", "+31255000001")
    assert (kompas.website, kompas.holiday_region) == ("https://www.kompas.example.nl", "N")
    assert (kompas.sector, kompas.closed_on, kompas.region) == ("BO", None, None)
    assert (kompas.municipality.code, kompas.municipality.name) == ("0453", "Velsen")
    assert kompas.board == Board.objects.get(code="81002")
    kompas.full_clean()


def test_every_school_it_adds_is_valid(run: Import) -> None:
    run()
    for row in School.objects.all():
        row.full_clean()


def test_a_second_run_of_the_same_file_changes_nothing(run: Import, register: Register) -> None:
    run()
    before = register()
    assert run() == {**NOTHING_CHANGED, "read": 12, "unchanged": 12, "notes": 3}
    assert register() == before


def test_a_later_edition_counts_changes_per_field(run: Import) -> None:
    run()
    later = with_cell(3, "VESTIGINGSNAAM", "’t Nieuwe Kompas")
    later = with_cell(3, "BEVOEGD GEZAG NUMMER", "81099", later)
    later = with_cell(4, "VESTIGINGSNAAM", "De Nestkast", later)
    later = joined([*lines(later), lines()[1].replace("81AA", "81ZZ")])
    assert run(later) == {
        **NOTHING_CHANGED,
        "read": 13,
        "new": 1,
        "changed": 2,
        "changed_fields": {"name": 2, "board": 1},
        "unchanged": 10,
        "notes": 3,
        "boards_new": 1,
    }
    kompas = school("81AB00")
    assert (kompas.name, kompas.board, kompas.phone) == (
        "’t Nieuwe Kompas",
        Board.objects.get(code="81099"),
        "+31255000001",
    )


def test_what_duo_does_not_know_stays_as_it_is(run: Import) -> None:
    run()
    School.objects.filter(establishment_code="81AI00").update(district="Centrum")
    run(with_cell(11, "TELEFOONNUMMER", "0230000009"))
    assert (school("81AI00").district, school("81AI00").phone) == ("Centrum", "+31230000009")


@time_machine.travel("2026-09-01")
def test_a_school_that_is_gone_is_closed_and_not_deleted(run: Import) -> None:
    run()
    counts = run(without(3, 4))
    assert (counts["read"], counts["closed"], counts["unchanged"]) == (10, 2, 10)
    closed = School.objects.filter(closed_on=date(2026, 9, 1))
    assert sorted(closed.values_list("establishment_code", flat=True)) == ["81AB00", "81AC00"]
    assert School.objects.count() == 12


def test_a_school_that_was_closed_stays_closed_on_that_day(run: Import) -> None:
    run()
    with time_machine.travel("2026-09-01"):
        run(without(3))
    with time_machine.travel("2026-10-01"):
        assert run(without(3))["closed"] == 0
    assert school("81AB00").closed_on == date(2026, 9, 1)


def test_a_school_that_returns_is_open_again(run: Import) -> None:
    run()
    run(without(3))
    counts = run()
    assert (counts["reopened"], counts["changed"], counts["changed_fields"]) == (1, 1, {"closed_on": 1})
    assert school("81AB00").closed_on is None


@time_machine.travel("2026-09-01")
def test_a_school_that_will_close_later_keeps_that_day(run: Import) -> None:
    run()
    School.objects.filter(establishment_code="81AB00").update(closed_on=date(2027, 8, 1))
    assert run() == {**NOTHING_CHANGED, "read": 12, "unchanged": 12, "notes": 3}
    assert school("81AB00").closed_on == date(2027, 8, 1)


def test_only_schools_of_duo_and_of_the_sectors_in_the_file_are_closed(run: Import) -> None:
    run()
    velsen = Municipality.objects.get(code="0453")
    for code, sector in (("81XA00", "SBO"), ("81XB00", "VO"), ("90XC00", "BO"), ("81XD00", "BO")):
        School.objects.create(
            establishment_code=code, name=code, sector=sector, holiday_region="N", municipality=velsen
        )
    assert run()["closed"] == 1
    assert [row.establishment_code for row in School.objects.exclude(closed_on=None)] == ["81XD00"]


def test_a_municipality_without_a_name_keeps_the_name_that_is_known(run: Import) -> None:
    Municipality.objects.create(code="1948", name="Meierijstad")
    run()
    assert Municipality.objects.get(code="1948").name == "Meierijstad"


def test_a_municipality_without_a_name_gets_it_later(run: Import) -> None:
    run()
    assert Municipality.objects.get(code="1948").name == ""
    assert run(with_cell(12, "GEMEENTENAAM", "MEIERIJSTAD"))["municipalities_renamed"] == 1
    assert Municipality.objects.get(code="1948").name == "Meierijstad"


def test_a_new_school_gets_the_swv_of_its_postcode_and_the_region_of_that_swv(run: Import) -> None:
    PostcodeArea.objects.create(digits="2033", po_code="PO2704", vo_code="VO2705")
    region = Region.objects.create(name="Spaarneland", po_code="PO2704", vo_code="VO2799")
    Region.objects.create(name="Elders", po_code="PO2799", vo_code="VO2705")
    run()
    assert (school("81AI00").swv_po, school("81AI00").swv_vo, school("81AI00").region) == ("PO2704", "VO2705", region)


def test_a_new_school_of_vo_gets_the_region_of_its_swv_for_vo(run: Import) -> None:
    PostcodeArea.objects.create(digits="2033", po_code="PO2704", vo_code="VO2705")
    Region.objects.create(name="Spaarneland", po_code="PO2704")
    region = Region.objects.create(name="Duinland", vo_code="VO2705")
    run(SCHOOLS.replace(b"PROVINCIE", b"ONDERWIJSSTRUCTUUR", 1))
    assert school("81AI00").region == region


def test_a_postcode_that_no_area_knows_gives_no_swv(run: Import) -> None:
    PostcodeArea.objects.create(digits="2033", po_code="PO2704", vo_code="VO2705")
    run()
    assert (school("81AK00").postcode, school("81AK00").swv_po, school("81AK00").swv_vo) == ("4125 ZZ", "", "")


def test_a_school_that_moves_gets_another_swv_and_keeps_its_region(run: Import) -> None:
    PostcodeArea.objects.create(digits="2033", po_code="PO2704", vo_code="VO2705")
    PostcodeArea.objects.create(digits="1971", po_code="PO2705", vo_code="VO2705")
    region = Region.objects.create(name="Spaarneland", po_code="PO2704")
    Region.objects.create(name="IJmond", po_code="PO2705")
    run()
    assert run(with_cell(11, "POSTCODE", "1971 ZX"))["changed_fields"] == {"postcode": 1, "swv_po": 1}
    assert (school("81AI00").swv_po, school("81AI00").region) == ("PO2705", region)


def test_a_swv_that_somebody_looked_up_stays(run: Import) -> None:
    run()
    School.objects.filter(establishment_code="81AK00").update(swv_po="PO2602")
    assert run()["changed"] == 0
    assert school("81AK00").swv_po == "PO2602"


@time_machine.travel("2026-09-01")
def test_the_report_in_words(run: Import, tmp_path: Path) -> None:
    run()
    path, out, err = tmp_path / "later.csv", StringIO(), StringIO()
    path.write_bytes(with_cell(3, "BEVOEGD GEZAG NUMMER", "81099", with_cell(4, "POSTCODE", "8085 ZZ", without(13))))
    call_command("import_duo", str(path), stdout=out, stderr=err)
    assert out.getvalue().splitlines() == [
        "Gelezen: 11",
        "Nieuw: 0",
        "Gewijzigd: 2 (schoolbestuur 1, postcode 1)",
        "Ongewijzigd: 9",
        "Gesloten: 1",
        "  81AK00 De Oversteek, Hoef en Haag",
        "Heropend: 0",
        "Afgewezen: 0",
        "Opmerkingen: 1",
        "Gemeenten: 0 nieuw, 0 hernoemd",
        "Schoolbesturen: 1 nieuw",
    ]
    assert err.getvalue().splitlines() == ["regel 12: gemeentenaam ontbreekt."]


def test_the_number_of_queries_does_not_grow_with_the_schools(run: Import) -> None:
    """PostgreSQL takes everything at once; SQLite takes 999 values at a time, which is some fifty schools."""

    def queries(count: int, name: bytes) -> int:
        with CaptureQueriesContext(connection) as captured:
            run(many(count).replace(b"School ", name), "--allow-closing")
        return len(captured)

    few = [queries(20, b"School "), queries(20, b"Basisschool "), queries(20, b"Basisschool ")]
    School.objects.all().delete()
    many_more = [queries(820, b"School "), queries(820, b"Basisschool "), queries(820, b"Basisschool ")]
    batches = 0 if connection.features.max_query_params is None else 820 // 40
    assert all(
        after - before <= extra for before, after, extra in zip(few, many_more, (batches, batches, 0), strict=True)
    )
    assert max(few) <= 12
