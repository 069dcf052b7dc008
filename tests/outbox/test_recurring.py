"""Tasks that come back: each turn plans the next, and a worker that starts brings back what was lost."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from outbox import recurring

EVERY = timedelta(hours=1)


@task()
def chore() -> None:
    recurring.plan_next(chore)


@pytest.fixture(autouse=True)
def entered(monkeypatch: pytest.MonkeyPatch) -> dict[str, timedelta]:
    """Only this one comes back; gives what the program itself entered, and how often each of that does."""
    own = {path: every for path, (_, every) in recurring._every.items()}
    monkeypatch.setattr(recurring, "_every", {})
    recurring.repeat(chore, every=EVERY)
    return own


def planned() -> list[object]:
    rows = DBTaskResult.objects.filter(task_path=chore.module_path)
    return [row.run_after - timezone.now() if row.run_after else None for row in rows]


def test_each_turn_plans_the_next_one_and_only_one() -> None:
    for _ in range(3):
        chore.call()
    assert planned() == [EVERY]


def test_a_worker_that_starts_gives_it_a_turn() -> None:
    with patch("django_tasks_db.management.commands.db_worker.Command.handle"):
        call_command("db_worker")
    assert [row.task_path for row in DBTaskResult.objects.all()] == [chore.module_path]


def test_the_sweep_of_the_outbox_comes_back_every_minute(entered: dict[str, timedelta]) -> None:
    assert entered["outbox.tasks.sweep"] == timedelta(minutes=1)
