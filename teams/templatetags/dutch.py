"""Dutch ways of writing that Django's own filters do not have."""

from uuid import uuid4

from django import template

from schools.phones import format_phone

register = template.Library()
register.filter("phone", format_phone)


@register.simple_tag
def form_key() -> str:
    """A fresh key for a form that is one button, so that it acts once however often it is sent."""
    return str(uuid4())
