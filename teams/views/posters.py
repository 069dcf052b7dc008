"""The circle as a document: a poster to print, and the picture as a file."""

from dataclasses import asdict
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.actions.log import log_export
from teams.dutch import day_text
from teams.forms.poster import PosterForm
from teams.poster.choice import Choice
from teams.poster.making import drawing_on_paper, poster_around, poster_of
from teams.poster.paper import Poster, pdf_of, png_of, preview_of
from teams.poster.picture_file import svg_of
from teams.roster import Roster, roster_on
from teams.views.answers import file_to_keep, user_of
from teams.views.fetching import visible_school
from teams.views.schools import asked_day, asks_for_no_day

FILE_KINDS = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
FILE_NAMES = {"poster": "kernteam", "cirkel": "cirkel"}


class _Asked(NamedTuple):
    """What an address asks for: the team of a school on a day, and how to print it."""

    roster: Roster
    today: date
    choice: Choice

    @property
    def poster(self) -> Poster:
        return poster_of(self.roster, self.choice.kleur)


def _asked(request: HttpRequest, code: str) -> _Asked:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    roster = roster_on(school, asked_day(request) or today, today=today)
    return _Asked(roster, today, Choice.of(request.GET.dict()))


@require_safe
def poster_page(request: HttpRequest, code: str) -> HttpResponse:
    """Choose how to print the team, see it, and take it."""
    asked = _asked(request, code)
    day, drawing = asked.roster.day, drawing_on_paper(asked.roster)
    poster = poster_around(asked.roster, drawing, asked.choice.kleur)
    context = {
        "drawing": drawing,
        "poster": poster,
        "sheet": poster.sheet(asked.choice.stand),
        "choice": asked.choice,
        "school": asked.roster.school,
        "form": PosterForm(asked.choice),
        "day": day,
        "today": asked.today,
        "is_no_day": asks_for_no_day(request),
        "query": urlencode({**asdict(asked.choice), "op": day.isoformat()}),
    }
    return render(request, "teams/poster/page.html", context)


@require_safe
def poster_pdf(request: HttpRequest, code: str) -> HttpResponse:
    asked = _asked(request, code)
    content = pdf_of([asked.poster], asked.choice.papier, asked.choice.stand)
    return _taken(request, asked, "poster", content, "pdf")


@require_safe
def poster_preview(request: HttpRequest, code: str) -> HttpResponse:
    asked = _asked(request, code)
    content = preview_of(asked.poster, asked.choice.papier, asked.choice.stand)
    return HttpResponse(content, content_type="image/png")


@require_safe
def circle_svg(request: HttpRequest, code: str) -> HttpResponse:
    asked = _asked(request, code)
    picture = svg_of(drawing_on_paper(asked.roster), asked.choice.kleur, with_font=True)
    return _taken(request, asked, "cirkel", picture.encode(), "svg")


@require_safe
def circle_png(request: HttpRequest, code: str) -> HttpResponse:
    """The picture at its own size, or twice as sharp with ?schaal=2; ?doorzichtig=1 leaves out the white."""
    asked = _asked(request, code)
    drawing = drawing_on_paper(asked.roster)
    is_sharp, is_clear = request.GET.get("schaal") == "2", request.GET.get("doorzichtig") == "1"
    content = png_of(
        svg_of(drawing, asked.choice.kleur),
        drawing.width,
        drawing.height,
        scale=2 if is_sharp else 1,
        transparent=is_clear,
    )
    return _taken(request, asked, "cirkel", content, "png", more=" 2x" * is_sharp + " doorzichtig" * is_clear)


def _taken(
    request: HttpRequest, asked: _Asked, what: str, content: bytes, ending: str, *, more: str = ""
) -> HttpResponse:
    """A file to keep; that it was taken stands in the school's trail."""
    if request.method == "GET":
        school, day = asked.roster.school, day_text(asked.roster.day)
        summary = f"Gedownload: {what} van {school} ({ending.upper()}), stand op {day}."
        log_export(school=school, summary=summary, actor=user_of(request))
    name = f"{FILE_NAMES[what]} {asked.roster.school} {asked.roster.day}{more}.{ending}"
    return file_to_keep(content, FILE_KINDS[ending], name)
