"""Addresses around a session, and the button beside an agreement."""

from typing import Any

from django.test import Client

from meetings.models import Agreement, Meeting
from tests.pages import page

MINE = "/mijn-afspraken/"


def url_of(meeting: Meeting, what: str = "") -> str:
    return f"/bijeenkomsten/{meeting.pk}/{what}"


def done_button(client: Client, url: str, agreement: Agreement) -> dict[str, Any]:
    """What the button beside an agreement would send."""
    form = page(client.get(url)).xpath(f"//form[@action='/afspraken/{agreement.pk}/gedaan/']")[0]
    return dict(form.form_values())
