"""The link in every mail about sessions by which its reader chooses what she gets, without signing in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from meetings.links import mark_of
from meetings.models import Invitation, MailChoice
from teams.models import Professional

SALT = "meetings.mail_links"
OPEN = 400 * 24 * 60 * 60  # seconds: longer than a school year
KINDS = {"herinneringen": "reminders", "weekoverzicht": "digest"}


@dataclass(frozen=True)
class Reader:
    """Who reads our mail: somebody of the roster, or a guest, known by one invitation to her."""

    professional: Professional | None = None
    guest: Invitation | None = None

    @property
    def name(self) -> str:
        return str(self.professional) if self.professional else self.guest.guest_name if self.guest else ""

    @property
    def address(self) -> str:
        return self.professional.email if self.professional else self.guest.address if self.guest else ""

    @property
    def owner(self) -> dict[str, Any]:
        """What her choice is kept by."""
        if self.professional:
            return {"professional": self.professional}
        return {"guest_email": self.address.lower()}

    @property
    def choice(self) -> MailChoice:
        """What she chose; all of it, as long as she chose nothing."""
        return MailChoice.objects.filter(**self.owner).first() or MailChoice(**self.owner)


def reader_of(invitation: Invitation) -> Reader:
    """Who is invited; of a record that was merged, the one it became."""
    professional = invitation.professional
    if professional is None:
        return Reader(guest=invitation)
    return Reader(professional.merged_into or professional)


def without_reminders(invitations: Iterable[Invitation]) -> set[int]:
    """The keys of the invitations whose reader chose to get no reminders, in one query."""
    readers = {row.pk: reader_of(row) for row in invitations}
    people = [reader.professional for reader in readers.values() if reader.professional]
    guests = [reader.address.lower() for reader in readers.values() if reader.guest]
    refusing = MailChoice.objects.filter(
        Q(professional__in=people) | Q(guest_email__in=guests), reminders=False
    ).values_list("professional", "guest_email")
    refused = set(refusing)
    return {
        pk
        for pk, reader in readers.items()
        if ((reader.professional.pk, None) if reader.professional else (None, reader.address.lower())) in refused
    }


def choices_path(reader: Reader) -> str:
    return reverse("meetings:mail_choices", args=[token_of(reader)])


def choices_url(reader: Reader) -> str:
    return f"{settings.SITE_URL}{choices_path(reader)}"


def unsubscribe_headers(reader: Reader, kind: str) -> dict[str, str]:
    """By which a mail program offers to stop one kind of mail with one click (RFC 2369 and 8058)."""
    url = f"{settings.SITE_URL}{reverse('meetings:stop_mail', args=[token_of(reader), kind])}"
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def token_of(reader: Reader) -> str:
    row = reader.professional or reader.guest
    assert row is not None  # noqa: S101 one of both
    return signing.dumps(["p" if reader.professional else "g", row.pk, mark_of(reader.address, salt=SALT)], salt=SALT)


def reader_by(token: str) -> Reader | None:
    """Who a link is of; None when it is forged or expired, or of an address that is no longer hers."""
    try:
        kind, pk, mark = signing.loads(token, salt=SALT, max_age=OPEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if kind == "p":
        professional = Professional.objects.filter(pk=pk).first()
        reader = Reader(professional) if professional else None
    else:
        guest = Invitation.objects.filter(~Q(guest_name=""), pk=pk).first()
        reader = Reader(guest=guest) if guest else None
    if reader is None or not reader.address or not constant_time_compare(mark, mark_of(reader.address, salt=SALT)):
        return None
    return reader
