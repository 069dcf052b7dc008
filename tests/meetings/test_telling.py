"""What is mailed in one step: how the session stands, and which moments of its date poll calendars may let go."""

from collections import Counter
from email.message import EmailMessage
from uuid import uuid4

import pytest

from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.actions.polls import close_poll
from meetings.actions.replies import take_reply
from meetings.actions.telling import still_to_tell, tell_everybody, telling_snapshot
from meetings.enums import Reply
from meetings.models import Meeting
from outbox.models import Mail
from schools.changes import Stale, undo
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import GuestFactory
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY
from tests.meetings.mails import Received, received
from tests.meetings.polls import WEDNESDAY, choose, invitation_of, mailed, option_at, polled, say
from tests.meetings.test_planning import the_plan
from tests.meetings.test_taking_replies import EVENT

pytestmark = pytest.mark.usefixtures("mail_is_kept")


@pytest.fixture
def chosen(school: School, anneke: Membership, samira: Membership, ineke: Professional) -> Meeting:
    """A session whose date was found by a poll of two moments, which two calendars still hold."""
    meeting = polled(school, ineke, wants_holds=True)
    mailed(meeting, ineke)
    choose(meeting, TUESDAY, ineke)
    meeting.refresh_from_db()
    return meeting


def tell(meeting: Meeting, by: Professional, **fields: object) -> list[Received]:
    assert by.user is not None
    before = Mail.objects.count()
    tell_everybody(meeting=meeting, now=NOW, actor=by.user, **fields)  # type: ignore[arg-type]
    return received(after=before)


def kinds(mails: list[Received]) -> dict[str, int]:
    return dict(Counter(each.subject.split(":")[0] for each in mails))


def test_once_a_moment_is_chosen_the_holds_go_with_the_invitations(chosen: Meeting, ineke: Professional) -> None:
    key = uuid4()
    mails = [tell(chosen, ineke, key=key) for _ in range(2)]
    assert [kinds(each) for each in mails] == [{"Uitnodiging": 2, "Weer vrij": 2}, {}]


def test_what_is_let_go_says_why(chosen: Meeting, ineke: Professional) -> None:
    mails = [each for each in tell(chosen, ineke) if each.to == "anneke@example.nl"]
    said = {each.subject.split(", ")[-2]: each.text.split("\n\n")[1] for each in mails if "Weer vrij" in each.subject}
    assert said == {
        "wo 9 december 2026": "Je hoeft dit moment niet meer vrij te houden. De bijeenkomst van het kernteam van De "
        "Zeester is op di 8 december 2026, 15.00-16.30 uur. Daarvoor krijg je een eigen uitnodiging.",
    }


def test_called_off_the_holds_go_with_the_cancellations(chosen: Meeting, ineke: Professional) -> None:
    assert ineke.user is not None
    send_notices(meeting=chosen, now=NOW, actor=ineke.user)
    cancel_meeting(meeting=chosen, actor=ineke.user)
    mails = tell(chosen, ineke)
    assert kinds(mails) == {"Gaat niet door": 2, "Weer vrij": 2}
    assert "gaat niet door" in mails[-1].text


def test_what_the_preview_did_not_show_is_not_sent(chosen: Meeting, ineke: Professional) -> None:
    seen = telling_snapshot(still_to_tell(chosen, NOW), chosen)
    mailed(chosen, ineke)  # somebody else let the moments go meanwhile
    with pytest.raises(Stale):
        tell(chosen, ineke, seen=seen)
    assert kinds(received()[-2:]) == {"Weer vrij": 2}


