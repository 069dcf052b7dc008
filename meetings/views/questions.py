"""The four questions of a school, by school year."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import can_record_at
from meetings.after.four_questions import four_questions
from meetings.enums import Question
from meetings.forms.questions import QuestionForm
from meetings.models import Meeting, TeamAnswer
from meetings.views.planning import FORM
from schools.models import School
from schools.school_year import SchoolYear
from teams.views.answers import handle
from teams.views.fetching import get_or_post, visible_school


@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """What the program knows and the team says, and how many of the four that answers."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    years = _years(school, SchoolYear.of(today))
    year = _asked_year(request, years)
    context = {
        "school": school,
        "year": year,
        "years": years,
        "questions": four_questions(school, year, today=today),
        "can_record": can_record_at(request.user, school, today),
    }
    return render(request, "meetings/questions.html", context)


@get_or_post
def answer(request: HttpRequest, code: str, start: int, question: str) -> HttpResponse:
    """The team's own line, of the school year that began in `start`."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    year = next((year for year in _years(school, SchoolYear.of(today)) if year.start == start), None)
    if year is None or question not in Question.values:
        raise Http404
    if not can_record_at(request.user, school, today):
        raise PermissionDenied
    asked = Question(question)
    build = partial(QuestionForm, school=school, year=year, question=asked)
    context = {"school": school, "title": asked.label, "button": "Bewaar", "crumb": f"De vier vragen {year}"}
    back = f"{reverse('meetings:questions', args=[code])}?jaar={year.start}"
    return handle(request, build, context, back=back, template=FORM)


def _years(school: School, this_year: SchoolYear) -> list[SchoolYear]:
    """This year, and those of which there is something to tell; the newest first."""
    met = Meeting.objects.standing().filter(school=school).order_by().values_list("year", flat=True)
    told = TeamAnswer.objects.filter(school=school).order_by().values_list("year", flat=True)
    return sorted({this_year, *(SchoolYear(start) for start in met.union(told))}, reverse=True)


def _asked_year(request: HttpRequest, years: list[SchoolYear]) -> SchoolYear:
    asked = request.GET.get("jaar", "")
    this_year = SchoolYear.of(timezone.localdate())
    return next((year for year in years if str(year.start) == asked), this_year)
