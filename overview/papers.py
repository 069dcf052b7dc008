"""The report of a municipality or board as a PDF (A4, PDF/UA-1). What is in it travels as data, never as markup."""

import json
from pathlib import Path

import fontpkg_fira_sans
import typst

from overview.areas import Report
from overview.moment import Moment
from schools.models import Region
from teams.dutch import day_text
from teams.poster.paper import in_font

LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "overview" / "report.typ"
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[fontpkg_fira_sans.__path__[0]])


def report_pdf(report: Report, region: Region, moment: Moment) -> bytes:
    """The same words, figures and lists as on the page."""
    content = in_font(
        {
            "title": f"Kernteams {report.area.where}",
            "about": f"{region} · stand op {day_text(moment.day)} · schooljaar {moment.year}",
            "sentences": list(report.sentences),
            "figures": [[what, str(now), "" if before is None else str(before)] for what, now, before in report.rows],
            "vacancies": [[each.school, each.seat, each.since_text, each.note] for each in report.vacancies],
            "undated": [[row.name, row.first.text, row.second.text] for row in report.undated],
        }
    )
    pdf = typst.compile(LAYOUT, font_paths=FONTS, sys_inputs={"report": json.dumps(content)}, pdf_standards="ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 one document is one file
    return pdf
