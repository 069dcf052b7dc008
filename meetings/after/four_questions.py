"""The four questions of the traject (domain.md 1.1, 14-17): what the program knows, and what the team says itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.enums import Question, Theme
from meetings.models import Agreement, Meeting, TeamAnswer
from schools.models import School
from schools.school_year import SchoolYear
from teams.dutch import in_words
from teams.enums import Ring
from teams.models import Membership
from teams.roster import Roster, roster_on


@dataclass(frozen=True)
class Known:
    """What the program knows of a question: facts, what is missing, and whether that answers it."""

    facts: tuple[str, ...]
    missing: str
    is_enough: bool


@dataclass(frozen=True)
class Answered:
    """One question, answered by data, by the team, by both or by nobody yet."""

    question: Question
    known: Known
    answer: TeamAnswer | None

    @property
    def by_team(self) -> bool:
        return self.answer is not None

    @property
    def by_data(self) -> bool:
        """Whether the data alone answer it, with nothing missing."""
        return self.known.is_enough and not self.by_team

    @property
    def is_answered(self) -> bool:
        return self.by_team or self.by_data

    @property
    def is_half(self) -> bool:
        """Whether the data tell something and something is missing yet."""
        return bool(self.known.facts) and not self.is_answered


@dataclass(frozen=True)
class FourQuestions:
    """All four, for one school and one school year."""

    school: School
    year: SchoolYear
    rows: tuple[Answered, ...]

    @property
    def answered(self) -> int:
        return sum(row.is_answered for row in self.rows)

    @property
    def meter(self) -> str:
        """ "3 van 4 beantwoord"."""
        return f"{self.answered} van {len(self.rows)} beantwoord"

    @property
    def sources(self) -> str:
        """ "1 door het team, 1 uit de gegevens, 2 half"; "" while nothing is known."""
        counted = (
            (sum(row.by_team for row in self.rows), "door het team"),
            (sum(row.by_data for row in self.rows), "uit de gegevens"),
            (sum(row.is_half for row in self.rows), "half"),
        )
        return ", ".join(f"{count} {what}" for count, what in counted if count)

    def of(self, question: Question) -> Answered:
        return next(row for row in self.rows if row.question == question)


def four_questions(school: School, year: SchoolYear, *, today: date) -> FourQuestions:
    """In a fixed number of queries. Of a year that went by the team of its last day counts."""
    day = min(max(today, year.first_day), year.last_day)
    roster = roster_on(school, day, today=today)
    members = [member.membership for seat in roster.seats for member in seat.members]
    agreements = Agreement.objects.filter(school=school, meeting__year=year.start).in_order()
    upcoming = Meeting.objects.planned().filter(school=school, starts_at__date__gte=day).in_order().first()
    known = {
        Question.WHO: _who(roster, members),
        Question.EXPERTISE: _expertise(members),
        Question.ROUTES: _routes(list(agreements)),
        Question.KEEP_FINDING: _keep_finding(members, upcoming),
    }
    own = {row.question: row for row in TeamAnswer.objects.filter(school=school, year=year.start)}
    rows = tuple(Answered(question, known[question], own.get(question)) for question in Question)
    return FourQuestions(school, year, rows)


def _who(roster: Roster, members: Sequence[Membership]) -> Known:
    """Who is in the team is known, and known whole once no seat is empty."""
    vacant = [seat.name for seat in roster.seats if seat.is_missing]
    facts = tuple(f"{row.professional}, {row.role}" for row in members)
    return Known(facts, f"Nog leeg: {', '.join(vacant)}." if vacant else "", bool(members) and not vacant)


def _expertise(members: Sequence[Membership]) -> Known:
    """What each said of herself. Who is only on call tells what she wants, but the answer does not wait for her."""
    people = {row.professional_id: row.professional for row in members}
    awaited = {row.professional_id for row in members if row.role.ring != Ring.ON_CALL}
    facts = tuple(f"{who}: {who.expertise}" for who in people.values() if who.expertise)
    silent = [str(who) for pk, who in people.items() if pk in awaited and not who.expertise]
    missing = f"Nog niet ingevuld door {', '.join(silent)}." if silent else ""
    return Known(facts, missing, bool(awaited) and not silent)


def _routes(agreements: Sequence[Agreement]) -> Known:
    """Agreements are steps of a route; they answer the question once every theme has one (domain.md 1.1, 19)."""
    facts = tuple(f"{row.text}{' (gedaan)' if row.is_done else ''}" for row in agreements)
    themes = {row.theme for row in agreements}
    open_themes = [theme.label.lower() for theme in Theme if theme.value not in themes]
    if not facts:
        return Known((), "Er zijn dit schooljaar nog geen afspraken gemaakt.", is_enough=False)
    missing = f"Nog geen afspraak over {in_words(open_themes)}." if open_themes else ""
    return Known(facts, missing, not missing)


def _keep_finding(members: Sequence[Membership], upcoming: Meeting | None) -> Known:
    hours = tuple(_hours(members))
    following = (f"Volgende bijeenkomst: {upcoming.when}",) if upcoming else ()
    missing = [
        *(["Niemand heeft een vast contactmoment."] if not hours else []),
        *(["Er is nog geen volgende bijeenkomst gepland."] if not following else []),
    ]
    return Known((*hours, *following), " ".join(missing), not missing)


def _hours(members: Sequence[Membership]) -> Iterator[str]:
    """When and how people are found at school."""
    for row in members:
        if found := row.contact_hours or str(row.days_at_school):
            yield f"{row.professional}, {row.role}: {found}"
