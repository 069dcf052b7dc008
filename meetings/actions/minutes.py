"""Saving minutes while somebody types: nobody overwrites what she has not seen, and no text is lost (decision 28)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.after.minutes_merge import merged
from meetings.after.minutes_text import refusal, tidy
from meetings.models import Meeting, Minutes, MinutesDraft
from schools.changes import lock


@dataclass(frozen=True)
class Saved:
    """The minutes as they are now. When others saved meanwhile, `is_joined`: both texts are in them, or, where they
    changed the same lines, `is_kept_apart`: the text is in a draft of its own."""

    minutes: Minutes
    is_kept_apart: bool
    is_joined: bool = False


def save_minutes(
    *, meeting: Meeting, text: str, version: int, base: str | None = None, is_merged: bool = False, actor: User
) -> Saved:
    """Make this the text of the minutes, when `version` is the one that it was written on.

    Otherwise the lines of both are joined, when it is known which text hers began as (`base`) and they changed other
    lines. Else the minutes stay as they are, and the text is kept apart for who wrote it, until she says that this one
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
        is_met = row.text != text and row.version != version
        whole = _joined(base, text, row.text) if is_met else text
        if whole is None:
            _keep_apart(meeting, text, actor)
            return Saved(row, is_kept_apart=True)
        if row.text != whole:
            row.text, row.version, row.saved_by = whole, row.version + 1, actor
            row.save()
        drafts = MinutesDraft.objects.filter(meeting=meeting, user=actor)
        (drafts if is_merged else drafts.filter(text=text)).delete()
    return Saved(row, is_kept_apart=False, is_joined=is_met)


def minutes_of(meeting: Meeting) -> Minutes:
    """The minutes of a session; an empty version 0 while nobody wrote any."""
    return Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)


def draft_of(meeting: Meeting, user: User) -> MinutesDraft | None:
    """What this user wrote and still has to merge."""
    return MinutesDraft.objects.filter(meeting=meeting, user=user).first()


def _joined(base: str | None, mine: str, theirs: str) -> str | None:
    """Both texts in one that can be kept; None when that takes somebody who reads them."""
    whole = None if base is None else merged(tidy(base), mine, theirs)
    return None if whole is None or refusal(whole) else whole


def _keep_apart(meeting: Meeting, text: str, actor: User) -> None:
    draft = draft_of(meeting, actor) or MinutesDraft(meeting=meeting, user=actor)
    draft.text = text
    draft.save()
