from typing import Any

from django_tasks_db.management.commands import db_worker

from outbox.tasks import keep_sweeping


class Command(db_worker.Command):
    """The worker of django-tasks-db, which first sees to it that the outbox is swept.

    A worker that was killed may have taken the next sweep along; the one that starts in its place brings it back.
    """

    def handle(self, **options: Any) -> None:
        keep_sweeping()
        super().handle(**options)
