"""What the worker does by itself for sessions: reminders and the mail of the week.

Every hour it looks whether it is time. What was sent is written down, so that a turn too many sends nothing. What goes
wrong at one session or person does not hold up the others, and is tried again the next hour.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from meetings.actions.digests import send_digests
from meetings.actions.reminders import send_reminders
from outbox.recurring import plan_next

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=1)


@task()
def mail_what_is_due() -> None:
    """Send the reminders and the overviews whose time has come."""
    plan_next(mail_what_is_due)
    now = timezone.now()
    for send in (send_reminders, send_digests):
        try:
            send(now=now)
        except Exception:
            logger.exception("%s could not go on", send.__name__)
