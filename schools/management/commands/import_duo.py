from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from schools.actions.register import RegisterReport, import_schools
from schools.duo.schools import read_schools
from schools.management.importing import Counts, ImportCommand, Outcome, fields_by_name, number, per_field
from schools.models import School


def counts(report: RegisterReport, *, notes: int = 0) -> Counts:
    """The report for programs: read = new + changed + unchanged."""
    return {
        "read": report.read,
        "new": report.schools.new,
        "changed": report.schools.changed,
        "changed_fields": fields_by_name(School, report.schools),
        "unchanged": report.schools.unchanged,
        "closed": len(report.closed),
        "reopened": len(report.reopened),
        "rejected": 0,
        "notes": notes,
        "municipalities_new": report.municipalities_new,
        "municipalities_renamed": report.municipalities_renamed,
        "boards_new": report.boards_new,
    }


def sentences(report: RegisterReport, *, notes: int) -> list[str]:
    """The report for people; closed and reopened schools are named."""
    return [
        f"Gelezen: {number(report.read)}",
        f"Nieuw: {number(report.schools.new)}",
        f"Gewijzigd: {number(report.schools.changed)}{per_field(School, report.schools)}",
        f"Ongewijzigd: {number(report.schools.unchanged)}",
        f"Gesloten: {number(len(report.closed))}",
        *named(report.closed),
        f"Heropend: {number(len(report.reopened))}",
        *named(report.reopened),
        "Afgewezen: 0",
        f"Opmerkingen: {number(notes)}",
        f"Gemeenten: {number(report.municipalities_new)} nieuw, {number(report.municipalities_renamed)} hernoemd",
        f"Schoolbesturen: {number(report.boards_new)} nieuw",
    ]


def named(schools: list[School]) -> list[str]:
    return [f"  {school.establishment_code} {school.name}, {school.city}" for school in schools]


class Command(ImportCommand):
    help = (
        "Leest DUO's bestand “alle schoolvestigingen basisonderwijs” in: nieuwe scholen erbij, gewijzigde bijgewerkt, "
        "verdwenen gesloten. Nog een keer hetzelfde bestand verandert niets. Een fout in het bestand: niets wordt "
        "ingelezen, met regelnummers en redenen, en afsluitcode 1."
    )
    nothing = counts(RegisterReport(read=0))

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--allow-closing",
            action="store_true",
            help="sta toe dat meer dan 10 scholen en meer dan 5 %% van de scholen gesloten wordt",
        )

    def take_over(self, data: bytes, *, allow_closing: bool = False, **_options: Any) -> Outcome:
        file = read_schools(data)
        report = import_schools(records=file.records, today=timezone.localdate(), allow_closing=allow_closing)
        notes = len(file.notes)
        return Outcome(sentences(report, notes=notes), counts(report, notes=notes), file.notes)
