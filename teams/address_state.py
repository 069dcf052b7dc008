"""How it stands with somebody's e-mail address, as far as the one who looks may know."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from teams.access import can_invite, can_send_confirmation, holders_of, visible_professionals
from teams.actions.letters import name_of
from teams.enums import LogKind
from teams.models import LogEntry, Professional


@dataclass(frozen=True)
class AddressState:
    """Whether the address opens something, what keeps it from doing so, and who invited her last."""

    is_waiting: bool
    shared_with: str
    last_invitation: LogEntry | None
    inviter: str
    can_invite: bool

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say or do."""
        return not (self.is_waiting or self.shared_with or self.last_invitation or self.can_invite)

    @property
    def warnings(self) -> list[str]:
        """What keeps the address from opening something."""
        waiting = "Nog niet bevestigd: met dit adres kan nog niemand inloggen."
        shared = f"Dit adres hoort ook bij {self.shared_with}. Inloggen kan er pas mee als ieder een eigen adres heeft."
        return [text for text, holds in ((waiting, self.is_waiting), (shared, self.shared_with)) if holds]


def address_state_of(professional: Professional, viewer: User, day: date) -> AddressState:
    """How it stands with somebody's address on this day, for who may change her data."""
    invitations = LogEntry.objects.filter(kind=LogKind.INVITED, about=professional).select_related("actor")
    last = invitations.first()
    return AddressState(
        is_waiting=can_send_confirmation(viewer, professional, day),
        shared_with=_others(professional, viewer, day),
        last_invitation=last,
        inviter=name_of(last.actor) if last and last.actor else "",
        can_invite=can_invite(viewer, professional, day),
    )


def _others(professional: Professional, viewer: User, day: date) -> str:
    """Who else has this address: by name whom the viewer may see, else "iemand anders"; "" when nobody has."""
    others = holders_of(professional.email).exclude(pk=professional.pk)
    seen = list(visible_professionals(viewer, day).filter(pk__in=others.values("pk"))[:4])
    names = [str(person) for person in seen]
    if others.count() > len(seen):
        names.append("iemand anders")
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
