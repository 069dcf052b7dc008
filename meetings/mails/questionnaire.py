"""The mail that asks how a session was."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from meetings.enums import EvaluationQuestion
from meetings.links import OPEN_AFTERWARDS, answer_url
from meetings.mails.choices import HER_LINK, choices_url, reader_of
from meetings.mails.letters import Sender
from meetings.models import Invitation
from teams.dutch import day_text
from teams.names import one_line


@dataclass(frozen=True)
class Questionnaire:
    """What the mail says; it brings no calendar entry."""

    subject: str
    text: str
    html: str


def questionnaire_of(invitation: Invitation, *, sender: Sender, is_sample: bool = False) -> Questionnaire:
    """The mail for one person who was there. A sample, which who sends it looks at, has no links: what somebody answers
    and chooses by hers is hers alone."""
    meeting = invitation.meeting
    assert meeting.ends_at is not None  # noqa: S101 a session that was held has a moment
    context = {
        "name": one_line(invitation.name),
        "sender": sender.name,
        "what": one_line(meeting.name),
        "school": one_line(str(meeting.school)),
        "day": meeting.day_text,
        "until": day_text(localdate(meeting.ends_at + OPEN_AFTERWARDS)),
        "questions": EvaluationQuestion.labels,
        "link": HER_LINK if is_sample else answer_url(invitation),
        "choices": HER_LINK if is_sample else choices_url(reader_of(invitation)),
    }
    return Questionnaire(
        subject=f"Hoe was het? {one_line(f'{meeting.name} kernteam {meeting.school}, {meeting.day_text}')}",
        text=render_to_string("meetings/mail/evaluation.txt", context).strip() + "\n",
        html=render_to_string("meetings/mail/evaluation.html", context),
    )
