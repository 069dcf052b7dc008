from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from teams.access import can_arrange, can_merge, contact_shown, possible_doubles
from teams.actions.log import log_look
from teams.forms.merge import MergeForm
from teams.forms.person_choice import is_key
from teams.models import Professional
from teams.views.answers import handle, user_of
from teams.views.fetching import get_or_post, record_to_merge, visible_professional


@get_or_post
def merge(request: HttpRequest, professional_id: int) -> HttpResponse:
    """Choose the other record, see what the two become, and make them one."""
    today = timezone.localdate()
    kept = visible_professional(request, professional_id, today)
    if not can_arrange(request.user, kept, today):
        raise PermissionDenied
    met = request.POST.get("met") or request.GET.get("met", "")
    if not is_key(met):
        return _choose(request, kept)
    back = reverse("teams:person", args=[kept.pk])
    absorbed = record_to_merge(request, kept, int(met), today)
    if absorbed.merged_into_id == kept.pk and request.method != "POST":
        return redirect(back)
    if not can_merge(request.user, kept, absorbed, today):
        raise PermissionDenied
    build = partial(MergeForm, kept=kept, absorbed=absorbed)
    hidden = {row: contact_shown(request.user, row, today).hidden for row in (kept, absorbed)}
    context = {"professional": kept, "other": absorbed}
    answer = handle(request, build, context, back=back, template="teams/merge.html")
    if request.method == "GET":  # the form was opened, with what is shielded outside it
        for row, fields in hidden.items():
            if fields:
                log_look(professional=row, fields=fields, actor=user_of(request))
    return answer


def _choose(request: HttpRequest, kept: Professional) -> HttpResponse:
    today = timezone.localdate()
    text = request.GET.get("zoek", "").replace("\x00", "")[:100]
    found = possible_doubles(request.user, kept, text, today)
    return render(request, "teams/merge_choose.html", {"professional": kept, "found": found, "text": text})
