"""Files as people have them, and as nobody should: each with what must become of it, line by line."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook

from teams.sheets import limits

Line = tuple[int, str]  # its number, and the verdict
HEAD = "School;Plaats;Rol;Naam;E-mail"
NEW = "De Zeester;Duinveen;CJG-coach;Ayşe Yıldız;ayse@example.nl"
SAME = "De Zeester;Duinveen;IB;Anneke Visser;anneke@example.nl"
TEXT = f"{HEAD}\n{NEW}\n{SAME}\n"
BOTH = ((2, "new"), (3, "same"))


@dataclass(frozen=True)
class Case:
    """A file, and either the verdict of each line or a part of the sentence that refuses it, and the line of that."""

    name: str
    content: bytes
    lines: tuple[Line, ...] = ()
    refused: str = ""
    at: int | None = None


def csv(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *lines, "")).encode()


def xlsx(rows: Sequence[Sequence[Any]], *, title: str = "Teams", hidden_first: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    if hidden_first:
        sheet.append(["Geheim"])
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rezipped(content: bytes, changes: dict[str, bytes]) -> bytes:
    """The same workbook with other or more parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            new.writestr(name, data)
    return made.getvalue()


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return made.getvalue()


CELLS = [line.split(";") for line in (HEAD, NEW, SAME)]
BOMB = rezipped(xlsx(CELLS), {"xl/worksheets/sheet1.xml": b"<x>" + b" " * (limits.MOST_UNPACKED + 1)})
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>'
WIDE = "School;IB;CJG-coach;Leerplicht"


def cases() -> Iterator[Case]:
    yield from _encodings()
    yield from _shapes()
    yield from _workbooks()
    yield from _wrong_files()
    yield from _rows()


def _encodings() -> Iterator[Case]:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        yield Case(encoding, TEXT.encode(encoding), BOTH)
    yield Case("utf-16 big endian", b"\xfe\xff" + TEXT.encode("utf-16-be"), BOTH)
    western = TEXT.replace("Ayşe Yıldız", "Renée Fôlkertsma")
    yield Case("cp1252", western.encode("cp1252"), BOTH)
    yield Case("latin-1", western.encode("latin-1"), BOTH)
    yield Case("decomposed accents", TEXT.replace("ş", "s\u0327").encode(), BOTH)
    yield Case("utf-8 read as cp1252", western.encode().decode("cp1252").encode(), refused="verminkt", at=2)
    yield Case("utf-8 read as cp852", western.encode().decode("cp852").encode(), refused="verminkt", at=2)
    yield Case("lost letters", TEXT.replace("ş", "\ufffd").encode(), refused="verminkt", at=2)
    yield Case("broken utf-8 with a mark", b"\xef\xbb\xbf" + TEXT.encode("utf-16-le"), refused="geen spreadsheet")


