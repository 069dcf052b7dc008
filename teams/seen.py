"""What somebody saw when she opened a form, to tell her what others changed before she saved.

A snapshot maps a label ("Samira Bakkali, CJG-coach") to what was shown of it. It travels through the form, signed.
"""

from django.core import signing

from schools.changes import Stale

SALT = "teams.seen"
Snapshot = dict[str, dict[str, str]]


def seal(snapshot: Snapshot, about: str) -> str:
    """The snapshot as a signed text for a hidden field; `about` says of what it is, such as "person 12"."""
    return signing.dumps(snapshot, salt=f"{SALT} {about}", compress=True)


def unseal(text: str, about: str) -> Snapshot:
    """The snapshot of a hidden field; raises signing.BadSignature when it is not ours or about another thing."""
    snapshot: Snapshot = signing.loads(text, salt=f"{SALT} {about}")
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
