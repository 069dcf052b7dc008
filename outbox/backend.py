from collections.abc import Sequence
from email.utils import parseaddr
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from outbox.letters import message_id_of
from outbox.models import Mail
from outbox.tasks import send_mail


class OutboxBackend(BaseEmailBackend):
    """Writes mails down instead of sending them, together with the task that will.

    Both are rows in the transaction of the caller: what is rolled back sends nothing, what is saved is not lost, and
    no request waits for a mail server.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> None:
    """Raises BadHeaderError when a header holds a line break."""
    message_id = message.extra_headers.setdefault("Message-ID", message_id_of(uuid4()))
    content = message.message().as_bytes()
    for address in dict.fromkeys(parseaddr(address)[1].lower() for address in message.recipients()):
        mail = Mail.objects.create(
            message_id=message_id,
            sender=message.from_email,
            recipient=address,
            subject=str(message.subject),
            content=content,
            is_secret=getattr(message, "is_secret", False),
            expires_at=getattr(message, "expires_at", None),
            asked_by=getattr(message, "asked_by", None),
        )
        send_mail.enqueue(mail.pk)
