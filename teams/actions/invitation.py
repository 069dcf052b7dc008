"""Inviting somebody to sign in: by a person, with a letter that she has read first."""

from datetime import date
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from accounts.models import User
from outbox.actions import post, was_posted
from teams.actions.letters import Letter, invitation
from teams.actions.log import write_log
from teams.enums import LogKind
from teams.models import Professional
from teams.seen import Snapshot, refuse_stale


def invitation_snapshot(professional: Professional, letter: Letter) -> Snapshot:
    """What the page with the button showed: the letter, and to whom it goes."""
    return {"De uitnodiging": {"aan": professional.email, "tekst": letter.text}}


@transaction.atomic
def invite(
    *, professional: Professional, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> None:
    """Send somebody the invitation, with the same key once. Raises Stale when it is no longer the one that was seen."""
    professional = Professional.objects.select_for_update(no_key=True, of=("self",)).get(pk=professional.pk)
    key = uuid5(key, f"{actor.pk} {professional.pk}") if key else uuid4()
    if was_posted(key):
        return
    letter = invitation(professional, actor, today)
    refuse_stale(seen, invitation_snapshot(professional, letter))
    post(to=professional.email, subject=letter.subject, text=letter.text, asked_by=actor, key=key)
    summary = f"{professional} is uitgenodigd om in te loggen."
    write_log(kind=LogKind.INVITED, actor=actor, summary=summary, about=professional)
