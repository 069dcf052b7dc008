"""Row c3: what begins like a formula, in every name that a table of the overview holds.

No spreadsheet program is asked. A cell of a sheet evaluates when the file says that it is a formula; a cell of a csv
when what it begins with, blanks left out as some programs do, makes one of it.
"""

import csv
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any
from unittest.mock import patch

from django.test import Client
from openpyxl import load_workbook

from overview.views.exports import TABLES
from proof.rows import Figure
from schools.enums import GrantKind
from schools.models import Board, Municipality, School
from teams.sheets.guarding import unguarded
from tests.factories import (
    BoardFactory,
    GrantFactory,
    MunicipalityFactory,
    OrganisationFactory,
    SchoolFactory,
    fill_required_seats,
    person,
    seat,
)
from tests.pages import sign_in

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t=",
    " =",
    "\u00a0+",
    "'",
    "''",
    "'=",
    "'-",
    '"',
    "\n=",
    ";=",
    "%=",
    "|",
)
FORMULAS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("//x","y")', "31612345678", "SUM(A1:A9)", 't Hof; "û"')
EVALUATE = frozenset("=+-@＝＋－＠")
BLANKS = " \u00a0\t\r\n"


@dataclass
class Tally:
    """What was seen; a text is told by the table and the shape in which it went wrong."""

    cells: int = 0
    evaluate: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def measure(*, quick: bool) -> Figure:
    """Every table in both shapes, with each text of the corpus in every name; the control is csv without its guard."""
    client, school = _region()
    corpus = [f"{start}{formula}" for start in STARTS for formula in FORMULAS]
    texts = corpus[:: 11 if quick else 1]
    tally = Tally()
    for text in texts:
        _fill(school, text)
        _take(client, school, text, tally)
    control = Tally()
    _fill(school, "=1+1")
    with patch("overview.files.guarded", str):
        _take(client, school, "=1+1", control)
    found = (
        f"{len(tally.evaluate)} of {tally.cells} cells evaluate, {len(tally.lost)} texts do not come back, of "
        f"{len(texts)} texts in {len(TABLES)} tables as csv and xlsx; control: {len(control.evaluate)} cells evaluate"
    )
    holds = not tally.evaluate and not tally.lost and bool(control.evaluate)
    return Figure(found, holds, (*tally.evaluate, *tally.lost))


def _region() -> tuple[Client, School]:
    """A school with somebody of an organisation, a seat that is empty, and who reads its region."""
    school: School = SchoolFactory(municipality=MunicipalityFactory(), board=BoardFactory())
    fill_required_seats(school)
    organisation = OrganisationFactory(region=school.region)
    seat(
        school, "consulent-passend-onderwijs", professional=person(school, "An", "", "Smit", organisation=organisation)
    )
    school.memberships.filter(role__code="leerplichtambtenaar").delete()
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user), school


def _fill(school: School, text: str) -> None:
    """Past all forms, into every name that a table shows."""
    School.objects.filter(pk=school.pk).update(name=text, city=text, district=text)
    Municipality.objects.update(name=text)
    Board.objects.update(name=text)
    assert school.region is not None
    for number, template in enumerate(school.region.seat_templates.filter(sector=school.sector)):
        template.name = f"{text}{'' if number == 0 else number}"
        template.save()
    for number, organisation in enumerate(school.region.organisations.order_by("-pk")):
        organisation.name = f"{text}{'' if number == 0 else number}"
        organisation.save()


def _take(client: Client, school: School, text: str, tally: Tally) -> None:
    for table in TABLES:
        url = f"/regios/{school.region_id}/overzicht/{table}"
        rows = list(
            csv.reader(StringIO(_body(client.get(f"{url}.csv")).decode("utf-8-sig"), newline=""), delimiter=";")
        )
        cells = [cell for row in rows for cell in row]
        sheet: Any = load_workbook(BytesIO(_body(client.get(f"{url}.xlsx")))).active
        kept = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        tally.cells += len(cells) + len(kept)
        tally.evaluate += [f"{table}.csv: {cell!r}" for cell in cells if cell.lstrip(BLANKS)[:1] in EVALUATE and cell]
        tally.evaluate += [f"{table}.xlsx: {cell.value!r}" for cell in kept if cell.data_type not in {"s", "n", "d"}]
        texts = {"csv": {unguarded(cell) for cell in cells}, "xlsx": {cell.value for cell in kept}}
        if table not in {"door-de-tijd", "duur-van-vacatures"}:  # in which are no names
            tally.lost += [f"{table}.{shape}: {text!r}" for shape, found in texts.items() if text not in found]


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
