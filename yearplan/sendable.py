"""What of a proposal can be sent, to look at before anything goes."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from meetings.models import Invitation
from meetings.models.invitation import ONE_ADDRESS
from schools.models import Municipality
from yearplan.actions.sending import ToSend
from yearplan.gathering import Year, gather
from yearplan.models import Proposal, ProposedSession
from yearplan.page import closed_days_of, is_refused, sessions_with_standing
from yearplan.slots import key_of
from yearplan.standing import Standing


@dataclass(frozen=True)
class Sendable:
    """A session that can be sent: to whom, guests and who said no to its old moment too, and who has no address."""

    row: ProposedSession
    standing: Standing
    people: tuple[str, ...]
    silent: tuple[str, ...]
    to_send: ToSend

    @property
    def when(self) -> str:
        """Where it will be: "di 6 oktober 2026, 15.00-16.30 uur"."""
        return self.row.when

    @property
    def is_agreed(self) -> bool:
        return self.row.agreed_at is not None


@dataclass(frozen=True)
class Numbers:
    """What sending some of them means in numbers."""

    sessions: int
    schools: int
    mails: int
    people: int
    silent: tuple[str, ...]


def sendable_of(proposal: Proposal, *, today: date) -> list[Sendable]:
    """Every session that can be sent, in order of school."""
    year = gather(proposal.plan, today=today, chosen=proposal)
    rows, standings = sessions_with_standing(proposal, today)
    closed = closed_days_of(proposal.plan)
    ready = [row for row in rows if _is_ready(row, standings[row.pk], year, closed, today)]
    keys = [key_of(row.school_id, row.kind) for row in ready]
    invited = _invited(year.meetings[key].pk for key in keys if key in year.meetings)
    return [_sendable(row, standings[row.pk], year, invited) for row in ready]


def _is_ready(
    row: ProposedSession, standing: Standing, year: Year, closed: Container[tuple[int, date]], today: date
) -> bool:
    is_ahead = row.day is not None and row.day > today and not is_refused(standing, row.school_id, closed)
    return standing.is_to_send and is_ahead and key_of(row.school_id, row.kind) in year.instance.session


def numbers_of(some: Iterable[Sendable]) -> Numbers:
    """How many sessions, schools, mails and different people these are."""
    some = list(some)
    silent = sorted({name for each in some for name in each.silent})
    return Numbers(
        sessions=len(some),
        schools=len({each.row.school_id for each in some}),
        mails=sum(len(each.people) - len(each.silent) for each in some),
        people=len({pk for each in some for pk in each.people}),
        silent=tuple(silent),
    )


def fingerprint_of(some: Iterable[Sendable]) -> str:
    """What exactly would go: which session, where, and to whom. Two alike mean that nothing changed in between."""
    parts = [f"{each.row.pk} {each.standing.starts_at} {sorted(each.people)}" for each in some]
    return sha256("\n".join(parts).encode()).hexdigest()


def towns_of(some: Iterable[Sendable]) -> list[Municipality]:
    """The municipalities they are in, by name."""
    towns = {each.row.school.municipality_id: each.row.school.municipality for each in some}
    return sorted(towns.values(), key=lambda town: town.name)


def _invited(meetings: Iterable[int]) -> Mapping[int, list[Invitation]]:
    """Everybody who hears that a session moves, by the session: also guests, and who said no to the old moment."""
    found: dict[int, list[Invitation]] = defaultdict(list)
    for row in Invitation.objects.standing().filter(meeting__in=list(meetings)).select_related("professional"):
        found[row.meeting_id].append(row)
    return found


def _sendable(
    row: ProposedSession, standing: Standing, year: Year, invited: Mapping[int, list[Invitation]]
) -> Sendable:
    key = key_of(row.school_id, row.kind)
    session, meeting = year.instance.session[key], year.meetings.get(key)
    people = [year.people[pk] for pk in session.people if pk in year.people]
    named = {str(each.pk): (str(each), bool(ONE_ADDRESS.fullmatch(each.email))) for each in people}
    for each in invited.get(meeting.pk, ()) if meeting else ():
        named[str(each.professional_id or f"gast {each.pk}")] = (each.name, bool(each.address))
    silent = tuple(name for name, has_address in named.values() if not has_address)
    guide = year.people.get(session.facilitator or 0)
    return Sendable(row, standing, tuple(named), silent, ToSend(row, guide, meeting))
