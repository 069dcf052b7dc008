"""Who is told what of a session, how it reads, and that nobody is told twice."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from uuid import uuid4

import pytest
import vobject

from meetings.actions.inviting import answer_invitation, follow_team, invite_guest, withdraw_invitation
from meetings.actions.notices import (
    due_notices,
    invitations_with_notices,
    send_again,
    send_notices,
)
from meetings.actions.planning import cancel_meeting, change_meeting, hold_meeting
from meetings.enums import Reply
from meetings.mails.letters import facts_of
from meetings.models import Invitation, Meeting, Notice
from outbox.models import Mail
from schools.changes import CannotUndo, Stale, undo
from schools.models import Change, School
from teams.models import LogEntry, Membership, Professional
from tests.factories import InvitationFactory, NoticeFactory, person, seat
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY
from tests.meetings.mails import reads, received
from tests.meetings.test_planning import the_plan

pytestmark = pytest.mark.usefixtures("mail_is_kept")


def due(meeting: Meeting, now: datetime = NOW) -> dict[str, str]:
    """Who still has to be told what."""
    found = due_notices(meeting, invitations_with_notices(meeting), now)
    return {each.invitation.name: each.kind.value for each in found}


def send(meeting: Meeting, by: Professional) -> int:
    assert by.user is not None
    return send_notices(meeting=meeting, now=NOW, actor=by.user)


def test_who_was_never_told_is_invited_and_then_knows(meeting: Meeting, ineke: Professional) -> None:
    assert due(meeting) == {"Anneke Visser": "invitation", "Samira Bakkali": "invitation"}
    assert (send(meeting, ineke), due(meeting)) == (2, {})
    assert [(mail.to, mail.subject) for mail in received()] == [
        (f"{name}@example.nl", "Uitnodiging: Kennismaking kernteam De Zeester, di 8 december 2026, 15.00-16.30 uur")
        for name in ("anneke", "samira")
    ]


def test_the_mail_says_what_when_where_with_whom_and_how_to_answer(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    mail = received()[0]
    assert mail.text == (
        "Beste Anneke Visser,\n\n"
        "Ineke Vermaat nodigt je uit voor een bijeenkomst van het kernteam van De Zeester.\n\n"
        "Wat: Kennismaking\n"
        "Wanneer: di 8 december 2026, 15.00-16.30 uur\n"
        "Waar: De Zeester\n"
        "Wie nog meer: Samira Bakkali\n\n"
        f"Laat weten of je komt:\nhttp://127.0.0.1:8000{mail.link}\n\n"
        "Deze link is van jou alleen. Inloggen hoeft niet.\n\n"
        "In een kernteam bespreken we geen gegevens van leerlingen.\n\n"
        f"Kies welke mail je van ons krijgt:\nhttp://127.0.0.1:8000{mail.choices}"
    )


def test_the_calendar_entry_is_that_of_the_screen_for_two_readers(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    mail = received()[0]
    assert (mail.method, mail.event) == (
        "REQUEST",
        {
            "uid": f"{meeting.uid}@kernteam",
            "sequence": 0,
            "starts": datetime(2026, 12, 8, 14, tzinfo=UTC),
            "ends": datetime(2026, 12, 8, 15, 30, tzinfo=UTC),
            "status": "CONFIRMED",
            "attendee": "mailto:anneke@example.nl",
        },
    )
    other = vobject.readOne(mail.calendar.decode()).vevent
    assert (other.dtstart.value, other.dtend.value) == (mail.event["starts"], mail.event["ends"])


def test_a_mail_is_plain_text_html_and_a_calendar_and_a_file_for_programs_that_know_none(
    meeting: Meeting, ineke: Professional
) -> None:
    send(meeting, ineke)
    message = message_from_bytes(bytes(Mail.objects.earliest("pk").content))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]


def test_moved_everybody_is_told_with_a_higher_number_under_the_same_name(
    meeting: Meeting, ineke: Professional
) -> None:
    send(meeting, ineke)
    change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    assert due(meeting) == {"Anneke Visser": "change", "Samira Bakkali": "change"}
    send(meeting, ineke)
    before, after = received()[0].event, received()[2].event
    assert (after["uid"], after["sequence"], after["starts"]) == (
        before["uid"],
        1,
        datetime(2027, 3, 11, 14, tzinfo=UTC),
    )


def facts_in(text: str) -> list[str]:
    """What a mail says of the session itself."""
    return [line for line in text.splitlines() if line.startswith(("Wat:", "Wanneer:", "Waar:"))]


AGAIN = "Had je al geantwoord? Dat antwoord telt niet meer"


def test_a_change_says_what_was_and_that_an_earlier_answer_counts_no_more(
    meeting: Meeting, ineke: Professional
) -> None:
    send(meeting, ineke)
    moved = the_plan(meeting, starts_at=THURSDAY, title="Elkaar leren kennen")
    change_meeting(meeting=meeting, plan=moved, now=NOW, actor=ineke.user)
    send(meeting, ineke)
    mail = received()[2]
    assert facts_in(mail.text) == [
        "Wat: Kennismaking: Elkaar leren kennen (was: Kennismaking)",
        "Wanneer: do 11 maart 2027, 15.00-16.30 uur (was: di 8 december 2026, 15.00-16.30 uur)",
        "Waar: nog niet bekend (was: De Zeester)",
    ]
    assert (AGAIN in mail.text, AGAIN in mail.html) == (True, True)


def test_when_only_the_place_changed_an_answer_still_counts(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    elsewhere = the_plan(meeting, place="De Boog")
    change_meeting(meeting=meeting, plan=elsewhere, now=NOW, actor=ineke.user)
    send(meeting, ineke)
    mail = received()[2]
    assert (facts_in(mail.text)[1:], AGAIN in mail.text) == (
        ["Wanneer: di 8 december 2026, 15.00-16.30 uur", "Waar: De Boog (was: De Zeester)"],
        False,
    )


def test_who_answered_since_the_move_is_not_asked_again(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    row = meeting.invitations.get(professional__first_name="Anneke")
    answer_invitation(invitation=row, answer=Reply.YES, now=NOW, actor=None)
    send(meeting, ineke)
    assert [AGAIN in mail.text for mail in received()[2:]] == [False, True]


def test_sent_again_a_change_still_says_what_was(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    send(meeting, ineke)
    send_again(notice=Notice.objects.latest("pk"), now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert facts_in(received()[-1].text) == facts_in(received()[-2].text)


@pytest.mark.parametrize(("shown_to", "reply_to"), [("public", True), ("region", True), ("teams", False)])
def test_an_ordinary_answer_reaches_who_sends_it_when_her_address_may_be_shown(
    meeting: Meeting, ineke: Professional, shown_to: str, reply_to: bool
) -> None:
    Professional.objects.filter(pk=ineke.pk).update(email_visibility=shown_to)
    send(meeting, ineke)
    assert {mail.answers_go_to for mail in received()} == {ineke.email if reply_to else ""}


def test_who_need_not_come_reads_the_moment_that_she_knew(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    row = meeting.invitations.get(professional__first_name="Samira")
    withdraw_invitation(invitation=row, actor=ineke.user)  # type: ignore[arg-type]
    send(meeting, ineke)
    mail = next(mail for mail in received()[2:] if mail.method == "CANCEL")
    assert (facts_in(mail.text)[1], mail.event["starts"]) == (
        "Wanneer: di 8 december 2026, 15.00-16.30 uur",
        datetime(2026, 12, 8, 14, tzinfo=UTC),
    )


def test_an_undone_move_is_told_with_a_number_that_still_rises(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    moved = change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    send(meeting, ineke)
    undo(change=moved, actor=ineke.user)
    meeting.refresh_from_db()
    send(meeting, ineke)
    last = received()[-1].event
    assert (last["sequence"], last["starts"]) == (2, datetime(2026, 12, 8, 14, tzinfo=UTC))


def test_called_off_who_knew_of_it_is_told_and_nobody_else(
    meeting: Meeting, school: School, ineke: Professional
) -> None:
    send(meeting, ineke)
    invite_guest(meeting=meeting, name="Wilma", email="wilma@example.nl", of="", because="Ja", actor=ineke.user)
    cancel_meeting(meeting=meeting, because="Griep", actor=ineke.user)
    assert due(meeting) == {"Anneke Visser": "cancellation", "Samira Bakkali": "cancellation"}
    send(meeting, ineke)
    last = received()[-1]
    assert (last.method, last.event["status"], last.event["sequence"], "Waarom: Griep" in last.text) == (
        "CANCEL",
        "CANCELLED",
        1,
        True,
    )


def test_who_left_the_team_is_told_not_to_come_and_who_joined_is_invited(
    meeting: Meeting, school: School, samira: Membership, ineke: Professional
) -> None:
    send(meeting, ineke)
    Membership.objects.filter(pk=samira.pk).update(ends_on=NOW.date())
    seat(school, "cjg-coach", professional=person(school, "Tom", "de", "Vries"), starts_on=NOW.date())
    follow_team(meeting=meeting, today=NOW.date(), actor=ineke.user)
    assert due(meeting) == {"Samira Bakkali": "cancellation", "Tom de Vries": "invitation"}


def test_who_has_no_address_is_not_mailed_and_stays_due(
    meeting: Meeting, samira: Membership, ineke: Professional
) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(email="")
    assert (send(meeting, ineke), due(meeting)) == (1, {"Samira Bakkali": "invitation"})


def test_of_a_session_that_was_held_nobody_is_told(meeting: Meeting, ineke: Professional) -> None:
    hold_meeting(meeting=meeting, now=TUESDAY, actor=ineke.user)
    assert due(meeting) == {}


def test_what_was_told_of_cannot_be_undone(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    with pytest.raises(CannotUndo):
        undo(change=Change.objects.get(), actor=ineke.user)


def test_the_same_press_sends_once(meeting: Meeting, ineke: Professional) -> None:
    key = uuid4()
    sent = [send_notices(meeting=meeting, now=NOW, actor=ineke.user, key=key) for _ in range(2)]
    assert (sent, Mail.objects.count(), Notice.objects.count()) == ([2, 0], 2, 2)


def test_what_the_preview_did_not_show_is_not_sent(meeting: Meeting, ineke: Professional) -> None:
    with pytest.raises(Stale):
        send_notices(meeting=meeting, seen={}, now=NOW, actor=ineke.user)
    assert Mail.objects.count() == 0


def test_sent_again_it_says_how_it_stands_and_only_once(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    notice, key = Notice.objects.earliest("pk"), uuid4()
    for _ in range(2):
        send_again(notice=notice, now=NOW, actor=ineke.user, key=key)
    assert [(mail.to, mail.event["sequence"]) for mail in received(after=2)] == [("anneke@example.nl", 0)]


def test_an_invitation_that_was_taken_back_is_told_and_can_be_given_again(
    meeting: Meeting, ineke: Professional
) -> None:
    send(meeting, ineke)
    row = Invitation.objects.get(professional__first_name="Samira")
    withdrawn = withdraw_invitation(invitation=row, actor=ineke.user)
    assert due(meeting) == {"Samira Bakkali": "cancellation"}
    send(meeting, ineke)
    undo(change=withdrawn, actor=ineke.user)
    assert due(meeting) == {"Samira Bakkali": "invitation"}


def test_sending_is_kept_in_the_logbook(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    assert [(row.summary, row.school) for row in LogEntry.objects.all()] == [
        ("2 mails verstuurd over Kennismaking.", meeting.school)
    ]


def test_a_mail_about_what_has_been_is_not_sent_any_more(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    assert set(Mail.objects.values_list("expires_at", flat=True)) == {TUESDAY + timedelta(minutes=90)}


# Once it has begun


def test_once_it_has_begun_nobody_is_invited_or_told_of_a_change_any_more(
    meeting: Meeting, ineke: Professional
) -> None:
    just_before = TUESDAY - timedelta(minutes=1)
    uninvited = [due(meeting, just_before), due(meeting, TUESDAY)]
    send(meeting, ineke)
    change_meeting(meeting=meeting, plan=the_plan(meeting, place="De Boog"), now=NOW, actor=ineke.user)
    unknowing = [due(meeting, just_before), due(meeting, TUESDAY)]
    sent = send_notices(meeting=meeting, now=TUESDAY, actor=ineke.user)
    both = ("Anneke Visser", "Samira Bakkali")
    assert (uninvited, unknowing, sent, Mail.objects.count()) == (
        [dict.fromkeys(both, "invitation"), {}],
        [dict.fromkeys(both, "change"), {}],
        0,
        2,
    )


def test_that_it_is_off_or_goes_on_without_her_is_told_also_then(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    row = meeting.invitations.get(professional__first_name="Samira")
    withdraw_invitation(invitation=row, actor=ineke.user)  # type: ignore[arg-type]
    without = due(meeting, TUESDAY)
    cancel_meeting(meeting=meeting, because="Griep", actor=ineke.user)  # type: ignore[arg-type]
    assert (without, due(meeting, TUESDAY)) == (
        {"Samira Bakkali": "cancellation"},
        {"Anneke Visser": "cancellation", "Samira Bakkali": "cancellation"},
    )


def test_once_it_is_over_nobody_is_told_that_it_was_off(meeting: Meeting, ineke: Professional) -> None:
    send(meeting, ineke)
    over = TUESDAY + timedelta(minutes=90)
    change = cancel_meeting(meeting=meeting, now=over, actor=ineke.user)  # type: ignore[arg-type]
    assert (str(change), due(meeting, over), len(due(meeting, over - timedelta(minutes=1)))) == (
        "Kennismaking van di 8 december 2026, 15.00-16.30 uur is niet doorgegaan.",
        {},
        2,
    )


def test_once_it_has_begun_an_invitation_is_not_sent_again_and_it_says_why(
    meeting: Meeting, ineke: Professional
) -> None:
    send(meeting, ineke)
    with pytest.raises(Stale, match="De bijeenkomst is al begonnen, dus hierover gaat geen mail meer uit"):
        send_again(notice=Notice.objects.earliest("pk"), now=TUESDAY, actor=ineke.user)  # type: ignore[arg-type]
    assert (Mail.objects.count(), Notice.objects.count()) == (2, 2)


# How much is asked of the database


@pytest.mark.parametrize("kind", ["invitation", "change", "cancellation"])
def test_more_people_take_as_many_reads(meeting: Meeting, ineke: Professional, kind: str) -> None:
    def sent() -> tuple[int, int]:
        with reads() as asked:
            count = send(Meeting.objects.get(pk=meeting.pk), ineke)
        return count, len(asked)

    if kind != "invitation":
        send(meeting, ineke)
    if kind == "change":
        change_meeting(meeting=meeting, plan=the_plan(meeting, place="De Boog"), now=NOW, actor=ineke.user)
    elif kind == "cancellation":
        cancel_meeting(meeting=meeting, actor=ineke.user)  # type: ignore[arg-type]
    few = sent()
    Notice.objects.filter(kind=kind).update(kind="invitation")
    Notice.objects.update(facts={**facts_of(meeting), "place": "Elders"})
    for number in range(8):
        row = InvitationFactory(meeting=meeting, blocks_time=False, starts_at=None, ends_at=None)
        Professional.objects.filter(pk=row.professional_id).update(email=f"nieuw{number}@example.nl")
        if kind != "invitation":
            NoticeFactory(invitation=row, facts={**facts_of(meeting), "place": "Elders"})
    if kind == "invitation":
        Notice.objects.all().delete()
    assert (few[0], sent()) == (2, (10, few[1]))
