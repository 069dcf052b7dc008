"""The link in every mail about sessions by which its reader chooses what she gets, without signing in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts.models import User
from meetings.links import mark_of
from meetings.models import Invitation, MailChoice
from teams.models import Professional

SALT = "meetings.mails.choices"
HER_LINK = "(hier staat de eigen link)"  # in the sample that who sends it looks at: with hers, she could act for her
OPEN = 400 * 24 * 60 * 60  # seconds: longer than a school year
KINDS = {"herinneringen": "reminders", "weekoverzicht": "digest"}


@dataclass(frozen=True)
class Reader:
    """Who reads our mail: somebody of the roster, a guest, known by one invitation to her, or who has an account for a
    region and is not in the roster herself."""

    professional: Professional | None = None
    guest: Invitation | None = None
    account: User | None = None

    @property
    def name(self) -> str:
        if self.professional:
            return str(self.professional)
        return self.guest.guest_name if self.guest else self.address

    @property
    def address(self) -> str:
        if self.professional:
            return self.professional.email
        return self.guest.address if self.guest else self.account.email if self.account else ""

    @property
    def owner(self) -> dict[str, Any]:
        """What her choice is kept by."""
        if self.professional:
            return {"professional": self.professional}
        return {"guest_email": self.address.lower()}

    @property
    def choices(self) -> QuerySet[MailChoice]:
        """What she chose, the last first; also under a record that was merged into hers."""
        hers = Q(**self.owner)
        if self.professional:
            hers |= Q(professional__merged_into=self.professional)
        return MailChoice.objects.filter(hers).order_by("-chosen_at", "-pk")

    @property
    def choice(self) -> MailChoice:
        """What she chose last; all of it, as long as she chose nothing."""
        return self.choices.first() or MailChoice(**self.owner)


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
    row = reader.professional or reader.guest or reader.account
    assert row is not None  # noqa: S101 one of them
    kind = "p" if reader.professional else "g" if reader.guest else "a"
    return signing.dumps([kind, row.pk, mark_of(reader.address, salt=SALT)], salt=SALT)


def reader_by(token: str) -> Reader | None:
    """Who a link is of; None when it is forged or expired, or of an address that is no longer hers."""
    try:
        kind, pk, mark = signing.loads(token, salt=SALT, max_age=OPEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    reader = _found(kind, pk)
    if not reader.address or not constant_time_compare(mark, mark_of(reader.address, salt=SALT)):
        return None
    return reader


def _found(kind: str, pk: int) -> Reader:
    """The reader of a link; without an address when she is there no more."""
    if kind == "p":
        return Reader(Professional.objects.filter(pk=pk).first())
    if kind == "a":
        return Reader(account=User.objects.filter(pk=pk, is_active=True).first())
    return Reader(guest=Invitation.objects.filter(~Q(guest_name=""), pk=pk).first())
