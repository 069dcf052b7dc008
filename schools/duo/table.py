"""A file of DUO as rows of named values: Windows-1252 or UTF-8, semicolons, a header that goes by several names."""

import csv
import io
import re
import unicodedata
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schools.duo.refusal import FileRefused, Remark

MAX_BYTES = 20_000_000  # ten times the largest file of DUO that we read
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
MANGLED = re.compile("Ã[^\\sA-Za-zÀ-ÿ;]|â€|\ufffd")  # é read as Ã©, ’ read as â€™, or already lost

Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """One line: the values by our own names, trimmed; a column that the file does not have is ""."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows with the right number of columns, a remark for every line without, and which columns there are."""

    fields: frozenset[str]
    rows: tuple[Row, ...]
    rejected: tuple[Remark, ...]


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises FileRefused when it cannot be read or is far too large to be one of DUO's."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise FileRefused(f"Het bestand {path} bestaat niet.") from error
    except OSError as error:
        raise FileRefused(f"Het bestand {path} kan niet gelezen worden ({error.strerror}).") from error
    if len(data) > MAX_BYTES:
        raise FileRefused("Het bestand is groter dan 20 MB: dit is geen bestand van DUO.")
    return data


def read_table(data: bytes, columns: Columns, optional: frozenset[str] = frozenset()) -> Table:
    """The rows of a file whose header has all `columns` (each under one of its names) but the optional ones.

    Raises FileRefused for what is no such file: binary, cut off, another header, no rows.
    """
    lines = _lines(_text(data))
    _, header = next(lines, (1, []))
    places = _places(header, columns, optional)
    rows, rejected = [], []
    for line, cells in lines:
        if len(cells) == len(header):
            rows.append(Row(line, {field: _tidy(cells[places[field]]) if field in places else "" for field in columns}))
        else:
            rejected.append(Remark(line, f"{len(cells)} kolommen in plaats van {len(header)}."))
    if not rows and not rejected:
        raise FileRefused("Het bestand heeft alleen een kopregel, geen gegevens.")
    return Table(frozenset(places), tuple(rows), tuple(rejected))


def _text(data: bytes) -> str:
    if not data.strip():
        raise FileRefused("Het bestand is leeg.")
    if BINARY.search(data):
        raise FileRefused("Dit is geen tekstbestand, maar bijvoorbeeld een Excel- of zipbestand. Kies het csv-bestand.")
    text = _decode(data)
    if found := MANGLED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise FileRefused(f"De letters met accenten zijn verminkt, bijvoorbeeld op regel {line}. Download het opnieuw.")
    if not text.endswith(("\n", "\r")):
        raise FileRefused("Het bestand is afgebroken: de laatste regel is niet af. Download het opnieuw.")
    return unicodedata.normalize("NFC", text)


def _decode(data: bytes) -> str:
    """UTF-8 where it can be that: text in Windows-1252 with accents practically never is valid UTF-8."""
    encodings = ("utf-8-sig",) if data.startswith(BOM_UTF8) else ("utf-8", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise FileRefused("Het bestand is beschadigd: het is geen tekst in Windows-1252 of UTF-8.")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line that is not empty, with its number. A cell holds no line break: DUO has none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    before = 0
    try:
        for cells in reader:
            if reader.line_num != before + 1:
                raise FileRefused(f"Op regel {before + 1} staat een aanhalingsteken dat niet sluit.")
            before = reader.line_num
            if any(cell.strip() for cell in cells):
                yield before, cells
    except csv.Error as error:
        raise FileRefused(f"Op regel {before + 1} staat een aanhalingsteken verkeerd.") from error


def _places(header: list[str], columns: Columns, optional: frozenset[str]) -> dict[str, int]:
    """Where each of our columns stands. Of several names for the same column the first one listed is taken."""
    names = [_heading(cell) for cell in header]
    known = {name for known_as in columns.values() for name in known_as}
    times = Counter(name for name in names if name in known)
    if twice := [name for name, count in times.items() if count > 1]:
        raise FileRefused(f"Deze kolommen staan er twee keer: {', '.join(twice)}.")
    places = {}
    for field, known_as in columns.items():
        if present := [name for name in known_as if name in times]:
            places[field] = names.index(present[0])
    if absent := [known_as[0] for field, known_as in columns.items() if field not in places.keys() | optional]:
        hint = "" if len(header) > 1 else " De kolommen moeten met een puntkomma gescheiden zijn."
        raise FileRefused(f"De kopregel klopt niet. Deze kolommen ontbreken: {', '.join(absent)}.{hint}")
    return places


def _heading(cell: str) -> str:
    """ "Bevoegd_gezag  nummer" is BEVOEGD GEZAG NUMMER."""
    return " ".join(cell.upper().replace("_", " ").replace("-", " ").split())


def _tidy(cell: str) -> str:
    return " ".join(cell.split())
