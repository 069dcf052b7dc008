"""Who may undo what was done to sessions and what came out of them: who may do it. Asked of changes to each kind of
row, one by one and of a page full."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from meetings.enums import Attendance, Reply
from meetings.models import (
    AgendaItem,
    Agreement,
    DateAnswer,
    DateOption,
    Invitation,
    Meeting,
    Ownership,
    Poll,
    TeamAnswer,
)
from schools.changes import recorded, tracked_models, undo
from schools.enums import GrantKind
from schools.models import Change, School
from teams.access import can_undo, undoable, visible_changes
from teams.access.undoing import OF_TEAMS
from teams.actions.erasure import erase_professional
from teams.extensions import UndoRule, undo_rules
from teams.models import Coordinator, Membership
from tests.factories import (
    TODAY,
    AgreementFactory,
    GrantFactory,
    InvitationFactory,
    MeetingFactory,
    OrganisationFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)
from tests.meetings.conftest import NOW, TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
IB, COACH, NURSE = "intern-begeleider", "cjg-coach", "jeugdverpleegkundige"
TEAM = {"ib", "coach", "colleague"}
GUIDES = {"procesbegeleider", "beheerder"}


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def meeting(school: School) -> Meeting:
    row: Meeting = MeetingFactory(school=school)
    return row


@pytest.fixture
def users(school: School, meeting: Meeting) -> dict[str, User]:
    """One of each who can have to do with the sessions of this school, and some of elsewhere."""
    elsewhere = SchoolFactory(region=school.region)
    found = {
        "ib": _sits(school, IB),
        "coach": _sits(school, COACH),
        "colleague": _sits(school, NURSE),
        "former ib": _sits(school, IB, ends_on=TODAY - timedelta(days=1)),
        "ib elsewhere": _sits(elsewhere, IB),
        "coordinator": UserFactory(),
        "invited": UserFactory(),
        "stranger": UserFactory(),
    }
    cjg = OrganisationFactory(region=school.region)
    Coordinator.objects.create(user=found["coordinator"], organisation=cjg, starts_on=TODAY)
    for name, kind in (
        ("procesbegeleider", GrantKind.PROCESBEGELEIDER),
        ("swv", GrantKind.SWV),
        ("beheerder", GrantKind.BEHEERDER),
    ):
        found[name] = GrantFactory(kind=kind, region=None if kind == GrantKind.BEHEERDER else school.region).user
    InvitationFactory(meeting=meeting, professional__user=found["invited"])
    return found


def _sits(school: School, role: str, **fields: object) -> User:
    user: User = UserFactory()
    seat(school, role, user=user, **fields)
    return user


@pytest.fixture
def rows(meeting: Meeting) -> dict[str, Any]:
    """A row of each kind that belongs to a session and is written by planning."""
    return _rows_of(meeting)


@pytest.fixture
def owning(school: School) -> Ownership:
    return Ownership.objects.create(school=school, since=TODAY)


def did(subject: Any, deed: Callable[[], object]) -> Change:
    """Somebody did this, as one change at a school or in a region."""
    with recorded(subject=subject, actor=UserFactory()) as change:
        deed()
        change.summary = "Er is iets gewijzigd."
    return change


def wrote(subject: Any, *rows: Any, **values: Any) -> Change:
    """Somebody saved these rows, with these values."""

    def deed() -> None:
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()

    return did(subject, deed)


def who(users: dict[str, User], change: Change) -> set[str]:
    """Who may undo it; nobody without signing in."""
    assert not can_undo(AnonymousUser(), change, TODAY)
    return {name for name, user in users.items() if can_undo(user, change, TODAY)}


# What is planned


def test_before_the_school_owns_its_sessions_who_guides_undoes(
    users: dict[str, User], school: School, rows: dict[str, Any]
) -> None:
    Ownership.objects.create(school=SchoolFactory(region=school.region), since=TODAY)  # of another school
    assert {name: who(users, wrote(school, row)) for name, row in rows.items()} == dict.fromkeys(rows, GUIDES)


@pytest.mark.usefixtures("owning")
def test_afterwards_who_edits_from_a_seat_there(users: dict[str, User], school: School, rows: dict[str, Any]) -> None:
    assert {name: who(users, wrote(school, row)) for name, row in rows.items()} == {name: {"ib"} for name in rows}


def test_what_was_planned_before_the_school_took_over_is_the_schools_to_undo(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    change = wrote(school, meeting)
    before = who(users, change)
    Ownership.objects.create(school=school, since=TODAY)
    assert (before, who(users, change)) == (GUIDES, {"ib"})


def test_what_went_is_put_back_by_the_same(users: dict[str, User], school: School, rows: dict[str, Any]) -> None:
    """The rows that an undone plan took along are no longer there to be asked whose they are."""
    somebody = person(school, "Sam", "", "Nieuw")

    def plan() -> None:
        meeting = MeetingFactory(school=school, kind="verdieping")
        invitation = InvitationFactory(meeting=meeting, professional=somebody)
        option = DateOption.objects.create(meeting=meeting, starts_at=TUESDAY)
        Poll.objects.create(meeting=meeting, deadline=TODAY, opened_at=NOW)
        DateAnswer.objects.create(option=option, invitation=invitation, answer="yes")

    undone = undo(change=did(school, plan), actor=UserFactory())
    assert list(Meeting.objects.all()) == [rows["session"]]
    assert who(users, undone) == GUIDES


@pytest.mark.parametrize("name", ["session", "invitation", "poll", "moment", "answer"])
def test_every_row_must_be_hers_to_write(
    users: dict[str, User], school: School, rows: dict[str, Any], name: str
) -> None:
    elsewhere = MeetingFactory()
    others = _rows_of(elsewhere)
    assert who(users, wrote(school, rows[name], others[name])) == {"beheerder"}
    assert who(users, wrote(school, others[name])) == {"beheerder"}


def _rows_of(meeting: Meeting) -> dict[str, Any]:
    option = DateOption.objects.create(meeting=meeting, starts_at=TUESDAY)
    invitation = InvitationFactory(meeting=meeting)
    return {
        "session": meeting,
        "invitation": invitation,
        "poll": Poll.objects.create(meeting=meeting, deadline=TODAY, opened_at=NOW),
        "moment": option,
        "answer": DateAnswer.objects.create(option=option, invitation=invitation, answer="yes"),
    }


@pytest.mark.parametrize("owns", [False, True])
def test_at_a_school_that_is_gone_nobody_undoes(
    users: dict[str, User], school: School, meeting: Meeting, rows: dict[str, Any], owns: bool
) -> None:
    every = {**rows, **_outcomes(school, meeting)}
    if owns:
        every["ownership"] = Ownership.objects.create(school=school, since=TODAY)
    changes = {name: wrote(school, row) for name, row in every.items()}
    changes["attendance"] = wrote(school, rows["invitation"], attendance=Attendance.PRESENT)
    school.closed_on = TODAY
    school.save()
    assert {name: who(users, change) for name, change in changes.items()} == {name: set() for name in changes}


# Who plans, and the agenda of the region


def test_who_may_hand_the_sessions_over_undoes_that(users: dict[str, User], school: School) -> None:
    handed = did(school, lambda: Ownership.objects.create(school=school, since=TODAY))
    assert who(users, handed) == {"ib", *GUIDES}
    taken_back = did(school, lambda: Ownership.objects.get().delete())
    assert who(users, taken_back) == {"ib", *GUIDES}


def test_the_agenda_of_a_region_who_manages_the_region(users: dict[str, User], school: School) -> None:
    item = AgendaItem(region=school.region, kind="kennismaking", title="Foto", minutes=5)
    assert who(users, wrote(school.region, item)) == {"swv", "beheerder"}
    far = SchoolFactory().region
    other = AgendaItem(region=far, kind="kennismaking", title="Foto", minutes=5)
    assert (who(users, wrote(far, other)), who(users, wrote(far, item, other))) == ({"beheerder"}, {"beheerder"})


# What comes out of a session


def _outcomes(school: School, meeting: Meeting) -> dict[str, Any]:
    return {
        "agreement": AgreementFactory(meeting=meeting),
        "team's answer": TeamAnswer.objects.create(school=school, year=2026, question="wie", text="Elkaar kennen."),
    }


def test_what_comes_out_of_a_session_who_records_there(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    found = {name: who(users, wrote(school, row)) for name, row in _outcomes(school, meeting).items()}
    assert found == {"agreement": TEAM | GUIDES | {"invited"}, "team's answer": TEAM | GUIDES}


@pytest.mark.usefixtures("owning")
def test_once_the_school_owns_its_sessions_the_team_alone(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    found = {name: who(users, wrote(school, row)) for name, row in _outcomes(school, meeting).items()}
    assert found == {"agreement": TEAM | {"invited"}, "team's answer": TEAM}


def test_elsewhere_only_who_records_there(users: dict[str, User], school: School, meeting: Meeting) -> None:
    here, far = _outcomes(school, meeting), _outcomes(SchoolFactory(), MeetingFactory())
    found = {name: who(users, wrote(school, here[name], far[name])) for name in far}
    assert found == {name: {"beheerder"} for name in far}


def test_who_was_there_who_keeps_that(users: dict[str, User], school: School, meeting: Meeting) -> None:
    row = InvitationFactory(meeting=meeting)
    kept = wrote(school, row, attendance=Attendance.STAND_IN, stand_in_name="Noor")
    assert who(users, kept) == TEAM | GUIDES | {"invited"}
    assert who(users, undo(change=kept, actor=UserFactory())) == TEAM | GUIDES | {"invited"}
    assert who(users, wrote(school, row, attendance=Attendance.PRESENT, answer=Reply.YES)) == GUIDES
    assert who(users, wrote(school, row, answer=Reply.NO, blocks_time=False)) == GUIDES
    elsewhere = InvitationFactory()
    assert who(users, wrote(school, row, elsewhere, attendance=Attendance.LATE)) == {"beheerder"}


def test_an_invitation_that_went_is_planning_whatever_was_kept_of_it_first(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    row = InvitationFactory(meeting=meeting)

    def keep_and_remove() -> None:
        row.attendance = Attendance.PRESENT
        row.save()
        row.delete()

    assert who(users, did(school, keep_and_remove)) == GUIDES


def test_that_it_is_done_also_who_promised_it(users: dict[str, User], school: School, meeting: Meeting) -> None:
    hers = person(school, "Sanne", "", "Wit", user=users["swv"])
    row = AgreementFactory(meeting=meeting, owner=hers)
    may = TEAM | GUIDES | {"invited"}
    done = wrote(school, row, done_on=TODAY)
    assert who(users, done) == may | {"swv"}
    assert who(users, undo(change=done, actor=UserFactory())) == may | {"swv"}
    assert who(users, wrote(school, row, done_on=TODAY, text="Mailen")) == may
    assert who(users, wrote(school, row)) == may
    assert who(users, did(school, lambda: Agreement.objects.get(pk=row.pk).delete())) == may
    assert who(users, wrote(school, AgreementFactory.build(meeting=meeting, school=school, owner=hers))) == may
    others = AgreementFactory(meeting=meeting)
    assert who(users, wrote(school, row, others, done_on=TODAY + timedelta(days=1))) == may


# Together with a team, and as other apps say


def test_what_follows_from_a_change_to_the_team_goes_back_along_with_it(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    row, invitation = seat(school, COACH), InvitationFactory(meeting=meeting)
    assert who(users, wrote(school, row, invitation)) == {"ib", "coordinator", *GUIDES}
    Ownership.objects.create(school=school, since=TODAY)
    assert who(users, wrote(school, row, invitation)) == {"ib", "coordinator", *GUIDES}


def test_what_is_wiped_of_sessions_with_a_person_stays_wiped(
    users: dict[str, User], school: School, meeting: Meeting
) -> None:
    """The one change that writes rows of a person and of sessions today."""
    somebody = person(school, "Sam", "", "Weg")
    InvitationFactory(meeting=meeting, professional=somebody, note="Ik kom later.")
    change = erase_professional(professional=somebody, today=TODAY, actor=users["beheerder"])
    assert Invitation.history.filter(change=change).exists()
    assert who(users, change) == set()


def test_what_no_app_says_anything_of_nobody_undoes(
    users: dict[str, User], school: School, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = wrote(school, meeting)
    monkeypatch.setattr("teams.access.undoing.undo_rules", [])
    assert who(users, change) == set()


def test_when_two_apps_wrote_rows_both_must_say_yes(
    users: dict[str, User], school: School, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = AgreementFactory(meeting=meeting)
    changes = {"one": wrote(school, meeting), "other": wrote(school, agreement)}
    changes["both"] = wrote(school, meeting, agreement)
    may_keep = (users["coach"], users["colleague"])
    rules = [
        UndoRule((Meeting,), lambda user, images, _: set(images[Meeting]) if user == users["coach"] else set()),
        UndoRule((Agreement,), lambda user, images, _: set(images[Agreement]) if user in may_keep else set()),
    ]
    monkeypatch.setattr("teams.access.undoing.undo_rules", rules)
    team = {name: users[name] for name in TEAM}
    assert {name: who(team, change) for name, change in changes.items()} == {
        "one": {"coach"},
        "other": {"coach", "colleague"},
        "both": {"coach"},
    }


def test_of_every_kind_of_row_that_history_keeps_somebody_says_who_puts_it_back() -> None:
    assert {*OF_TEAMS, *(model for rule in undo_rules for model in rule.models)} == set(tracked_models())


def test_a_page_full_says_the_same(users: dict[str, User], school: School, rows: dict[str, Any]) -> None:
    membership: Membership = seat(school, COACH)
    every = {**rows, "membership": membership, **_outcomes(school, rows["session"])}
    changes = [wrote(school, row) for row in every.values()]
    for user in users.values():
        known = visible_changes(user, TODAY).filter(school=school)
        assert undoable(user, changes, TODAY) == {change.pk for change in known if can_undo(user, change, TODAY)}
