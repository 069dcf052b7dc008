"""Reading the letters that were sent."""

import re
from typing import Any

from django.core import mail


def sent() -> list[tuple[list[str], str]]:
    """To whom, and about what."""
    return [(letter.to, letter.subject) for letter in mail.outbox]


def text_to(address: str) -> str:
    """What the last letter to an address says."""
    return str(next(letter.body for letter in reversed(mail.outbox) if letter.to == [address]))


def link_in(text: str) -> str:
    """The address in a letter, without its host."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", text)
    assert found is not None
    return found.group(1)


def terms(letter: Any) -> tuple[Any, bool, Any]:
    """Who asked for a letter, whether it is secret, and until when it is of use."""
    return letter.asked_by, letter.is_secret, letter.expires_at
