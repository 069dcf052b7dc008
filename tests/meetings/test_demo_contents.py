"""What came of the sessions of the demo: everything that somebody who opens it should find, all of it invented."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Model, Q
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from meetings.access import agreements_of
from meetings.actions.evaluating import may_evaluate
from meetings.actions.forgetting import forget_guests
from meetings.actions.retention import forget_casussen
from meetings.after.evaluations import MINIMUM
from meetings.after.minutes_text import refusal
from meetings.after.time_spent import time_spent
from meetings.demo.sessions import DRAFTS, NOT_MARKED, POLLED
from meetings.demo.texts.casussen import ALL
from meetings.enums import Attendance, DateReply, MeetingKind, MeetingState, Question, Theme
from meetings.models import (
    Agreement,
    Casus,
    CasusPerspective,
    CasusStep,
    DateAnswer,
    DateNotice,
    DateOption,
    Digest,
    Evaluation,
    Invitation,
    LibraryCasus,
    MailChoice,
    Meeting,
    Minutes,
    Notice,
    Ownership,
    Poll,
    TeamAnswer,
)
from meetings.polls.reading import answered_by, poll_of, result_of
from schools.models import Region, School
from schools.school_year import SchoolYear
from teams.demo import accounts, places
from teams.demo.laying import demo_regions
from teams.demo.removal import remove_regions
from teams.models import Professional
from teams.pupil_data import case_data_in

DAY = date(2026, 11, 22)
SEASONS = [date(2026, 8, 1), date(2027, 2, 10)]
WITH_HISTORY = (Meeting, Invitation, Ownership, Agreement, TeamAnswer, Poll, DateOption, DateAnswer)
SAME_FOR_THE_SAME_DAY = (
    (Meeting, ("school__name", "kind", "year", "title", "state", "starts_at")),
    (Invitation, ("meeting__school__name", "professional__sort_key", "answer", "note", "attendance", "stand_in_name")),
    (Minutes, ("meeting__school__name", "meeting__year", "text", "saved_at")),
    (Agreement, ("school__name", "text", "owner__sort_key", "due_on", "done_on")),
    (TeamAnswer, ("school__name", "year", "question", "text")),
    (Evaluation, ("invitation__meeting__school__name", "gained", "learned", "time_spent", "score", "saved_at")),
    (CasusStep, ("casus__meeting__school__name", "casus__label", "moment", "who", "what")),
    (LibraryCasus, ("region__name", "source__meeting__school__name", "label", "offered_on")),
    (DateAnswer, ("option__starts_at", "invitation__professional__sort_key", "answer")),
)

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def _standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo on its day, laid once for all that only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            lay()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def laid(_standing: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a test does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO=True):
        yield
        transaction.set_rollback(True)


def lay(day: date = DAY, *options: str) -> None:
    call_command("demo", "--today", day.isoformat(), *options, verbosity=0)


def example() -> School:
    return School.objects.get(establishment_code="99XA00")


def me(who: accounts.DemoAccount) -> User:
    return User.objects.get(email=who.email)


def numbered(number: int) -> School:
    schools = School.objects.filter(region__name=places.NAME).order_by("establishment_code")
    found: School = schools[number]
    return found


def texts() -> Iterator[str]:
    """Everything that people of the demo wrote."""
    yield from Minutes.objects.values_list("text", flat=True)
    yield from Agreement.objects.values_list("text", flat=True)
    yield from TeamAnswer.objects.values_list("text", flat=True)
    yield from Invitation.objects.values_list("note", flat=True)
    for model, fields in (
        (Casus, ("label", "story")),
        (CasusPerspective, ("role", "text")),
        (CasusStep, ("moment", "who", "what")),
        (Evaluation, ("gained", "learned", "time_spent")),
    ):
        for row in model._base_manager.values_list(*fields):
            yield from row


def test_no_text_looks_like_a_pupil(laid: None) -> None:
    assert {text: case_data_in(text) for text in texts() if case_data_in(text)} == {}
    assert [text for text in texts() if refusal(text)] == []


@pytest.mark.parametrize("day", SEASONS)
def test_every_season_holds_what_the_forms_would_take(laid: None, day: date) -> None:
    lay(day)
    models = (Meeting, Agreement, TeamAnswer, Evaluation, Casus, CasusStep, LibraryCasus, Poll, DateAnswer, Invitation)
    for model in models:
        ties = [field.name for field in model._meta.fields if field.is_relation]
        for row in model._base_manager.all():
            row.clean_fields(exclude=ties)
    late = Agreement.objects.filter(Q(due_on__lt=F("meeting__starts_at__date")) | Q(done_on__gt=day))
    assert (late.count(), Evaluation.objects.filter(saved_at__date__gt=day).count()) == (0, 0)
    assert not Meeting.objects.filter(state=MeetingState.HELD, starts_at__date__gte=day).exists()
    assert DateOption.objects.filter(starts_at__date__lte=day + timedelta(days=20)).count() == 0
    assert Poll.objects.filter(deadline__gte=day).count() == len(POLLED) - 1


def test_every_row_that_keeps_history_has_its_first_image(laid: None) -> None:
    for model in WITH_HISTORY:
        images = Counter(model.history.filter(history_type="+").values_list("id", flat=True))
        assert images == Counter(model.objects.values_list("pk", flat=True)), model


def test_laid_out_anew_it_holds_the_same(laid: None) -> None:
    def contents() -> list[Counter[tuple[Any, ...]]]:
        return [Counter(model._base_manager.values_list(*fields)) for model, fields in SAME_FOR_THE_SAME_DAY]

    first = contents()
    lay(DAY, "--fresh")
    assert contents() == first


def test_who_was_there_is_kept_in_every_way(laid: None) -> None:
    kept = Invitation.objects.filter(meeting__state=MeetingState.HELD)
    assert set(kept.values_list("attendance", flat=True)) == set(Attendance.values) - {Attendance.UNKNOWN}
    assert not kept.filter(attendance=Attendance.STAND_IN, stand_in_name="").exists()


def test_most_sessions_have_minutes_of_when_they_were_held(laid: None) -> None:
    held = Meeting.objects.held()
    assert 0.8 < Minutes.objects.filter(meeting__in=held).count() / held.count() < 1
    assert not Minutes.objects.exclude(meeting__in=held).exists()
    assert all(row.saved_at == row.meeting.ends_at for row in Minutes.objects.select_related("meeting"))


def test_agreements_are_done_late_open_and_of_every_theme(laid: None) -> None:
    rows = list(Agreement.objects.all())
    assert {row.theme for row in rows} == {"", *Theme.values}
    assert {(row.is_done, row.is_late(DAY)) for row in rows} == {(True, False), (False, True), (False, False)}
    assert not Agreement.objects.filter(owner=None).exists()


def test_the_school_of_the_ib_has_the_whole_story(laid: None) -> None:
    school, year = example(), SchoolYear.of(DAY)
    held = school.meetings.held()
    assert [(row.kind, row.year) for row in school.meetings.in_order()] == [
        (MeetingKind.KENNISMAKING, year.start - 1),
        (MeetingKind.VERDIEPING, year.start - 1),
        (MeetingKind.SUBSET, year.start - 1),
        (MeetingKind.KENNISMAKING, year.start),
        (MeetingKind.VERDIEPING, year.start),
    ]
    assert Minutes.objects.filter(meeting__in=held).count() == held.count() == 4
    assert Ownership.objects.filter(school=school).exists()
    last = held.latest("starts_at")
    attended = set(last.invitations.values_list("attendance", flat=True))
    assert attended == set(Attendance.values) - {Attendance.UNKNOWN, Attendance.IN_BETWEEN}
    answered = TeamAnswer.objects.filter(school=school).values_list("year", "question")
    assert Counter(start for start, _ in answered) == {year.start - 1: len(Question), year.start: 2}
    assert Evaluation.objects.filter(invitation__meeting=last).count() > MINIMUM
    assert {start: len(spent.rows) > 3 for start, spent in time_spent(school).items()} == {
        year.start: True,
        year.start - 1: True,
    }


def test_its_casus_is_being_prepared_and_last_years_is_shared(laid: None) -> None:
    coming, before = Casus.objects.filter(meeting__school=example()).order_by("-meeting__year")
    assert (coming.meeting.is_planned, coming.shared_copy, coming.perspectives.count()) == (True, None, 2)
    assert before.shared_copy is not None
    assert (before.perspectives.count(), before.steps.count()) == (6, 5)


def test_the_session_with_a_part_of_the_team_says_with_whom(laid: None) -> None:
    row = Meeting.objects.get(school=example(), kind=MeetingKind.SUBSET)
    assert sorted(role.code for role in row.roles.all()) == [
        "cjg-coach",
        "consulent-passend-onderwijs",
        "intern-begeleider",
    ]
    assert row.invitations.count() == 3


@pytest.mark.parametrize(("who", "open_ones"), [(accounts.IB, 3), (accounts.CJG, 7), (accounts.DIRECTEUR, 2)])
def test_who_signs_in_has_agreements_to_keep(laid: None, who: accounts.DemoAccount, open_ones: int) -> None:
    mine = agreements_of(me(who), DAY)
    assert mine.open().count() >= open_ones
    assert mine.exclude(done_on=None).exists()


def test_an_agreement_of_who_left_is_her_successors(laid: None) -> None:
    gone = Professional.objects.exclude(memberships__in=_seats_today())
    assert not Agreement.objects.open().filter(owner__in=gone).exists()


def _seats_today() -> Any:
    return apps.get_model("teams", "Membership").objects.on(DAY)


def test_the_coach_still_has_a_date_poll_to_answer(laid: None) -> None:
    meeting = Meeting.objects.get(school=numbered(POLLED[0]), state=MeetingState.DATE_ASKED)
    poll = poll_of(meeting)
    assert poll is not None
    assert poll.takes_answers(DAY)
    answered = answered_by(poll)
    silent = {row.professional for row in meeting.invitations.standing().with_people() if row.pk not in answered}
    assert me(accounts.CJG).professional in silent
    assert len(silent) < meeting.invitations.count() / 2


def test_somebody_who_must_be_there_refused_what_is_best_for_all_others(laid: None) -> None:
    poll = poll_of(Meeting.objects.get(school=numbered(POLLED[1]), state=MeetingState.DATE_ASKED))
    assert poll is not None
    second = sorted(result_of(poll), key=lambda each: each.starts_at)[1]
    assert len(second.refused_by) == 1
    said = Counter(vote.can.value for vote in second.votes)
    assert said == {DateReply.YES: len(second.votes) - 2, DateReply.NO: 1, "": 1}


def test_nobody_says_yes_to_a_moment_at_which_she_sits_elsewhere(laid: None) -> None:
    said = DateAnswer.objects.exclude(answer=DateReply.NO).select_related("option__meeting", "invitation")
    both = [
        answer
        for answer in said
        if Invitation.objects.filter(
            professional=answer.invitation.professional_id,
            starts_at__lt=answer.option.starts_at + timedelta(minutes=answer.option.meeting.minutes),
            ends_at__gt=answer.option.starts_at,
        ).exists()
    ]
    assert (len(said) > 0, both) == (True, [])


def test_the_procesbegeleider_has_work(laid: None) -> None:
    this_year = Meeting.objects.of_year(SchoolYear.of(DAY))
    over = Poll.objects.get(deadline__lt=DAY)
    assert over.is_open
    assert this_year.filter(state=MeetingState.DRAFT).count() == len(DRAFTS)
    not_marked = this_year.planned().get(starts_at__date__lt=DAY)
    assert not_marked.school == numbered(NOT_MARKED)


def test_everybody_who_is_asked_a_date_was_mailed(laid: None) -> None:
    asked = Invitation.objects.filter(meeting__state=MeetingState.DATE_ASKED)
    told = DateNotice.objects.filter(kind="ask").values_list("invitation", flat=True)
    assert sorted(told) == sorted(asked.values_list("pk", flat=True))


def test_how_it_was_is_shown_of_some_sessions_and_too_little_is_known_of_others(laid: None) -> None:
    rows = Meeting.objects.held().annotate(said=Count("invitations__evaluation"))
    counts = Counter(row.said for row in rows)
    assert set(counts) >= {0, MINIMUM - 2, MINIMUM + 2}
    answers = Evaluation.objects.select_related("invitation__meeting")
    assert all(may_evaluate(row.invitation) for row in answers)
    asked = Notice.objects.filter(kind="evaluation").values("invitation")
    assert not answers.exclude(invitation__in=asked).exists()


def test_the_library_holds_each_story_once_and_names_no_school(laid: None) -> None:
    shared = LibraryCasus.objects.filter(region__name=places.NAME)
    assert Counter(shared.values_list("label", flat=True)) == Counter(
        story.label for story in ALL if story.label != "Stil sinds de zomer"
    )
    names = set(School.objects.values_list("name", flat=True))
    whole = " ".join(f"{row.label} {row.story} {row.perspectives} {row.steps}" for row in shared)
    assert not [name for name in names if name in whole]


def test_the_roles_of_a_casus_are_those_of_the_school(laid: None) -> None:
    secondary = CasusPerspective.objects.filter(casus__meeting__school__sector__in=("VO", "VSO"))
    assert set(secondary.filter(role__contains="begeleider").values_list("role", flat=True)) == set()
    assert secondary.filter(role="ondersteuningscoördinator").exists()
    assert CasusStep.objects.filter(who="de jeugdarts").exists()


def test_what_is_kept_for_a_while_goes_in_its_time(laid: None) -> None:
    assert (forget_casussen(today=DAY, years=1, dry_run=True), forget_guests(today=DAY, years=1, dry_run=True)) == (
        0,
        0,
    )
    later = date(2030, 1, 1)
    assert forget_casussen(today=later, years=1) > 0
    assert forget_guests(today=later, years=1) > 0
    assert (Casus.objects.count(), Evaluation.objects.filter(invitation__professional=None).count()) == (0, 0)
    assert LibraryCasus.objects.exists()


def _all_of_meetings() -> Iterator[type[Model]]:
    yield from apps.get_app_config("meetings").get_models(include_auto_created=True)


def test_removed_nothing_of_it_is_left(laid: None) -> None:
    reader = me(accounts.IB).professional
    Digest.objects.create(professional=reader, monday=DAY, sent_at=timezone.now())
    MailChoice.objects.create(professional=reader, digest=False)
    remove_regions(demo_regions())
    assert {model.__name__: model._base_manager.count() for model in _all_of_meetings()} == {
        model.__name__: 0 for model in _all_of_meetings()
    }
    seats = apps.get_app_config("teams").get_models(include_auto_created=True)
    kept = {model.__name__ for model in seats if "Historical" in model.__name__ and model._base_manager.exists()}
    assert kept == {"HistoricalRole"}  # roles are of every region
    assert not Region.objects.exists()
