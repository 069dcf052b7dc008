"""What is done with accounts as a whole."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User


@transaction.atomic
def forget_account(*, user: User) -> None:
    """Take an account away with all that hangs on it: sessions, devices, second steps, accounts elsewhere.

    What it did stays, done by nobody. Sessions are read one by one: their table does not say whose they are.
    """
    hers = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=hers).delete()
    user.delete()
