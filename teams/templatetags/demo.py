from django import template
from django.conf import settings

from teams.demo.accounts import DEMO_ACCOUNTS, DemoAccount

register = template.Library()


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    """The people to sign in as with one click; nobody outside demo mode."""
    return DEMO_ACCOUNTS if settings.DEMO else ()
