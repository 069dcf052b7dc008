"""The team's own line under one of the four questions."""

from uuid import UUID

from accounts.models import User
from meetings.enums import Question
from meetings.models import TeamAnswer
from schools.changes import recorded, reload
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.seen import Snapshot, refuse_stale


def answer_question(
    *,
    school: School,
    year: SchoolYear,
    question: Question,
    text: str,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Keep what the team says of it this year; nothing takes it away. Raises Stale when it changed since `seen`."""
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, answer_snapshot(school, year, question))
        row = own_answer(school, year, question)
        if row is not None:
            reload(row)
        if text:
            row = row or TeamAnswer(school=school, year=year.start, question=question)
            row.text = text
            row.save()
        elif row is not None:
            row.delete()
        change.summary = f"Antwoord {'bewaard' if text else 'weggehaald'}: {question.label} ({year})"
    return change


def own_answer(school: School, year: SchoolYear, question: Question) -> TeamAnswer | None:
    return TeamAnswer.objects.filter(school=school, year=year.start, question=question).first()


def answer_snapshot(school: School, year: SchoolYear, question: Question) -> Snapshot:
    """What the team says of a question, as the form shows it."""
    row = own_answer(school, year, question)
    return {str(question.label): {"antwoord": row.text if row else ""}}
