from typing import Any

from django_tasks_db.management.commands import db_worker

from outbox import recurring


class Command(db_worker.Command):
    """The worker of django-tasks-db, which first gives what comes back a turn, the sweep of the outbox among it.

    A worker that was killed may have taken a mail's task and the next sweep along; the one that starts in its place
    brings them back.
    """

    def handle(self, **options: Any) -> None:
        recurring.begin()
        super().handle(**options)
