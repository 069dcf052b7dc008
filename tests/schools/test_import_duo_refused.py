"""`manage.py import_duo`: what it refuses, and that nothing has changed then."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.utils import OperationalError

from schools.models import School
from tests.schools.duo_files import SCHOOLS, joined, lines, many, with_cell

pytestmark = pytest.mark.django_db

Import = Callable[..., dict[str, Any]]
Refused = Callable[[bytes], tuple[dict[str, Any], str]]
Register = Callable[[], list[Any]]


def test_a_part_of_the_register_is_refused(run: Import, refused: Refused, register: Register) -> None:
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
def test_a_file_with_an_error_changes_nothing(run: Import, refused: Refused, register: Register, data: bytes) -> None:
    run()
    before = register()
    counts, message = refused(data)
    assert message.endswith("Er is niets ingelezen.")
    assert (counts["new"], counts["changed"], counts["closed"]) == (0, 0, 0)
    assert register() == before


def test_a_refusal_names_every_line_and_counts_them(refused: Refused) -> None:
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


def test_a_database_that_refuses_gives_a_message(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(School.objects, "bulk_create", refuse)
    _, message = refused(SCHOOLS)
    assert message == "De database weigerde: database is locked.\nEr is niets ingelezen."
    assert School.objects.count() == 0
