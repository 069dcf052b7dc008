"""Choosing which mails one gets, by the link at the foot of every mail, without signing in. Only a click changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from meetings.actions.choices import choose_mail
from meetings.forms.mail_choices import MailChoicesForm
from meetings.mails.choices import KINDS, reader_by
from teams.views.fetching import get_or_post


@login_not_required
@never_cache
@get_or_post
def mail_choices(request: HttpRequest, token: str) -> HttpResponse:
    """Show what she gets, and keep what she wants."""
    reader = reader_by(token)
    if reader is None:
        return render(request, "meetings/mail_choices_gone.html", status=410)
    form = MailChoicesForm(request.POST if request.method == "POST" else None, reader=reader)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        choose_mail(reader=reader, reminders=data.get("reminders"), digest=data.get("digest"))
        messages.success(request, "Bewaard. Zo krijg je voortaan mail.")
        return redirect("meetings:mail_choices", token)
    return render(request, "meetings/mail_choices.html", {"reader": reader, "form": form})


@csrf_exempt
@login_not_required
@never_cache
def stop_mail(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The button "afmelden" of a mail program: it posts here without a page of ours (RFC 8058), so the signed link is
    all that says who it is. Opened as a link it changes nothing, and leads to the choices."""
    reader = reader_by(token)
    if request.method == "POST" and reader is not None and kind in KINDS:
        choose_mail(reader=reader, **{KINDS[kind]: False})
        return HttpResponse("Afgemeld.", content_type="text/plain; charset=utf-8")
    return _leads_to_choices(request, token, kind)


@csrf_protect
@get_or_post
def _leads_to_choices(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Without a good link this is an address as every other: who changes something must have the token of a page."""
    if kind not in KINDS:
        raise Http404
    if reader_by(token) is None:
        return render(request, "meetings/mail_choices_gone.html", status=410)
    return redirect("meetings:mail_choices", token)