def test_as_long_as_moments_are_asked_nothing_is_let_go(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    meeting = polled(school, ineke, wants_holds=True)
    mailed(meeting, ineke)
    assert (tell(meeting, ineke), still_to_tell(meeting, NOW).count) == ([], 0)


# The moment that was held and chosen becomes the invitation: nobody is told "free again" of the moment of the session


def entry(mails: list[Received], subject: str) -> list[tuple[str, str, int]]:
    """What the mails to Anneke that begin so do to which entry of her calendar."""
    hers = [each for each in mails if each.to == "anneke@example.nl" and each.subject.startswith(subject)]
    return [(each.method, each.event["uid"], each.event["sequence"]) for each in hers]


def accepted_by_anneke(uid: str) -> bytes:
    """What her calendar program mails when she accepts the first state of an entry."""
    mail = EmailMessage()
    mail["From"] = "anneke@example.nl"
    event = EVENT.format(
        program="x",
        method="REPLY",
        uid=uid,
        sequence=1,
        answer="ACCEPTED",
        scheme="mailto:",
        email="anneke@example.nl",
    )
    mail.set_content(event, subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def test_what_was_held_and_chosen_becomes_the_invitation_in_the_same_entry(
    chosen: Meeting, ineke: Professional
) -> None:
    held = option_at(chosen, TUESDAY).pk
    assert entry(tell(chosen, ineke), "Uitnodiging") == [("REQUEST", f"{chosen.uid}-{held}@kernteam", 1)]


def test_that_entry_is_the_session_from_then_on(chosen: Meeting, ineke: Professional) -> None:
    uid = f"{chosen.uid}-{option_at(chosen, TUESDAY).pk}@kernteam"
    tell(chosen, ineke)
    assert ineke.user is not None
    plan = the_plan(chosen, starts_at=THURSDAY)
    change_meeting(meeting=chosen, plan=plan, now=NOW, actor=ineke.user)
    moved = entry(tell(chosen, ineke), "Gewijzigd")
    cancel_meeting(meeting=chosen, actor=ineke.user)
    assert (moved, entry(tell(chosen, ineke), "Gaat niet door")) == ([("REQUEST", uid, 2)], [("CANCEL", uid, 3)])


def test_an_answer_by_calendar_to_that_entry_is_taken_over_and_one_to_a_mere_hold_is_not(
    chosen: Meeting, ineke: Professional
) -> None:
    options = [option_at(chosen, each).pk for each in (TUESDAY, WEDNESDAY)]
    tell(chosen, ineke)
    taken = [take_reply(accepted_by_anneke(f"{chosen.uid}-{option}@kernteam"), now=NOW) for option in reversed(options)]
    assert (taken, invitation_of(chosen, "Anneke").answer) == ([False, True], Reply.YES)


def test_when_the_choice_is_undone_after_the_invitation_a_new_entry_holds_the_moment(
    chosen: Meeting, ineke: Professional
) -> None:
    assert ineke.user is not None
    held = option_at(chosen, TUESDAY).pk
    change = Change.objects.filter(summary__contains="staat gepland").latest("made_at")
    tell(chosen, ineke)
    undo(change=change, actor=ineke.user)
    off = entry(tell(chosen, ineke), "Je hoeft niet meer te komen")
    again = entry(mailed(Meeting.objects.get(pk=chosen.pk), ineke), "Houd vrij")
    assert (off, again[0]) == (
        [("CANCEL", f"{chosen.uid}-{held}@kernteam", 2)],
        ("REQUEST", f"{chosen.uid}-{held}-2@kernteam", 2),
    )


def test_who_said_yes_reads_that_she_comes(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    meeting = polled(school, ineke)
    say(meeting, "Anneke", "++")
    choose(meeting, TUESDAY, ineke)
    meeting.refresh_from_db()
    asks = {each.to: "Laat weten of je komt" in each.text for each in tell(meeting, ineke)}
    assert asks == {"anneke@example.nl": False, "samira@example.nl": True}


# A poll that stopped without a date


def test_who_was_asked_hears_once_that_no_date_is_sought_any_more(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    meeting = polled(school, ineke)
    mailed(meeting, ineke)
    assert ineke.user is not None
    close_poll(meeting=meeting, now=NOW, actor=ineke.user)
    mails = tell(meeting, ineke)
    assert (kinds(mails), [each.calendar for each in mails], tell(meeting, ineke)) == (
        {"We zoeken nu geen datum": 2},
        [b"", b""],
        [],
    )


def test_who_lets_go_of_moments_reads_it_there_and_who_was_never_asked_hears_nothing(
    school: School, anneke: Membership, ineke: Professional
) -> None:
    meeting = polled(school, ineke, wants_holds=True)
    mailed(meeting, ineke)
    GuestFactory(meeting=meeting, guest_email="gast@example.nl")
    assert ineke.user is not None
    close_poll(meeting=meeting, now=NOW, actor=ineke.user)
    mails = tell(meeting, ineke)
    assert (kinds(mails), {"We zoeken nu geen datum meer" in each.text for each in mails}, tell(meeting, ineke)) == (
        {"Weer vrij": 2},
        {True},
        [],
    )
