"""Answers that calendar programs mail to the inbox, taken over as if she had clicked the link in her mail."""

import logging
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from meetings.actions.inviting import Moved, answer_invitation
from meetings.calendars import Answer, CalendarReply
from meetings.enums import Reply
from meetings.models import Invitation
from meetings.replying import reply_of
from schools.changes import Stale

logger = logging.getLogger(__name__)
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
    told = row.notices.in_order().last()
    if told is None or reply.sequence < told.sequence or row.answer == answer:
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
    """The one invitation to this session that went to the address that answers; None when several have it."""
    uid, _, house = reply.uid.partition("@")
    if house != "kernteam":
        return None
    try:
        rows = Invitation.objects.standing().filter(meeting__uid=UUID(uid))
    except ValueError:
        return None
    found = [
        row
        for row in rows.select_related("meeting__school__region", "professional")
        if row.address.lower() == reply.email
    ]
    return found[0] if len(found) == 1 else None
