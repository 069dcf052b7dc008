"""What is mailed about a date poll, read back: the question, the reminder, and what calendars hold and let go."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from meetings.actions.choices import choose_mail
from meetings.actions.inviting import withdraw_invitation
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.actions.poll_mails import mails_due, reminders_due
from meetings.actions.polls import ask_dates, close_poll
from meetings.calendars.ical import Event
from meetings.mails.choices import choices_path, reader_of
from meetings.models import DateNotice, Meeting
from meetings.polls.page import date_preview_of
from meetings.polls.reading import poll_of
from outbox.models import Mail
from schools.changes import Stale, undo
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import GrantFactory, GuestFactory, person
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY
from tests.meetings.mails import Received, reads
from tests.meetings.polls import (
    THURSDAY_AFTER,
    WEDNESDAY,
    choose,
    invitation_of,
    mailed,
    option_at,
    polled,
    question,
    say,
    subjects,
)
from tests.meetings.readers import events_by_icalendar, events_by_vobject
from tests.meetings.test_planning import the_plan

pytestmark = pytest.mark.usefixtures("mail_is_kept")

QUESTION = "Wanneer kun je? Kennismaking kernteam De Zeester"
REMINDER = "Nog even: wanneer kun je? Kennismaking kernteam De Zeester"


def test_everybody_who_is_asked_gets_her_own_link_once(poll: Meeting, ineke: Professional) -> None:
    mails = mailed(poll, ineke)
    assert (subjects(mails), len({each.link for each in mails}), mailed(poll, ineke)) == (
        [f"anneke@example.nl: {QUESTION}", f"samira@example.nl: {QUESTION}"],
        2,
        [],
    )


def test_the_question_names_the_moments_and_the_last_day(poll: Meeting, ineke: Professional) -> None:
    text = mailed(poll, ineke)[0].text
    assert [line for line in text.splitlines() if line.startswith(("- ", "Laat weten"))] == [
        "- di 8 december 2026, 15.00-16.30 uur",
        "- wo 9 december 2026, 15.00-16.30 uur",
        "Laat weten wanneer je kunt, tot en met 29 november 2026:",
    ]


def test_the_text_and_the_html_have_the_same_link(poll: Meeting, ineke: Professional) -> None:
    [first, _] = mailed(poll, ineke)
    assert f'{first.link}"' in first.html


def test_a_place_with_a_line_break_stays_on_one_line(school: School, anneke: Membership, ineke: Professional) -> None:
    asked = polled(school, ineke)
    asked.place = "De Zeester\nWat: iets anders"
    asked.save()
    [mail] = mailed(asked, ineke)
    assert [line for line in mail.text.splitlines() if line.startswith(("Wat", "Waar"))] == [
        "Wat: Kennismaking",
        "Waar: De Zeester Wat: iets anders",
    ]


def test_the_same_press_mails_once(poll: Meeting, ineke: Professional) -> None:
    key = uuid4()
    mailed(poll, ineke, key=key)
    assert (mailed(poll, ineke, reminders_due, key=key), DateNotice.objects.count()) == ([], 2)


def test_when_another_moment_is_asked_everybody_is_told(poll: Meeting, ineke: Professional) -> None:
    mailed(poll, ineke)
    assert ineke.user is not None
    more = question(TUESDAY, WEDNESDAY, THURSDAY_AFTER)
    ask_dates(meeting=poll, question=more, now=NOW, actor=ineke.user)
    assert subjects(mailed(poll, ineke)) == [f"anneke@example.nl: {QUESTION}", f"samira@example.nl: {QUESTION}"]


def test_when_a_moment_is_asked_no_more_nobody_is_told(school: School, anneke: Membership, ineke: Professional) -> None:
    asked = polled(school, ineke, TUESDAY, WEDNESDAY, THURSDAY_AFTER)
    mailed(asked, ineke)
    assert ineke.user is not None
    ask_dates(meeting=asked, question=question(TUESDAY, WEDNESDAY), now=NOW, actor=ineke.user)
    assert mailed(asked, ineke) == []


def test_only_who_was_asked_and_did_not_answer_is_reminded(poll: Meeting, ineke: Professional) -> None:
    before = mailed(poll, ineke, reminders_due)
    mailed(poll, ineke)
    say(poll, "Anneke", "++")
    assert (before, subjects(mailed(poll, ineke, reminders_due))) == ([], [f"samira@example.nl: {REMINDER}"])


def test_once_answering_is_over_nobody_is_reminded(
    poll: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    mailed(poll, ineke)
    time_machine.move_to(NOW + timedelta(days=60), tick=False)
    assert mailed(poll, ineke, reminders_due) == []


@pytest.mark.parametrize(("days", "sent"), [(7, 3), (8, 0)])
def test_once_answering_is_over_nobody_is_asked_and_no_moment_held(
    held: Meeting, ineke: Professional, time_machine: TimeMachineFixture, days: int, sent: int
) -> None:
    time_machine.move_to(NOW + timedelta(days=days), tick=False)
    assert len(mailed(held, ineke)) == sent


def test_who_chose_no_reminders_is_asked_and_not_reminded_and_that_is_told(poll: Meeting, ineke: Professional) -> None:
    choose_mail(reader=reader_of(invitation_of(poll, "Samira")), reminders=False)
    found = poll_of(poll)
    assert found
    assert ineke.user
    quiet = [date_preview_of(found, reminders_due, sender=ineke.user, now=NOW).quiet]
    asked = subjects(mailed(poll, ineke))
    quiet += [date_preview_of(found, which, sender=ineke.user, now=NOW).quiet for which in (mails_due, reminders_due)]
    assert (asked, subjects(mailed(poll, ineke, reminders_due)), quiet) == (
        [f"anneke@example.nl: {QUESTION}", f"samira@example.nl: {QUESTION}"],
        [f"anneke@example.nl: {REMINDER}"],
        [(), (), ("Samira Bakkali",)],
    )


def test_more_people_take_as_many_reads(poll: Meeting, ineke: Professional) -> None:
    def sent() -> tuple[int, int]:
        with reads() as asked:
            count = len(mailed(Meeting.objects.get(pk=poll.pk), ineke))
        return count, len(asked)

    few = sent()
    for number in range(6):
        GuestFactory(meeting=poll, guest_email=f"gast{number}@example.nl")
    assert (few[0], sent()) == (2, (6, few[1]))


def test_after_the_choice_nobody_is_reminded(poll: Meeting, ineke: Professional) -> None:
    mailed(poll, ineke)
    choose(poll, TUESDAY, ineke)
    assert mailed(poll, ineke, reminders_due) == []


def test_who_has_no_address_gets_no_mail(poll: Meeting, samira: Membership, ineke: Professional) -> None:
    samira.professional.email = ""
    samira.professional.save()
    assert subjects(mailed(poll, ineke)) == [f"anneke@example.nl: {QUESTION}"]


def test_what_changed_since_the_preview_is_not_mailed(poll: Meeting, ineke: Professional) -> None:
    with pytest.raises(Stale):
        mailed(poll, ineke, seen={"niets": {}})
    assert Mail.objects.count() == 0


# Holding moments


@pytest.fixture
def held(school: School, anneke: Membership, ineke: Professional) -> Meeting:
    """A poll of two moments, which Anneke's calendar is asked to hold."""
    return polled(school, ineke, wants_holds=True)


