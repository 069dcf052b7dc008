"""Answers that calendar programs mail to the inbox, taken over as if she had clicked the link in her mail."""

import logging
import re
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from meetings.actions.inviting import Moved, answer_invitation
from meetings.calendars.ical import Answer, CalendarReply
from meetings.calendars.replying import reply_of
from meetings.enums import Reply
from meetings.holds import entry_of, mails_of_invitations
from meetings.models import Invitation
from schools.changes import Stale

logger = logging.getLogger(__name__)
UID = re.compile(r"(?ai)(?P<meeting>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-[0-9]+)?@kernteam")
ANSWERS = {Answer.YES: Reply.YES, Answer.MAYBE: Reply.MAYBE, Answer.NO: Reply.NO}


def take_reply(raw: bytes, *, now: datetime) -> bool:
    """Keep the answer in one mail; False when it is left alone. Of whom it was is not logged."""
    reply = reply_of(raw)
    why = "no answer that its sender gave" if reply is None else _take(reply, now)
    logger.info("A mail to the inbox: %s", why or "an answer was taken over")
    return not why


def _take(reply: CalendarReply, now: datetime) -> str:
    """Why it is left alone; "" when it was kept."""
    answer, row = ANSWERS.get(reply.answer), _invitation_of(reply)
    if answer is None or row is None:
        return "no answer yet" if answer is None else "not about an invitation of this address"
    told, first = row.notices.in_order().last(), entry_of(row).first
    if told is None or reply.sequence < first + told.sequence or row.answer == answer:
        return "nothing new"
    about = datetime.fromisoformat(told.facts["starts_at"]) if told.facts["starts_at"] else None
    try:
        answer_invitation(invitation=row, answer=answer, about=about, now=now, actor=None)
    except Moved:
        return "about another moment"
    except Stale:
        return "too late"
    except ValidationError:
        return "elsewhere at that moment"
    return ""


def _invitation_of(reply: CalendarReply) -> Invitation | None:
    """The one invitation to this session that went to the address that answers; None when several have it, and for a
    moment that her calendar merely holds."""
    found_uid = UID.fullmatch(reply.uid)
    if found_uid is None:
        return None
    rows = Invitation.objects.standing().filter(meeting__uid=UUID(found_uid["meeting"]))
    rows = rows.select_related("meeting__school__region", "professional").prefetch_related(*mails_of_invitations())
    found = [row for row in rows if row.address.lower() == reply.email and entry_of(row).uid == reply.uid.lower()]
    return found[0] if len(found) == 1 else None
