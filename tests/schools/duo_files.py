"""Invented files in DUO's format: the sample, edited copies of it, and as many schools as a test wants."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
SCHOOLS = (SAMPLES / "duo_vestigingen.csv").read_bytes()
AREAS = (SAMPLES / "swv_pc4.csv").read_bytes()


def lines(data: bytes = SCHOOLS) -> list[str]:
    """The lines of a file, the header first."""
    return data.decode("cp1252").removesuffix("\r\n").split("\r\n")


def joined(rows: list[str]) -> bytes:
    return ("\r\n".join(rows) + "\r\n").encode("cp1252")


def with_cell(line: int, column: str, value: str, data: bytes = SCHOOLS) -> bytes:
    """The file with one other value on this line (the header is line 1)."""
    rows = lines(data)
    cells = rows[line - 1].split(";")
    cells[rows[0].split(";").index(column)] = value
    rows[line - 1] = ";".join(cells)
    return joined(rows)


def without(*gone: int, data: bytes = SCHOOLS) -> bytes:
    """The file without these lines."""
    return joined([row for number, row in enumerate(lines(data), start=1) if number not in gone])


def with_header(old: str, new: str) -> bytes:
    rows = lines()
    return joined([rows[0].replace(f";{old};", f";{new};"), *rows[1:]])


def many(count: int) -> bytes:
    """A file of this many schools, each with a code, name and postcode of its own."""
    header, first = lines()[:2]
    rows = []
    for number in range(count):
        brin = f"{10 + number // 676}{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
        row = first.replace("81AA", brin).replace("De Zonnewijzer", f"School {number}")
        rows.append(row.replace("9306 ZZ", f"{1000 + number} ZZ"))
    return joined([header, *rows])
