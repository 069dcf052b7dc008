from collections import Counter
from typing import Any

from schools.actions.areas import AreasReport, import_areas
from schools.actions.tally import Tally
from schools.duo.areas import read_areas
from schools.management.importing import Counts, ImportCommand, Outcome, fields_by_name, number, per_field
from schools.models import PostcodeArea, School


def counts(report: AreasReport, *, notes: int = 0) -> Counts:
    """The report for programs: read = new + changed + unchanged areas; then what that did to the schools."""
    return {
        "read": report.read,
        "new": report.areas.new,
        "changed": report.areas.changed,
        "changed_fields": fields_by_name(PostcodeArea, report.areas),
        "unchanged": report.areas.unchanged,
        "rejected": 0,
        "notes": notes,
        "schools_changed": report.schools.changed,
        "schools_changed_fields": fields_by_name(School, report.schools),
        "schools_unchanged": report.schools.unchanged,
        "schools_unknown": report.unknown.total(),
    }


def sentences(report: AreasReport, *, notes: int) -> list[str]:
    """The report for people; it names the postcodes without a known SWV."""
    unknown = ", ".join(f"{digits or 'zonder postcode'} ({number(n)})" for digits, n in sorted(report.unknown.items()))
    return [
        f"Postcodegebieden gelezen: {number(report.read)}",
        f"Nieuw: {number(report.areas.new)}",
        f"Gewijzigd: {number(report.areas.changed)}{per_field(PostcodeArea, report.areas)}",
        f"Ongewijzigd: {number(report.areas.unchanged)}",
        "Afgewezen: 0",
        f"Opmerkingen: {number(notes)}",
        f"Scholen gewijzigd: {number(report.schools.changed)}{per_field(School, report.schools)}",
        f"Scholen ongewijzigd: {number(report.schools.unchanged)}",
        f"Scholen met SWV onbekend: {number(report.unknown.total())}" + (f": {unknown}" if unknown else ""),
    ]


class Command(ImportCommand):
    help = (
        "Leest in welke postcodes bij welk samenwerkingsverband horen (PC4;GEMEENTE;SWV_PO;SWV_VO) en geeft elke "
        "school haar SWV voor PO en VO; een onbekende postcode blijft “onbekend”. Nog een keer hetzelfde bestand "
        "verandert niets. Een fout in het bestand: niets wordt ingelezen, en afsluitcode 1."
    )
    nothing = counts(AreasReport(read=0, areas=Tally(), schools=Tally(), unknown=Counter()))

    def take_over(self, data: bytes, **_options: Any) -> Outcome:
        file = read_areas(data)
        report = import_areas(records=file.records)
        notes = len(file.notes)
        return Outcome(sentences(report, notes=notes), counts(report, notes=notes), file.notes)
