"""What speaks against the moment of a session that is in the database, or against those that are asked for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.timezone import localdate

from meetings.invitees import vacancies_on
from meetings.models import Meeting
from meetings.models.meeting import span_text
from meetings.moments.around import around, expected_of, slot_of
from meetings.moments.circumstances import Around, Slot, slot_at
from meetings.moments.objections import Objection, objections
from schools.school_year import SchoolYear


def objections_to(meeting: Meeting, *, today: date) -> list[Objection]:
    """All that speaks against it; nothing while there is no date."""
    slot = slot_of(meeting)
    if slot is None:
        return []
    empty = vacancies_on(meeting.school, slot.day, today=today, roles=meeting.roles.all())
    known = around(
        meeting.school, meeting.school_year, meeting.kind, expected_of(meeting), vacancies=empty, but=meeting
    )
    return objections(slot, known)


def objections_by_moment(meeting: Meeting, moments: Sequence[datetime]) -> dict[datetime, list[Objection]]:
    """All that speaks against each of these moments for a session, save empty seats; in a number of queries that does
    not depend on how many they are."""
    if not moments:
        return {}
    known = _known_around(meeting, moments)
    return {each: objections(slot_at(each, meeting.minutes), known) for each in moments}


@dataclass(frozen=True)
class Judged:
    """What speaks against a moment, and of whom it is known (by the key of the professional) that she sits elsewhere
    then, or does not work."""

    objections: tuple[Objection, ...] = ()
    away: frozenset[int] = frozenset()
    off: frozenset[int] = frozenset()

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(text_of_doubts(self.objections))


def judged_by_moment(meeting: Meeting, moments: Sequence[datetime]) -> dict[datetime, Judged]:
    """Like `objections_by_moment`, with who is kept away."""
    if not moments:
        return {}
    known = _known_around(meeting, moments)
    return {each: _judged(slot_at(each, meeting.minutes), known) for each in moments}


def _judged(slot: Slot, known: Around) -> Judged:
    away = {person.key for person in known.attendants if person.clashes(slot, known.spot)}
    off = {person.key for person in known.attendants if person.parts_off(slot)}
    return Judged(tuple(objections(slot, known)), frozenset(away), frozenset(off))


def _known_around(meeting: Meeting, moments: Sequence[datetime]) -> Around:
    year = SchoolYear.of(localdate(min(moments)))
    return around(meeting.school, year, meeting.kind, expected_of(meeting), but=meeting)


def doubts_about(meeting: Meeting, new: Sequence[datetime]) -> list[str]:
    """What who asks for these moments should know before anybody is asked: a sentence or more for each that something
    speaks against, and for each that falls together with another."""
    found = objections_by_moment(meeting, new)
    sentences = {each: " ".join(text_of_doubts(found[each])) for each in sorted(found)}
    said = [f"{span_text(each, meeting.minutes)}: {text}" for each, text in sentences.items() if text]
    return [*said, *_falling_together(meeting, new)]


def text_of_doubts(found: Sequence[Objection]) -> list[str]:
    """Those that planning the moment would ask about."""
    return [each.text for each in found if each.is_blocking or each.needs_reason]


def _falling_together(meeting: Meeting, new: Collection[datetime]) -> list[str]:
    options = list(meeting.date_options.order_by("starts_at").values_list("starts_at", flat=True))
    return [
        f"{span_text(one, meeting.minutes)}: valt samen met {slot_at(other, meeting.minutes).hours}."
        for one, other in pairwise(options)
        if (other - one).total_seconds() < meeting.minutes * 60 and (one in new or other in new)
    ]
