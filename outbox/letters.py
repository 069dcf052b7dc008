"""A letter before it is written down, and as it comes back out of the outbox."""

from datetime import datetime
from email import message_from_bytes
from email.message import Message
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage, EmailMultiAlternatives

from outbox.models import Mail


def message_id_of(key: UUID) -> str:
    """The Message-ID of the letter with this key, by the name of the site: asking the machine's own can be slow."""
    return f"<{key}@{urlsplit(settings.SITE_URL).hostname}>"


class CalendarPart(NamedTuple):
    """An iCalendar file, and what it asks of the program that reads it: REQUEST or CANCEL."""

    method: str
    content: bytes


class Letter(EmailMultiAlternatives):
    """A letter that knows who asked for it, whether it is secret, and until when it is of use."""

    asked_by: AbstractBaseUser | None = None
    is_secret: bool = False
    expires_at: datetime | None = None


class KeptLetter(EmailMessage):
    """A letter from the outbox: every attempt sends the same bytes, with the same Message-ID."""

    def __init__(self, mail: Mail) -> None:
        super().__init__(from_email=mail.sender, to=[mail.recipient], subject=mail.subject)
        self.content = bytes(mail.content)

    def message(self) -> Any:  # type: ignore[override] # the stubs are of a later Django
        return message_from_bytes(self.content, _class=_Bytes)


class _Bytes(Message):
    """Can be asked for another line ending, as Django's transports do."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\n") -> bytes:
        return super().as_bytes(unixfrom, policy or self.policy.clone(linesep=linesep))
