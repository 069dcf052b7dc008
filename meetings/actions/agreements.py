"""Afspraken: making one, changing it, and saying that it is done or not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.models import Agreement, Meeting
from schools.changes import Stale, recorded, reload
from schools.models import Change
from teams.models import Professional
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("text", "theme", "owner", "due_on", "done_on")
SHORT = 60  # letters of an agreement in a sentence about it


@dataclass(frozen=True)
class Promise:
    """What is agreed: what, who, before when, and under which theme."""

    text: str
    theme: str = ""
    owner: Professional | None = None
    due_on: date | None = None


def make_agreement(
    *, meeting: Meeting, promise: Promise, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Keep what was agreed in a session. Raises ValidationError for a day before it, Stale once it was called off."""
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        refuse_stale(seen, {})
        if meeting.is_cancelled:
            raise Stale([f"{meeting.name} is afgezegd."])
        row = Agreement(school=meeting.school, meeting=meeting)
        _fill(row, promise)
        row.save()
        change.summary = f"Afgesproken: {_short(row)}."
    return change


def change_agreement(
    *, agreement: Agreement, promise: Promise, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Say it otherwise, give it to somebody else, or another day. Raises like `make_agreement`, and Stale when it
    changed since `seen`."""
    with recorded(subject=agreement.school, actor=actor, key=key) as change:
        reload(agreement)
        refuse_stale(seen, row_snapshot(agreement, SHOWN))
        _fill(agreement, promise)
        agreement.save()
        change.summary = f"Afspraak gewijzigd: {_short(agreement)}."
    return change


def complete_agreement(*, agreement: Agreement, today: date, actor: User, key: UUID | None = None) -> Change:
    """Say that it is done. Raises Stale when that was said before."""
    with recorded(subject=agreement.school, actor=actor, key=key) as change:
        reload(agreement)
        if agreement.is_done:
            raise Stale(["Deze afspraak was al gedaan."])
        agreement.done_on = today
        agreement.save()
        change.summary = f"Afspraak gedaan: {_short(agreement)}."
    return change


def reopen_agreement(*, agreement: Agreement, actor: User, key: UUID | None = None) -> Change:
    """Say that it is not done after all. Raises Stale when it is open."""
    with recorded(subject=agreement.school, actor=actor, key=key) as change:
        reload(agreement)
        if not agreement.is_done:
            raise Stale(["Deze afspraak staat al open."])
        agreement.done_on = None
        agreement.save()
        change.summary = f"Afspraak staat weer open: {_short(agreement)}."
    return change


def remove_agreement(
    *, agreement: Agreement, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Take away what was no agreement. Raises Stale when it changed since `seen`."""
    with recorded(subject=agreement.school, actor=actor, key=key) as change:
        reload(agreement)
        refuse_stale(seen, row_snapshot(agreement, SHOWN))
        change.summary = f"Afspraak weggehaald: {_short(agreement)}."
        agreement.delete()
    return change


def _fill(row: Agreement, promise: Promise) -> None:
    day = row.meeting.day
    if promise.due_on is not None and day is not None and promise.due_on < day:
        raise ValidationError({"due_on": f"Kies een dag vanaf de bijeenkomst: {row.meeting.day_text}."})
    row.text, row.theme, row.owner, row.due_on = promise.text, promise.theme, promise.owner, promise.due_on


def _short(row: Agreement) -> str:
    text = row.text.rstrip(".")
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
