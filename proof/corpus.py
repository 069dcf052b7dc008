"""Texts that try to become markup, and writing them into every text field of the scratch database."""

from typing import Any

from django.db import models

from schools.models import Board, FreePeriod, Municipality, Region, School
from teams.models import Membership, Organisation, Professional, Role, SeatTemplate

HARMLESS = "Zomaar tekst"
PAYLOADS = (
    '"><img src=x onerror=__xss=1>',
    "<script>__xss=1</script>",
    "' onmouseover='__xss=1' x='",
    "</title></text></svg><svg onload=__xss=1>",
    "<svg/onload=__xss=1>",
    "]]><script>__xss=1</script><![CDATA[",
    "javascript:__xss=1//",
    "</textarea><input autofocus onfocus=__xss=1>",
    "--><b>",
    "\"'`=<>&;\\/",
    "<b>&#x3c;i&#62;",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "\u202e<a href=//x>",
    "<math><mtext></p><style><img src onerror=__xss=1>",
)
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Professional: ("first_name", "infix", "surname", "email", "expertise", "introduction"),
    Organisation: ("name",),
    School: ("name", "city", "street", "house_number", "postcode", "district", "denomination", "website"),
    Municipality: ("name",),
    Region: ("name",),
    Board: ("name",),
    Role: ("name", "abbreviation"),
    SeatTemplate: ("name",),
    Membership: ("contact_hours",),
    FreePeriod: ("label",),
}
TYPED = "qzz"  # the mark of what is typed into a form or a search field
MARKS = {
    field: f"q{chr(97 + number // 26)}{chr(97 + number % 26)}"
    for number, field in enumerate(f"{model.__name__}.{name}" for model, names in FIELDS.items() for name in names)
}


def fill(payload: str) -> None:
    """Write the payload into every text field of every row, past all forms, as far as the column is long enough.

    A mark before it tells which field it is; what must be unique gets the row's number.
    """
    for model, names in FIELDS.items():
        for row in model._base_manager.all():
            for name in names:
                setattr(row, name, _text(row, name, payload))
            row.save()


def _text(row: models.Model, name: str, payload: str) -> str:
    field: Any = row._meta.get_field(name)
    own = f" {row.pk}" if name in {"name", "email"} else ""
    mark = MARKS[f"{type(row).__name__}.{name}"]
    text = f"{mark}{payload}{own}"
    return text if len(text) <= field.max_length else f"{mark}{own}"
