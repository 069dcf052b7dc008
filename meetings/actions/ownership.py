"""Who plans the sessions of a school: the procesbegeleider hands them over in a step that everybody can see."""

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from accounts.models import User
from meetings.handing_over import told_of_owner
from meetings.mails.owner_letter import owner_letter
from meetings.mails.owner_mails import last_hand_over, mail_key, owner_mails_of
from meetings.models import Ownership
from outbox.actions import post
from schools.changes import Stale, lock, recorded
from schools.models import Change, School
from teams.actions.log import write_log
from teams.enums import LogKind
from teams.models import Professional


def hand_to_school(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """From now on the school plans its own sessions; who plans there gets one mail. Raises Stale when it does
    already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        if Ownership.objects.filter(school=school).exists():
            raise Stale([f"{school} plant al zelf."])
        Ownership.objects.create(school=school, since=today)
        change.summary = f"{school} plant de bijeenkomsten voortaan zelf."
        for professional in told_of_owner(school, today, actor):
            _tell(change, school, professional, actor, is_own=True)
    return change


def take_back(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """From now on the procesbegeleider plans again; who planned there gets one mail. Raises Stale when she does
    already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        row = Ownership.objects.filter(school=school).first()
        if row is None:
            raise Stale(["De procesbegeleider plant hier al."])
        row.delete()
        change.summary = f"De procesbegeleider plant de bijeenkomsten van {school} weer."
        for professional in told_of_owner(school, today, actor):
            _tell(change, school, professional, actor, is_own=False)
    return change


def tell_again(*, school: School, professional: Professional, times: int, today: date, actor: User) -> None:
    """Mail somebody once more who plans now, when that was done so many times; after more, it does nothing.

    Raises Stale when she was not mailed about it, or cannot be.
    """
    with lock(school):
        found = last_hand_over(school)
        sent = next((row for row in owner_mails_of(school, today) if row.professional == professional), None)
        if found is None or sent is None or not sent.mail.again:
            raise Stale([f"Aan {professional} is hierover niets te versturen."])
        if sent.times != times:
            return
        change, is_own = found
        _tell(change, school, professional, actor, is_own=is_own, number=times)
        summary = f"Opnieuw verstuurd aan {professional}: wie de bijeenkomsten van {school} plant."
        write_log(kind=LogKind.NOTIFIED, actor=actor, school=school, summary=summary)


def _tell(
    change: Change, school: School, professional: Professional, actor: User, *, is_own: bool, number: int = 0
) -> None:
    """It names who made the change, also when somebody else sends it again."""
    day = localdate(change.made_at) if number else None
    letter = owner_letter(school, professional, change.actor or actor, is_own=is_own, day=day)
    key = mail_key(change, professional, number)
    post(to=professional.email, subject=letter.subject, text=letter.text, asked_by=actor, key=key)
