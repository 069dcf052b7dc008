"""Letting somebody in by her e-mail address: inviting her, and confirming that an address is hers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from schools.changes import Stale
from teams.access import can_invite, can_send_confirmation, contact_shown
from teams.actions import addresses, invitation
from teams.actions.letters import invitation as invitation_letter
from teams.forms.buttons import posted_key, posted_snapshot
from teams.models import Professional
from teams.seen import seal
from teams.snapshots import about_person
from teams.views.answers import go_to, user_of
from teams.views.fetching import get_or_post, visible_professional


@get_or_post
def invite(request: HttpRequest, professional_id: int) -> HttpResponse:
    """Show the letter that will be sent, and send it."""
    today = timezone.localdate()
    professional = visible_professional(request, professional_id, today)
    if not can_invite(request.user, professional, today):
        raise PermissionDenied
    if request.method == "POST":
        return _send_invitation(request, professional)
    letter = invitation_letter(professional, user_of(request), today)
    seen = seal(invitation.invitation_snapshot(professional, letter), about_person(professional))
    contact = contact_shown(request.user, professional, today)
    context = {"professional": professional, "contact": contact, "letter": letter, "seen": seen}
    return render(request, "teams/invite.html", context)


@require_POST
def send_confirmation(request: HttpRequest, professional_id: int) -> HttpResponse:
    """Send the link to confirm an address again."""
    now = timezone.now()
    professional = visible_professional(request, professional_id, timezone.localdate(now))
    if not can_send_confirmation(request.user, professional, timezone.localdate(now)):
        raise PermissionDenied
    key = posted_key(request.POST)
    addresses.ask_to_confirm(professional=professional, actor=user_of(request), now=now, key=key)
    messages.success(request, f"Er is een mail om te bevestigen onderweg naar {professional}.")
    return go_to(request, reverse("teams:person", args=[professional.pk]))


@login_not_required
@never_cache
@get_or_post
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the owner of an address whether it is hers. Only a click confirms: mail programs open links too."""
    link = addresses.read_link(token)
    if link is None:
        return render(request, "teams/confirm_address.html", {"link": None}, status=410)
    if request.method == "POST" and not link.is_used:
        try:
            addresses.confirm_address(link=link, today=timezone.localdate(), session_key=request.session.session_key)
        except (Stale, ValidationError):
            messages.error(request, "Er is niets bevestigd.")
        return redirect("teams:confirm_address", token)
    return render(request, "teams/confirm_address.html", {"link": link})


def _send_invitation(request: HttpRequest, professional: Professional) -> HttpResponse:
    seen = posted_snapshot(request.POST, about_person(professional))
    key, today = posted_key(request.POST), timezone.localdate()
    try:
        invitation.invite(professional=professional, today=today, seen=seen, actor=user_of(request), key=key)
    except Stale:
        messages.error(request, "Er is niets verstuurd: de uitnodiging is intussen veranderd. Lees haar na.")
        return go_to(request, request.path)
    messages.success(request, f"De uitnodiging is onderweg naar {professional}.")
    return go_to(request, reverse("teams:person", args=[professional.pk]))
