"""What of a proposal can be sent, to look at before anything goes."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.timezone import localdate

from meetings.models import Invitation
from meetings.models.invitation import ONE_ADDRESS
from schools.models import Municipality
from yearplan.actions.sending import ToSend
from yearplan.gathering import Year, gather
from yearplan.models import Proposal, ProposedSession
from yearplan.pages.plan import closed_days_of, is_refused, sessions_with_standing
from yearplan.slots import key_of
from yearplan.standing import Standing


@dataclass(frozen=True)
class Sendable:
    """A session that can be sent: to whom, and who of them has no address. `people` are by number; `others`, by
    invitation, are guests, and who is in the team no more and hears that."""

    row: ProposedSession
    standing: Standing
    people: tuple[int, ...]
    others: tuple[int, ...]
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
    invited = _invited(year)
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
        mails=sum(len(each.people) + len(each.others) - len(each.silent) for each in some),
        people=len({pk for each in some for pk in each.people}) + sum(len(each.others) for each in some),
        silent=tuple(silent),
    )


def fingerprint_of(some: Iterable[Sendable]) -> str:
    """What exactly would go: which session, where, and to whom. Two alike mean that nothing changed in between."""
    parts = [f"{each.row.pk} {each.standing.starts_at} {sorted(each.people)} {sorted(each.others)}" for each in some]
    return sha256("\n".join(parts).encode()).hexdigest()


def towns_of(some: Iterable[Sendable]) -> list[Municipality]:
    """The municipalities they are in, by name."""
    towns = {each.row.school.municipality_id: each.row.school.municipality for each in some}
    return sorted(towns.values(), key=lambda town: town.name)


def _invited(year: Year) -> dict[int, list[Invitation]]:
    """Who is on the list of each session that there is, by the number of the session; one query."""
    rows = Invitation.objects.standing().filter(meeting__in=[row.pk for row in year.meetings.values()])
    found: dict[int, list[Invitation]] = defaultdict(list)
    for row in rows.with_people().order_by("pk"):
        found[row.meeting_id].append(row)
    return found


def _sendable(
    row: ProposedSession, standing: Standing, year: Year, invited: Mapping[int, Sequence[Invitation]]
) -> Sendable:
    key = key_of(row.school_id, row.kind)
    session, meeting = year.instance.session[key], year.meetings.get(key)
    days = {localdate(each) for each in (standing.starts_at, standing.known) if each}
    asked = {pk for day in days for pk in session.people_on(day)}
    people = [year.people[pk] for pk in sorted(asked) if pk in year.people]
    others = [each for each in invited[meeting.pk] if each.professional_id not in asked] if meeting else []
    silent = [str(each) for each in people if not ONE_ADDRESS.fullmatch(each.email)]
    silent += [each.name for each in others if not each.address]
    return Sendable(
        row,
        standing,
        tuple(each.pk for each in people),
        tuple(each.pk for each in others),
        tuple(silent),
        ToSend(row, year.people.get(session.facilitator or 0), meeting),
    )
