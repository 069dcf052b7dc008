"""What the worker does. The outbox is the truth; a task only says that there is something to do.

A task can be lost: the worker takes it and is killed. So the outbox is also swept every minute, and by every worker
that starts (management/commands/db_worker.py).
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from outbox.delivery import deliver, deliver_due, remove_old

SWEPT_EVERY = timedelta(minutes=1)
TASKS_KEPT = timedelta(minutes=15)  # a code that somebody asked for stands in one, and is good for as long


@task()
def send_mail(mail_id: int) -> None:
    """Send one mail as soon as it is saved."""
    deliver(mail_id, now=timezone.now())


@task()
def sweep() -> None:
    """Send what is due, remove what is old; the next sweep is planned before anything can go wrong."""
    keep_sweeping()
    now = timezone.now()
    deliver_due(now=now)
    remove_old(now=now)
    DBTaskResult.objects.filter(enqueued_at__lt=now - TASKS_KEPT).exclude(status=TaskResultStatus.READY).delete()


def keep_sweeping() -> None:
    """See to it that a next sweep is planned."""
    if not DBTaskResult.objects.filter(task_path=sweep.module_path, status=TaskResultStatus.READY).exists():
        sweep.using(run_after=timezone.now() + SWEPT_EVERY).enqueue()
