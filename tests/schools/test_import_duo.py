"""`manage.py import_duo`: what it does to the register, what it reports, and what it refuses."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import OperationalError
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


@pytest.fixture
def run(tmp_path: Path) -> Import:
    """Imports a file with this content and answers the counts."""

    def run(data: bytes = SCHOOLS, *arguments: str) -> dict[str, Any]:
        path, out = tmp_path / "duo.csv", StringIO()
        path.write_bytes(data)
        call_command("import_duo", str(path), "--json", *arguments, stdout=out, stderr=StringIO())
        counts: dict[str, Any] = json.loads(out.getvalue())
        return counts

    return run


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], tuple[dict[str, Any], str]]:
    """Imports a file that must be refused and answers the counts and the message."""

    def refused(data: bytes) -> tuple[dict[str, Any], str]:
        path, out = tmp_path / "duo.csv", StringIO()
        path.write_bytes(data)
        with pytest.raises(CommandError) as caught:
            call_command("import_duo", str(path), "--json", stdout=out)
        assert caught.value.returncode == 1
        return json.loads(out.getvalue()), str(caught.value)

    return refused


def school(code: str) -> School:
    return School.objects.get(establishment_code=code)


def register() -> list[Any]:
    """Everything an import may touch."""
    models = (School, Municipality, Board, PostcodeArea)
    return [list(model.objects.order_by("pk").values()) for model in models]


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


def test_a_second_run_of_the_same_file_changes_nothing(run: Import) -> None:
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


def test_a_part_of_the_register_is_refused(run: Import, refused: Callable[[bytes], tuple[dict[str, Any], str]]) -> None:
    run(many(300))
    before = register()
    counts, message = refused(many(284))
    assert "Dit bestand zou 16 van de 300 scholen sluiten" in message
    assert (counts["read"], counts["closed"], counts["error"]) == (284, 0, message.split("\n", maxsplit=1)[0])
    assert register() == before


def test_closing_many_schools_can_be_allowed(run: Import) -> None:
    run(many(300))
    assert run(many(284), "--allow-closing")["closed"] == 16


@pytest.mark.parametrize(("schools", "left"), [(300, 285), (12, 2)])
def test_closing_five_percent_or_ten_schools_needs_no_permission(run: Import, schools: int, left: int) -> None:
    run(many(schools))
    assert run(many(left))["closed"] == schools - left


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


@pytest.mark.parametrize(
    "data",
    [
        SCHOOLS[:1500],
        b"PK\x03\x04" + bytes(40),
        SCHOOLS.replace(b"VESTIGINGSCODE", b"CODE"),
        joined([*lines(), lines()[1]]),
        with_cell(13, "VESTIGINGSCODE", "81A00"),
        with_cell(13, "VESTIGINGSNAAM", " ", with_cell(2, "VESTIGINGSNAAM", "Anders")),
    ],
    ids=["cut off", "binary", "header", "twice", "code", "name"],
)
def test_a_file_with_an_error_changes_nothing(
    run: Import, refused: Callable[[bytes], tuple[dict[str, Any], str]], data: bytes
) -> None:
    run()
    before = register()
    counts, message = refused(data)
    assert message.endswith("Er is niets ingelezen.")
    assert (counts["new"], counts["changed"], counts["closed"]) == (0, 0, 0)
    assert register() == before


def test_a_refusal_names_every_line_and_counts_them(
    refused: Callable[[bytes], tuple[dict[str, Any], str]],
) -> None:
    wrong = with_cell(3, "POSTCODE", "19 ZZ", with_cell(3, "VAKANTIEREGIO", "Oost"))
    counts, message = refused(with_cell(5, "VESTIGINGSNAAM", " ", wrong))
    assert message == (
        "Het bestand bevat fouten.\n"
        "regel 3: postcode “19 ZZ” is geen postcode als 2033 DE.\n"
        "regel 3: vakantieregio “Oost” is niet Noord, Midden of Zuid.\n"
        "regel 5: schoolnaam ontbreekt.\n"
        "Er is niets ingelezen."
    )
    assert (counts["read"], counts["rejected"], counts["error"]) == (12, 2, "Het bestand bevat fouten.")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"geen\.csv bestaat niet"):
        call_command("import_duo", str(tmp_path / "geen.csv"))


def test_a_database_that_refuses_gives_a_message(
    refused: Callable[[bytes], tuple[dict[str, Any], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(School.objects, "bulk_create", refuse)
    _, message = refused(SCHOOLS)
    assert message == "De database weigerde: database is locked.\nEr is niets ingelezen."
    assert School.objects.count() == 0


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
