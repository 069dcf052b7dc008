"""Makes rows of it all: a handful of queries for a whole region, every row with its first line of history."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from meetings.demo import casussen, people, polls, record
from meetings.demo.scene import Scene, scene_of
from meetings.demo.sessions import PART, sessions
from meetings.enums import MeetingKind
from meetings.models import (
    Agreement,
    Casus,
    CasusPerspective,
    CasusStep,
    DateAnswer,
    DateNotice,
    DateOption,
    Evaluation,
    Invitation,
    LibraryCasus,
    Meeting,
    Minutes,
    Notice,
    Ownership,
    Poll,
    TeamAnswer,
)
from schools.models import Region

EVERY_FOURTH = 4  # school plans its own sessions

Row = TypeVar("Row", bound=Model)


def lay(region: Region, today: date) -> None:
    """The sessions of a region and all that came of them, the same for the same day."""
    scene = scene_of(region, today)
    meetings = _keep(Meeting, sessions(scene))
    for meeting in meetings:
        if meeting.kind == MeetingKind.SUBSET:
            meeting.roles.set([scene.roles[code] for code in PART])
    rows = _keep(Invitation, people.invitations(scene, meetings))
    _keep(Notice, people.notices(scene, rows))
    _keep(Ownership, [Ownership(school=each, since=scene.year.first_day) for each in scene.schools[::EVERY_FOURTH]])
    _lay_record(scene, meetings, rows)
    _lay_casussen(scene, meetings)
    _lay_polls(scene, meetings, rows)


def _lay_record(scene: Scene, meetings: list[Meeting], rows: list[Invitation]) -> None:
    _keep_minutes(record.minutes(scene, meetings))
    _keep(Agreement, record.agreements(scene, meetings))
    _keep(TeamAnswer, record.team_answers(scene))
    said = _keep(Evaluation, record.evaluations(scene, rows))
    _keep(Notice, people.questions_how_it_was(scene, said, rows))


def _lay_casussen(scene: Scene, meetings: list[Meeting]) -> None:
    stories = _keep(Casus, casussen.casussen(scene, meetings))
    views = _keep(CasusPerspective, casussen.perspectives(scene, stories))
    line = _keep(CasusStep, casussen.steps(scene, stories))
    _keep(LibraryCasus, casussen.library(scene, stories, views, line))


def _lay_polls(scene: Scene, meetings: list[Meeting], rows: list[Invitation]) -> None:
    asked = _keep(Poll, polls.polls(scene, meetings))
    moments = _keep(DateOption, polls.options(scene, asked, rows))
    _keep(DateAnswer, polls.answers(scene, moments, rows))
    _keep(DateNotice, polls.mails(scene, asked, moments, rows))


def _keep(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Write them at once, with a first image of each where the program keeps history: without it a later change could
    not be undone."""
    made: Any = list(rows)
    if hasattr(model, "history") and made:
        made = bulk_create_with_history(made, model)
    elif made:
        model._base_manager.bulk_create(made)
    found: list[Row] = made
    return found


def _keep_minutes(rows: Iterable[Minutes]) -> None:
    """Minutes say by themselves when they were saved: now. These were when their session was over."""
    made = _keep(Minutes, rows)
    for row in made:
        row.saved_at = row.meeting.ends_at  # type: ignore[assignment]
    Minutes.objects.bulk_update(made, ["saved_at"])
