"""Who plans the sessions of a school: the procesbegeleider hands them over in a step that everybody can see."""

from datetime import date
from uuid import UUID, uuid5

from accounts.models import User
from meetings.handing_over import told_of_owner
from meetings.models import Ownership
from meetings.owner_letter import owner_letter
from outbox.actions import post
from schools.changes import Stale, recorded
from schools.models import Change, School


def hand_to_school(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """From now on the school plans its own sessions; who plans there gets one mail. Raises Stale when it does
    already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        if Ownership.objects.filter(school=school).exists():
            raise Stale([f"{school} plant al zelf."])
        Ownership.objects.create(school=school, since=today)
        change.summary = f"{school} plant de bijeenkomsten voortaan zelf."
        _tell(change, school, today, actor, is_own=True)
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
        _tell(change, school, today, actor, is_own=False)
    return change


def _tell(change: Change, school: School, today: date, actor: User, *, is_own: bool) -> None:
    for professional in told_of_owner(school, today, actor):
        letter = owner_letter(school, professional, actor, is_own=is_own)
        key = uuid5(change.pk, str(professional.pk))
        post(to=professional.email, subject=letter.subject, text=letter.text, asked_by=actor, key=key)
