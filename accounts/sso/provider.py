"""Talking with a provider by OpenID Connect, on top of allauth."""

from typing import Any

import jwt
import requests
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache

from accounts.models import User
from accounts.sso.claims import Identity, identity_of

# What a provider that is down, wrongly set up, or not what it says it is, makes Python raise.
FAULTS = (requests.RequestException, OAuth2Error, jwt.PyJWTError, AttributeError, LookupError, TypeError, ValueError)
AN_HOUR = 60 * 60


class VouchedLogin(SocialLogin):  # type: ignore[misc]
    """Somebody coming in on a provider's word. Nothing of what it said is kept but who she is."""

    def __init__(self, provider: Any, identity: Identity) -> None:
        super().__init__(provider=provider, account=SocialAccount(provider=identity.provider, uid=identity.uid))
        self.identity = identity
        self._did_authenticate_by_email = None

    def lookup(self) -> None:
        """allauth would look by itself, and store what the provider said; our adapter settles it."""

    def come_in_as(self, user: User) -> None:
        self.user = user


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One provider that the settings name."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """How to reach it; asked once an hour, so that a provider that is down cannot hold every request up."""
        key = f"oidc:{self.provider_id}"
        if not hasattr(self, "_openid_config"):
            self._openid_config = cache.get(key) or self._ask_how_to_reach_it()
            cache.set(key, self._openid_config, AN_HOUR)
        return self._openid_config

    def _ask_how_to_reach_it(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config["issuer"].rstrip("/") != self.get_provider().app.settings["issuer"]:
            raise ValueError("the issuer is another one than the settings name")
        return config

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> VouchedLogin:
        """Raises NotVouchedFor, or one of FAULTS."""
        said = super().complete_login(request, app, token, **kwargs).account.extra_data
        trusted = app.settings["trusted_domains"]
        return VouchedLogin(self.get_provider(), identity_of(self.provider_id, said, trusted_domains=trusted))
