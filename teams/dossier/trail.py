"""What was done with her data by others, and what she did herself."""

from collections.abc import Iterator, Sequence
from typing import Any

from accounts.models import User
from schools.models import Change
from teams.dossier.images import images_of, steps
from teams.dossier.pieces import Fact, Record, Section, who
from teams.enums import LogKind
from teams.models import LogEntry, Membership, PlannedMember, Professional, StandIn, TeamConfirmation


def changes_section(records: Sequence[Professional]) -> Section:
    """Every change of her data and her places, with the old and the new value, the last first."""
    found = [
        *_steps(Professional, "id", "je gegevens", records),
        *_steps(Membership, "professional", "een plek", records),
        *_steps(StandIn, "professional", "een waarneming", records),
        *_steps(PlannedMember, "professional", "een plan", records),
    ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return Section(
        "changes",
        "Wat er veranderd is",
        "Elke wijziging van jouw gegevens en plekken: door wie, en wat er eerst stond.",
        tuple(record for _, record in found),
    )


def _steps(
    model: Any, field: str, about: str, records: Sequence[Professional]
) -> Iterator[tuple[tuple[Any, int], Record]]:
    """The steps in which a row was hers, before or after."""
    if not records:
        return
    attname, mine = ("id" if field == "id" else f"{field}_id"), {row.pk for row in records}
    for earlier, image, differences in steps(model, images_of(model, records, field)):
        if differences and mine & {getattr(row, attname) for row in (earlier, image) if row is not None}:
            yield (image.history_date, image.history_id), _step(image, about, differences)


def _step(image: Any, about: str, differences: tuple[str, ...]) -> Record:
    change = image.change
    return Record(
        (
            Fact("what", "wat", change.summary if change else f"Er is iets veranderd aan {about}."),
            Fact("made_at", "wanneer", image.history_date),
            Fact("made_by", "door", who(change.actor if change else image.history_user)),
            Fact("about", "waarover", about),
            Fact("changed", "veranderd", differences),
        )
    )


def looks_section(records: Sequence[Professional]) -> Section:
    """Who looked at a shielded number, or exported her data."""
    rows = LogEntry.objects.filter(about__in=records).exclude(kind=LogKind.INVITED)
    return Section(
        "looks",
        "Wie jouw gegevens bekeek",
        "Wie een afgeschermd nummer bekeek, en wanneer gegevens zijn geëxporteerd. Gewoon bekijken van een pagina "
        "noteren we niet.",
        _entries(rows),
    )


def invitations_section(records: Sequence[Professional]) -> Section:
    """When she was invited, and by whom."""
    rows = LogEntry.objects.filter(about__in=records, kind=LogKind.INVITED)
    return Section("invitations", "Uitnodigingen", "Wanneer je bent uitgenodigd om in te loggen.", _entries(rows))


def _entries(rows: Any) -> tuple[Record, ...]:
    return tuple(
        Record(
            (
                Fact("what", "wat", row.summary),
                Fact("made_at", "wanneer", row.made_at),
                Fact("made_by", "door", who(row.actor)),
                Fact("kind", "soort", row.get_kind_display()),
                Fact("school", "school", str(row.school or "")),
            )
        )
        for row in rows.select_related("actor__professional", "school")
    )


def deeds_section(accounts: Sequence[User]) -> Section:
    """What she did herself: changes, teams that she confirmed, and what is kept of things that changed nothing."""
    changes = Change.objects.filter(actor__in=accounts).select_related("school")
    entries = LogEntry.objects.filter(actor__in=accounts).select_related("school")
    confirmations = TeamConfirmation.objects.filter(confirmed_by__in=accounts).select_related("school")
    done = [_deed(row.summary, row.made_at, row.school) for row in [*changes, *entries]]
    confirmed = [
        _deed(f"Het kernteam van {row.school} bevestigd.", row.confirmed_on, row.school) for row in confirmations
    ]
    done.sort(key=lambda record: str(record.facts[1].plain), reverse=True)
    return Section(
        "deeds",
        "Wat jij deed",
        "Wijzigingen die jij maakte, teams die jij bevestigde, en wat jij opvroeg.",
        (*done, *confirmed),
    )


def _deed(what: str, moment: Any, school: Any) -> Record:
    return Record(
        (Fact("what", "wat", what), Fact("made_at", "wanneer", moment), Fact("school", "school", str(school or "")))
    )
