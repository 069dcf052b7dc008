"""Planning, moving, calling off and holding a session; and that nobody is in two places."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.actions.inviting import answer_invitation, follow_team
from meetings.actions.planning import Plan, cancel_meeting, change_meeting, hold_meeting, plan_meeting
from meetings.enums import MeetingKind, MeetingState, Reply
from meetings.models import Invitation, Meeting
from schools.changes import CannotUndo, Stale, undo
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional
from tests.factories import GuestFactory, SchoolFactory, StandInFactory, person, seat
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY, planned

YEAR = SchoolYear(2026)
BUSY = "Samira Bakkali zit dan bij De Boog (di 8 december, 16.00-17.30 uur) en is 45 minuten onderweg."


def invited(meeting: Meeting) -> dict[str, bool]:
    """Who is asked, and whether she must be there."""
    return {row.name: row.is_required for row in meeting.invitations.standing().order_by("pk")}


def free(meeting: Meeting) -> set[str]:
    """Who keeps the time of this session free."""
    return {row.name for row in meeting.invitations.filter(blocks_time=True, starts_at=meeting.starts_at)}


def the_plan(meeting: Meeting, **changes: object) -> Plan:
    values = {"kind": MeetingKind(meeting.kind), "year": YEAR, "starts_at": meeting.starts_at, "reason": "Zo is het"}
    return Plan(**{**values, **changes})  # type: ignore[arg-type]


# Planning


def test_the_team_of_the_day_is_invited_and_keeps_the_time_free(meeting: Meeting) -> None:
    assert invited(meeting) == {"Anneke Visser": True, "Samira Bakkali": True}
    assert (meeting.state, free(meeting)) == (MeetingState.PLANNED, {"Anneke Visser", "Samira Bakkali"})


def test_who_joins_the_team_before_the_day_is_invited_and_who_left_is_not(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=TUESDAY.date() - timedelta(days=1))
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=TUESDAY.date())
    assert invited(planned(school, ineke)) == {"Anneke Visser": True, "Eva Jansen": True}


def test_who_stands_in_on_the_day_is_invited_in_her_place(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    kees = person(school, "Kees", "", "Pieterse")
    StandInFactory(membership=samira, professional=kees, starts_on=TUESDAY.date(), ends_on=TUESDAY.date())
    assert invited(planned(school, ineke)) == {"Anneke Visser": True, "Kees Pieterse": True}


def test_of_a_subset_only_the_chosen_roles_are_invited(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    found = planned(school, ineke, kind=MeetingKind.SUBSET, title="Alleen CJG", roles=[samira.role])
    assert (found.name, invited(found)) == ("Alleen CJG", {"Samira Bakkali": True})


def test_who_is_chosen_by_her_role_must_be_there_however_needed_her_seat_is(
    school: School, anneke: Membership, ineke: Professional
) -> None:
    floor = seat(school, "consulent-passend-onderwijs", professional=person(school, "Floor", "van den", "Berg"))
    found = planned(school, ineke, kind=MeetingKind.SUBSET, roles=[anneke.role, floor.role])
    assert (invited(found), invited(planned(school, ineke, starts_at=THURSDAY))) == (
        {"Anneke Visser": True, "Floor van den Berg": True},
        {"Anneke Visser": True, "Floor van den Berg": False},
    )


def test_who_guides_is_invited_too(school: School, anneke: Membership, ineke: Professional) -> None:
    found = planned(school, ineke, facilitator=ineke)
    assert [(row.name, row.what) for row in found.invitations.filter(is_facilitator=True)] == [
        ("Ineke Vermaat", "begeleider")
    ]


def test_a_year_has_one_kennismaking(meeting: Meeting, school: School, ineke: Professional) -> None:
    with pytest.raises(ValidationError) as refused:
        planned(school, ineke, starts_at=THURSDAY)
    assert refused.value.message_dict == {
        "kind": ["In 2026-2027 is er al een kennismaking: di 8 december 2026, 15.00-16.30 uur."]
    }


def test_after_one_is_called_off_there_can_be_another(meeting: Meeting, school: School, ineke: Professional) -> None:
    cancel_meeting(meeting=meeting, actor=ineke.user)
    assert planned(school, ineke, starts_at=THURSDAY).state == MeetingState.PLANNED


def test_a_moment_that_went_by_is_refused(school: School, ineke: Professional) -> None:
    with pytest.raises(ValidationError) as refused:
        planned(school, ineke, starts_at=NOW - timedelta(hours=1))
    assert refused.value.message_dict == {"day": ["Dit moment is al voorbij. Kies een dag die nog komt."]}


def test_without_a_date_it_is_a_draft_that_keeps_nobodys_time(
    school: School, anneke: Membership, ineke: Professional
) -> None:
    found = planned(school, ineke, starts_at=None)
    assert (found.state, found.when, invited(found), free(found)) == (
        MeetingState.DRAFT,
        "",
        {"Anneke Visser": True},
        set(),
    )


# In two places


@pytest.fixture
def elsewhere(school: School, samira: Membership, ineke: Professional) -> Meeting:
    """Another school's session at the time of the first, to which the same coach is asked."""
    other: School = SchoolFactory(name="De Boog", region=school.region)
    seat(other, "cjg-coach", professional=samira.professional)
    return planned(other, ineke, starts_at=TUESDAY + timedelta(minutes=60))


