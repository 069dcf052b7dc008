"""Agenda and minutes on paper: as a PDF to keep, and by a button that prints the page."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from meetings.models import Meeting, Minutes
from schools.enums import GrantKind
from schools.models import School
from teams.models import LogEntry, Membership
from tests.factories import AgreementFactory, CasusFactory, GrantFactory, GuestFactory, MeetingFactory
from tests.meetings.views.addresses import url_of
from tests.pages import page, sign_in


def words_of(answer: object) -> str:
    """The text of a PDF on one line."""
    document = PdfReader(BytesIO(answer.content))  # type: ignore[attr-defined]
    return " ".join(" ".join(sheet.extract_text() for sheet in document.pages).split())


def test_the_agenda_is_a_pdf_with_what_the_page_says(reader: Client, meeting: Meeting) -> None:
    GuestFactory(meeting=meeting)
    answer = reader.get(url_of(meeting, "agenda.pdf"))
    text = words_of(answer)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="agenda De Zeester 2026-12-08.pdf"',
    )
    assert text.startswith("Agenda: Kennismaking Kernteam De Zeester di 8 december 2026, 15.00-16.30 uur · De Zeester")
    for piece in ("15.00 Welkom", "Dit is de eerste bijeenkomst.", "Wilma Terpstra, Veilig Thuis"):
        assert piece in text


def test_the_agenda_names_the_casus_and_who_comes_in_the_place_of_a_guest(reader: Client, school: School) -> None:
    swv = sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)
    meeting = MeetingFactory(school=school, kind="verdieping")
    CasusFactory(meeting=meeting, label="Stil sinds de zomer", story="Wat niemand op papier leest.")
    GuestFactory(meeting=meeting, answer="no", stand_in_name="Piet Bos")
    for rest in ("agenda/", "agenda.pdf"):
        answers = [client.get(url_of(meeting, rest)) for client in (reader, swv)]
        read = [words_of(each) if rest == "agenda.pdf" else each.content.decode() for each in answers]
        assert ["Stil sinds de zomer" in each for each in read] == [True, False]
        assert ["Wat niemand op papier leest" in each for each in read] == [False, False]
        assert ["Piet Bos (in plaats van Wilma Terpstra), Veilig Thuis" in each for each in read] == [True, True]


def test_the_minutes_are_a_pdf_with_who_was_there_and_what_was_agreed(
    reader: Client, meeting: Meeting, samira: Membership
) -> None:
    Minutes.objects.create(meeting=meeting, text="Eerst dit.\n\nDan #dat *sterk* 🎉.")
    AgreementFactory(meeting=meeting, owner=samira.professional, text="We bellen $x$.")
    meeting.invitations.filter(professional=samira.professional).update(attendance="late")
    meeting.invitations.exclude(professional=samira.professional).update(attendance="absent")
    text = words_of(reader.get(url_of(meeting, "verslag.pdf")))
    assert text.split("De Zeester ", 2)[2] == (
        "Wie was er? • Samira Bakkali (CJG-coach, later gekomen) • Afwezig: Anneke Visser. "
        "Wat is er besproken? Eerst dit. Dan #dat *sterk* □. "
        "Wat is er afgesproken? • We bellen $x$. (Samira Bakkali) 1 / 1"
    )


def test_that_a_paper_was_taken_stands_in_the_logbook(reader: Client, meeting: Meeting) -> None:
    reader.head(url_of(meeting, "verslag.pdf"))
    reader.get(url_of(meeting, "verslag.pdf"))
    assert [row.summary for row in LogEntry.objects.all()] == [
        "Gedownload: verslag van Kennismaking (di 8 december 2026, 15.00-16.30 uur) (PDF)."
    ]


@pytest.mark.parametrize("what", ["agenda", "verslag"])
def test_the_page_offers_the_pdf_and_a_button_that_prints(reader: Client, meeting: Meeting, what: str) -> None:
    tree = page(reader.get(url_of(meeting, f"{what}/")))
    assert tree.xpath("//a[text()='Download als PDF']/@href") == [url_of(meeting, f"{what}.pdf")]
    assert tree.xpath("//button[@data-print][@hidden]/text()") == ["Druk af"]
