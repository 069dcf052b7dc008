"""The devices on which somebody is signed in, how long that lasts, and signing them out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.user_agents import device_words

MOST_DEVICES = 10
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: while it is not used, and at the very most."""

    idle: timedelta
    age: timedelta


@dataclass(frozen=True)
class Device:
    """A browser in which somebody is signed in."""

    pk: int
    words: str
    ip: str
    signed_in_at: datetime
    last_used_at: datetime
    is_this: bool


def devices_of(request: HttpRequest, user: User) -> list[Device]:
    """Where this user is signed in: this browser first, then the one used last."""
    here = request.session.session_key
    devices = [
        Device(
            pk=row.pk,
            words=device_words(row.user_agent),
            ip=row.ip,
            signed_in_at=row.created_at,
            last_used_at=row.last_seen_at,
            is_this=row.session_key == here,
        )
        for row in _sessions_of(user)
    ]
    return sorted(devices, key=lambda device: not device.is_this)


def sign_out_device(request: HttpRequest, user: User, pk: int) -> bool:
    """End one of this user's sessions; whether there was such a one."""
    rows = list(_sessions_of(user).filter(pk=pk))
    end_sessions(request, rows)
    return bool(rows)


def sign_out_others(request: HttpRequest, user: User) -> None:
    """End every session of this user but this one."""
    end_sessions(request, _others(request, user))


def sign_out_everywhere(user: User) -> None:
    """End every session of this user, from outside of all of them."""
    for row in _sessions_of(user):
        row.end()


def sign_out_beyond_the_most(request: HttpRequest, user: User) -> None:
    """End the sessions that were not used for longest, so that this one fits in."""
    end_sessions(request, _others(request, user)[MOST_DEVICES - 1 :])


def device_of(request: HttpRequest) -> Any:
    """The row of this session, made when there is none yet."""
    rows = UserSession.objects.filter(session_key=request.session.session_key, user=request.user)
    row = rows.first()
    if row is None:
        UserSession.objects.create_from_request(request)
        row = rows.get()
    return row


def note_use(row: Any, now: datetime) -> None:
    """Remember that this session is used; once a minute is exact enough, and spares a write at every request."""
    if now - row.last_seen_at >= NOTED_EVERY:
        UserSession.objects.filter(pk=row.pk).update(last_seen_at=now)


def _others(request: HttpRequest, user: User) -> list[Any]:
    return list(_sessions_of(user).exclude(session_key=request.session.session_key))


def _sessions_of(user: User) -> "QuerySet[Any]":
    """The sessions that are still there, the one used last first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows: QuerySet[Any] = UserSession.objects.filter(user=user, session_key__in=alive)
    return rows.order_by("-last_seen_at", "-pk")