def test_somebody_who_is_elsewhere_is_named_and_nothing_is_planned(
    elsewhere: Meeting, school: School, ineke: Professional
) -> None:
    with pytest.raises(ValidationError) as refused:
        planned(school, ineke)
    assert refused.value.message_dict == {"allow_double": [BUSY]}
    assert list(Meeting.objects.all()) == [elsewhere]


def test_by_choice_it_is_planned_all_the_same_and_her_other_time_stays(
    elsewhere: Meeting, school: School, anneke: Membership, ineke: Professional
) -> None:
    found = planned(school, ineke, allow_double=True)
    assert (free(found), free(elsewhere)) == ({"Anneke Visser"}, {"Samira Bakkali"})


def test_with_time_to_travel_she_can_do_both(elsewhere: Meeting, school: School, ineke: Professional) -> None:
    found = planned(school, ineke, starts_at=TUESDAY - timedelta(minutes=75))
    assert free(found) == {"Samira Bakkali"}


def test_who_does_not_come_is_free_for_another(elsewhere: Meeting, school: School, ineke: Professional) -> None:
    answer_invitation(invitation=elsewhere.invitations.get(), answer=Reply.NO, now=NOW, actor=None)
    assert free(planned(school, ineke)) == {"Samira Bakkali"}


def test_who_comes_after_all_but_is_elsewhere_by_now_is_told(
    elsewhere: Meeting, school: School, ineke: Professional
) -> None:
    row = elsewhere.invitations.get()
    answer_invitation(invitation=row, answer=Reply.NO, now=NOW, actor=None)
    planned(school, ineke)
    with pytest.raises(ValidationError) as refused:
        answer_invitation(invitation=row, answer=Reply.YES, now=NOW, actor=None)
    assert (refused.value.messages, Invitation.objects.get(pk=row.pk).answer) == (
        ["Samira Bakkali zit dan al bij De Zeester (di 8 december 2026, 15.00-16.30 uur). Zeg daar eerst af."],
        Reply.NO,
    )


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [(0, True), (60, True), (-89, True), (89, True), (90, False), (-90, False)],
)
def test_an_overlap_of_a_minute_is_refused_by_the_database(
    school: School, samira: Membership, ineke: Professional, minutes: int, refused: bool
) -> None:
    other: School = SchoolFactory(region=school.region)
    seat(other, "cjg-coach", professional=samira.professional)
    planned(school, ineke)
    second = planned(other, ineke, starts_at=THURSDAY).invitations.get()
    second.starts_at = TUESDAY + timedelta(minutes=minutes)
    second.ends_at = second.starts_at + timedelta(minutes=90)
    try:
        with transaction.atomic():
            second.save()
    except IntegrityError:
        assert refused
    else:
        assert not refused


# Moving, calling off, holding


def test_of_a_guest_whose_answer_counts_no_more_the_logbook_keeps_no_name(
    meeting: Meeting, ineke: Professional
) -> None:
    guest = GuestFactory(meeting=meeting, guest_name="Wilma Terpstra", guest_of="Veilig Thuis")
    for row in meeting.invitations.exclude(professional__first_name="Samira").order_by("pk"):
        answer = Reply.NO if row == guest else Reply.MAYBE
        answer_invitation(invitation=row, answer=answer, stand_in_name="Tom", now=NOW, actor=None)
    change = change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    assert str(change).endswith(
        "De antwoorden van Anneke Visser (misschien) en Een gast, Veilig Thuis (komt niet) tellen niet meer."
    )


