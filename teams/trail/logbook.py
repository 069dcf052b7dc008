"""The logbook of a school or a region: a page of entries costs the same few queries however much was done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from schools.models import Change, School
from teams.access import people_near, undoable
from teams.models import LogEntry, Organisation, PlannedMember, Professional
from teams.trail.entries import Entry, RowDiff
from teams.trail.images import Pair, pairs_of
from teams.trail.names import Names, who
from teams.trail.selection import Selection, people_of
from teams.trail.words import row_diff, school_of, wanted_names

Key = tuple[Any, str, bool]
LATEST = 8


@dataclass(frozen=True)
class Reader:
    """Who reads on which day, and of which school (None for a whole region); of plans only who may know of them."""

    user: User
    day: date
    school: School | None = None
    reads_plans: bool = False

    def elsewhere(self, school: School | None) -> School | None:
        """The school of something, where that goes without saying for a logbook of its own."""
        return None if self.school else school


def entries_of(keys: Sequence[Key], reader: Reader) -> list[Entry]:
    """The entries with these keys (Selection.keys), as this reader may see them."""
    with_actors = ("actor__professional", "school", "undone_by__undone_by__undone_by")
    wanted = [UUID(key) for _, key, is_change in keys if is_change]
    changes = Change.objects.select_related(*with_actors).in_bulk(wanted)
    log = LogEntry.objects.select_related("actor__professional", "school").in_bulk(
        [int(key) for _, key, is_change in keys if not is_change]
    )
    written = _Written(list(changes.values()), reader)
    return [
        written.entry(changes[UUID(key)]) if is_change else _logged(log[int(key)], reader) for _, key, is_change in keys
    ]


def latest_at(organisation: Organisation, user: User, day: date) -> list[Entry]:
    """The last things that were done to an organisation's people, without what each row said."""
    keys = Selection.of_organisation(organisation, user, day).without_plans().keys()[:LATEST]
    return [replace(entry, rows=()) for entry in entries_of(list(keys), Reader(user, day))]


def _logged(row: LogEntry, reader: Reader) -> Entry:
    return Entry(made_at=row.made_at, who=who(row.actor), summary=row.summary, school=reader.elsewhere(row.school))


class _Written:
    """What some changes wrote, read together."""

    def __init__(self, changes: list[Change], reader: Reader) -> None:
        self.reader = reader
        pairs = pairs_of([change.pk for change in changes])
        self.names = Names(wanted_names(pairs))
        self.pairs: dict[UUID, list[Pair]] = {change.pk: [] for change in changes}
        for pair in pairs:
            self.pairs[pair.change].append(pair)
        people = {pair.pk for pair in pairs if pair.model is Professional}
        self.readable = people_near(reader.user, people, reader.day)
        self.people = set(people_of(reader.school).values_list("professional", flat=True)) if reader.school else set()
        self.undoable = undoable(reader.user, [change for change in changes if self._still_holds(change)], reader.day)

    def _still_holds(self, change: Change) -> bool:
        """Whether it can be put back at all: it wrote rows, and none of them was written since."""
        pairs = self.pairs[change.pk]
        is_last = bool(pairs) and not any(pair.is_overtaken for pair in pairs)
        return is_last and not hasattr(change, "undone_by")

    def entry(self, change: Change) -> Entry:
        """The change in words, with the rows that belong to where it is read."""
        pairs = self.pairs[change.pk]
        rows = [self._row(pair) for pair in pairs if self._belongs(pair, change)]
        return Entry(
            made_at=change.made_at,
            who=who(change.actor),
            summary=change.summary,
            school=self.reader.elsewhere(change.school),
            change_key=str(change.pk),
            rows=tuple(row for row in rows if row),
            standing=_standing(change),
            can_undo=change.pk in self.undoable,
            is_undo=change.undoes_id is not None,
        )

    def _row(self, pair: Pair) -> RowDiff | None:
        shown = pair.pk in self.readable
        return row_diff(pair, self.names, shows_contact=shown, names_school=self.reader.school is None)

    def _belongs(self, pair: Pair, change: Change) -> bool:
        """Whether a row is of the school whose logbook this is; somebody's data are of the schools where she sits."""
        if pair.model is PlannedMember and not self.reader.reads_plans:
            return False
        if self.reader.school is None or pair.image is None:
            return True
        if pair.model is Professional:
            return change.school_id == self.reader.school.pk or pair.pk in self.people
        return bool(school_of(pair, self.names) == self.reader.school.pk)


def _standing(change: Change) -> str:
    """What became of a change: an undo can itself be undone, and so on."""
    times = 0
    while hasattr(change, "undone_by"):
        change, times = change.undone_by, times + 1
    if times == 0:
        return ""
    return "teruggedraaid" if times % 2 else "teruggedraaid en opnieuw gedaan"
