"""Secret addresses for calendar programs: making one, making it another, taking it away."""

from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from meetings.models import CalendarFeed
from meetings.models.feed import new_secret
from schools.changes import Stale
from schools.models import School
from teams.actions.log import write_log
from teams.enums import LogKind
from teams.models import Professional


@transaction.atomic
def renew_feed(*, of: Professional | School, seen: str | None = None, actor: User) -> CalendarFeed:
    """A new address; the old one, if there was any, is closed from now on, with those of records merged into hers.

    Raises Stale when that is not the one that was `seen`: a button pressed twice closes nothing that was just made.
    """
    feed, is_new = CalendarFeed.objects.select_for_update().get_or_create(**_owner(of))
    others = CalendarFeed.objects.of(of).exclude(pk=feed.pk)
    if seen is not None and seen != mark_of(others.first() if is_new else feed):
        raise Stale(["Het agenda-adres is intussen een ander."])
    others.delete()
    if not is_new:
        feed.secret = new_secret()
        feed.save()
    _log(of, f"Nieuw agenda-adres voor {of}.", actor)
    return feed


@transaction.atomic
def close_feed(*, of: Professional | School, actor: User) -> None:
    """No calendar program reads it any more."""
    deleted, _ = CalendarFeed.objects.of(of).delete()
    if deleted:
        _log(of, f"Agenda-adres van {of} gestopt.", actor)


def mark_of(feed: CalendarFeed | None) -> str:
    """What tells one address from another without saying it; "" when there is none."""
    return salted_hmac("meetings.actions.feeds", feed.secret).hexdigest()[:16] if feed else ""


def _owner(of: Professional | School) -> dict[str, Any]:
    return {"school": of} if isinstance(of, School) else {"professional": of}


def _log(of: Professional | School, summary: str, actor: User) -> None:
    """An address lets data out, like an export."""
    about, school = (None, of) if isinstance(of, School) else (of, None)
    write_log(kind=LogKind.EXPORTED, actor=actor, summary=summary, about=about, school=school)
