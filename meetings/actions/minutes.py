"""Saving minutes while somebody types: nobody overwrites what she has not seen, and no text is lost (decision 28)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.minutes_text import refusal, tidy
from meetings.models import Meeting, Minutes, MinutesDraft
from schools.changes import lock


@dataclass(frozen=True)
class Saved:
    """The minutes as they are now. When others saved meanwhile, `is_kept_apart`: the text is in a draft of its own."""

    minutes: Minutes
    is_kept_apart: bool


def save_minutes(*, meeting: Meeting, text: str, version: int, is_merged: bool = False, actor: User) -> Saved:
    """Make this the text of the minutes, when `version` is the one that it was written on.

    Otherwise the minutes stay as they are, and the text is kept apart for who wrote it, until she says that this one
    has it in it (`is_merged`): what she saves in another window meanwhile takes it from nobody. The same text saved
    twice is saved once. Raises ValidationError for a text that cannot be kept, and for a session that was
    called off.
    """
    text = tidy(text)
    if reason := refusal(text):
        raise ValidationError({"text": reason})
    with lock(meeting):
        meeting.refresh_from_db(fields=["state"])
        if meeting.is_cancelled:
            raise ValidationError({"text": "Deze bijeenkomst is afgezegd. Er hoort geen verslag bij."})
        row = minutes_of(meeting)
        if row.text != text and row.version != version:
            _keep_apart(meeting, text, actor)
            return Saved(row, is_kept_apart=True)
        if row.text != text:
            row.text, row.version, row.saved_by = text, row.version + 1, actor
            row.save()
        drafts = MinutesDraft.objects.filter(meeting=meeting, user=actor)
        (drafts if is_merged else drafts.filter(text=text)).delete()
    return Saved(row, is_kept_apart=False)


def minutes_of(meeting: Meeting) -> Minutes:
    """The minutes of a session; an empty version 0 while nobody wrote any."""
    return Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)


def draft_of(meeting: Meeting, user: User) -> MinutesDraft | None:
    """What this user wrote and still has to merge."""
    return MinutesDraft.objects.filter(meeting=meeting, user=user).first()


def _keep_apart(meeting: Meeting, text: str, actor: User) -> None:
    draft = draft_of(meeting, actor) or MinutesDraft(meeting=meeting, user=actor)
    draft.text = text
    draft.save()