def _shapes() -> Iterator[Case]:
    for name, sign in (("comma", ","), ("tab", "\t"), ("bar", "|")):
        yield Case(name, TEXT.replace(";", sign).encode(), BOTH)
    yield Case("crlf", TEXT.replace("\n", "\r\n").encode(), BOTH)
    yield Case("old mac line ends", TEXT.replace("\n", "\r").encode(), BOTH)
    yield Case("no end of line at the end", TEXT.rstrip("\n").encode(), BOTH)
    yield Case("sep= of Excel", f"sep=,\n{TEXT.replace(';', ',')}".encode(), ((3, "new"), (4, "same")))
    yield Case("a title above", f"Kernteams 2026;;;;\n{TEXT}".encode(), ((3, "new"), (4, "same")))
    yield Case("empty lines", f"{HEAD}\n\n{NEW}\n;;;;\n{SAME}\n\n".encode(), ((3, "new"), (5, "same")))
    yield Case("quotes", csv('"De Zeester";"Duinveen";"IB";"Visser, Anneke";""'), ((2, "same"),))
    yield Case("a line break in a cell", csv('"De\nZeester";;IB;Anneke Visser;', NEW), ((2, "same"), (4, "new")))
    yield Case("a quote inside quotes", csv('"De ""Zeester""";;IB;Anneke Visser;'), ((2, "same"),))
    yield Case("a quote that does not close", csv(SAME, '"De Zeester;;IB;Anneke Visser;'), refused="sluit niet", at=3)
    yield Case("spaces everywhere", csv("  De   Zeester ;; ib ; Anneke  Visser ; "), ((2, "same"),))
    yield Case("a line too short", csv("De Zeester;Duinveen"), ((2, "refused"),))
    yield Case("a line too long", csv(f"{SAME};meer;nog meer"), ((2, "same"),))
    yield Case("only heads", csv(), refused="staat niets", at=1)
    yield Case("one column", b"School\nDe Zeester\n", refused="geen kolommen")
    yield Case("nothing", b"", refused="leeg")
    yield Case("only white space", b" \n \n", refused="geen kolommen")
    yield Case("too many columns", csv(";" * 100_000 + "x"), refused="100 kolommen", at=2)
    yield Case("too long a cell", csv(f"{'x' * 501};;IB;Jan;"), refused="500 letters", at=2)
    yield Case("too many rows", csv(*[SAME] * (limits.MOST_ROWS + 1)), refused="20000 regels", at=limits.MOST_ROWS + 2)
    yield Case("too many bytes", b"x;y\n" + b"z" * limits.MOST_BYTES, refused="groter dan 10 MB")
    heads = "BRIN;Functie;Voorletters;Tussenv.;Familienaam;Mailadres;Mobiel"
    yield Case("other heads", csv("99AA00;ib'er;Anneke;;Visser;;06-87654321", head=heads), ((2, "changed"),))
    yield Case("heads in capitals", csv(SAME, head=HEAD.upper()), ((2, "same"),))
    yield Case("a column per role", csv("De Zeester;Anneke Visser;Jan Nieuw;-", head=WIDE), ((2, "same"), (2, "new")))
    yield Case("a column per role, nobody", csv("De Zeester;vacature;;n.v.t.", head=WIDE), ())


def _workbooks() -> Iterator[Case]:
    yield Case("xlsx", xlsx(CELLS), BOTH)
    yield Case("a hidden sheet first", xlsx(CELLS, hidden_first=True), BOTH)
    days = [[*CELLS[0], "Vanaf"], [*CELLS[1], date(2026, 9, 1)], [*CELLS[2], "31-2-2026"]]
    yield Case("days in cells", xlsx(days), ((2, "new"), (3, "refused")))
    numbers = [[*CELLS[0], "Telefoon"], [*CELLS[1], 612345678], [*CELLS[2], 12]]
    yield Case("numbers in cells", xlsx(numbers), ((2, "new"), (3, "refused")))
    yield Case("a formula without a result", xlsx([CELLS[0], ["=1+1", *CELLS[1][1:]]]), ((2, "refused"),))
    yield Case("an empty sheet", xlsx([]), refused="geen kolommen")
    yield Case("a workbook of only heads", xlsx(CELLS[:1]), refused="staat niets", at=1)
    yield Case("far away", xlsx([CELLS[0], *[[None]] * 50, CELLS[2]]), ((52, "same"),))
    yield Case("macros", rezipped(xlsx(CELLS), {"xl/vbaProject.bin": b"x"}), refused="macro’s")
    yield Case("a bomb", BOMB, refused="veel te groot")
    texts = b"<x>" + b" " * limits.MOST_TEXTS
    yield Case("a bomb of texts", rezipped(xlsx(CELLS), {"xl/sharedStrings.xml": texts}), refused="veel te groot")
    many = {f"xl/media/{number}.txt": b"" for number in range(limits.MOST_PARTS)}
    yield Case("a thousand parts", rezipped(xlsx(CELLS), many), refused="veel te groot")
    yield Case("an xml bomb", rezipped(xlsx(CELLS), {"xl/worksheets/sheet1.xml": LAUGHS}), refused="beschadigd")
    yield Case("half a workbook", xlsx(CELLS)[:2000], refused="beschadigd")
    yield Case("no xml in it", rezipped(xlsx(CELLS), {"xl/worksheets/sheet1.xml": b"\x00"}), refused="beschadigd")
    wide = xlsx([[f"k{number}" for number in range(300)]])
    yield Case("a workbook of 300 columns", wide, refused="100 kolommen", at=1)


