"""The providers of single sign-on, as the environment names them."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from kernteam import oidc

ONE = {"id": "bestuur", "name": "Duinscholen", "issuer": "https://login.example/", "client_id": "kern", "secret": "s"}


def test_none_named_is_none_believed() -> None:
    assert oidc.settings_of([], needs_https=True) == {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}


def test_one_named() -> None:
    assert oidc.settings_of([ONE], needs_https=True)["openid_connect"]["APPS"] == [
        {
            "provider_id": "bestuur",
            "name": "Duinscholen",
            "client_id": "kern",
            "secret": "s",
            "settings": {
                "server_url": "https://login.example",
                "issuer": "https://login.example",
                "trusted_domains": [],
            },
        }
    ]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({}, "must be a JSON list"),
        (["https://login.example"], "must be a JSON list"),
        ([{key: value for key, value in ONE.items() if key != "secret"}], r"missing \['secret'\]"),
        ([ONE | {"name": " "}], r"missing \['name'\]"),
        ([ONE | {"trusted_domain": ["example.nl"]}], r"unknown \['trusted_domain'\]"),
        ([ONE | {"id": "Bestuur/1"}], "an id is part of an address"),
        ([ONE | {"issuer": "http://login.example"}], "must be an https"),
        ([ONE | {"trusted_domains": "example.nl"}], "must be a list of domains"),
        ([ONE | {"trusted_domains": ["*"]}], "must be a list of domains"),
        ([ONE, ONE], "the same id twice"),
    ],
    ids=str,
)
def test_half_a_provider_is_refused(found: Any, reason: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=reason):
        oidc.settings_of(found, needs_https=True)
