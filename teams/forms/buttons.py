"""What comes with a form that is one button: a key, so that it acts once, and what its page showed."""

from collections.abc import Mapping
from uuid import UUID

from django.core import signing
from django.core.exceptions import SuspiciousOperation

from teams.seen import Snapshot, unseal


def posted_key(data: Mapping[str, str]) -> UUID | None:
    """The key that came with a button; None when it is missing or no key."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None


def posted_snapshot(data: Mapping[str, str], about: str) -> Snapshot:
    """What the page with the button showed; raises SuspiciousOperation when that is missing or tampered with."""
    try:
        return unseal(data.get("seen", ""), about)
    except signing.BadSignature as error:
        raise SuspiciousOperation("A form came without what its page showed.") from error
