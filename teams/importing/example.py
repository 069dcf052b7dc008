"""A spreadsheet to fill in: the columns that are read, and a second sheet that says what may stand in them."""

from collections.abc import Iterable
from typing import Any

from teams.models import Organisation, Role
from teams.sheets.columns import FIELDS

LEFT_OUT = ("name",)  # first name and surname say the same better
EXPLAINED = (
    "Eén regel per persoon per school. Zit iemand op drie scholen, dan zijn dat drie regels.",
    "De vestigingscode is genoeg voor de school; de naam en de plaats zijn dan voor jezelf.",
    "Een lege kolom mag weg. Vul geen gegevens van leerlingen in.",
    "Datums als 1-8-2026. Zonder datum geldt de dag die je bij het inlezen kiest.",
)
WIDTH = 22


def example_of(roles: Iterable[Role], organisations: Iterable[Organisation]) -> Any:
    """The workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Kernteams"
    heads = [label for field, (label, _) in FIELDS.items() if field not in LEFT_OUT]
    sheet.append(heads)
    sheet.freeze_panes = "A2"
    for place in range(1, len(heads) + 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    help_sheet = book.create_sheet("Uitleg")
    for text in (*EXPLAINED, "", "Rollen:", *map(str, roles), "", "Organisaties:", *map(str, organisations)):
        help_sheet.append([text])
        help_sheet.cell(help_sheet.max_row, 1).data_type = "s"  # whatever a name begins with, it is a text
    return book
