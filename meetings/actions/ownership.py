"""Who plans the sessions of a school: the procesbegeleider hands them over in a step that everybody can see."""

from datetime import date
from uuid import UUID

from accounts.models import User
from meetings.models import Ownership
from schools.changes import Stale, recorded
from schools.models import Change, School


def hand_to_school(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """From now on the school plans its own sessions. Raises Stale when it does already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        if Ownership.objects.filter(school=school).exists():
            raise Stale([f"{school} plant al zelf."])
        Ownership.objects.create(school=school, since=today)
        change.summary = f"{school} plant de bijeenkomsten voortaan zelf."
    return change


def take_back(*, school: School, actor: User, key: UUID | None = None) -> Change:
    """From now on the procesbegeleider plans again. Raises Stale when she does already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        row = Ownership.objects.filter(school=school).first()
        if row is None:
            raise Stale(["De procesbegeleider plant hier al."])
        row.delete()
        change.summary = f"De procesbegeleider plant de bijeenkomsten van {school} weer."
    return change