def _wrong_files() -> Iterator[Case]:
    yield Case("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, refused="oud Excel-bestand")
    yield Case("a pdf", b"%PDF-1.7\n...", refused="geen spreadsheet")
    yield Case("a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, refused="geen spreadsheet")
    yield Case("a text document", zipped(word__document_dot_xml=b"<w/>"), refused="geen Excel-werkmap")
    yield Case("an opendocument", zipped(content_dot_xml=b"<x/>"), refused="geen Excel-werkmap")
    yield Case("any zip", zipped(a=b"b"), refused="geen Excel-werkmap")
    yield Case("a program", b"\x7fELF\x02\x01\x01" + b"\x00" * 90, refused="geen spreadsheet")
    yield Case("a page", b"<!doctype html><p>Log in", refused="geen kolommen")


def _rows() -> Iterator[Case]:
    """Every mistake in one row; the next row shows that it stops nothing."""
    wrong = {
        "no school": ";;IB;Jan Nieuw;",
        "an unknown school": "De Kraanvogel;;IB;Jan Nieuw;",
        "a school of another region": "De Kanarie;;IB;Jan Nieuw;",
        "two schools of one name": "De Ark;;IB;Jan Nieuw;",
        "a closed school": "Het Slot;;IB;Jan Nieuw;",
        "no role": "De Zeester;;;Jan Nieuw;",
        "an unknown role": "De Zeester;;ijscoman;Jan Nieuw;",
        "no name": "De Zeester;;IB;;",
        "a vacancy": "De Zeester;;IB;vacature;",
        "only signs": "De Zeester;;IB;?!;",
        "a name too long": f"De Zeester;;IB;Jan {'x' * 61};",
        "no address": "De Zeester;;IB;Jan Nieuw;jan@",
        "two people of one name": "De Zeester;;jeugdarts;Jan Dubbel;",
    }
    for name, row in wrong.items():
        yield Case(name, csv(row, NEW), ((2, "refused"), (3, "new")))
    doubtful = {
        "a school with a typing error": "De Zesster;;CJG-coach;Jan Nieuw;",
        "a role with a typing error": "De Zeester;;CJG-couch;Jan Nieuw;",
        "somebody else in the seat": "De Zeester;;IB;Jan Nieuw;",
        "an address of somebody else": "De Zeester;;CJG-coach;Jan Nieuw;anneke@example.nl",
        "a known name with another address": "De Ark;Duinveen;CJG-coach;Anneke Visser;ander@example.nl",
    }
    for name, row in doubtful.items():
        yield Case(name, csv(row), ((2, "doubtful"),))
    yield Case("two schools of one name, with the place", csv("De Ark;Zandermeer;CJG-coach;Jan Nieuw;"), ((2, "new"),))
    yield Case("the same row twice", csv(NEW, NEW), ((2, "new"), (3, "same")))
    yield Case("a formula as a name", csv("De Zeester;;CJG-coach;=cmd() Nieuw;"), ((2, "new"),))
    yield Case("a script as a name", csv("De Zeester;;CJG-coach;<script>alert(1)</script> Nieuw;"), ((2, "new"),))
    head = f"{HEAD};Vanaf;Tot en met"
    yield Case("days in the wrong order", csv(f"{NEW};1-9-2026;1-8-2026", head=head), ((2, "refused"),))
    yield Case("a day that is none", csv(f"{NEW};binnenkort;", head=head), ((2, "refused"),))
    yield Case("another first day", csv(f"{SAME};1-8-2025;", head=head), ((2, "changed"),))
    known = f"{HEAD};Organisatie"
    yield Case("an unknown organisation", csv(f"{NEW};Stichting Nergens", head=known), ((2, "refused"),))
    yield Case("an organisation with an error", csv(f"{NEW};CJG Duinven", head=known), ((2, "doubtful"),))
