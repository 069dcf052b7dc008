from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.actions.log import log_export
from teams.dossier import Dossier, dossier_of
from teams.dossier.exports import as_json, as_pdf
from teams.extensions import own_doors_of
from teams.models import Professional
from teams.views.answers import user_of


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything held about who is signed in."""
    me = Professional.objects.of_user(request.user).first()
    doors = own_doors_of(me) if me else []
    return render(request, "teams/my_data.html", {"dossier": _dossier(request), "professional": me, "doors": doors})


@require_safe
def my_data_json(request: HttpRequest) -> HttpResponse:
    _log(request, "JSON")
    return _file(as_json(_dossier(request)), "application/json", "json")


@require_safe
def my_data_pdf(request: HttpRequest) -> HttpResponse:
    _log(request, "PDF")
    return _file(as_pdf(_dossier(request)), "application/pdf", "pdf")


def _dossier(request: HttpRequest) -> Dossier:
    return dossier_of(user_of(request), timezone.localtime())


def _log(request: HttpRequest, kind: str) -> None:
    me = Professional.objects.of_user(request.user).first()
    log_export(about=me, summary=f"De eigen gegevens zijn geëxporteerd ({kind}).", actor=user_of(request))


def _file(content: str | bytes, content_type: str, ending: str) -> HttpResponse:
    disposition = f'attachment; filename="kernteam-mijn-gegevens.{ending}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})
