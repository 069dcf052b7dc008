"""The casussen of the verdiepingen, and those that teams gave to the library of their region."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from meetings.demo.scene import Scene, is_example
from meetings.demo.sessions import story_of
from meetings.demo.texts.casussen import IB, OCO, Story
from meetings.enums import MeetingKind
from meetings.models import Casus, CasusPerspective, CasusStep, LibraryCasus, Meeting
from schools.enums import Sector
from teams.models import Role

NOT_KEPT, READY = 5, 3  # every so many a held session has no casus; one to come has it already
OFFERED_AFTER = timedelta(days=12)


def casussen(scene: Scene, meetings: Iterable[Meeting]) -> Iterator[Casus]:
    """Of most verdiepingen that were held, of De Zeester what it is still writing, and of some that are to come."""
    for meeting in meetings:
        if meeting.kind == MeetingKind.VERDIEPING and _has_one(scene, meeting):
            story = _story(scene, meeting)
            yield Casus(
                meeting=meeting, label=story.label, theme=story.theme, age_band=story.age_band, story=story.story
            )


def perspectives(scene: Scene, rows: Iterable[Casus]) -> Iterator[CasusPerspective]:
    """How each role of the story looks at it, under the names that the roles have here."""
    for casus in rows:
        for role, text in _story(scene, casus.meeting).perspectives.items():
            yield CasusPerspective(casus=casus, role=_said(scene.roles, casus, role), text=text)


def steps(scene: Scene, rows: Iterable[Casus]) -> Iterator[CasusStep]:
    """The time line; what is done by a role, is done by "de jeugdarts"."""
    for casus in rows:
        for position, (moment, who, what) in enumerate(_story(scene, casus.meeting).steps):
            doer = f"de {_said(scene.roles, casus, who)}" if who in scene.roles else who
            yield CasusStep(casus=casus, position=position, moment=moment, who=doer, what=what)


def library(
    scene: Scene, rows: Iterable[Casus], views: Iterable[CasusPerspective], line: Iterable[CasusStep]
) -> Iterator[LibraryCasus]:
    """Each story once, given by the first team that held a session about it; others took it over from there."""
    views, line = list(views), list(line)
    given: set[str] = set()
    for casus in rows:
        day = casus.meeting.day
        if casus.label not in given and casus.meeting.is_held and day and day + OFFERED_AFTER <= scene.today:
            given.add(casus.label)
            yield LibraryCasus(
                region=scene.region,
                source=casus,
                label=casus.label,
                theme=casus.theme,
                age_band=casus.age_band,
                story=casus.story,
                perspectives=[[row.role, row.text] for row in views if row.casus_id == casus.pk],
                steps=[[row.moment, row.who, row.what] for row in line if row.casus_id == casus.pk],
                offered_on=day + OFFERED_AFTER,
            )


def _story(scene: Scene, meeting: Meeting) -> Story:
    return story_of(meeting, scene.numbers[meeting.school_id], scene.year)


def _has_one(scene: Scene, meeting: Meeting) -> bool:
    number = scene.numbers[meeting.school_id]
    if is_example(meeting.school):
        return True
    if meeting.is_held:
        return number % NOT_KEPT != NOT_KEPT - 1
    return meeting.is_planned and number % READY == 0


def _said(roles: dict[str, Role], casus: Casus, role: str) -> str:
    """A role by its name; who is no role is named already."""
    is_secondary = casus.meeting.school.sector in {Sector.VO, Sector.VSO}
    code = OCO if role == IB and is_secondary else role
    return roles[code].name if code in roles else role
