"""What came of the sessions: minutes, agreements, answers to the four questions, and how people found it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from meetings.actions.evaluating import may_evaluate
from meetings.after.evaluations import MINIMUM
from meetings.demo.scene import Scene, is_example
from meetings.demo.texts import agreements as agreed
from meetings.demo.texts import evaluations as said
from meetings.demo.texts.agreements import Agreed, Stand
from meetings.demo.texts.minutes import minutes_for
from meetings.enums import MeetingKind, Question, Theme
from meetings.models import Agreement, Evaluation, Invitation, Meeting, Minutes, TeamAnswer
from teams import defaults
from teams.models import Professional

NO_MINUTES, STILL_OPEN = 9, 4  # every so many a school has none, or one agreement that was carried on
FEW, MANY = MINIMUM - 2, MINIMUM + 2  # who answered how it was, at every third school each
WEEK = timedelta(weeks=1)


def minutes(scene: Scene, meetings: Iterable[Meeting]) -> Iterator[Minutes]:
    """Of most sessions that were held, saved when they were over."""
    for meeting in meetings:
        number = scene.numbers[meeting.school_id]
        if meeting.is_held and number % NO_MINUTES != NO_MINUTES - 1:
            is_this_year = meeting.school_year == scene.year
            own = is_example(meeting.school)
            text = minutes_for(meeting.kind, number, is_example=own, is_this_year=is_this_year)
            yield Minutes(meeting=meeting, text=text, version=7)


def agreements(scene: Scene, meetings: Iterable[Meeting]) -> Iterator[Agreement]:
    """One for each theme, or what De Zeester agreed."""
    for meeting in meetings:
        if meeting.is_held:
            for place, each in enumerate(_agreed_in(scene, meeting)):
                yield _agreement(scene, meeting, each, place)


def team_answers(scene: Scene) -> Iterator[TeamAnswer]:
    """What teams said last year, and the first that some say this year."""
    for school in scene.schools:
        number = scene.numbers[school.pk]
        for year in (scene.year.previous, scene.year):
            is_this_year = year == scene.year
            for place, question in enumerate(Question):
                if _is_answered(number, place, is_example=is_example(school), is_this_year=is_this_year):
                    texts = agreed.ANSWERS[question]
                    text = texts[(number + place * is_this_year) % len(texts)]
                    yield TeamAnswer(school=school, year=year.start, question=question, text=text)


def evaluations(scene: Scene, rows: Iterable[Invitation]) -> Iterator[Evaluation]:
    """At every third school enough to be shown, at another third too few."""
    by_meeting: dict[int, list[Invitation]] = {}
    for row in rows:
        if may_evaluate(row) and not row.is_guest:
            by_meeting.setdefault(row.meeting_id, []).append(row)
    for number, there in enumerate(by_meeting.values()):
        meeting = there[0].meeting
        for turn, row in enumerate(there[: _how_many(scene, meeting)]):
            yield _evaluation(scene, row, number + turn)


def _agreed_in(scene: Scene, meeting: Meeting) -> list[Agreed]:
    is_this_year = meeting.school_year == scene.year
    kind, number = MeetingKind(meeting.kind), scene.numbers[meeting.school_id]
    if is_example(meeting.school) and (kind, is_this_year) in agreed.OF_THE_EXAMPLE:
        return list(agreed.OF_THE_EXAMPLE[kind, is_this_year])
    turn = number + 2 * is_this_year + 3 * (kind == MeetingKind.VERDIEPING)
    found = [agreed.POOL[theme][(turn + turn // 6 + place) % 6] for place, theme in enumerate(Theme)]
    if is_this_year:
        stand = Stand.LATE if number % STILL_OPEN == 1 else Stand.OPEN
        return [found[0], found[1]._replace(stand=stand), found[2]._replace(stand=Stand.OPEN)]
    if kind == MeetingKind.VERDIEPING and number % STILL_OPEN == STILL_OPEN - 1:
        found[turn % 3] = found[turn % 3]._replace(stand=Stand.LATE)
    return found


def _agreement(scene: Scene, meeting: Meeting, each: Agreed, place: int) -> Agreement:
    """Due some weeks after its session when it was kept; otherwise shortly before or after the day of the demo."""
    day = meeting.day
    assert day is not None  # noqa: S101 it was held
    stand = each.stand if scene.today - day > WEEK else Stand.OPEN
    number = scene.numbers[meeting.school_id]
    row = Agreement(school=meeting.school, meeting=meeting, text=each.text, theme=each.theme or "")
    if stand == Stand.DONE:
        row.due_on = _working(day + (3 + place) * WEEK)
        row.done_on = min(_working(row.due_on - timedelta(days=1 + (number + 2 * place) % 6)), scene.today)
    elif stand == Stand.LATE:
        row.due_on = max(day, _working(scene.today - timedelta(days=6 + number % 9)))
    else:
        row.due_on = _working(scene.today + timedelta(days=9 + 7 * place + number % 12))
    row.owner = _owner(scene, meeting, each.role, is_open=stand != Stand.DONE)
    return row


def _working(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _owner(scene: Scene, meeting: Meeting, role: str, *, is_open: bool) -> Professional | None:
    """Who holds the role: then, or today when there is still something to do. The school takes it where nobody does."""
    day = scene.today if is_open else meeting.day or scene.today
    roles = (role, defaults.INTERN_BEGELEIDER, defaults.ONDERSTEUNINGSCOORDINATOR, defaults.DIRECTEUR)
    team = scene.teams[meeting.school_id]
    return next(filter(None, (team.holder(each, day) for each in roles)), None)


def _is_answered(number: int, place: int, *, is_example: bool, is_this_year: bool) -> bool:
    if is_example:
        return not is_this_year or place in {1, 3}
    return (number + place) % 4 == 0 if is_this_year else (number + place) % 5 != 0


def _how_many(scene: Scene, meeting: Meeting) -> int:
    if is_example(meeting.school):
        return 0 if meeting.kind == MeetingKind.SUBSET else MANY
    return (MANY, FEW, 0)[scene.numbers[meeting.school_id] % 3]


def _evaluation(scene: Scene, row: Invitation, turn: int) -> Evaluation:
    """Somebody who leaves a question open, still gives a mark."""
    ends_at = row.meeting.ends_at
    assert ends_at is not None  # noqa: S101 it was held
    return Evaluation(
        invitation=row,
        gained=said.GAINED[turn % len(said.GAINED)],
        learned=said.LEARNED[(turn + 1) % len(said.LEARNED)],
        time_spent=said.TIME_SPENT[(turn + 2) % len(said.TIME_SPENT)],
        score=said.SCORES[turn % len(said.SCORES)],
        saved_at=scene.latest(ends_at + timedelta(days=2)),
    )
