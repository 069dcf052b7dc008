"""Getting what is in the outbox to a mail server, once, also when the server or the worker fails.

A mail is claimed before it is sent and marked afterwards. Whoever dies in between leaves a claim that lapses; then the
mail is sent again with the same Message-ID, by which its receiver can tell that she has it already.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F, Q
from django.utils import timezone

from outbox.enums import MailState
from outbox.letters import KeptLetter
from outbox.models import Mail
from outbox.refusals import is_final, reason_of

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # a conversation has some twelve steps, and each is given up after EMAIL_TIMEOUT (10 s)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 24 * 60))
ATTEMPTS = len(WAITS) + 1


Clock = Callable[[], datetime]


def deliver(mail_id: int, *, clock: Clock = timezone.now) -> None:
    """Send one mail, if it is due and nobody else is sending it."""
    mail = _claim(mail_id, clock())
    if mail is None:
        return
    try:
        get_connection(settings.OUTBOX_TRANSPORT).send_messages([KeptLetter(mail)])
    except (OSError, ValueError) as error:  # no server, no answer, a refusal; or an address that cannot be written
        _put_off(mail, error, clock())
    else:
        Mail.objects.filter(pk=mail.pk).close(MailState.SENT, sent_at=clock(), last_error="")


def deliver_due(*, clock: Clock = timezone.now) -> None:
    """Send every mail that is due, also those whose own task was lost, and close what nobody will send any more.

    This can take longer than a lease, so each mail is claimed at its own time.
    """
    now = clock()
    close_lapsed(now=now)
    for pk in list(Mail.objects.due(now).values_list("pk", flat=True)):
        deliver(pk, clock=clock)


def close_lapsed(*, now: datetime) -> None:
    """Give up what is of no use any more, or was tried often enough."""
    waiting = Mail.objects.filter(state=MailState.QUEUED, next_attempt_at__lte=now)
    waiting.filter(expires_at__lte=now).close(MailState.EXPIRED)
    waiting.filter(attempts__gte=ATTEMPTS).close(MailState.FAILED)


def remove_old(*, now: datetime) -> None:
    """Keep closed mails for as long as the settings say, to answer questions about them.

    Of one that was not sent, just that stays: no page may ever say that it was (outbox.progress). Secrets nobody asks
    about.
    """
    before = now - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    old = Mail.objects.exclude(state=MailState.QUEUED).filter(queued_at__lt=before)
    old.filter(Q(state=MailState.SENT) | Q(is_secret=True)).delete()
    old.exclude(recipient="").forget()


def _claim(mail_id: int, now: datetime) -> Mail | None:
    """The mail, from now on this worker's until its lease ends; None when somebody else has it or it is not due."""
    due = Mail.objects.due(now).filter(pk=mail_id, attempts__lt=ATTEMPTS)
    if not due.update(attempts=F("attempts") + 1, next_attempt_at=now + LEASE):
        return None
    return Mail.objects.filter(pk=mail_id).first()


def _put_off(mail: Mail, error: Exception, now: datetime) -> None:
    """Try again later, or give up: at once when the server means it. Whoever took the mail over meanwhile goes on
    undisturbed."""
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts)
    if mail.attempts >= ATTEMPTS or is_final(error):
        mine.close(MailState.FAILED, last_error=reason_of(error))
        logger.error("Mail %s was tried %s times and is given up: %s", mail.pk, mail.attempts, type(error).__name__)
        return
    mine.update(next_attempt_at=now + WAITS[mail.attempts - 1], last_error=reason_of(error))
    logger.warning("Mail %s could not be sent yet: %s", mail.pk, type(error).__name__)
