"""A dossier as a file to take away: JSON for programs (its keys: docs/dossier.md), PDF for people."""

import json
from pathlib import Path

import fontpkg_fira_sans
import typst

from teams.dossier.pieces import Dossier, moment_text

VERSION = 1
LAYOUT = Path(__file__).with_name("dossier.typ")
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[fontpkg_fira_sans.__path__[0]])


def as_json(dossier: Dossier) -> str:
    """Every record under the key of its section; days and moments as ISO 8601, what is not known as null or ""."""
    sections = {
        section.key: [{fact.key: fact.plain for fact in record.facts} for record in section.records]
        for section in dossier.sections
    }
    made_at = dossier.made_at.isoformat(timespec="seconds")
    content = {"version": VERSION, "name": dossier.name, "made_at": made_at, **sections}
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_pdf(dossier: Dossier) -> bytes:
    """A tagged PDF (PDF/UA-1). What is in it travels as data, so that no name is read as markup."""
    content = {
        "title": f"Gegevens van {dossier.name}",
        "made_at": moment_text(dossier.made_at),
        "sections": [
            {
                "title": section.title,
                "intro": section.intro,
                "records": [
                    {"title": record.title, "rest": [[fact.label, fact.text] for fact in record.rest]}
                    for record in section.records
                ],
            }
            for section in dossier.sections
        ],
    }
    pdf = typst.compile(LAYOUT, font_paths=FONTS, sys_inputs={"dossier": json.dumps(content)}, pdf_standards="ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 one document is one file
    return pdf