def test_moved_answers_count_no_more_and_the_time_moves_along(meeting: Meeting, ineke: Professional) -> None:
    first = meeting.invitations.select_related("professional").order_by("pk").first()
    answer_invitation(invitation=first, answer=Reply.YES, now=NOW, actor=None)
    change = change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    assert str(change) == (
        "Kennismaking is verplaatst van di 8 december 2026, 15.00-16.30 uur naar do 11 maart 2027, 15.00-16.30 uur. "
        "Het antwoord van Anneke Visser (komt) telt niet meer."
    )
    assert (free(meeting), meeting.invitations.filter(answer=Reply.YES).count()) == (
        {"Anneke Visser", "Samira Bakkali"},
        0,
    )


def test_undoing_a_move_puts_time_and_answers_back(meeting: Meeting, ineke: Professional) -> None:
    answer_invitation(invitation=meeting.invitations.first(), answer=Reply.YES, now=NOW, actor=None)
    change = change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    undo(change=change, actor=ineke.user)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.invitations.filter(answer=Reply.YES).count(), free(meeting)) == (
        TUESDAY,
        1,
        {"Anneke Visser", "Samira Bakkali"},
    )


def test_a_move_cannot_be_undone_into_somebodys_other_session(
    meeting: Meeting, school: School, samira: Membership, ineke: Professional
) -> None:
    change = change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    other: School = SchoolFactory(region=school.region)
    seat(other, "cjg-coach", professional=samira.professional)
    planned(other, ineke)
    with pytest.raises(CannotUndo):
        undo(change=change, actor=ineke.user)
    meeting.refresh_from_db()
    assert meeting.starts_at == THURSDAY


def test_called_off_nobody_keeps_the_time_free(meeting: Meeting, ineke: Professional) -> None:
    change = cancel_meeting(meeting=meeting, because="Griep", actor=ineke.user)
    assert (str(change), meeting.state, free(meeting)) == (
        "Kennismaking van di 8 december 2026, 15.00-16.30 uur is afgezegd.",
        MeetingState.CANCELLED,
        set(),
    )


@pytest.mark.parametrize("act", [cancel_meeting, hold_meeting])
def test_what_was_called_off_cannot_be_called_off_or_held(meeting: Meeting, ineke: Professional, act: object) -> None:
    cancel_meeting(meeting=meeting, actor=ineke.user)
    more = {"now": NOW} if act is hold_meeting else {}
    with pytest.raises(Stale, match="Kennismaking is al afgezegd"):
        act(meeting=meeting, actor=ineke.user, **more)  # type: ignore[operator]


@pytest.mark.parametrize(("at", "held"), [(TUESDAY - timedelta(seconds=1), False), (TUESDAY, True)])
def test_it_is_held_once_it_began(meeting: Meeting, ineke: Professional, at: datetime, held: bool) -> None:
    if held:
        hold_meeting(meeting=meeting, now=at, actor=ineke.user)
    else:
        with pytest.raises(ValidationError, match="nog niet begonnen"):
            hold_meeting(meeting=meeting, now=at, actor=ineke.user)
    meeting.refresh_from_db()
    assert meeting.is_held is held


# When the team changes


def test_the_invitations_follow_the_team_by_a_click(
    meeting: Meeting, school: School, samira: Membership, ineke: Professional
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=NOW.date())
    seat(school, "cjg-coach", professional=person(school, "Tom", "de", "Vries"), starts_on=NOW.date())
    assert invited(meeting) == {"Anneke Visser": True, "Samira Bakkali": True}
    change = follow_team(meeting=meeting, today=NOW.date(), actor=ineke.user)
    assert str(change) == "Genodigden van Kennismaking bijgewerkt: Tom de Vries erbij en Samira Bakkali eraf."
    assert (invited(meeting), free(meeting)) == (
        {"Anneke Visser": True, "Tom de Vries": True},
        {"Anneke Visser", "Tom de Vries"},
    )


def test_two_at_once_see_each_other(meeting: Meeting, school: School, ineke: Professional) -> None:
    with pytest.raises(Stale):
        plan_meeting(school=school, plan=Plan(MeetingKind.VERDIEPING, YEAR), now=NOW, seen={}, actor=ineke.user)
