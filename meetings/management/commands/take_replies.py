import imaplib
import logging
import sys
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.actions.replies import take_reply

logger = logging.getLogger(__name__)
IMAPS = 993


class Command(BaseCommand):
    """Takes over the answers of calendar programs.

    One mail comes from standard input (for the pipe of a mail server), or with --imap every mail that is unread in the
    inbox of MEETINGS_IMAP_URL. What is no answer is left alone.
    """

    help = "Neem antwoorden uit agendaprogramma's over."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--imap", action="store_true", help="lees de inbox van MEETINGS_IMAP_URL")

    def handle(self, **options: Any) -> None:
        taken = _from_inbox() if options["imap"] else int(take_reply(sys.stdin.buffer.read(), now=timezone.now()))
        self.stdout.write(f"{taken} taken over")


def _from_inbox() -> int:
    """Read what is unread. A mail is marked as read once it was dealt with and not before, so that a next turn tries
    again what went wrong."""
    address = urlsplit(settings.MEETINGS_IMAP_URL)
    if address.scheme != "imaps" or not address.hostname:
        raise CommandError("MEETINGS_IMAP_URL is no imaps:// address.")
    with imaplib.IMAP4_SSL(address.hostname, address.port or IMAPS, timeout=30) as inbox:
        inbox.login(unquote(address.username or ""), unquote(address.password or ""))
        inbox.select(unquote(address.path.strip("/")) or "INBOX")
        _, found = inbox.search(None, "UNSEEN")
        return sum(_take(inbox, number) for number in found[0].split())


def _take(inbox: imaplib.IMAP4_SSL, number: str) -> bool:
    """Whether the answer in this mail was taken over; one that goes wrong does not hold up the others."""
    try:
        _, parts = inbox.fetch(number, "(BODY.PEEK[])")
        is_taken = take_reply(next(part[1] for part in parts if isinstance(part, tuple)), now=timezone.now())
    except imaplib.IMAP4.abort:  # the inbox is gone, and with it all that follow
        raise
    except Exception:
        logger.exception("A mail of the inbox could not be read, and stays unread")
        return False
    inbox.store(number, "+FLAGS", "\\Seen")
    return is_taken
