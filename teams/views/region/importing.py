"""Reading a spreadsheet with teams in: take the file, choose its columns, look what would happen, do it."""

from collections.abc import Callable, Sequence
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import can_edit_in_region, regions_in_reach
from schools.models import Region
from teams.enums import RowVerdict
from teams.forms.importing import ColumnsForm, UploadForm
from teams.importing import steps
from teams.importing.example import example_of
from teams.models import Organisation, Role, TeamImport
from teams.sheets import limits
from teams.sheets.refusal import SheetRefused
from teams.views.answers import file_to_keep, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region

ROWS_A_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _region(request: HttpRequest, region_id: int) -> Region:
    """The region with this number: 404 without a grant in it, 403 when that changes no team."""
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    if not can_edit_in_region(request.user, region, today):
        raise PermissionDenied
    return region


def _import(request: HttpRequest, region_id: int, import_id: int) -> TeamImport:
    """A file of this region: her own, or anybody's for who changes the teams of all of it; else 404."""
    region = _region(request, region_id)
    found = TeamImport.objects.filter(region=region).select_related("region", "change", "asked_by__professional")
    if not regions_in_reach(request.user, timezone.localdate(), editing=True).filter(pk=region.pk).exists():
        found = found.filter(asked_by=user_of(request))
    return get_object_or_404(found.defer("content"), pk=import_id)


@get_or_post
def imports(request: HttpRequest, region_id: int) -> HttpResponse:
    """Choose a file, and find those that are under way or done."""
    region = _region(request, region_id)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and (row := _taken(request, region, form)):
        return redirect("teams:import", region.pk, row.pk)
    mine = Q(asked_by=user_of(request))
    if regions_in_reach(request.user, timezone.localdate(), editing=True).filter(pk=region.pk).exists():
        mine = Q()
    rows = TeamImport.objects.filter(mine, region=region).defer("content").select_related("asked_by__professional")
    return render(request, "teams/region/imports.html", {"region": region, "form": form, "imports": rows[:20]})


def _taken(request: HttpRequest, region: Region, form: UploadForm) -> TeamImport | None:
    """The file, if it can be read; else the form says why not."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > limits.MOST_BYTES + 100_000:
        form.errors.clear()
        form.add_error("bestand", limits.TOO_LARGE)
    elif form.is_valid():
        file, now = form.cleaned_data["bestand"], timezone.now()
        try:
            return steps.take_file(
                region=region, file=file, name=file.name, today=timezone.localdate(), now=now, actor=user_of(request)
            )
        except SheetRefused as refused:
            form.add_error("bestand", str(refused))
    return None


@get_or_post
def team_import(request: HttpRequest, region_id: int, import_id: int) -> HttpResponse:
    """One file, as far as it is: its columns, what would happen, and what came of it."""
    row = _import(request, region_id, import_id)
    form = ColumnsForm(row, request.POST if request.POST.get("doe") == "kolommen" else None)
    if request.method == "POST" and (answer := _act(request, row, form)):
        return answer
    now = timezone.now()
    context = {"region": row.region, "import": row, "form": form, "is_moving": row.is_moving(now)}
    if row.is_ready:
        context |= _preview(request, row)
    return render(request, "teams/region/import.html", context)


def _preview(request: HttpRequest, row: TeamImport) -> dict[str, object]:
    counts, asked = row.rows.counts(), request.GET.get("soort", "")
    rows = row.rows.filter(verdict=asked) if asked in counts else row.rows.all()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    kinds = [(verdict.value, verdict.label, counts[verdict.value]) for verdict in RowVerdict]
    return {"page": page, "kinds": kinds, "asked": asked, "chosen": row.rows.to_take_over().count()}


def _act(request: HttpRequest, row: TeamImport, form: ColumnsForm) -> HttpResponse | None:
    """Do what the button says; None when the page has to be shown again for it."""
    act = DEEDS.get(request.POST.get("doe", ""))
    if act is None:
        return HttpResponse("Deze knop is er niet.", status=400, content_type="text/plain; charset=utf-8")
    return act(request, row, form)


def _compare(request: HttpRequest, row: TeamImport, form: ColumnsForm) -> HttpResponse | None:
    if row.asks_columns and not form.is_valid():
        return None
    if row.asks_columns:
        steps.compare(
            team_import=row, columns=form.chosen, starts_on=form.cleaned_data["starts_on"], now=timezone.now()
        )
    return _back(request, row)


def _choose(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    """Keep which rows of this page are chosen; with `alle` or `geen`, all rows of a kind."""
    if row.is_ready:
        steps.choose(team_import=row, shown=_numbers(request, "getoond"), chosen=_numbers(request, "kies"))
        for name, are_chosen in (("alle", True), ("geen", False)):
            if name in request.POST:
                steps.choose_all(team_import=row, verdict=request.POST[name], are_chosen=are_chosen)
    return _back(request, row)


def _take_over(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    if row.is_ready:
        steps.choose(team_import=row, shown=_numbers(request, "getoond"), chosen=_numbers(request, "kies"))
        if row.rows.to_take_over().exists():
            steps.start_taking_over(team_import=row, actor=user_of(request), now=timezone.now())
        else:
            messages.error(request, "Kies eerst minstens één regel.")
    return _back(request, row)


def _again(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    steps.retry(team_import=row, now=timezone.now())
    return _back(request, row)


def _other_columns(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    steps.choose_columns(team_import=row)
    return _back(request, row)


def _take_back(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    steps.start_taking_back(team_import=row, actor=user_of(request), now=timezone.now())
    return _back(request, row)


def _throw_away(request: HttpRequest, row: TeamImport, _: ColumnsForm) -> HttpResponse:
    row.delete()
    messages.success(request, "Het bestand is weg. Wat al was ingelezen, blijft.")
    return redirect("teams:imports", row.region_id)


DEEDS: dict[str, Callable[[HttpRequest, TeamImport, ColumnsForm], HttpResponse | None]] = {
    "kolommen": _compare,
    "kies": _choose,
    "inlezen": _take_over,
    "opnieuw": _again,
    "terug": _other_columns,
    "ongedaan": _take_back,
    "weg": _throw_away,
}


def _numbers(request: HttpRequest, name: str) -> Sequence[int]:
    return [int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdigit() and len(text) < 9]


def _back(request: HttpRequest, row: TeamImport) -> HttpResponse:
    """The same page of the same kind of rows."""
    kept = {name: request.GET[name] for name in ("soort", "pagina") if name in request.GET}
    query = (
        f"?{'&'.join(f'{name}={value}' for name, value in kept.items())}"
        if all(map(str.isalnum, kept.values()))
        else ""
    )
    answer = redirect("teams:import", row.region_id, row.pk)
    answer["Location"] += query if kept else ""
    return answer


@require_safe
def example(request: HttpRequest, region_id: int) -> HttpResponse:
    """An empty spreadsheet with the right columns, and what may be filled in."""
    region = _region(request, region_id)
    content = BytesIO()
    example_of(Role.objects.all(), Organisation.objects.filter(region=region)).save(content)
    return file_to_keep(content.getvalue(), XLSX, f"kernteams {region} invullen.xlsx")
