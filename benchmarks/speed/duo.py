"""The schools of the country as a file of DUO."""

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = (
    "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;"
    "PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;VAKANTIEREGIO;SOORT VESTIGING"
)
RENAMED = 50  # one in so many


@dataclass(frozen=True)
class RegisterFile:
    rows: Sequence[Sequence[str]]
    content: bytes


def register_file(turn: int) -> RegisterFile:
    """As it would be published; each turn gives some schools another name."""
    from schools.models import School

    schools = School.objects.select_related("municipality", "board").order_by("establishment_code")
    rows = [
        _row(school, f"School {turn}" if n % RENAMED == turn % RENAMED else school.name)
        for n, school in enumerate(schools)
    ]
    lines = [HEAD, *(";".join(row) for row in rows)]
    return RegisterFile(rows, ("\r\n".join(lines) + "\r\n").encode("cp1252"))


def _row(school: object, name: str) -> tuple[str, ...]:
    from typing import Any, cast

    row = cast("Any", school)
    return (
        *(row.board.code if row.board else " ", row.establishment_code[:4], row.establishment_code, name),
        *(
            row.street,
            row.house_number,
            row.postcode,
            row.city.upper(),
            row.municipality.code,
            row.municipality.name.upper(),
        ),
        *(row.denomination, row.phone or " ", " ", row.get_holiday_region_display(), row.sector),
    )
