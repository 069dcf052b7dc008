"""What somebody saw when she opened a form, to tell her what others changed before she saved.

A snapshot maps a label ("Samira Bakkali, CJG-coach") to what was shown of it. It travels through the form, signed.
"""

from django.core import signing

SALT = "teams.seen"
Snapshot = dict[str, dict[str, str]]


class Stale(Exception):
    """Somebody else changed the same thing meanwhile; `differences` says what, in Dutch."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__("; ".join(differences))
        self.differences = differences


def seal(snapshot: Snapshot) -> str:
    """The snapshot as a signed text for a hidden field."""
    return signing.dumps(snapshot, salt=SALT, compress=True)


def unseal(text: str) -> Snapshot:
    """The snapshot of a hidden field; raises django.core.signing.BadSignature when it was tampered with."""
    snapshot: Snapshot = signing.loads(text, salt=SALT)
    return snapshot


def refuse_stale(before: Snapshot | None, now: Snapshot) -> None:
    """Raises Stale when what was seen is no longer so; a caller that saw nothing (None) is not checked."""
    if before is not None and before != now:
        raise Stale(differences(before, now))


def differences(before: Snapshot, now: Snapshot) -> list[str]:
    """Each difference between two snapshots as a Dutch sentence."""
    came = [f"{label} is erbij gekomen." for label in now if label not in before]
    went = [f"{label} staat er niet meer." for label in before if label not in now]
    changed = [
        f"{label}: {field} is nu {now[label].get(field) or 'leeg'} (was {seen.get(field) or 'leeg'})."
        for label, seen in before.items()
        if label in now
        for field in dict.fromkeys([*seen, *now[label]])
        if seen.get(field) != now[label].get(field)
    ]
    return came + went + changed
