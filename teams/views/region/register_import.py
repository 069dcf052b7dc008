"""Taking the register of schools over from a file of DUO: look first, then do it. For the beheerder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from schools.actions.register import HOW_TO_ALLOW
from schools.duo.refusal import FileRefused
from schools.duo.table import MAX_BYTES
from teams.dutch import count_text
from teams.forms.importing import RegisterForm
from teams.importing.register import take_register, take_register_over
from teams.models import RegisterImport
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import require_beheerder

TOO_LARGE = "Dit bestand is groter dan 20 MB: dit is geen bestand van DUO."
ON_SCREEN = "Zet dan hieronder het vinkje."
LINES_SHOWN = 50


@get_or_post
def register_import(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what would change, and take it over or throw it away."""
    require_beheerder(request, timezone.localdate())
    row = RegisterImport.objects.filter(asked_by=user_of(request)).defer("content").first()
    act = request.POST.get("doe", "bestand") if request.method == "POST" else ""
    if act == "weg" and row is not None:
        row.delete()
        return redirect("teams:register_import")
    if act == "inlezen" and row is not None:
        return _take_over(request, row)
    form, refused = RegisterForm(), None
    if act == "bestand":
        form = RegisterForm(request.POST, request.FILES)
        refused = _look(request, form)
        if refused is None and form.is_valid():
            return redirect("teams:register_import")
    lines = refused.rejected[:LINES_SHOWN] if refused else ()
    more = len(refused.rejected) - len(lines) if refused else 0
    context = {"form": form, "row": row, "lines": lines, "more": more}
    return render(request, "teams/region/register_import.html", context)


def _look(request: HttpRequest, form: RegisterForm) -> FileRefused | None:
    """Keep the file with what it would change; why it is refused, if it is."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + 100_000:
        form.errors.clear()
        form.add_error("bestand", TOO_LARGE)
    elif form.is_valid():
        file = form.cleaned_data["bestand"]
        try:
            take_register(
                content=file.read(),
                name=file.name,
                today=timezone.localdate(),
                actor=user_of(request),
                allows_closing=form.cleaned_data["allows_closing"],
            )
        except FileRefused as refused:
            form.add_error("bestand", str(refused).replace(HOW_TO_ALLOW, ON_SCREEN))
            return refused
    return None


def _take_over(request: HttpRequest, row: RegisterImport) -> HttpResponse:
    try:
        done = take_register_over(row=row, today=timezone.localdate())
    except FileRefused as refused:
        messages.error(request, f"Er is niets ingelezen. {str(refused).replace(HOW_TO_ALLOW, '')}")
        return redirect("teams:register_import")
    new, closed = count_text(done["new"], "nieuwe school", "nieuwe scholen"), done["closed"]
    messages.success(request, f"Het register is bijgewerkt: {new}, {done['changed']} gewijzigd, {closed} gesloten.")
    return redirect("teams:register_import")
