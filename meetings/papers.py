"""Agenda and minutes of a session as a PDF to take along or to keep (A4, PDF/UA-1), set with typst as the poster is.

What is in it travels as data, so that no text is read as markup; a sign that the font lacks becomes a box.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import fontpkg_fira_sans
import typst

from meetings.agenda.writing import Agenda
from meetings.enums import Attendance, Fill
from meetings.models import Agreement, Invitation, Meeting
from teams.dutch import day_text
from teams.poster.paper import in_font

LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "meetings" / "paper.typ"
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[fontpkg_fira_sans.__path__[0]])
TITLES = {
    Fill.PEOPLE: "Wie is nieuw, wie ging weg?",
    Fill.AGREEMENTS: "Wat spraken we eerder af?",
    Fill.GUESTS: "Te gast",
}


def agenda_pdf(meeting: Meeting, agenda: Agenda) -> bytes:
    """The running order with its times, and what is known of every item."""
    items = [
        {
            "at": line.at,
            "minutes": f"{line.minutes} min",
            "title": line.title,
            "text": line.explanation,
            "facts": [*line.casussen, *_facts(line.shows, agenda)],
        }
        for line in agenda.lines
    ]
    rest = [
        {"at": "", "minutes": "", "title": TITLES[Fill(shows)], "text": "", "facts": list(_facts(shows, agenda))}
        for shows in agenda.rest
    ]
    if agenda.rest_of_casussen:
        casus = {"at": "", "minutes": "", "title": "Casus", "text": "", "facts": list(agenda.rest_of_casussen)}
        rest = [casus, *rest]
    return _set(meeting, "Agenda", {"items": items + rest, "sections": []})


def minutes_pdf(meeting: Meeting, text: str, people: Sequence[Invitation], agreements: Iterable[Agreement]) -> bytes:
    """Who was there, what was talked about, and what was agreed."""
    there = [_present(row) for row in people if row.was_there]
    absent = [row.name for row in people if row.attendance == Attendance.ABSENT]
    present = [*there, *([f"Afwezig: {', '.join(absent)}."] if absent else [])]
    agreed = [_agreed(row) + (" (gedaan)" if row.is_done else "") for row in agreements]
    sections = [
        *([{"title": "Wie was er?", "lines": [], "facts": present}] if present else []),
        {
            "title": "Wat is er besproken?",
            "lines": text.split("\n") if text else ["Er is nog geen verslag."],
            "facts": [],
        },
        {
            "title": "Wat is er afgesproken?",
            "lines": [] if agreed else ["Er zijn geen afspraken vastgelegd."],
            "facts": agreed,
        },
    ]
    return _set(meeting, "Verslag", {"items": [], "sections": sections})


def _set(meeting: Meeting, what: str, content: dict[str, Any]) -> bytes:
    facts = {
        "title": f"{what}: {meeting.name}",
        "school": f"Kernteam {meeting.school}",
        "when": " · ".join(filter(None, [meeting.when or "Nog geen datum", meeting.place])),
    }
    paper = json.dumps(in_font({**facts, **content}))
    pdf = typst.compile(LAYOUT, font_paths=FONTS, sys_inputs={"paper": paper}, pdf_standards="ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 one document is one file
    return pdf


def _facts(shows: str, agenda: Agenda) -> Iterator[str]:
    """What the page shows under an item (templates/meetings/components/agenda_fill.html), in the same order."""
    if shows == Fill.PEOPLE:
        yield from _people(agenda)
    elif shows == Fill.AGREEMENTS:
        yield from [_agreed(row) for row in agenda.agreements] or ["Er staan geen afspraken open."]
    elif shows == Fill.THEMES:
        yield from (f"{theme.label}: wat spreken we af?" for theme in agenda.themes)
    elif shows == Fill.GUESTS:
        yield from [", ".join(filter(None, [row.who_comes, row.guest_of])) for row in agenda.guests] or [
            "Er komt nog geen gast."
        ]
    elif shows == Fill.QUESTIONS:
        yield from (question.label for question in agenda.questions)


def _people(agenda: Agenda) -> Iterator[str]:
    if agenda.since is None or agenda.change is None:
        yield "Dit is de eerste bijeenkomst. Iedereen is nieuw voor elkaar."
    else:
        changed = [f"{what}: {row.professional}, {row.role}" for what, row in agenda.of_school]
        changed += [
            f"{what}: {row.professional}, {row.role} ({row.professional.organisation})"
            for what, row in agenda.of_partners
        ]
        changed += [
            f"{move.who} was {', '.join(map(str, move.before))} en is nu {', '.join(map(str, move.after))}"
            for move in agenda.change.moved
        ]
        yield from changed or [f"Niemand kwam of ging sinds {agenda.since.day_text}."]
    if agenda.vacancies:
        yield f"Nog leeg: {', '.join(agenda.vacancies)}. Wie weet iemand?"


def _agreed(row: Agreement) -> str:
    known = [str(row.owner) if row.owner else "", f"voor {day_text(row.due_on)}" if row.due_on else ""]
    about = ", ".join(filter(None, known))
    return f"{row.text} ({about})" if about else row.text


def _present(row: Invitation) -> str:
    if row.attendance == Attendance.STAND_IN:
        return f"{row.stand_in_name or 'iemand anders'} (in plaats van {row.name})"
    return f"{row.name} ({', '.join(filter(None, [row.what, row.part]))})"
