"""What somebody's calendar program mailed: the answer in it, and whether she herself sent it. Imports no Django."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from meetings.calendars.ical import CalendarReply, reply_in

LARGEST_MAIL = 1_000_000  # bytes; an answer takes a few thousand
KINDS = {"text/calendar", "application/ics"}


def reply_of(raw: bytes) -> CalendarReply | None:
    """The answer in a mail; None when there is none, or when another address than the answering one sent it.

    A colleague must not answer for her. Whether the address of the sender is true is for the mail server to judge,
    which puts what it does not trust aside (SPF, DKIM and DMARC).
    """
    if len(raw) > LARGEST_MAIL:
        return None
    try:
        message = message_from_bytes(raw, policy=policy.default)
        senders = _senders(message.get_all("From", []))
        replies = [reply for part in message.walk() if (reply := _reply_in_part(part)) is not None]
    except Exception:  # noqa: BLE001 anybody may mail anything, and no way to break a mail may stop the post
        return None
    said = {(each.uid, each.email, each.answer, each.sequence) for each in replies}
    if len(senders) != 1 or len(said) != 1:
        return None
    return replies[0] if replies[0].email == senders[0] else None


def _senders(headers: Iterable[object]) -> list[str]:
    return [address.lower() for _, address in getaddresses([str(header) for header in headers])]


def _reply_in_part(part: EmailMessage) -> CalendarReply | None:
    if part.get_content_type() not in KINDS:
        return None
    content = part.get_payload(decode=True)
    return reply_in(content) if isinstance(content, bytes) else None
