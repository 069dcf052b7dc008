"""The code by mail with which somebody signs in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from outbox.actions import post
from teams.access import may_get_code
from teams.actions.people import open_account


@transaction.atomic
def mail_code(*, email: str, code: str, now: datetime) -> None:
    """Mail a code to an address that opens something, and open the account of who has a place; else do nothing."""
    today = timezone.localdate(now)
    open_account(email=email, today=today)
    if not may_get_code(email):
        return
    post(
        to=email,
        subject=render_to_string("account/email/login_code_subject.txt").strip(),
        text=render_to_string("account/email/login_code_message.txt", {"code": code}).strip(),
        asked_by=None,
        is_secret=True,
        expires_at=now + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    )
