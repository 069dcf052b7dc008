from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sso_providers() -> list[dict[str, Any]]:
    """With whose account one can sign in."""
    providers: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return providers
