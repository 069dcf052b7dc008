"""The page of a school that anybody may read: it is there, or it is not."""

from datetime import date
from uuid import UUID

from accounts.models import User
from schools.changes import Stale, recorded
from schools.models import Change, School
from teams.models import PublicPage


def open_public_page(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """Let anybody read the public page of a school. Raises Stale when it is open already."""
    with recorded(subject=school, actor=actor, key=key) as change:
        if PublicPage.objects.filter(school=school).exists():
            raise Stale(["De openbare pagina staat al aan."])
        PublicPage.objects.create(school=school, opened_on=today)
        change.summary = f"De openbare pagina van {school} staat aan."
    return change


def close_public_page(*, school: School, actor: User, key: UUID | None = None) -> Change:
    """Take the public page of a school away. Raises Stale when there is none."""
    with recorded(subject=school, actor=actor, key=key) as change:
        page = PublicPage.objects.filter(school=school).first()
        if page is None:
            raise Stale(["De openbare pagina staat al uit."])
        page.delete()
        change.summary = f"De openbare pagina van {school} staat uit."
    return change
