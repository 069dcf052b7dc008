""" "Alle schoolvestigingen" of DUO: one record per school, or the whole file refused."""

from dataclasses import dataclass
from functools import partial

from schools.duo import values
from schools.duo.refusal import Remark
from schools.duo.rows import Key, Readers, read_rows
from schools.duo.table import Row, read_table

COLUMNS = {
    "establishment_code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "institution_code": ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER"),
    "name": ("VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING", "NAAM VESTIGING"),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER TOEVOEGING",),
    "postcode": ("POSTCODE",),
    "city": ("PLAATSNAAM",),
    "municipality_code": ("GEMEENTENUMMER", "GEMEENTECODE", "GEMEENTECODE VESTIGING"),
    "municipality_name": ("GEMEENTENAAM", "GEMEENTENAAM VESTIGING"),
    "denomination": ("DENOMINATIE", "DENOMINATIE VESTIGING"),
    "board_code": ("BEVOEGD GEZAG NUMMER",),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
    "holiday_region": ("VAKANTIEREGIO",),
    "sector": ("SOORT VESTIGING",),
    "structure": ("ONDERWIJSSTRUCTUUR",),
}
OPTIONAL = frozenset({"institution_code", "sector", "structure"})
READERS: Readers = {
    "name": values.words("schoolnaam", 120, required=True),
    "street": values.words("straat", 60),
    "house_number": values.words("huisnummer", 20),
    "postcode": values.postcode,
    "city": values.place,
    "municipality_code": values.municipality_code,
    "municipality_name": values.municipality_name,
    "denomination": values.words("denominatie", 60),
    "board_code": values.board_code,
    "phone": values.phone,
    "website": values.website,
    "holiday_region": values.holiday_region,
}
KEY = Key("establishment_code", "vestigingscode")


@dataclass(frozen=True, kw_only=True)
class SchoolRecord:
    """One school as the register writes it, checked, every value the way we store it."""

    establishment_code: str
    name: str
    sector: str
    denomination: str
    street: str
    house_number: str
    postcode: str
    city: str
    phone: str
    website: str
    holiday_region: str
    municipality_code: str
    municipality_name: str
    board_code: str


@dataclass(frozen=True)
class SchoolFile:
    """A file in which every row is right; the notes are about values that were left empty."""

    records: tuple[SchoolRecord, ...]
    notes: tuple[Remark, ...]


def read_schools(data: bytes) -> SchoolFile:
    """The schools in a file. Raises FileRefused, with every wrong line, as soon as one line is wrong.

    Wrong is a code that is filled in but cannot be, a code that occurs twice, or no code, name, municipality number or
    holiday region. A phone number or website that cannot be read is left empty with a note.
    """
    table = read_table(data, COLUMNS, OPTIONAL)
    default_sector = "VO" if "structure" in table.fields else "BO"  # only the file of VO has that column

    def readers_of(row: Row) -> Readers:
        institution = row.values["institution_code"]
        return {
            **READERS,
            "establishment_code": partial(values.establishment_code, institution=institution),
            "sector": partial(values.sector, default=default_sector),
        }

    rows, notes = read_rows(table, readers_of, KEY)
    return SchoolFile(tuple(SchoolRecord(**fields) for fields in rows), tuple(notes))
