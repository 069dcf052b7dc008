"""How many of the four questions each of many schools has answered: what meetings.after.four_questions says of one
school, asked for all at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from meetings.enums import Question, Theme
from meetings.models import Agreement, Meeting, TeamAnswer
from overview.moment import Moment
from overview.sessions import end_of
from schools.models import School
from teams.enums import Ring
from teams.vacancies import with_vacancies

QUESTIONS = len(Question)


@dataclass
class Team:
    """Of those who sit at a school: how many they are, how many of them are no guests on call, who of these does not
    say what she is good at, and who says when she is there."""

    members: int = 0
    awaited: int = 0
    silent: int = 0
    hours: int = 0

    def add(self, ring: str, members: int, silent: int, hours: int) -> None:
        """Who sits there in one role."""
        self.members += members
        self.hours += hours
        if ring != Ring.ON_CALL:
            self.awaited += members
            self.silent += silent


def answered(schools: Collection[int], teams: Mapping[int, Team], moment: Moment) -> dict[int, int]:
    """How many questions are answered, by school; schools without any are left out. In four queries."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    met = _with_meeting_to_come(schools, moment)
    complete = _complete(schools, moment)
    for school, team in teams.items():
        if team.members and school in complete:
            found[school].add(Question.WHO)
        if team.awaited and not team.silent:
            found[school].add(Question.EXPERTISE)
        if team.hours and school in met:
            found[school].add(Question.KEEP_FINDING)
    for school in _with_routes(schools, moment):
        found[school].add(Question.ROUTES)
    own = TeamAnswer.objects.filter(school__in=schools, year=moment.year.start)
    for school, question in own.order_by().values_list("school", "question"):
        found[school].add(question)
    return {school: len(questions) for school, questions in found.items()}


def _complete(schools: Collection[int], moment: Moment) -> set[int]:
    """Where no seat that must be filled is empty."""
    counted = with_vacancies(School.objects.filter(pk__in=schools), moment.day).order_by()
    return {pk for pk, vacancies in counted.values_list("pk", "vacancies") if not vacancies}  # type: ignore[misc]


def _with_meeting_to_come(schools: Collection[int], moment: Moment) -> set[int]:
    from_now = Q(starts_at__gte=end_of(moment.yesterday))
    rows = Meeting.objects.planned().filter(from_now, school__in=schools).order_by()
    return set(rows.values_list("school", flat=True))


def _with_routes(schools: Collection[int], moment: Moment) -> list[int]:
    rows = Agreement.objects.filter(school__in=schools, meeting__year=moment.year.start, theme__in=Theme.values)
    counted = rows.order_by().values("school").annotate(themes=Count("theme", distinct=True))
    return list(counted.filter(themes=len(Theme)).values_list("school", flat=True))
