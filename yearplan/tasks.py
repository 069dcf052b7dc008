"""What the worker does for plans, between its mail: computing, and sending what was decided."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from outbox.recurring import plan_next
from schools.changes import Stale
from yearplan.actions import computing, sending
from yearplan.models import Batch, Run

EVERY = timedelta(minutes=1)
BELOW_MAIL = -10


@task(priority=BELOW_MAIL)
def compute(run_id: int, attempt: int) -> None:
    """One step of a computation."""
    computing.take_step(run_id, attempt, compute.enqueue)


@task(priority=BELOW_MAIL)
def send(batch_id: int, attempt: int) -> None:
    """One step of a batch."""
    sending.take_step(batch_id, attempt, send.enqueue)


@task()
def go_on_with_what_stands_still() -> None:
    """Take up what a worker that was killed left."""
    plan_next(go_on_with_what_stands_still)
    now = timezone.now()
    for run in Run.objects.standing_still(now).select_related("plan"):
        with suppress(Stale):  # a plan that was taken away meanwhile
            computing.resume_run(run=run, now=now, enqueue=compute.enqueue)
    for batch in Batch.objects.standing_still(now).select_related("plan"):
        with suppress(Stale):
            sending.resume_batch(batch=batch, now=now, enqueue=send.enqueue)
