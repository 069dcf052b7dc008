"""What the worker does. The outbox is the truth; a task only says that there is something to do.

A task can be lost: the worker takes it and is killed. So the outbox is also swept every minute, and by every worker
that starts (outbox.recurring).
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from outbox.delivery import deliver, deliver_due, remove_old
from outbox.recurring import plan_next

SWEPT_EVERY = timedelta(minutes=1)
TASKS_KEPT = timedelta(minutes=15)  # a code that somebody asked for stands in one, and is good for as long


@task()
def send_mail(mail_id: int) -> None:
    """Send one mail as soon as it is saved."""
    deliver(mail_id)


@task()
def sweep() -> None:
    """Send what is due, remove what is old; the next sweep is planned before anything can go wrong."""
    plan_next(sweep)
    deliver_due()
    now = timezone.now()
    remove_old(now=now)
    DBTaskResult.objects.filter(enqueued_at__lt=now - TASKS_KEPT).exclude(status=TaskResultStatus.READY).delete()
