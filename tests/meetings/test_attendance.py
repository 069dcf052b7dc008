"""Who was at a session, and the hours that it took."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.actions.attendance import Attended, Extra, attendance_snapshot, record_attendance
from meetings.after.time_spent import Spent, hours_text, time_spent
from meetings.enums import Attendance, MeetingState
from meetings.models import Invitation, Meeting
from schools.changes import AlreadyDone, Stale, undo
from schools.models import School
from tests.factories import GuestFactory, InvitationFactory, MeetingFactory, UserFactory, person
from tests.meetings.conftest import TUESDAY

AFTER = TUESDAY + timedelta(hours=1)
PRESENT, LATE, ABSENT = (Attended(each) for each in (Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT))


@pytest.fixture
def actor() -> User:
    found: User = UserFactory()
    return found


def keys(meeting: Meeting) -> dict[str, int]:
    return {row.name: row.pk for row in meeting.invitations.select_related("professional")}


def kept(meeting: Meeting) -> dict[str, tuple[str, str]]:
    rows = meeting.invitations.select_related("professional")
    return {row.name: (row.attendance, row.stand_in_name) for row in rows}


def test_everybody_at_once_in_one_change(meeting: Meeting, actor: User) -> None:
    found = keys(meeting)
    attended = {
        found["Anneke Visser"]: LATE,
        found["Samira Bakkali"]: Attended(Attendance.STAND_IN, "Mies Bos"),
    }
    change = record_attendance(meeting=meeting, attended=attended, now=AFTER, actor=actor)
    assert kept(meeting) == {"Anneke Visser": ("late", ""), "Samira Bakkali": ("stand_in", "Mies Bos")}
    assert change.summary == "Aanwezigheid bij Kennismaking bewaard: 1 later gekomen en 1 vervanger was er."
    undo(change=change, actor=actor)
    assert kept(meeting) == {"Anneke Visser": ("unknown", ""), "Samira Bakkali": ("unknown", "")}


def test_who_came_unasked_is_a_guest_who_was_there(meeting: Meeting, actor: User) -> None:
    extra = Extra("Wilma Terpstra", "Veilig Thuis")
    change = record_attendance(meeting=meeting, attended={}, extra=extra, now=AFTER, actor=actor)
    row = meeting.invitations.get(guest_name="Wilma Terpstra")
    assert (row.what, row.attendance, change.summary) == (
        "gast, Veilig Thuis",
        "present",
        "Aanwezigheid bij Kennismaking bewaard: 2 niet ingevuld en 1 aanwezig.",
    )
    undo(change=change, actor=actor)
    assert not meeting.invitations.filter(guest_name="Wilma Terpstra").exists()


def test_who_is_on_the_list_is_not_added_to_it(meeting: Meeting, actor: User) -> None:
    with pytest.raises(ValidationError) as refused:
        record_attendance(meeting=meeting, attended={}, extra=Extra("anneke visser"), now=AFTER, actor=actor)
    assert refused.value.message_dict == {"extra_name": ["anneke visser staat al in de lijst. Vul het daar in."]}


def test_the_same_form_twice_acts_once(meeting: Meeting, actor: User) -> None:
    change = record_attendance(meeting=meeting, attended={}, now=AFTER, actor=actor)
    with pytest.raises(AlreadyDone):
        record_attendance(meeting=meeting, attended={}, now=AFTER, actor=actor, key=change.pk)


def test_a_stand_in_has_a_name(meeting: Meeting, actor: User) -> None:
    pk = keys(meeting)["Samira Bakkali"]
    with pytest.raises(ValidationError) as refused:
        record_attendance(meeting=meeting, attended={pk: Attended(Attendance.STAND_IN)}, now=AFTER, actor=actor)
    assert refused.value.message_dict == {f"naam_{pk}": ["Vul in wie er in plaats van Samira Bakkali was."]}


@pytest.mark.parametrize(
    ("now", "is_kept"), [(TUESDAY - timedelta(days=1), False), (TUESDAY - timedelta(hours=2), True), (AFTER, True)]
)
def test_from_the_day_itself_on(meeting: Meeting, actor: User, now: datetime, is_kept: bool) -> None:
    attended = dict.fromkeys(keys(meeting).values(), PRESENT)
    if is_kept:
        record_attendance(meeting=meeting, attended=attended, now=now, actor=actor)
    else:
        with pytest.raises(ValidationError, match="vanaf de dag"):
            record_attendance(meeting=meeting, attended=attended, now=now, actor=actor)
    assert {row.was_there for row in meeting.invitations.all()} == {is_kept}


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.DRAFT])
def test_not_of_a_session_that_is_none(meeting: Meeting, actor: User, state: MeetingState) -> None:
    is_off = state == MeetingState.CANCELLED
    Meeting.objects.filter(pk=meeting.pk).update(state=state, starts_at=meeting.starts_at if is_off else None)
    with pytest.raises(Stale):
        record_attendance(meeting=meeting, attended={}, now=AFTER, actor=actor)


def test_who_keeps_it_after_another_did_is_told(meeting: Meeting, actor: User) -> None:
    seen = attendance_snapshot(meeting)
    pk = keys(meeting)["Samira Bakkali"]
    record_attendance(meeting=meeting, attended={pk: PRESENT}, now=AFTER, actor=actor)
    with pytest.raises(Stale) as stale:
        record_attendance(meeting=meeting, attended={pk: ABSENT}, seen=seen, now=AFTER, actor=actor)
    assert stale.value.differences == ["Samira Bakkali (CJG-coach): aanwezigheid is nu aanwezig (was niet ingevuld)."]


def test_a_number_of_another_session_is_left_alone(meeting: Meeting, actor: User) -> None:
    other = InvitationFactory()
    record_attendance(meeting=meeting, attended={other.pk: PRESENT}, now=AFTER, actor=actor)
    assert Invitation.objects.get(pk=other.pk).attendance == "unknown"


# Hours


def was_at(meeting: Meeting, who: object, attendance: Attendance = Attendance.PRESENT, **fields: object) -> None:
    InvitationFactory(meeting=meeting, professional=who, attendance=attendance, blocks_time=False, **fields)


def test_hours_are_of_held_sessions_and_of_who_was_there(school: School) -> None:
    noor, mies = person(school, "Noor", "", "Smit"), person(school, "Mies", "", "Bos")
    first = MeetingFactory(school=school, state=MeetingState.HELD)
    second = MeetingFactory(school=school, kind="verdieping", state=MeetingState.HELD, minutes=60, starts_at=AFTER)
    planned = MeetingFactory(school=school, kind="other", title="x")
    was_at(first, noor)
    was_at(first, mies, Attendance.ABSENT)
    was_at(second, noor, Attendance.LATE)
    was_at(second, mies, Attendance.STAND_IN, stand_in_name="Kees Pieterse")
    was_at(planned, noor)
    spent = time_spent(school)[2026]
    assert spent.rows == (
        Spent("Noor Smit", 2, 150),
        Spent("Kees Pieterse (in plaats van Mies Bos)", 1, 60),
    )
    assert (spent.hours, [row.hours for row in spent.rows]) == ("3,5 uur", ["2,5 uur", "1 uur"])


def test_namesakes_are_two_people(school: School) -> None:
    meeting = MeetingFactory(school=school, state=MeetingState.HELD)
    for _ in range(2):
        was_at(meeting, person(school, "Noor", "", "Smit"))
    assert time_spent(school)[2026].rows == (Spent("Noor Smit", 1, 90),) * 2


def test_a_session_of_which_nobody_kept_who_was_there_is_named(school: School) -> None:
    meeting = MeetingFactory(school=school, state=MeetingState.HELD)
    GuestFactory(meeting=meeting)
    assert time_spent(school)[2026].unknown == (f"Kennismaking ({meeting.when})",)


def test_other_schools_and_years_are_apart(school: School, far: School) -> None:
    was_at(MeetingFactory(school=far, state=MeetingState.HELD), person(far, "Kara", "", "Kanarie"))
    earlier = MeetingFactory(school=school, state=MeetingState.HELD, starts_at=TUESDAY - timedelta(days=365))
    was_at(earlier, person(school, "Noor", "", "Smit"))
    assert list(time_spent(school)) == [2025]


@pytest.mark.parametrize(("minutes", "text"), [(90, "1,5 uur"), (60, "1 uur"), (0, "0 uur"), (100, "1,7 uur")])
def test_hours_are_written_with_a_comma(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text


def test_hours_take_one_query(school: School) -> None:
    meeting = MeetingFactory(school=school, state=MeetingState.HELD)
    for number in range(5):
        was_at(meeting, person(school, f"Nr{number}", "", "Bos"))
    with CaptureQueriesContext(connection) as found:
        time_spent(school)
    assert len(found) == 1
