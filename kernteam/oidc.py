"""Whom Kernteam believes about who somebody is: the providers of single sign-on that the environment names."""

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("id", "name", "issuer", "client_id", "secret")
OPTIONAL = ("trusted_domains",)


def settings_of(found: list[dict[str, Any]], *, needs_https: bool) -> dict[str, Any]:
    """What allauth must know of these providers. Raises ImproperlyConfigured rather than believing half of one."""
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ImproperlyConfigured("OIDC_PROVIDERS must be a JSON list of objects.")
    for one in found:
        _refuse_wrong(one, needs_https=needs_https)
    if len({one["id"] for one in found}) != len(found):
        raise ImproperlyConfigured("OIDC_PROVIDERS names the same id twice.")
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_app(one) for one in found]}}


def _refuse_wrong(one: dict[str, Any], *, needs_https: bool) -> None:
    missing = [key for key in NEEDED if not isinstance(one.get(key), str) or not one[key].strip()]
    unknown = sorted(one.keys() - {*NEEDED, *OPTIONAL})
    if missing or unknown:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: missing {missing}, unknown {unknown}.")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", one["id"]):
        raise ImproperlyConfigured("OIDC_PROVIDERS: an id is part of an address: small letters, digits and dashes.")
    if needs_https and not one["issuer"].startswith("https://"):
        raise ImproperlyConfigured("OIDC_PROVIDERS: an issuer must be an https:// address.")
    domains = one.get("trusted_domains", [])
    if not isinstance(domains, list) or not all(isinstance(domain, str) and "." in domain for domain in domains):
        raise ImproperlyConfigured("OIDC_PROVIDERS: trusted_domains must be a list of domains, such as school.nl.")


def _app(one: dict[str, Any]) -> dict[str, Any]:
    issuer = one["issuer"].rstrip("/")
    return {
        "provider_id": one["id"],
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one["secret"],
        "settings": {
            "server_url": issuer,
            "issuer": issuer,
            "trusted_domains": [domain.lower() for domain in one.get("trusted_domains", [])],
        },
    }
