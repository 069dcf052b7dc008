"""The key of forms without fields of their own: a button that does one thing, once."""

from collections.abc import Mapping
from uuid import UUID


def posted_key(data: Mapping[str, str]) -> UUID | None:
    """The key that came with a button; None when it is missing or no key."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None
