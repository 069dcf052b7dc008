"""What speaks against a moment for a meeting, in sentences that explain.

Somebody in two places is refused; anything else that another moment could mend can be overruled by who gives a reason.
The rest is a note: who need not come, and a seat that is empty, which is so at every moment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetings.moments.circumstances import APART_DAYS, SCHOOL_CLOSES, SCHOOL_OPENS, Around, Attendant, Busy, Slot
from meetings.moments.wording import distance, elsewhere, not_working
from teams.dutch import day_text, full_day_text, hours_text, in_words, weekday_text


class Kind(StrEnum):
    """What an objection is about."""

    ELSEWHERE = "elsewhere"
    OTHER_YEAR = "other_year"
    CLOSED = "closed"
    WEEKEND = "weekend"
    HOURS = "hours"
    SAME_HALF = "same_half"
    TOO_CLOSE = "too_close"
    NOT_WORKING = "not_working"
    VACANCY = "vacancy"
    OPTIONAL = "optional"
    OPTIONAL_ELSEWHERE = "optional_elsewhere"


BLOCKING = (Kind.ELSEWHERE, Kind.OPTIONAL_ELSEWHERE)
NOTES = (Kind.VACANCY, Kind.OPTIONAL)
NEED_NOT = ", maar hoeft er niet bij te zijn."
NEED_NOT_ALL = ", maar hoeven er niet bij te zijn."


@dataclass(frozen=True)
class Objection:
    """One thing that speaks against a moment."""

    kind: Kind
    text: str

    @property
    def is_blocking(self) -> bool:
        """Nobody can be in two places: no reason makes that possible."""
        return self.kind in BLOCKING

    @property
    def needs_reason(self) -> bool:
        """Whether who wants this moment all the same says why."""
        return self.kind not in {*BLOCKING, *NOTES}


def objections(slot: Slot, around: Around) -> list[Objection]:
    """All that speaks against a slot: first what is refused, then what needs a reason, then what is only a note."""
    return [
        *_elsewhere(slot, around),
        *_of_the_day(slot, around),
        *_of_other_meetings(slot, around),
        *_of_the_team(slot, around),
        *_optional(slot, around),
    ]


def _elsewhere(slot: Slot, around: Around) -> Iterator[Objection]:
    for busy, people in _by_session(around.required, slot, around).items():
        yield Objection(Kind.ELSEWHERE, f"{elsewhere(people, busy, slot, around.spot)}.")
    for busy, people in _by_session(around.optional, slot, around).items():
        if busy.overlaps(slot):
            phrase = elsewhere(people, busy, slot, around.spot)
            yield Objection(Kind.OPTIONAL_ELSEWHERE, f"{phrase}{NEED_NOT if len(people) == 1 else NEED_NOT_ALL}")


def _by_session(people: Iterable[Attendant], slot: Slot, around: Around) -> dict[Busy, list[Attendant]]:
    """The other sessions that people cannot combine with this slot, with who sits there."""
    found: dict[Busy, list[Attendant]] = {}
    for person in people:
        for busy in person.clashes(slot, around.spot):
            found.setdefault(busy, []).append(person)
    return found


def _of_the_day(slot: Slot, around: Around) -> Iterator[Objection]:
    if slot.day not in around.year:
        yield Objection(Kind.OTHER_YEAR, f"{day_text(slot.day)} valt niet in schooljaar {around.year}.")
    if closures := around.closures(slot.day):
        labels = in_words(dict.fromkeys(period.label for period in closures if period.label))
        yield Objection(Kind.CLOSED, f"De school is dan dicht: {labels}." if labels else "De school is dan dicht.")
    if not slot.is_on_weekday:
        yield Objection(Kind.WEEKEND, f"{day_text(slot.day)} is een {weekday_text(slot.day)}.")
    if not slot.is_in_school_hours:
        open_hours = hours_text(SCHOOL_OPENS, SCHOOL_CLOSES)
        yield Objection(Kind.HOURS, f"{slot.hours} valt buiten schooltijd ({open_hours}).")


def _of_other_meetings(slot: Slot, around: Around) -> Iterator[Objection]:
    for other in around.in_same_half(slot.day):
        when = full_day_text(other.day)
        yield Objection(Kind.SAME_HALF, f"In deze helft van het schooljaar is ook {other.name} ({when}).")
    for other in around.too_close(slot.day):
        text = f"Dit is {distance(slot.day, other.day)} {other.name} ({full_day_text(other.day)})."
        yield Objection(Kind.TOO_CLOSE, f"{text} Laat er liever {APART_DAYS // 7} weken tussen.")


def _of_the_team(slot: Slot, around: Around) -> Iterator[Objection]:
    for phrase in not_working(around.required, slot):
        yield Objection(Kind.NOT_WORKING, f"{phrase}.")
    if around.vacancies:
        seats = "Deze verplichte plekken zijn" if len(around.vacancies) > 1 else "Deze verplichte plek is"
        yield Objection(Kind.VACANCY, f"{seats} dan leeg: {in_words(around.vacancies)}.")


def _optional(slot: Slot, around: Around) -> Iterator[Objection]:
    for person in around.optional:
        clashes = person.clashes(slot, around.spot)
        on_the_way = [elsewhere([person], busy, slot, around.spot) for busy in clashes if not busy.overlaps(slot)]
        for phrase in on_the_way if clashes else not_working([person], slot):
            yield Objection(Kind.OPTIONAL, f"{phrase}{NEED_NOT}")
