"""Taking somebody out of what sessions hold; who was there stays known, of whom nobody can tell."""

from collections.abc import Sequence

from django.db.models import Q

from meetings.models import CalendarFeed, Invitation
from teams.models import Professional

OWN_WORDS = {"note": "", "stand_in_name": ""}


def forget_person(records: Sequence[Professional]) -> None:
    """What she wrote with her answers, also in what history keeps, and the address of her calendar. Part of an erasure,
    which has opened the trail."""
    ids = [row.pk for row in records]
    written = ~Q(note="") | ~Q(stand_in_name="")
    for row in Invitation.objects.filter(written, professional__in=ids).select_for_update(no_key=True, of=("self",)):
        row.note, row.stand_in_name = "", ""
        row.save()
    Invitation.history.filter(written, professional__in=ids).update(**OWN_WORDS)
    CalendarFeed.objects.filter(professional__in=ids).delete()