def entries(
    mails: list[Received], subject: str, read: Callable[[bytes], list[Event]] = events_by_icalendar
) -> list[tuple[str, Event]]:
    """What the mails that begin so ask of a calendar program, and for which event."""
    found = [(each.method, read(each.calendar)) for each in mails if each.subject.startswith(subject)]
    return [(method, event) for method, events in found for event in events]


@pytest.mark.parametrize("read", [events_by_icalendar, events_by_vobject])
def test_every_moment_is_held_by_an_entry_of_its_own(
    held: Meeting, ineke: Professional, read: Callable[[bytes], list[Event]]
) -> None:
    found = entries(mailed(held, ineke), "Houd vrij", read)
    assert [(method, event.uid, event.sequence, event.starts_at, event.is_tentative) for method, event in found] == [
        ("REQUEST", f"{held.uid}-{option_at(held, each).pk}@kernteam", 0, each, True) for each in (TUESDAY, WEDNESDAY)
    ]


def test_a_hold_takes_as_long_as_the_session_and_is_for_who_gets_it(held: Meeting, ineke: Professional) -> None:
    events = [event for _, event in entries(mailed(held, ineke), "Houd vrij")]
    assert {(event.ends_at - event.starts_at).seconds // 60 for event in events} == {90}
    assert [[each.email for each in event.attendees] for event in events] == [["anneke@example.nl"]] * 2


def test_without_a_wish_for_it_nothing_is_held(poll: Meeting, ineke: Professional) -> None:
    assert [each.calendar for each in mailed(poll, ineke)] == [b"", b""]


def _end(how: str, meeting: Meeting, by: Professional) -> None:
    assert by.user is not None
    if how == "chosen":
        choose(meeting, TUESDAY, by)
    elif how == "closed":
        close_poll(meeting=meeting, now=NOW, actor=by.user)
    elif how == "cancelled":
        cancel_meeting(meeting=meeting, actor=by.user)
    else:
        change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=by.user)


@pytest.mark.parametrize(
    ("how", "gone"),
    [
        ("chosen", [WEDNESDAY]),  # the chosen moment becomes the invitation
        ("closed", [TUESDAY, WEDNESDAY]),
        ("cancelled", [TUESDAY, WEDNESDAY]),
        ("another date", [TUESDAY, WEDNESDAY]),
    ],
)
def test_what_is_held_is_let_go_once_the_poll_is_over(
    held: Meeting, ineke: Professional, how: str, gone: list[datetime]
) -> None:
    mailed(held, ineke)
    _end(how, held, ineke)
    found = entries(mailed(held, ineke), "Weer vrij")
    assert (
        [(method, event.uid, event.sequence, event.is_cancelled) for method, event in found],
        mailed(held, ineke),
    ) == (
        [("CANCEL", f"{held.uid}-{option_at(held, each).pk}@kernteam", 1, True) for each in gone],
        [],
    )


