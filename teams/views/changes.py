from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import User
from schools.changes import CannotUndo
from teams.access import can_undo, visible_changes
from teams.actions.handover import take_back
from teams.importing.steps import taken_back_by_worker
from teams.models import Professional
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
    if change.school and back in _places_without_a_seat(user_of(request)):
        back = reverse("teams:school", args=[change.school.establishment_code])
    if taken_back_by_worker(change=change, actor=user_of(request), now=timezone.now()):
        messages.info(request, "Dit wordt teruggedraaid. Bij veel regels duurt dat even: ververs deze bladzijde.")
        return go_to(request, back)
    try:
        return done(request, take_back(change=change, actor=user_of(request), today=today), back)
    except CannotUndo as refused:
        messages.error(request, refused.messages[0])
        return go_to(request, back)


def _places_without_a_seat(user: User) -> set[str]:
    """Where she lands who takes herself out of her only team: the list, or her own page."""
    own = {reverse("teams:person", args=[person.pk]) for person in Professional.objects.of_user(user)}
    return {reverse("teams:schools"), *own}
