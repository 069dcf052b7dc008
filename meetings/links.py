"""The personal link in a mail: it opens one invitation, for one person, for as long as it is of use."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from meetings.models import Invitation

SALT = "meetings.links"
OF_DATES = "meetings.links.dates"  # the link of one mail does not open what another asks
OPEN_AFTERWARDS = timedelta(days=30)  # to say afterwards how it was
LONGEST = timedelta(days=720)  # also of a session that never got a date


def answer_url(invitation: Invitation) -> str:
    """Where this person answers without signing in; it dies when her address becomes another."""
    return f"{settings.SITE_URL}{reverse('meetings:answer', args=[token_of(invitation)])}"


def dates_url(invitation: Invitation) -> str:
    """Where this person says which moments suit her; like `answer_url`."""
    return f"{settings.SITE_URL}{dates_path(invitation)}"


def dates_path(invitation: Invitation) -> str:
    """The same, within the site."""
    return reverse("meetings:dates", args=[token_of(invitation, salt=OF_DATES)])


def token_of(invitation: Invitation, *, salt: str = SALT) -> str:
    return signing.dumps([invitation.pk, mark_of(invitation.address)], salt=salt)


def invitation_by(token: str, now: datetime, *, salt: str = SALT) -> Invitation | None:
    """The invitation that a link opens; None when it is forged, expired, or of an address that is no longer hers."""
    try:
        pk, mark = signing.loads(token, salt=salt, max_age=LONGEST)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Invitation.objects.select_related("meeting__school__region", "professional", "role")
    row = rows.filter(pk=pk).first()
    if row is None or not row.address or not constant_time_compare(mark, mark_of(row.address)):
        return None
    ends_at = row.meeting.ends_at
    return None if ends_at is not None and now > ends_at + OPEN_AFTERWARDS else row


def mark_of(address: str, *, salt: str = SALT) -> str:
    """What stands for an address in a link: it does not tell it, and the link dies when it becomes another."""
    return salted_hmac(salt, address.strip().lower()).hexdigest()[:16]
