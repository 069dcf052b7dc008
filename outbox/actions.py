"""Sending mail: a letter is written into the outbox together with what it reports, and goes out once that is saved."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from outbox.enums import MailState
from outbox.letters import CalendarPart, Letter, message_id_of
from outbox.models import Mail


def post(
    *,
    to: str,
    subject: str,
    text: str,
    asked_by: AbstractBaseUser | None,
    is_secret: bool = False,
    expires_at: datetime | None = None,
    key: UUID | None = None,
    html: str = "",
    calendar: CalendarPart | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a letter to one address, because `asked_by` asked for it (None: the program itself).

    What is secret (a code, a link that opens something) is kept no longer than until it is sent; what expired is not
    sent any more. A letter with a key can be asked for again with `was_posted`. A calendar comes along twice: as an
    alternative, which calendar programs act on, and as a file for those that do not.
    """
    named = {**(headers or {}), **({"Message-ID": message_id_of(key)} if key else {})}
    subject = " ".join(subject.split()).replace("=?", "= ?")  # as it stands, a mail program would decode it
    letter = Letter(subject, text, to=[to], headers=named)
    letter.asked_by, letter.is_secret, letter.expires_at = asked_by, is_secret, expires_at
    if html:
        letter.attach_alternative(html, "text/html")
    if calendar:
        letter.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
        letter.attach("bijeenkomst.ics", calendar.content, "application/ics")
    letter.send()


def was_posted(key: UUID) -> bool:
    """Whether a letter with this key was posted before."""
    return Mail.objects.filter(message_id=message_id_of(key)).exists()


@transaction.atomic
def forget_mail_to(address: str) -> int:
    """Keep nothing of what was or would be sent to an address, but that something was; how many mails that were.

    What still waits is not sent any more: say goodbye after forgetting, not before.
    """
    mails = Mail.objects.filter(recipient=address.strip().lower())
    mails.filter(state=MailState.QUEUED).update(state=MailState.EXPIRED)
    return mails.forget()
