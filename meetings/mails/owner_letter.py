"""The mail by which a school hears that it plans its sessions itself, or no longer does."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from meetings.mails.choices import HER_LINK, Reader, choices_url
from schools.models import School
from teams.actions.letters import Letter, name_of
from teams.dutch import day_text
from teams.models import Professional
from teams.names import one_line


def owner_letter(
    school: School,
    professional: Professional,
    actor: User,
    *,
    is_own: bool,
    day: date | None = None,
    is_sample: bool = False,
) -> Letter:
    """To one of those who edit the team; a name stays on one line. `day` is when it was done, if that was said before.
    A sample has no link that is hers alone."""
    name = one_line(str(school))
    context = {
        "name": one_line(str(professional)),
        "school": name,
        "actor": name_of(actor),
        "is_own": is_own,
        "day": f"op {day_text(day)}" if day else "vandaag",
        "link": f"{settings.SITE_URL}{reverse('meetings:school', args=[school.establishment_code])}",
        "choices": HER_LINK if is_sample else choices_url(Reader(professional)),
    }
    subject = f"{name} plant de bijeenkomsten voortaan zelf" if is_own else f"Wie plant de bijeenkomsten van {name}?"
    return Letter(subject, render_to_string("meetings/mail/ownership.txt", context).strip() + "\n")
