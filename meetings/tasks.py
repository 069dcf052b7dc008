"""What the worker does by itself for sessions: reminders and the mail of the week.

Every hour it looks whether it is time. What was sent is written down, so that a turn too many sends nothing.
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from meetings.actions.digests import send_digests
from meetings.actions.reminders import send_reminders
from outbox.recurring import plan_next

EVERY = timedelta(hours=1)


@task()
def mail_what_is_due() -> None:
    """Send the reminders and the overviews whose time has come."""
    plan_next(mail_what_is_due)
    now = timezone.now()
    send_reminders(now=now)
    send_digests(now=now)
