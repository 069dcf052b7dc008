"""Answering a date poll by a personal link."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from meetings.actions.planning import cancel_meeting
from meetings.links import OF_DATES, token_of
from meetings.models import DateAnswer, Meeting
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.meetings.conftest import TUESDAY
from tests.meetings.polls import choose, invitation_of, poll_link, polled, say
from tests.pages import (
    all_words,
    errors,
    of_class,
    page,
)

pytestmark = pytest.mark.usefixtures("mail_is_kept")


def said(meeting: Meeting, *answers: str, note: str = "") -> dict[str, str]:
    """What the personal page would send."""
    options = meeting.date_options.order_by("starts_at")
    return {**{f"moment_{option.pk}": answer for option, answer in zip(options, answers, strict=True)}, "note": note}


def kept() -> list[str]:
    return list(DateAnswer.objects.order_by("option__starts_at").values_list("answer", flat=True))


def test_a_link_opens_the_moments_without_signing_in_and_answers_nothing(poll: Meeting, visitor: Client) -> None:
    answer = visitor.get(poll_link(poll))
    assert (answer.status_code, all_words(page(answer), "//fieldset/legend"), kept(), answer["Cache-Control"]) == (
        200,
        ["di 8 december 2026, 15.00-16.30 uur", "wo 9 december 2026, 15.00-16.30 uur"],
        [],
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_an_answer_is_kept_and_can_be_changed(poll: Meeting, visitor: Client) -> None:
    visitor.post(poll_link(poll), said(poll, "yes", "no"))
    visitor.post(poll_link(poll), said(poll, "if_need_be", "no", note="Liever later"))
    shown = page(visitor.get(poll_link(poll)))
    assert (kept(), shown.xpath("//input[@checked]/@value"), shown.xpath("//input[@name='note']/@value")) == (
        ["if_need_be", "no"],
        ["if_need_be", "no"],
        ["Liever later"],
    )


def test_an_answer_that_is_sent_twice_is_said_once(poll: Meeting, visitor: Client) -> None:
    before = Change.objects.count()
    for _ in range(2):
        visitor.post(poll_link(poll), said(poll, "yes", "no"))
    assert (kept(), Change.objects.count() - before) == (["yes", "no"], 1)


def test_a_moment_without_an_answer_is_asked_for_and_the_rest_stays(poll: Meeting, visitor: Client) -> None:
    answer = visitor.post(poll_link(poll), {**said(poll, "yes", ""), "note": "Liever later"})
    assert (errors(answer), page(answer).xpath("//input[@checked]/@value"), kept()) == (
        ["wo 9 december 2026, 15.00-16.30 uur: Kies ja, als het moet of nee."],
        ["yes"],
        [],
    )


def test_a_note_that_looks_like_a_pupil_is_refused(poll: Meeting, visitor: Client) -> None:
    answer = visitor.post(poll_link(poll), said(poll, "yes", "yes", note="Over 111222333"))
    [said_of_it] = errors(answer)
    assert ("lijkt op" in said_of_it, kept()) == (True, [])


def test_an_answer_to_a_moment_of_another_poll_is_not_kept(
    poll: Meeting, far: School, far_ib: Membership, ineke: Professional, visitor: Client
) -> None:
    theirs = polled(far, ineke)
    visitor.post(poll_link(poll), {**said(poll, "yes", "no"), **said(theirs, "yes", "yes")})
    assert (kept(), DateAnswer.objects.filter(option__meeting=theirs).count()) == (["yes", "no"], 0)


@pytest.mark.parametrize("token", ["geen", "WzFd:1xY5q7:zVjjhp7dWRmJWIr0CKSK_I_M4yzmjJaxksgDvOG7sas"])
def test_a_forged_link_opens_nothing(poll: Meeting, visitor: Client, token: str) -> None:
    assert [visitor.get(f"/datum/{token}/").status_code, visitor.post(f"/datum/{token}/").status_code] == [410, 410]


def test_the_link_of_the_invitation_does_not_open_the_poll_nor_the_other_way_round(
    poll: Meeting, visitor: Client
) -> None:
    invitation = invitation_of(poll, "Samira")
    of_answer, of_dates = token_of(invitation), token_of(invitation, salt=OF_DATES)
    urls = [f"/datum/{of_answer}/", f"/antwoord/{of_dates}/"]
    assert [visitor.get(url).status_code for url in urls] == [410, 410]


def test_a_link_to_an_address_that_is_no_longer_hers_opens_nothing(
    poll: Meeting, samira: Membership, visitor: Client
) -> None:
    url = poll_link(poll)
    samira.professional.email = "anders@example.nl"
    samira.professional.save()
    assert visitor.get(url).status_code == 410


def test_a_link_of_a_session_that_is_long_over_opens_nothing(
    poll: Meeting, ineke: Professional, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    url = poll_link(poll)
    choose(poll, TUESDAY, ineke)
    time_machine.move_to(datetime(2027, 1, 20, 12, tzinfo=TUESDAY.tzinfo), tick=False)
    assert visitor.get(url).status_code == 410


def notices(answer: Any) -> list[str]:
    return all_words(page(answer), of_class("notice"))


def test_after_the_choice_the_page_says_what_was_chosen_and_takes_no_answer(
    poll: Meeting, ineke: Professional, visitor: Client
) -> None:
    choose(poll, TUESDAY, ineke)
    answer = visitor.post(poll_link(poll), said(poll, "yes", "no"), follow=True)
    assert (notices(answer), page(answer).xpath("//main//form"), kept()) == (
        ["De datum is gekozen: di 8 december 2026, 15.00-16.30 uur. Je krijgt daarvoor een eigen uitnodiging."],
        [],
        [],
    )


def test_after_the_deadline_the_page_says_so(poll: Meeting, visitor: Client, time_machine: TimeMachineFixture) -> None:
    url = poll_link(poll)
    time_machine.move_to(datetime(2026, 11, 30, 9, tzinfo=TUESDAY.tzinfo), tick=False)
    visitor.post(url, said(poll, "yes", "no"))
    [told] = notices(visitor.get(url))
    assert (told.partition(".")[0], kept()) == ("Antwoorden kon tot en met zondag 29 november", [])


def test_of_a_session_that_is_called_off_the_page_says_so(poll: Meeting, ineke: Professional, visitor: Client) -> None:
    assert ineke.user is not None
    cancel_meeting(meeting=poll, actor=ineke.user)
    assert notices(visitor.get(poll_link(poll))) == ["Deze bijeenkomst gaat niet door. Je hoeft niets te doen."]


def test_who_looks_over_her_shoulder_reads_nothing_of_the_others(poll: Meeting, visitor: Client) -> None:
    say(poll, "Anneke", "+-", note="Dan ben ik vrij")
    text = visitor.get(poll_link(poll, "Samira")).content.decode()
    assert [word for word in ("Anneke", "Dan ben ik vrij") if word in text] == []


def test_the_link_of_another_asks_who_is_signed_in_whether_she_answers_for_her(
    poll: Meeting, editor: Client, anneke: Membership
) -> None:
    url, answers = poll_link(poll), said(poll, "yes", "no")
    refused = editor.post(url, answers)
    assert (errors(refused), kept()) == (
        ["Ik antwoord namens Samira Bakkali: Vink dit aan als dat zo is, of gebruik de link uit je eigen mail."],
        [],
    )
    editor.post(url, {**answers, "on_behalf": "on"})
    change = Change.objects.get(summary__contains="Samira Bakkali")
    assert (kept(), change.actor, change.summary) == (
        ["yes", "no"],
        anneke.professional.user,
        "Namens Samira Bakkali is geantwoord op de datumprikker voor Kennismaking.",
    )
