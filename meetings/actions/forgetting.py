"""Taking somebody out of what sessions hold; who was there stays known, of whom nobody can tell."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from meetings.models import CalendarFeed, Digest, Evaluation, Invitation, MailChoice, Meeting
from schools.school_year import SchoolYear
from schools.trail import opened
from teams.access import accounts_of
from teams.models import Professional

A_GUEST = "gast"
OWN_WORDS = {"note": "", "stand_in_name": ""}


def forget_person(records: Sequence[Professional]) -> None:
    """What she wrote with her answers, also in what history keeps, what she said of sessions, and the address of her
    calendar. Part of an erasure, which has opened the trail."""
    ids = [row.pk for row in records]
    written = ~Q(note="") | ~Q(stand_in_name="")
    for row in Invitation.objects.filter(written, professional__in=ids).select_for_update(no_key=True, of=("self",)):
        row.note, row.stand_in_name = "", ""
        row.save()
    Invitation.history.filter(written, professional__in=ids).update(**OWN_WORDS)
    for model in (CalendarFeed, Digest, MailChoice):
        model.objects.filter(professional__in=ids).delete()
    addresses = {account.email for row in records for account in accounts_of(row)}
    MailChoice.objects.filter(guest_email__in=addresses).delete()  # of before she was in the roster
    Evaluation.objects.filter(invitation__professional__in=ids).delete()


def forget_guests(*, today: date, years: int, dry_run: bool = False) -> int:
    """Take away who came as a guest to sessions of which so many further school years are over too; how many guests.

    That somebody came stays, and of which organisation. What their mails held is gone by then
    (OUTBOX_KEEP_DAYS).
    """
    last = SchoolYear.of(today).start - years - 1
    old = Meeting.history.filter(year__lte=last).values("id")
    kept = Invitation.history.filter(professional=None, meeting_id__in=old).exclude(guest_name=A_GUEST)
    rows = Invitation.objects.filter(professional=None, meeting__year__lte=last).exclude(guest_name=A_GUEST)
    if dry_run or not (rows.exists() or kept.exists()):
        return rows.count()
    with opened("Gegevens van gasten zijn weggehaald."):
        addresses = set(rows.values_list("guest_email", flat=True))
        found = list(rows)
        for row in found:
            row.guest_name, row.guest_email, row.note, row.stand_in_name = A_GUEST, "", "", ""
            row.save()
        kept.update(guest_name=A_GUEST, guest_email="", **OWN_WORDS)
        still = set(Invitation.objects.filter(professional=None).values_list("guest_email", flat=True))
        gone = {address.lower() for address in addresses} - {address.lower() for address in still}
        MailChoice.objects.filter(guest_email__in=gone).delete()
        Evaluation.objects.filter(invitation__in=[row.pk for row in found]).delete()
    return len(found)
