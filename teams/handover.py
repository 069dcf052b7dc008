"""What handing over somebody's seats means at each school, in words: for the preview, the letters and the summary."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schools.models import School
from schools.models.dated import overlapping
from teams.dutch import day_text
from teams.letters import Letter, letters, told_at
from teams.models import Membership, Professional
from teams.week import DAYS, Weekdays

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Move:
    """One seat that is handed over, and to whom; to nobody: it is empty from that day."""

    membership: Membership
    successor: Professional | None


@dataclass(frozen=True)
class Moment:
    """From which day seats are handed over, and the day it is."""

    starts_on: date
    today: date

    def is_unbegun(self, membership: Membership) -> bool:
        """Whether a seat would begin only after it is handed over, so that its holder never sits there."""
        return membership.starts_on > self.today and membership.starts_on >= self.starts_on

    @property
    def last_day(self) -> date:
        return self.starts_on - ONE_DAY


@dataclass(frozen=True)
class Step:
    """What happens at one school, and what somebody should think of."""

    school: School
    sentence: str
    warnings: tuple[str, ...]
    leaves_empty: bool


@dataclass(frozen=True)
class Load:
    """At how many schools a successor sits on the day of the hand-over, without it and with it."""

    professional: Professional
    before: int
    after: int

    @property
    def blocks(self) -> tuple[bool, ...]:
        """A block for each school; true for one that is new."""
        return tuple(number >= self.before for number in range(self.after))


@dataclass(frozen=True)
class Preview:
    """Everything that will happen, before it happens."""

    steps: tuple[Step, ...]
    loads: tuple[Load, ...]
    letters: tuple[Letter, ...]
    not_told: tuple[School, ...]


class Story:
    """Tells a hand-over: reads what the successors do already, once for all seats."""

    def __init__(self, moves: Sequence[Move], at: Moment) -> None:
        self.moves, self.at = moves, at
        successors = {move.successor.pk: move.successor for move in moves if move.successor}
        rows = Membership.objects.filter(overlapping(at.starts_on, None), professional__in=successors)
        self.seats = list(rows.select_related("role"))
        self.successors = list(successors.values())

    def goes_on(self, move: Move) -> Membership | None:
        """The membership of a successor who sits in this very seat already."""
        first = max(self.at.starts_on, move.membership.starts_on)
        for row in self.seats if move.successor else ():
            is_hers = move.successor is not None and row.professional_id == move.successor.pk
            if is_hers and _place(row) == _place(move.membership) and row.is_on(first) and row.ends_on is None:
                return row
        return None

    def sentence(self, move: Move) -> str:
        """What happens with one seat."""
        leaver, role = move.membership.professional, move.membership.role
        stops = f"{leaver} stopt als {role}, laatste dag {day_text(self.at.last_day)}."
        if self.at.is_unbegun(move.membership):
            begin = day_text(move.membership.starts_on)
            if move.successor is None or self.goes_on(move):
                return f"{leaver} begint niet als {role} op {begin}."
            return f"{move.successor} begint op {begin} als {role}, in plaats van {leaver}."
        if move.successor is None:
            return f"{stops} Er is nog geen opvolger."
        if self.goes_on(move):
            return f"{stops} {move.successor} zit hier al en gaat door."
        return f"{move.successor} volgt {leaver} op als {role} vanaf {day_text(self.at.starts_on)}."

    def news(self) -> dict[School, list[str]]:
        """Per school what happens there."""
        told: dict[School, list[str]] = defaultdict(list)
        for move in self.moves:
            told[move.membership.school].append(self.sentence(move))
        return told

    def summary(self) -> str:
        """The whole hand-over in one sentence or two."""
        who, day = self.moves[0].membership.professional, day_text(self.at.starts_on)
        counts = Counter(str(move.successor) if move.successor else "zonder opvolger" for move in self.moves)
        to = ", ".join(f"{name} ({count})" for name, count in counts.items())
        return f"{_seats(len(self.moves))} van {who} overgedragen vanaf {day}: {to}."

    def letters(self, author: str) -> tuple[list[Letter], list[School]]:
        """Who is told what, and the schools where nobody can be told."""
        news = self.news()
        told = told_at(news, self.at.today)
        subject = f"Wijziging in het kernteam vanaf {day_text(self.at.starts_on)}"
        written = letters(told, news, subject=subject, intro="In het kernteam verandert dit:", author=author)
        return written, [school for school in news if not told[school]]

    def preview(self, author: str) -> Preview:
        """Everything that will happen, in a number of queries that does not depend on how many schools it touches."""
        planned = self._planned()
        steps = (
            Step(
                move.membership.school,
                self.sentence(move),
                tuple(self._warnings(move, planned)),
                leaves_empty=move.successor is None,
            )
            for move in self.moves
        )
        written, not_told = self.letters(author)
        return Preview(tuple(steps), tuple(self._loads()), tuple(written), tuple(not_told))

    def _planned(self) -> dict[tuple[int, int, date], Membership]:
        """Who was to take a seat over already, by the place and the first day."""
        schools = {move.membership.school_id for move in self.moves}
        rows = Membership.objects.filter(school__in=schools, starts_on__gt=self.at.starts_on)
        return {(*_place(row), row.starts_on): row for row in rows.select_related("professional")}

    def _warnings(self, move: Move, planned: dict[tuple[int, int, date], Membership]) -> Iterator[str]:
        row, successor = move.membership, move.successor
        if successor and (missed := row.contact_days & ~kept_days(row, successor)):
            days = " en ".join(DAYS[day] for day in Weekdays(missed).numbers)
            yield f"{successor} werkt niet op {days}, de vaste dag van deze school. Spreek een andere dag af."
        elsewhere = {
            seat.role
            for seat in self.seats
            if successor
            and seat.professional_id == successor.pk
            and seat.school_id == row.school_id
            and seat.role_id != row.role_id
        }
        for role in elsewhere:
            yield f"{successor} zit hier ook al als {role}."
        for stand_in in row.stand_ins.all():
            if stand_in.ends_on >= self.at.starts_on:
                yield f"{stand_in.professional} neemt waar tot en met {day_text(stand_in.ends_on)}; dat stopt dan ook."
        after = planned.get((*_place(row), row.ends_on + ONE_DAY)) if row.ends_on else None
        if after and successor:
            yield f"{after.professional} neemt het over op {day_text(after.starts_on)}; {successor} zit er tot dan."
        if row.is_first_contact and self.goes_on(move) and self.at.starts_on > self.at.today:
            day = day_text(self.at.starts_on)
            yield f"{row.professional} is hier eerste contact. Wijs vanaf {day} iemand anders aan."
        if row.school.closed_on:
            yield f"Deze school sluit op {day_text(row.school.closed_on)}."

    def _loads(self) -> Iterator[Load]:
        for person in self.successors:
            sits = {
                row.school_id for row in self.seats if row.professional_id == person.pk and row.is_on(self.at.starts_on)
            }
            comes = {move.membership.school_id for move in self.moves if move.successor == person}
            yield Load(person, len(sits), len(sits | comes))


def kept_days(membership: Membership, successor: Professional) -> int:
    """The days at school that a successor takes over: those on which she works, or all when her week is not known."""
    works = sum(1 << number for number, day in enumerate(successor.working_week.days) if day)
    return membership.contact_days & works if successor.half_days else membership.contact_days


def _place(row: Membership) -> tuple[int, int]:
    return row.school_id, row.role_id


def _seats(count: int) -> str:
    return "1 plek" if count == 1 else f"{count} plekken"
