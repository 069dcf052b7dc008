"""What a team and its sessions should do, in plain Python that knows no database: row e4 holds the program against it.

Days and moments are numbers. Every deed answers whether it is done; what is refused changes nothing. A row is a key
with a value: a seat (school, person, first, last), a session (school, moment, state), who is asked (is she kept free).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
ENDLESS = 10**6
Row = tuple[str, int, int]
Rows = dict[Row, Any]


@dataclass
class Made:
    """What one deed did: each row from before (None: not there) and after it, and the form that it came from."""

    rows: dict[Row, tuple[Any, Any]]
    form: str
    undone_by: int | None = None


@dataclass
class Reference:
    rows: Rows = field(default_factory=dict)
    writer: dict[Row, int] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    counted: int = 0

    def seat(self, school: int, person: int, first: int, form: str = "") -> bool:
        return self._do({self._new("seat"): (school, person, first, ENDLESS)}, form)

    def end(self, seat: Row, last: int) -> bool:
        school, person, first, _ = self.rows[seat]
        return first <= last and self._do({seat: (school, person, first, last)})

    def succeed(self, seat: Row, person: int, first: int) -> bool:
        changed = self._succeeded(seat, person, first)
        return self.rows[seat][1] != person and changed is not None and self._do(changed)

    def hand_over(self, seats: Iterable[Row], person: int | None, first: int, today: int) -> bool:
        """All of them or none: to a colleague who sits there already, to nobody, or to somebody new in it."""
        changed: Rows = {}
        for seat in seats:
            part = self._handed(seat, person, first, today)
            if part is None:
                return False
            changed |= part
        return bool(changed) and self._do(changed)

    def plan(self, school: int, moment: int, form: str = "") -> bool:
        session = self._new("session")
        return self._do({session: (school, moment, PLANNED), **self._asked(session, school, moment)}, form)

    def move(self, session: Row, moment: int) -> bool:
        school, was, state = self.rows[session]
        asked = {row: True for row in self._rows_of(session) if was != moment}
        asked = asked or ({} if self._rows_of(session) else self._asked(session, school, moment))
        return state == PLANNED and self._do({session: (school, moment, PLANNED), **asked})

    def cancel(self, session: Row) -> bool:
        school, moment, state = self.rows[session]
        freed = dict.fromkeys(self._rows_of(session), False)
        return state == PLANNED and self._do({session: (school, moment, CANCELLED), **freed})

    def hold(self, session: Row) -> bool:
        school, moment, state = self.rows[session]
        return state == PLANNED and self._do({session: (school, moment, HELD)})

    def undo(self, number: int) -> bool:
        """Only what still is as that deed left it; an undo is a deed, and can be undone."""
        made = self.made[number]
        if made.undone_by is not None or any(self.writer[row] != number for row in made.rows):
            return False
        if not self._do({row: before for row, (before, _) in made.rows.items()}):
            return False
        made.undone_by = len(self.made) - 1
        return True

    def people_of(self, session: Row) -> list[int]:
        return sorted(person for _, _, person in self._rows_of(session))

    def of(self, kind: str) -> list[Row]:
        return sorted(row for row in self.rows if row[0] == kind)

    def team(self, school: int, day: int) -> Iterator[int]:
        for _, (there, person, first, last) in self._all("seat"):
            if there == school and first <= day <= last:
                yield person

    def stands(self, number: int) -> bool:
        undone_by = self.made[number].undone_by
        return undone_by is None or not self.stands(undone_by)

    def _do(self, changed: Rows, form: str = "") -> bool:
        """All of it or nothing; a form of which a deed stands does nothing."""
        if form and any(made.form == form and self.stands(number) for number, made in enumerate(self.made)):
            return False
        after = {row: value for row, value in {**self.rows, **changed}.items() if value is not None}
        if self.sits_twice(after) or self.is_twice(after):
            return False
        self.made.append(Made({row: (self.rows.get(row), value) for row, value in changed.items()}, form))
        self.writer |= dict.fromkeys(changed, len(self.made) - 1)
        self.rows = after
        return True

    def sits_twice(self, rows: Rows) -> bool:
        """Nobody has a seat at a school twice on one day."""
        seats = [value for row, value in rows.items() if row[0] == "seat"]
        return any(
            one[:2] == other[:2] and one[2] <= other[3] and other[2] <= one[3]
            for place, one in enumerate(seats)
            for other in seats[place + 1 :]
        )

    def is_twice(self, rows: Rows) -> bool:
        """Nobody is kept free for two sessions at one moment."""
        busy = [(rows["session", row[1], 0][1], row[2]) for row, kept in rows.items() if row[0] == "asked" and kept]
        return len(busy) != len(set(busy))

    def _succeeded(self, seat: Row, person: int, first: int) -> Rows | None:
        school, leaver, since, last = self.rows[seat]
        follows = [value for _, value in self._all("seat") if value[0] == school and value[2] == last + 1]
        if first <= since or any(value[2] <= first for value in follows):
            return None
        until = last if follows else ENDLESS
        return {
            seat: (school, leaver, since, min(last, first - 1)),
            self._new("seat"): (school, person, first, until),
        }

    def _handed(self, seat: Row, person: int | None, first: int, today: int) -> Rows | None:
        school, leaver, since, last = self.rows[seat]
        begins = max(first, since)
        stays = any(
            value[0] == school and value[1] == person and value[2] <= begins and value[3] == ENDLESS
            for _, value in self._all("seat")
        )
        if since > today and since >= first:
            anew = {} if person is None or stays else {self._new("seat"): (school, person, since, last)}
            return {seat: None, **anew}
        if person is None or stays:
            return None if first <= since else {seat: (school, leaver, since, min(last, first - 1))}
        return self._succeeded(seat, person, first)

    def _asked(self, session: Row, school: int, moment: int) -> Rows:
        return {("asked", session[1], person): True for person in self.team(school, moment)}

    def _rows_of(self, session: Row) -> list[Row]:
        return [row for row in self.rows if row[0] == "asked" and row[1] == session[1]]

    def _all(self, kind: str) -> list[tuple[Row, Any]]:
        return [(row, value) for row, value in self.rows.items() if row[0] == kind]

    def _new(self, kind: str) -> Row:
        self.counted += 1
        return (kind, self.counted, 0)
