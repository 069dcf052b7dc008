from typing import Any

from django_tasks_db.management.commands import db_worker

from outbox import recurring
from outbox.tasks import sweep


class Command(db_worker.Command):
    """The worker of django-tasks-db, which first sweeps the outbox, and gives what comes back a turn.

    A worker that was killed may have taken a mail's task and the next sweep along; the one that starts in its place
    brings them back.
    """

    def handle(self, **options: Any) -> None:
        sweep.enqueue()
        recurring.begin()
        super().handle(**options)
