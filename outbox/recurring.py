"""Tasks that come back by themselves, of this app and those above: they are entered here, and the worker plans them.

Such a task first plans its next turn (`plan_next`), before anything can go wrong. What a worker that was killed took
along, the next worker that starts plans again.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_every: dict[str, tuple[Any, timedelta]] = {}


def repeat(task: Any, *, every: timedelta) -> None:
    """Let a task come back, so long after each turn; called once, when the apps are ready."""
    _every[task.module_path] = task, every


def plan_next(task: Any) -> None:
    """See to it that a next turn is planned."""
    _, every = _every[task.module_path]
    if not DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY).exists():
        task.using(run_after=timezone.now() + every).enqueue()


def begin() -> None:
    """Give every task that comes back a turn now; called by each worker that starts."""
    for task, _ in _every.values():
        task.enqueue()
