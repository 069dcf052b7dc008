"""What is left to the worker, so that nobody can tell by the time an answer takes what was found."""

from django.utils import timezone
from django_tasks import task

from teams.actions import codes


@task()
def mail_code(email: str, code: str) -> None:
    """Mail a code, if the address opens anything."""
    codes.mail_code(email=email, code=code, now=timezone.now())
