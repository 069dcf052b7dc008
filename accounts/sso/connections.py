"""Which account somebody at a provider signs in to. It is settled at her first time, and is hers alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.sso.claims import Identity


@dataclass(frozen=True)
class Connection:
    """With which provider an account is connected, and since when."""

    pk: int
    name: str
    since: datetime
    last_used_at: datetime


def connections_of(user: User) -> list[Connection]:
    """The connections of an account, also with a provider that the settings no longer name."""
    names = {app["provider_id"]: app["name"] for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]}
    return [
        Connection(row.pk, names.get(row.provider, row.provider), row.date_joined, row.last_login)
        for row in SocialAccount.objects.filter(user=user).order_by("date_joined", "pk")
    ]


def release(user: User, pk: int) -> None:
    """Take away one of this account's own connections. She can always come in with a code in her mail."""
    SocialAccount.objects.filter(user=user, pk=pk).delete()


@transaction.atomic
def account_of(identity: Identity, may_come_in: Callable[[str], bool]) -> User | None:
    """The account that this identity may sign in to, connected to it from now on; None when there is none.

    The connection holds for the address that the account had when it was made: once the account moved to another
    address, it holds again only when the provider vouches for that one.
    """
    connections = SocialAccount.objects.filter(provider=identity.provider)
    holder = connections.filter(uid=identity.uid).values_list("user_id", flat=True).first()
    accounts = User.objects.filter(email=identity.email) if holder is None else User.objects.filter(pk=holder)
    user = accounts.select_for_update(no_key=True).first()
    if user is None or not may_come_in(user.email):
        return None
    connection = connections.filter(user=user).first() or SocialAccount(
        provider=identity.provider, uid=identity.uid, user=user, extra_data={"email": user.email}
    )
    if connection.uid != identity.uid or user.email not in (connection.extra_data["email"], identity.email):
        return None
    connection.extra_data = {"email": user.email}
    connection.save()
    return user
