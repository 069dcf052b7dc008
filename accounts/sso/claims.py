"""What a provider said about somebody, and which address of hers it vouches for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import normalise_email


class NotVouchedFor(Exception):
    """The provider named no address, or does not say that it is hers."""


@dataclass(frozen=True)
class Identity:
    """Somebody as a provider knows her: `uid` never changes, the address may."""

    provider: str
    uid: str
    email: str


def identity_of(provider: str, said: Mapping[str, Any], *, trusted_domains: Collection[str]) -> Identity:
    """Who this is. Raises NotVouchedFor when her address is not confirmed, or another error for nonsense.

    Some providers never say whether an address is confirmed. Of `trusted_domains` the provider is believed without that
    word; a provider that says "not confirmed" is never overruled.
    """
    token, more = said["id_token"], said.get("userinfo") or {}
    if more and more.get("sub") != token["sub"]:
        raise ValueError("the two answers are about different people")
    source = more if more.get("email") else token
    email = normalise_email(str(source.get("email") or ""))
    if not email:
        raise NotVouchedFor
    if False in (token.get("email_verified"), more.get("email_verified")):
        raise NotVouchedFor
    confirmed = source.get("email_verified")
    if confirmed is None:
        confirmed = email.rpartition("@")[2] in trusted_domains
    if confirmed is not True:
        raise NotVouchedFor
    return Identity(provider, str(token["sub"]), email)
