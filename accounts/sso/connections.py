"""Which account somebody at a provider signs in to. It is settled at her first time, and is hers alone."""

from collections.abc import Callable

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts.models import User
from accounts.sso.claims import Identity


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
