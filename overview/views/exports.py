"""The tables of the overview as files, exactly as they were chosen. That one was taken stands in the logbook."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.models import User
from overview.access import schools_with_plans_shown
from overview.areas import BESTUUR, GEMEENTE
from overview.files import csv_lines, xlsx
from overview.load import load_of
from overview.tables import Table, areas_table, durations_table, load_table, schools_table, trend_table, vacancies_table
from overview.trends import trend
from overview.views.fetching import Look, looked_at
from teams.actions.log import log_export
from teams.dutch import count_text, day_text
from teams.views.answers import file_to_keep, user_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _schools(look: Look, user: User) -> Table:
    plans = schools_with_plans_shown(user, look.region, timezone.localdate())
    return schools_table(look.chosen, look.filters.sort, plans)


TABLES: Mapping[str, Callable[[Look, User], Table]] = {
    "scholen": _schools,
    "vacatures": lambda look, _: vacancies_table(look.chosen),
    "gemeenten": lambda look, _: areas_table(look.chosen, GEMEENTE),
    "besturen": lambda look, _: areas_table(look.chosen, BESTUUR),
    "verdeling": lambda look, _: load_table(load_of(look.chosen, settings.LOAD_NORM_SCHOOLS)),
    "door-de-tijd": lambda look, user: trend_table(trend(look.through_time(user))),
    "duur-van-vacatures": lambda look, user: durations_table(trend(look.through_time(user))),
}


@require_safe
def as_csv(request: HttpRequest, region_id: int, table: str) -> StreamingHttpResponse:
    look, found = _asked(request, region_id, table)
    _log(request, look, found, "csv")
    answer = StreamingHttpResponse(csv_lines(found), content_type="text/csv; charset=utf-8")
    name = _file_name(look, found, "csv")
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answer


@require_safe
def as_xlsx(request: HttpRequest, region_id: int, table: str) -> HttpResponse:
    look, found = _asked(request, region_id, table)
    _log(request, look, found, "Excel")
    content = xlsx(found) if request.method == "GET" else b""
    return file_to_keep(content, XLSX, _file_name(look, found, "xlsx"))


def _asked(request: HttpRequest, region_id: int, table: str) -> tuple[Look, Table]:
    look = looked_at(request, region_id)
    if table not in TABLES:
        raise Http404
    return look, TABLES[table](look, user_of(request))


def _log(request: HttpRequest, look: Look, table: Table, kind: str) -> None:
    if request.method == "GET":
        count = count_text(sum(look.chosen.sectors.values()), "school", "scholen")
        summary = f"Gedownload: {table.name} van {look.region}, {count}, stand op {day_text(look.moment.day)} ({kind})."
        log_export(summary=summary, actor=user_of(request), region=look.region)


def _file_name(look: Look, table: Table, ending: str) -> str:
    return f"{table.name} {look.region} {look.moment.day.isoformat()}.{ending}"
