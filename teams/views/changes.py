from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from schools.changes import CannotUndo
from teams.access import can_undo, visible_changes
from teams.actions.handover import take_back
from teams.views.answers import done, go_to, user_of


@require_POST
def undo_change(request: HttpRequest, change_id: str) -> HttpResponse:
    """Undo a change from the message that reported it, and go back to the page that showed it."""
    today = timezone.localdate()
    change = get_object_or_404(visible_changes(request.user, today).select_related("school"), pk=change_id)
    if not can_undo(request.user, change, today):
        raise PermissionDenied
    back = request.POST.get("terug", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("teams:home")
    if change.school and back == reverse("teams:schools"):  # where she landed without a seat
        back = reverse("teams:school", args=[change.school.establishment_code])
    try:
        return done(request, take_back(change=change, actor=user_of(request), today=today), back)
    except CannotUndo as refused:
        messages.error(request, refused.messages[0])
        return go_to(request, back)
