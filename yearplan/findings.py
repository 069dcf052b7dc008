"""Why a session does not fit and what would help, as it is kept with a proposal: numbers only, so that a name that
changes or goes does so here too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from meetings.moments.circumstances import Slot
from meetings.planner.explaining import Fact, FactKind
from meetings.planner.freeing import Change, ChangeKind

Kept = list[dict[str, Any]]


def keep_facts(facts: Iterable[Fact]) -> Kept:
    """Facts as a field keeps them."""
    return [{**asdict(fact), "others": list(fact.others), "people": list(fact.people)} for fact in facts]


def facts_of(kept: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """The facts that `keep_facts` kept."""
    return [
        Fact(
            **{
                **each,
                "kind": FactKind(each["kind"]),
                "others": tuple(each["others"]),
                "people": tuple(each.get("people", ())),  # what was kept before there were facts of a few
            }
        )
        for each in kept
    ]


def keep_changes(changes: Iterable[Change]) -> Kept:
    """Changes as a field keeps them."""
    return [
        {
            **asdict(change),
            "slot": _kept(change.slot),
            "starts": f"{change.starts:%H:%M}" if change.starts else None,
        }
        for change in changes
    ]


def changes_of(kept: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The changes that `keep_changes` kept."""
    return [
        Change(
            **{
                **each,
                "kind": ChangeKind(each["kind"]),
                "slot": _slot(each["slot"]),
                "starts": time.fromisoformat(each["starts"]) if each["starts"] else None,
            }
        )
        for each in kept
    ]


def _kept(slot: Slot | None) -> list[Any] | None:
    return [slot.day.isoformat(), f"{slot.starts:%H:%M}", slot.minutes] if slot else None


def _slot(kept: Sequence[Any] | None) -> Slot | None:
    return Slot(date.fromisoformat(kept[0]), time.fromisoformat(kept[1]), kept[2]) if kept else None
