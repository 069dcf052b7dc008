"""What is still open, in one mail on Monday: to whom, about what, and once a week."""

import logging
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from meetings.actions import digests as digests_module
from meetings.actions.choices import choose_mail
from meetings.actions.digests import send_digests
from meetings.actions.inviting import answer_invitation
from meetings.actions.notices import send_notices
from meetings.enums import MeetingKind, Reply
from meetings.mails.choices import Reader
from meetings.models import Agreement, Digest, Meeting
from outbox.actions import post
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import SchoolFactory
from tests.meetings.conftest import NOW, TUESDAY, planned
from tests.meetings.mails import reads

MONDAY = datetime(2026, 11, 23, 9, tzinfo=TUESDAY.tzinfo)


@pytest.fixture(autouse=True)
def _region_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told of a region is tried in test_region_week."""
    monkeypatch.setattr(digests_module, "week_of", lambda *_: None)


def agreement(meeting: Meeting, owner: Professional | None, text: str, **fields: object) -> Agreement:
    values = {"school": meeting.school, "meeting": meeting, "due_on": date(2026, 11, 25), **fields}
    return Agreement.objects.create(owner=owner, text=text, **values)


def digests(at: datetime = MONDAY) -> dict[str, str]:
    """What is mailed now, and to whom."""
    mail.outbox.clear()
    sent = send_digests(now=at)
    found = {letter.to[0]: letter.body for letter in mail.outbox}
    assert len(found) == sent
    return found


def test_who_promised_something_that_is_due_or_late_is_told(meeting: Meeting, samira: Membership) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    agreement(meeting, samira.professional, "Maak een sociale kaart", due_on=date(2026, 11, 20))
    ((address, body),) = digests().items()
    lines = body.split("Jouw afspraken:")[1].split("Al jouw")[0]
    assert (address, [line.strip() for line in lines.splitlines() if line.strip()]) == (
        samira.professional.email,
        [
            "- Maak een sociale kaart",
            "Kernteam De Zeester, voor 20 november 2026 (te laat)",
            "- Bel de wijkagent",
            "Kernteam De Zeester, voor 25 november 2026",
        ],
    )


@pytest.mark.parametrize("fields", [{"done_on": date(2026, 11, 1)}, {"due_on": None}, {"due_on": date(2026, 12, 1)}])
def test_what_is_done_or_not_due_yet_is_no_reason_for_a_mail(
    meeting: Meeting, samira: Membership, fields: dict[str, object]
) -> None:
    agreement(meeting, samira.professional, "Later", **fields)
    assert digests() == {}


def test_what_was_promised_without_a_day_is_told_on_the_first_monday_of_a_month(
    meeting: Meeting, samira: Membership
) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent", due_on=None)
    mondays = [MONDAY + timedelta(weeks=number) for number in range(1, 7)]
    told = [day.date() for day in mondays if digests(day)]
    assert told == [date(2026, 12, 7), date(2027, 1, 4)]
    [body] = digests(datetime(2027, 2, 1, 9, tzinfo=TUESDAY.tzinfo)).values()
    assert "Kernteam De Zeester, zonder datum\n" in body


def test_who_left_the_team_hears_nothing_of_it_any_more(meeting: Meeting, samira: Membership) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 11, 22))
    assert digests() == {}


def test_invitations_of_the_coming_four_weeks_without_an_answer_are_in_it(
    meeting: Meeting, samira: Membership, ineke: Professional
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    answer_invitation(
        invitation=meeting.invitations.get(professional=samira.professional), answer=Reply.NO, now=NOW, actor=None
    )
    ((_, body),) = digests().items()
    line = "- Kennismaking, kernteam De Zeester\n  di 8 december 2026, 15.00-16.30 uur"
    assert (line in body, "/antwoord/" in body) == (
        True,
        True,
    )


def test_nobody_is_told_by_this_mail_that_she_is_invited(meeting: Meeting) -> None:
    assert digests() == {}


def test_what_is_five_weeks_away_can_wait(meeting: Meeting, ineke: Professional) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    Meeting.objects.update(starts_at=MONDAY + timedelta(weeks=4, minutes=1))
    assert digests() == {}


def test_one_mail_a_week(meeting: Meeting, samira: Membership) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    moments = [MONDAY, MONDAY + timedelta(hours=1), MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)]
    assert [len(digests(at)) for at in moments] == [1, 0, 0, 1]
    assert [row.monday for row in Digest.objects.all()] == [date(2026, 11, 23), date(2026, 11, 30)]


@pytest.mark.parametrize(("hour", "sent"), [(7, 0), (8, 1), (17, 1), (18, 0)])
def test_never_at_night(meeting: Meeting, samira: Membership, hour: int, sent: int) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    assert len(digests(MONDAY.replace(hour=hour))) == sent


def test_who_chose_no_overview_gets_none(meeting: Meeting, samira: Membership) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    choose_mail(reader=Reader(samira.professional), digest=False)
    assert digests() == {}


def test_each_reads_only_what_is_hers(meeting: Meeting, samira: Membership, anneke: Membership, far: School) -> None:
    agreement(meeting, samira.professional, "Kanarie van Samira")
    agreement(meeting, anneke.professional, "Van Anneke")
    agreement(meeting, None, "Kanarie van niemand")
    agreement(meeting, anneke.professional, "Kanarie van elders", school=SchoolFactory(region=meeting.school.region))
    found = digests()
    assert ("Van Anneke" in found[anneke.professional.email], "Kanarie" in found[anneke.professional.email]) == (
        True,
        False,
    )


def test_a_merged_record_gets_its_mail_at_the_record_that_it_became(meeting: Meeting, samira: Membership) -> None:
    double = Professional.objects.get(pk=samira.professional_id)
    double.pk, double.email, double.user = None, "dubbel@example.nl", None
    double.merged_into_id = samira.professional_id
    double.save()
    agreement(meeting, double, "Bel de wijkagent")
    assert list(digests()) == [samira.professional.email]


def test_a_mail_program_is_told_how_to_stop_it(meeting: Meeting, samira: Membership) -> None:
    agreement(meeting, samira.professional, "Bel de wijkagent")
    digests()
    assert mail.outbox[0].extra_headers["List-Unsubscribe"].endswith("/stop/weekoverzicht/>")


def test_who_cannot_be_mailed_holds_up_nobody_and_is_told_the_next_time(
    meeting: Meeting,
    samira: Membership,
    anneke: Membership,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for member in (anneke, samira):
        agreement(meeting, member.professional, "Bel de wijkagent")

    def break_for_her(*, to: str, **letter: object) -> None:
        if to == anneke.professional.email:
            raise OSError("the disk is full")
        post(to=to, **letter)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("meetings.actions.digests.post", break_for_her)
        first = list(digests())
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    caplog.clear()
    assert (first, errors, list(digests())) == (
        [samira.professional.email],
        [f"Person {anneke.professional_id} could not be told what is open"],
        [anneke.professional.email],
    )


def test_more_invitations_take_as_many_reads(meeting: Meeting, ineke: Professional) -> None:
    def told() -> tuple[int, int]:
        with reads() as asked:
            sent = send_digests(now=MONDAY)
        return sent, len(asked)

    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    few = told()
    Digest.objects.all().delete()
    for day in (1, 2, 3):
        starts_at = TUESDAY + timedelta(day)
        other = planned(meeting.school, ineke, kind=MeetingKind.OTHER, title="Overleg", starts_at=starts_at)
        send_notices(meeting=other, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert (few[0], told()) == (2, (2, few[1]))
