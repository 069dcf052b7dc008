from allauth.usersessions.models import UserSession

from accounts.models import User


def end_sessions(user: User, *, but: str | None) -> None:
    """Sign a user out everywhere, except in the session with this key."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()
