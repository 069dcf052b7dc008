"""Two records of a person become one: what she is asked to, answered and promised is hers, once; undo gives it back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.actions.attendance import Attended, record_attendance
from meetings.actions.booking import book
from meetings.actions.choices import choose_mail
from meetings.actions.feeds import close_feed, renew_feed
from meetings.actions.inviting import answer_invitation, restore_invitation, withdraw_invitation
from meetings.actions.notices import due_notices, invitations_with_notices, send_notices
from meetings.actions.planning import cancel_meeting, change_meeting, hold_meeting
from meetings.actions.polls import answer_dates
from meetings.calendars.feeds import meetings_in
from meetings.enums import Attendance, DateReply, Reply
from meetings.invitees import team_change
from meetings.mails.choices import Reader
from meetings.models import Agreement, CalendarFeed, DateAnswer, Invitation, Meeting
from schools.changes import CannotUndo, Stale, undo
from schools.models import Change, School
from teams.access import can_undo
from teams.actions.merge import merge_records
from teams.extensions import carried_along
from teams.models import Membership, Professional
from teams.snapshots import merge_snapshot
from tests.factories import AgreementFactory, InvitationFactory, SchoolFactory, UserFactory, person, seat
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY, planned
from tests.meetings.test_planning import the_plan
from tests.pages import all_words, of_class, page

HERE = "Kennismaking bij De Zeester, di 8 december 2026, 15.00-16.30 uur"
ELSEWHERE = "Kennismaking bij De Boog, di 8 december 2026, 15.00-16.30 uur"


@pytest.fixture
def actor(ineke: Professional) -> User:
    assert ineke.user is not None
    return ineke.user


@pytest.fixture
def kept(school: School) -> Professional:
    """Samira once more, entered by another school: this record stays."""
    return person(school, "Samira", "", "Bakkali", email="samira@cjg.example")


@pytest.fixture
def hers(meeting: Meeting, samira: Membership) -> Invitation:
    """What the coach of the school was asked, under the record that goes."""
    found: Invitation = meeting.invitations.get(professional=samira.professional)
    return found


@pytest.fixture
def twin(hers: Invitation, kept: Professional) -> Invitation:
    """The same session, asked under the record that stays too."""
    Invitation.objects.create(meeting=hers.meeting, professional=kept)
    book(hers.meeting)
    found: Invitation = Invitation.objects.get(professional=kept)
    return found


@pytest.fixture
def other(kept: Professional, school: School, ineke: Professional) -> Meeting:
    """A session of another school at the same time, to which the record that stays is asked."""
    boog: School = SchoolFactory(name="De Boog", region=school.region)
    seat(boog, "cjg-coach", professional=kept)
    return planned(boog, ineke)


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Invitation, Agreement, DateAnswer)]


def merge(kept: Professional, samira: Membership, actor: User) -> Change:
    return merge_records(kept=kept, absorbed=samira.professional, actor=actor)


def told(kept: Professional, samira: Membership) -> list[tuple[str, str, bool]]:
    """What the page says beforehand."""
    return [(each.label, each.becomes, each.is_warning) for each in carried_along(kept, samira.professional)]


def of(person: Professional) -> list[tuple[str, bool, str, str, bool]]:
    """What a record is asked to, whether that was taken back, its answer and note, and whether it blocks the time."""
    rows = Invitation.objects.filter(professional=person).select_related("meeting__school").order_by("pk")
    return [(row.meeting.school.name, row.is_withdrawn, row.answer, row.note, row.blocks_time) for row in rows]


# An invitation to a session to come


def test_her_invitation_goes_along_with_what_she_answered(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    answer_invitation(invitation=hers, answer=Reply.YES, note="Ik rijd met Anneke mee", now=NOW, actor=None)
    before = everything()
    change = merge(kept, samira, actor)
    assert (of(kept), of(samira.professional)) == (
        [("De Zeester", False, "yes", "Ik rijd met Anneke mee", True)],
        [],
    )
    assert not team_change(meeting, meeting.invitations.select_related("professional"), today=NOW.date())
    assert [row.change for row in Invitation.history.filter(professional=kept)] == [change] * 2
    undo(change=change, actor=actor)
    assert everything() == before


def test_what_goes_along_is_told_beforehand(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting
) -> None:
    answer_invitation(invitation=hers, answer=Reply.NO, stand_in_name="Tom", now=NOW, actor=None)
    for text in ("Belt de wijkagent", "Maakt een lijst"):
        AgreementFactory(meeting=meeting, owner=samira.professional, text=text)
    assert told(kept, samira) == [
        (HERE, "de uitnodiging gaat mee (komt niet)", False),
        ("Bij De Zeester", "2 open afspraken gaan mee", False),
    ]


def test_what_changed_since_the_page_told_is_said(
    hers: Invitation, kept: Professional, samira: Membership, actor: User
) -> None:
    seen = merge_snapshot(kept, samira.professional)
    answer_invitation(invitation=hers, answer=Reply.YES, now=NOW, actor=None)
    with pytest.raises(Stale) as stale:
        merge_records(kept=kept, absorbed=samira.professional, seen=seen, actor=actor)
    assert stale.value.differences == [
        f"{HERE}: wat ervan wordt is nu de uitnodiging gaat mee (komt) (was de uitnodiging gaat mee)."
    ]


def test_who_need_not_come_is_not_asked_anew(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    withdraw_invitation(invitation=hers, actor=actor)
    assert told(kept, samira) == [(HERE, "de ingetrokken uitnodiging gaat mee", False)]
    merge(kept, samira, actor)
    change = team_change(meeting, meeting.invitations.select_related("professional"), today=NOW.date())
    assert (of(kept), bool(change)) == ([("De Zeester", True, "none", "", False)], False)


def test_who_was_told_is_told_at_her_address_that_it_is_called_off(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User, mail_is_kept: None
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=actor)
    cancel_meeting(meeting=meeting, actor=actor)
    merge(kept, samira, actor)
    due = due_notices(meeting, invitations_with_notices(meeting), NOW)
    assert [each.invitation.address for each in due if each.invitation.pk == hers.pk] == ["samira@cjg.example"]


def test_that_links_in_mails_to_the_other_address_open_nothing_is_told(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User, mail_is_kept: None
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=actor)
    assert told(kept, samira)[1:] == [
        ("Links in mails", "wat naar het adres ging dat vervalt, kan niet meer met een link worden beantwoord", True)
    ]


def test_what_was_held_stays_readable_as_it_was(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    attended = {hers.pk: Attended(Attendance.LATE)}
    record_attendance(meeting=meeting, attended=attended, now=TUESDAY, actor=actor)
    meeting.refresh_from_db()
    hold_meeting(meeting=meeting, now=TUESDAY, actor=actor)
    done = AgreementFactory(meeting=meeting, owner=samira.professional, done_on=TUESDAY.date())
    before = everything()
    assert told(kept, samira) == []
    merge(kept, samira, actor)
    hers.refresh_from_db()
    assert (everything(), hers.name, Agreement.objects.get(pk=done.pk).owner) == (
        before,
        "Samira Bakkali",
        samira.professional,
    )


def test_who_was_there_is_kept_of_a_session_that_nobody_said_was_held(
    hers: Invitation, twin: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    record_attendance(meeting=meeting, attended={hers.pk: Attended(Attendance.LATE)}, now=TUESDAY, actor=actor)
    merge(kept, samira, actor)
    twin.refresh_from_db()
    assert (twin.is_withdrawn, twin.attendance) == (False, Attendance.LATE)


# Asked twice to one session


@pytest.mark.parametrize(
    ("under_kept", "under_absorbed", "counts"),
    [
        (Reply.NONE, Reply.NONE, Reply.NONE),
        (Reply.NONE, Reply.YES, Reply.YES),
        (Reply.YES, Reply.NONE, Reply.YES),
        (Reply.YES, Reply.NO, Reply.NO),
    ],
    ids=["none", "only the one that goes", "only the one that stays", "the one that goes last"],
)
def test_asked_twice_she_is_asked_once_with_the_answer_that_counts(
    hers: Invitation,
    twin: Invitation,
    kept: Professional,
    samira: Membership,
    actor: User,
    under_kept: Reply,
    under_absorbed: Reply,
    counts: Reply,
) -> None:
    for row, answer, hour in ((twin, under_kept, 0), (hers, under_absorbed, 1)):
        if answer != Reply.NONE:
            now = NOW.replace(hour=13 + hour)
            answer_invitation(invitation=row, answer=answer, note=answer.label, now=now, actor=None)
    before = everything()
    word = f" ({counts.label})" if counts != Reply.NONE else ""
    assert told(kept, samira) == [(HERE, f"twee uitnodigingen worden er één{word}", False)]
    change = merge(kept, samira, actor)
    note = counts.label if counts != Reply.NONE else ""
    assert of(kept) == [("De Zeester", False, counts, note, counts != Reply.NO)]
    assert [row[1] for row in of(samira.professional)] == [True]
    undo(change=change, actor=actor)
    assert everything() == before
    undo(change=Change.objects.get(undoes=change), actor=actor)
    assert of(kept) == [("De Zeester", False, counts, note, counts != Reply.NO)]


def test_who_need_not_come_under_the_one_is_asked_under_the_other(
    hers: Invitation, twin: Invitation, kept: Professional, samira: Membership, actor: User
) -> None:
    withdraw_invitation(invitation=twin, actor=actor)
    merge(kept, samira, actor)
    twin.refresh_from_db()
    assert (of(kept), twin.role, twin.is_required) == (
        [("De Zeester", False, "none", "", True)],
        samira.role,
        True,
    )


def test_who_need_not_come_under_the_record_that_goes_is_asked_as_she_was(
    hers: Invitation, twin: Invitation, kept: Professional, samira: Membership, actor: User
) -> None:
    withdraw_invitation(invitation=hers, actor=actor)
    before = of(kept)
    merge(kept, samira, actor)
    assert (of(kept), of(samira.professional)) == (before, [("De Zeester", True, "none", "", False)])


def test_she_guides_it_still(
    hers: Invitation, twin: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    plan = the_plan(meeting, facilitator=samira.professional)
    change_meeting(meeting=meeting, plan=plan, now=NOW, actor=actor)
    merge(kept, samira, actor)
    assert [row.professional for row in meeting.invitations.filter(is_facilitator=True)] == [kept]


def test_the_invitation_that_fell_away_is_not_mailed_of_and_not_given_back(
    hers: Invitation,
    twin: Invitation,
    kept: Professional,
    samira: Membership,
    meeting: Meeting,
    actor: User,
    mail_is_kept: None,
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=actor)
    merge(kept, samira, actor)
    assert due_notices(meeting, invitations_with_notices(meeting), NOW) == []
    with pytest.raises(Stale, match="intussen samengevoegd met een ander: er is nu één Samira Bakkali"):
        restore_invitation(invitation=Invitation.objects.get(pk=hers.pk), actor=actor)


def test_what_she_said_of_moments_is_gathered(
    poll: Meeting, kept: Professional, samira: Membership, actor: User
) -> None:
    hers = poll.invitations.get(professional=samira.professional)
    twin = Invitation.objects.create(meeting=poll, professional=kept)
    first, second = poll.date_options.order_by("starts_at")
    both = {first.pk: DateReply.NO, second.pk: DateReply.YES}
    answer_dates(invitation=hers, answers=both, now=NOW, actor=None)
    answer_dates(invitation=twin, answers={first.pk: DateReply.YES}, now=NOW, actor=None)
    before = everything()
    change = merge(kept, samira, actor)
    assert dict(twin.date_answers.values_list("option", "answer")) == {
        first.pk: DateReply.YES,
        second.pk: DateReply.YES,
    }
    undo(change=change, actor=actor)
    assert everything() == before


# In two places


def test_who_turns_out_to_be_in_two_places_is_named_beforehand_and_keeps_one_of_both_free(
    hers: Invitation, other: Meeting, kept: Professional, samira: Membership, actor: User
) -> None:
    assert told(kept, samira) == [
        (HERE, "de uitnodiging gaat mee", False),
        (HERE, f"dit valt samen met {ELSEWHERE}", True),
    ]
    before = everything()
    change = merge(kept, samira, actor)
    assert of(kept) == [("De Zeester", False, "none", "", False), ("De Boog", False, "none", "", True)]
    undo(change=change, actor=actor)
    assert everything() == before


def test_after_a_session_of_hers_moved_it_is_not_undone(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    change = merge(kept, samira, actor)
    change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY, minutes=60), now=NOW, actor=actor)
    with pytest.raises(CannotUndo, match="opnieuw iets veranderd"):
        undo(change=change, actor=actor)


# What she promised, gets and reads


def test_what_she_promised_is_hers(kept: Professional, samira: Membership, meeting: Meeting, actor: User) -> None:
    row = AgreementFactory(meeting=meeting, owner=samira.professional)
    change = merge(kept, samira, actor)
    row.refresh_from_db()
    assert row.owner == kept
    undo(change=change, actor=actor)
    row.refresh_from_db()
    assert row.owner == samira.professional


def test_the_mails_that_she_chose_last_are_those_she_gets(kept: Professional, samira: Membership, actor: User) -> None:
    choose_mail(reader=Reader(kept), digest=False)
    choose_mail(reader=Reader(samira.professional), reminders=False)
    change = merge(kept, samira, actor)
    choice = Reader(kept).choice
    assert (choice.reminders, choice.digest) == (False, True)
    undo(change=change, actor=actor)
    own = [Reader(Professional.objects.get(pk=row.pk)).choice for row in (kept, samira.professional)]
    assert [(row.reminders, row.digest) for row in own] == [(True, False), (False, True)]


def test_choosing_one_kind_leaves_what_she_chose_under_the_other_record(
    kept: Professional, samira: Membership, actor: User
) -> None:
    choose_mail(reader=Reader(samira.professional), reminders=False)
    merge(kept, samira, actor)
    choose_mail(reader=Reader(kept), digest=False)
    choice = Reader(kept).choice
    assert (choice.reminders, choice.digest) == (False, False)


def test_the_address_of_her_calendar_goes_on_and_she_can_stop_it(
    hers: Invitation, kept: Professional, samira: Membership, meeting: Meeting, actor: User
) -> None:
    user = UserFactory()
    Professional.objects.filter(pk=kept.pk).update(user=user)
    Professional.objects.filter(pk=samira.professional_id).update(user=None)
    feed = renew_feed(of=samira.professional, actor=actor)
    merge(kept, samira, actor)
    feed = CalendarFeed.objects.get(pk=feed.pk)
    assert (list(meetings_in(feed, NOW.date())), list(CalendarFeed.objects.of(kept))) == ([meeting], [feed])
    close_feed(of=kept, actor=actor)
    assert CalendarFeed.objects.count() == 0


def test_another_address_closes_those_of_both(kept: Professional, samira: Membership, actor: User) -> None:
    old = [renew_feed(of=row, actor=actor).secret for row in (kept, samira.professional)]
    merge(kept, samira, actor)
    renew_feed(of=kept, actor=actor)
    assert (CalendarFeed.objects.count(), CalendarFeed.objects.filter(secret__in=old).count()) == (1, 0)


# The page, and who may


def test_what_goes_along_takes_as_many_queries_for_three_sessions_as_for_one(
    hers: Invitation, kept: Professional, samira: Membership
) -> None:
    for size in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            assert len([each for each in told(kept, samira) if not each[2]]) == size
        assert len(asked) == 5
        for _ in range(2):
            InvitationFactory(professional=samira.professional, blocks_time=False)


def test_the_page_says_what_goes_along_and_warns(
    hers: Invitation, other: Meeting, kept: Professional, samira: Membership, planner: Client
) -> None:
    tree = page(planner.get(f"/mensen/{kept.pk}/samenvoegen/?met={samira.professional_id}"))
    assert all_words(tree, "//h3[.='Wat er meegaat']/following-sibling::ul[1]/li") == [f"{HERE}De uitnodiging gaat mee"]
    assert all_words(tree, of_class("warning")) == [f"! {HERE}: dit valt samen met {ELSEWHERE}."]


def test_who_merged_may_undo_it_with_all_that_went_along(
    hers: Invitation, kept: Professional, samira: Membership, actor: User
) -> None:
    change = merge(kept, samira, actor)
    assert [can_undo(user, change, NOW.date()) for user in (actor, UserFactory())] == [True, False]
