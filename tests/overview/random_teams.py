"""Teams made at random, the same for the same seed: who left, who comes, who stands in, who is wished for."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from meetings.enums import MeetingKind, MeetingState, Question, Theme
from meetings.models import TeamAnswer
from schools.enums import Sector
from schools.models import Region, School
from teams.models import Membership, Role, TeamConfirmation
from tests.factories import (
    TODAY,
    AgreementFactory,
    MeetingFactory,
    PlannedMemberFactory,
    SchoolFactory,
    StandInFactory,
    seat,
)

SPAN = 700  # days around today in which things begin and end


def lay_random_schools(region: Region, count: int, seed: int = 7) -> list[School]:
    """Schools of every sector with teams, sessions and confirmations of all kinds."""
    dice = random.Random(seed)  # noqa: S311 no secret
    made = [SchoolFactory(region=region, sector=dice.choice(Sector.values)) for _ in range(count)]
    roles = list(Role.objects.exclude(code="wijkagent").order_by("pk"))
    for school in made:
        for role in roles:
            for starts_on, ends_on in _periods(dice):
                member = seat(school, role.code, starts_on=starts_on, ends_on=ends_on, **_contact(dice))
                _stand_in(dice, member)
            if dice.random() < 0.15:
                PlannedMemberFactory(school=school, role=role, starts_on=_day(dice))
        _record(dice, school)
    return made


def _periods(dice: random.Random) -> Iterator[tuple[date, date | None]]:
    """None, one or two after each other, sometimes with a gap."""
    kind = dice.random()
    if kind < 0.25:
        return
    if kind < 0.6:
        yield TODAY - timedelta(days=dice.randrange(SPAN)), None
        return
    first = _day(dice)
    last = first + timedelta(days=dice.randrange(300))
    yield first, last
    if kind > 0.8:
        yield last + timedelta(days=dice.choice([1, 1, 40])), None


def _contact(dice: random.Random) -> dict[str, object]:
    return {"contact_days": dice.choice([0, 0, 3]), "professional__expertise": dice.choice(["", "verzuim", "verzuim"])}


def _stand_in(dice: random.Random, member: Membership) -> None:
    if dice.random() < 0.2:
        first = max(member.starts_on, TODAY - timedelta(days=dice.randrange(60)))
        last = min(member.ends_on or first + timedelta(days=90), first + timedelta(days=90))
        if first <= last:
            StandInFactory(membership=member, starts_on=first, ends_on=last)


def _record(dice: random.Random, school: School) -> None:
    for day in (TODAY - timedelta(days=400), TODAY - timedelta(days=dice.randrange(600))):
        if dice.random() < 0.5:
            TeamConfirmation.objects.create(school=school, confirmed_on=day)
    for kind in (MeetingKind.KENNISMAKING, MeetingKind.VERDIEPING):
        if dice.random() < 0.7:
            _session(dice, school, kind)
    for question in Question:
        if dice.random() < 0.2:
            TeamAnswer.objects.create(school=school, year=2026, question=question, text="Dat weten wij.")


def _session(dice: random.Random, school: School, kind: MeetingKind) -> None:
    state = dice.choice([MeetingState.HELD, MeetingState.PLANNED, MeetingState.CANCELLED])
    meeting = MeetingFactory(school=school, kind=kind, state=state)
    for theme in Theme:
        if dice.random() < 0.8:
            AgreementFactory(meeting=meeting, theme=theme)


def _day(dice: random.Random) -> date:
    return TODAY + timedelta(days=dice.randrange(-SPAN, SPAN // 2))
