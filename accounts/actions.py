"""What is done with accounts as a whole."""

import secrets

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import ReadingKey, SavedPage, User, digest_of

SECRET_BYTES = 32


@transaction.atomic
def forget_account(*, user: User) -> None:
    """Take an account away with all that hangs on it: sessions, devices, second steps, accounts elsewhere.

    What it did stays, done by nobody. Sessions are read one by one: their table does not say whose they are.
    """
    hers = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=hers).delete()
    user.delete()


@transaction.atomic
def make_reading_key(*, user: User, name: str) -> tuple[ReadingKey, str]:
    """A new key and its secret, which is known only now."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return ReadingKey.objects.create(user=user, name=name, digest=digest_of(secret)), secret


@transaction.atomic
def stop_reading_key(*, key: ReadingKey) -> None:
    """No program reads with it any more."""
    key.delete()


@transaction.atomic
def save_page(*, user: User, name: str, address: str) -> SavedPage:
    """Keep where a page is under a name; a page of hers that had this name makes way."""
    page, _ = SavedPage.objects.update_or_create(user=user, name=name, defaults={"address": address})
    return page


@transaction.atomic
def forget_page(*, page: SavedPage) -> None:
    """The page itself stays; only its name is gone."""
    page.delete()
