"""Dutch ways of writing that Django's own filters do not have."""

from collections.abc import Mapping
from uuid import uuid4

from django import template

from schools.phones import format_phone
from teams.access import Contact
from teams.models import Professional

register = template.Library()
register.filter("phone", format_phone)


@register.filter
def of(contacts: Mapping[int, Contact], person: Professional) -> Contact:
    """How this user can reach a person; about whom nobody asked, nothing is shown."""
    return contacts.get(person.pk, Contact())


@register.filter
def at(values: Mapping[int, str], key: int) -> str:
    """The text that belongs to a row's number; "" when there is none."""
    return values.get(key, "")


@register.simple_tag
def form_key() -> str:
    """A fresh key for a form that is one button, so that it acts once however often it is sent."""
    return str(uuid4())
