"""One mail, for the page of who sent it."""

from dataclasses import dataclass
from datetime import datetime

from outbox.progress import Progress


@dataclass(frozen=True)
class SentMail:
    """What a mail told and when it was sent off (None: not known), how far it is, and the address of the button that
    sends it again ("": that cannot be)."""

    what: str
    at: datetime | None
    progress: Progress
    again: str = ""