def test_who_need_not_come_lets_go_of_the_chosen_moment_too_and_is_promised_no_invitation(
    held: Meeting, ineke: Professional
) -> None:
    mailed(held, ineke)
    assert ineke.user is not None
    withdraw_invitation(invitation=invitation_of(held, "Anneke"), actor=ineke.user)
    choose(held, TUESDAY, ineke)
    mails = mailed(held, ineke)
    assert [each.text.split("\n\n")[1] for each in mails] == ["Je hoeft dit moment niet meer vrij te houden."] * 2


def test_a_moment_that_is_asked_no_more_is_let_go(held: Meeting, ineke: Professional) -> None:
    mailed(held, ineke)
    gone = option_at(held, WEDNESDAY).pk
    assert ineke.user is not None
    other = question(TUESDAY, THURSDAY_AFTER, wants_holds=True)
    ask_dates(meeting=held, question=other, now=NOW, actor=ineke.user)
    mails = mailed(held, ineke)
    what = "Kennismaking kernteam De Zeester"
    assert (subjects(mails), [event.uid for _, event in entries(mails, "Weer vrij")]) == (
        [
            f"anneke@example.nl: Houd vrij: {what}, do 10 december 2026, 15.00-16.30 uur",
            f"anneke@example.nl: {QUESTION}",
            f"anneke@example.nl: Weer vrij: {what}, wo 9 december 2026, 15.00-16.30 uur",
        ],
        [f"{held.uid}-{gone}@kernteam"],
    )


def test_who_need_not_come_any_more_holds_nothing(held: Meeting, ineke: Professional) -> None:
    mailed(held, ineke)
    assert ineke.user is not None
    withdraw_invitation(invitation=invitation_of(held, "Anneke"), actor=ineke.user)
    assert [method for method, _ in entries(mailed(held, ineke), "Weer vrij")] == ["CANCEL", "CANCEL"]


def test_when_choosing_is_undone_after_the_mail_calendars_hold_again_with_a_higher_number(
    held: Meeting, ineke: Professional
) -> None:
    mailed(held, ineke)
    change = choose(held, TUESDAY, ineke)
    mailed(held, ineke)
    assert ineke.user is not None
    undo(change=change, actor=ineke.user)
    assert [(event.starts_at, event.sequence) for _, event in entries(mailed(held, ineke), "Houd vrij")] == [
        (WEDNESDAY, 2)
    ]


# Who sends need not be asked


@pytest.fixture
def guided(school: School, anneke: Membership, ineke: Professional) -> Meeting:
    """A poll in which who sends the mails guides the session herself."""
    found = polled(school, ineke)
    found.invitations.create(professional=ineke, is_facilitator=True, is_required=True)
    return found


def test_who_sends_the_question_does_not_mail_herself(guided: Meeting, ineke: Professional) -> None:
    mails = mailed(guided, ineke)
    assert (subjects(mails), subjects(mailed(guided, ineke, reminders_due))) == (
        [f"anneke@example.nl: {QUESTION}"],
        [f"anneke@example.nl: {REMINDER}"],
    )


def test_who_sent_the_question_need_not_be_asked_by_another_either_but_can_be_reminded(
    guided: Meeting, ineke: Professional, school: School
) -> None:
    mailed(guided, ineke)
    grant = GrantFactory(region=school.region, kind=GrantKind.PROCESBEGELEIDER)
    other = person(school, "Joke", "", "Mol", user=grant.user, email=grant.user.email)
    assert (mailed(guided, other), subjects(mailed(guided, other, reminders_due))) == (
        [],
        [f"anneke@example.nl: {REMINDER}", f"{ineke.email}: {REMINDER}"],
    )


# What every mail has


def test_every_mail_leads_to_where_its_reader_chooses_and_answers_go_to_who_sent_it(
    held: Meeting, ineke: Professional
) -> None:
    mails = [*mailed(held, ineke), *mailed(held, ineke, reminders_due)]
    choose(held, TUESDAY, ineke)
    mails += mailed(held, ineke)
    path = choices_path(reader_of(invitation_of(held, "Anneke")))
    hers = [each for each in mails if each.to == "anneke@example.nl"]
    assert [each.subject.split(":")[0].split("?")[0] for each in hers] == [
        "Wanneer kun je",
        "Houd vrij",
        "Houd vrij",
        "Nog even",
        "Weer vrij",
    ]
    assert [(each.choices == path, path in each.html, each.answers_go_to) for each in hers] == [
        (True, True, ineke.email)
    ] * len(hers)


def test_a_preview_shows_no_link_of_its_reader(held: Meeting, ineke: Professional) -> None:
    poll = poll_of(held)
    assert poll
    assert ineke.user
    preview = date_preview_of(poll, mails_due, sender=ineke.user, now=NOW)
    assert [("/mail-keuzes/" in each.letter.text, "/datum/" in each.letter.text) for each in preview.samples] == [
        (False, False),
        (False, False),
    ]
