"""Taking over the register of schools as DUO publishes it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from schools.actions.swv import SwvMap
from schools.actions.tally import Tally, set_values, write_changed
from schools.duo.refusal import FileRefused
from schools.duo.schools import SchoolRecord
from schools.models import Board, Municipality, School

INVENTED = "9"  # DUO has given out 00 to 32 and 50; codes from 90AA00 on are for demonstrations and stay open
HOW_TO_ALLOW = "Geef dan --allow-closing mee."
MOST_CLOSED, MOST_CLOSED_SHARE = 10, 0.05


@dataclass
class RegisterReport:
    """What an import did. read = new + changed + unchanged; a reopened school counts as changed, a closed one apart."""

    read: int
    schools: Tally = field(default_factory=Tally)
    founded: list[School] = field(default_factory=list)
    revised: list[tuple[School, list[str]]] = field(default_factory=list)
    closed: list[School] = field(default_factory=list)
    reopened: list[School] = field(default_factory=list)
    municipalities_new: int = 0
    municipalities_renamed: int = 0
    boards_new: int = 0


@transaction.atomic
def import_schools(*, records: Sequence[SchoolRecord], today: date, allow_closing: bool = False) -> RegisterReport:
    """Make the register equal to the records: new schools, changed fields, and closed what is no longer there.

    Only schools of the sectors in the records are closed. Raises FileRefused when that would be more than 10 schools
    and 5 % of those that are open, unless `allow_closing`: such a file is most likely a part of the register.
    """
    work = _Import(records, today)
    work.close_gone(allow_closing=allow_closing)
    work.take_over_municipalities()
    work.take_over_boards()
    work.take_over_schools()
    work.write_schools()
    return work.report


class _Import:
    """One import: what is in the register, what has to be written, and what to report."""

    def __init__(self, records: Sequence[SchoolRecord], today: date) -> None:
        self.records, self.today = records, today
        self.report = RegisterReport(read=len(records))
        self.schools = {row.establishment_code: row for row in School.objects.select_for_update().order_by("pk")}
        self.swv = SwvMap.load()
        self.new: list[School] = []
        self.changed: list[School] = []
        self.municipalities: dict[str, int] = {}
        self.boards: dict[str, int] = {}

    def close_gone(self, *, allow_closing: bool) -> None:
        """Close the open schools that the records leave out; refuse to close suspiciously many."""
        sectors = {record.sector for record in self.records}
        codes = {record.establishment_code for record in self.records}
        could_close = [
            school
            for code, school in self.schools.items()
            if school.sector in sectors and not code.startswith(INVENTED) and not self._is_closed(school)
        ]
        self.report.closed = [school for school in could_close if school.establishment_code not in codes]
        share = MOST_CLOSED_SHARE * len(could_close)
        if not allow_closing and len(self.report.closed) > max(MOST_CLOSED, share):
            raise FileRefused(
                f"Dit bestand zou {len(self.report.closed)} van de {len(could_close)} scholen sluiten: "
                f"het lijkt maar een deel van het register. Klopt het toch? {HOW_TO_ALLOW}",
                read=len(self.records),
            )
        for school in self.report.closed:
            school.closed_on = self.today

    def take_over_municipalities(self) -> None:
        """Add and rename municipalities. A name that the records leave out stays as it is known."""
        known = Municipality.objects.in_bulk(field_name="code")
        names = {record.municipality_code: "" for record in self.records}
        names |= {
            record.municipality_code: record.municipality_name for record in self.records if record.municipality_name
        }
        new = [Municipality(code=code, name=name) for code, name in names.items() if code not in known]
        renamed = [row for code, row in known.items() if names.get(code) and set_values(row, {"name": names[code]})]
        Municipality.objects.bulk_create(new)
        write_changed(Municipality.objects.all(), renamed, ["name"])
        self.report.municipalities_new, self.report.municipalities_renamed = len(new), len(renamed)
        self.municipalities = {row.code: row.pk for row in (*known.values(), *new)}

    def take_over_boards(self) -> None:
        """Add boards; DUO publishes no names."""
        self.boards = dict(Board.objects.values_list("code", "pk"))
        codes = {record.board_code: None for record in self.records if record.board_code not in self.boards}
        new = Board.objects.bulk_create([Board(code=code) for code in codes if code])
        self.report.boards_new = len(new)
        self.boards |= {board.code: board.pk for board in new}

    def take_over_schools(self) -> None:
        """Sort the records into new, changed and unchanged schools."""
        for record in self.records:
            school = self.schools.get(record.establishment_code)
            if school is None:
                self.new.append(self._founded(record))
            elif self.report.schools.count(fields := self._revised(school, record)):
                self.changed.append(school)
                self.report.revised.append((school, fields))

    def write_schools(self) -> None:
        fields = {*self.report.schools.changed_fields, *(["closed_on"] if self.report.closed else [])}
        self.report.founded = School.objects.bulk_create(self.new)
        self.report.schools.new = len(self.report.founded)
        write_changed(School.objects.all(), [*self.changed, *self.report.closed], fields)

    def _founded(self, record: SchoolRecord) -> School:
        school = School(establishment_code=record.establishment_code, **self._values(record))
        self.swv.give_codes(school)
        self.swv.give_region(school)
        return school

    def _revised(self, school: School, record: SchoolRecord) -> list[str]:
        """Which fields of the school change. It gets other SWVs when the digits of its postcode change."""
        digits = school.postcode[:4]
        fields = set_values(school, self._values(record))
        if school.postcode[:4] != digits:
            fields += self.swv.give_codes(school)
        if self._is_closed(school):
            fields += set_values(school, {"closed_on": None})
            self.report.reopened.append(school)
        return fields

    def _is_closed(self, school: School) -> bool:
        return school.closed_on is not None and school.closed_on <= self.today

    def _values(self, record: SchoolRecord) -> dict[str, Any]:
        own = asdict(record)
        del own["establishment_code"], own["municipality_name"]
        municipality, board = own.pop("municipality_code"), own.pop("board_code")
        return {**own, "municipality_id": self.municipalities[municipality], "board_id": self.boards.get(board)}
