"""Mailing the question of a date poll and reminding, and how far those mails are."""

import pytest
from django.test import Client

from meetings.actions.poll_mails import reminders_due
from meetings.models import DateNotice, Meeting
from outbox.models import Mail
from schools.models import School
from teams.models import Membership, Professional
from tests.meetings.conftest import TUESDAY
from tests.meetings.mails import received
from tests.meetings.polls import choose, mailed, poll_url, polled, pressed, say
from tests.pages import (
    all_words,
    messages,
    of_class,
    page,
    values,
)

pytestmark = pytest.mark.usefixtures("mail_is_kept")

NOON = "22 november, 12.00 uur"


# Mailing


def test_nothing_is_mailed_before_the_preview_is_sent(poll: Meeting, planner: Client) -> None:
    shown = planner.get(poll_url(poll, "mails/"))
    before = Mail.objects.count()
    answer = pressed(planner, poll_url(poll, "mails/"), poll_url(poll, "mails/"))
    assert (all_words(page(shown), "//main//section/h2"), before, messages(answer), Mail.objects.count()) == (
        ["2 × vraag"],
        0,
        ["2 mails zijn onderweg."],
        2,
    )


def test_the_preview_shows_nobodys_link(poll: Meeting, planner: Client) -> None:
    assert "/datum/" not in planner.get(poll_url(poll, "mails/")).content.decode()


def test_the_same_press_mails_once(poll: Meeting, planner: Client) -> None:
    data = values(planner.get(poll_url(poll, "mails/")), poll_url(poll, "mails/"))
    for _ in range(2):
        planner.post(poll_url(poll, "mails/"), data)
    assert Mail.objects.count() == 2


def test_when_somebody_answers_during_the_preview_of_reminders_nothing_is_sent(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    mailed(poll, ineke)
    data = values(planner.get(poll_url(poll, "herinneren/")), poll_url(poll, "herinneren/"))
    say(poll, "Samira", "++")
    answer = planner.post(poll_url(poll, "herinneren/"), data, follow=True)
    assert (Mail.objects.count(), messages(answer)) == (
        2,
        ["Er is niets verstuurd: er is intussen iets veranderd. Kijk het na."],
    )


def test_only_who_did_not_answer_is_reminded_and_the_page_says_when(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    mailed(poll, ineke)
    say(poll, "Anneke", "++")
    answer = pressed(planner, poll_url(poll, "herinneren/"), poll_url(poll, "herinneren/"))
    told = all_words(page(answer), "//section[@aria-labelledby='kop-stil']//li//p")
    assert ([each.to for each in received(after=2)], told) == (
        ["samira@example.nl"],
        [
            "Samira Bakkali",
            f"Gevraagd op {NOON} · 1 keer herinnerd, het laatst op {NOON} · mail: verstuurd",
        ],
    )


# How far the mails are


def lose(address: str) -> None:
    Mail.objects.filter(recipient=address).update(state="failed", last_error="550 onbekend")


def sent_mails(client: Client, meeting: Meeting) -> list[str]:
    return all_words(page(client.get(poll_url(meeting))), of_class("poll-mails") + "//p")


def test_who_plans_sees_how_far_the_question_is_and_why_it_did_not_arrive(
    poll: Meeting, planner: Client, reader: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    title = all_words(page(planner.get(poll_url(poll))), of_class("poll-mails") + "/summary")
    assert (title, sent_mails(planner, poll), sent_mails(reader, poll)) == (
        ["Mails: 1 verstuurd, 1 niet gelukt"],
        [
            "Anneke Visser",
            f"Vraag: verstuurd ({NOON})",
            "Samira Bakkali",
            f"Vraag: niet gelukt ({NOON}) · mail komt niet aan",
            "550 onbekend",
        ],
        [],
    )


def test_the_page_of_the_session_says_that_mails_did_not_arrive(
    poll: Meeting, planner: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    shown = page(planner.get(f"/bijeenkomsten/{poll.pk}/"))
    assert all_words(shown, of_class("poll-card") + of_class("vacant")) == [
        "! 1 mail komt niet aan. Bij ‘Bekijk wie wanneer kan’ lees je waarom."
    ]


def again(client: Client, meeting: Meeting, what: str, to: str) -> list[str]:
    """Press the button that sends one mail again, twice; to whom and about what mails went out."""
    before = Mail.objects.count()
    form = page(client.get(poll_url(meeting))).xpath(f"//form[.//span[text()=' aan {to}: {what}']]")[0]
    for _ in range(2):
        client.post(form.get("action"), dict(form.form_values()))
    return [f"{mail.to}: {mail.subject}, {mail.method}" for mail in received(after=before)]


def test_a_question_is_sent_again(poll: Meeting, planner: Client, ineke: Professional) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    assert (again(planner, poll, "vraag", "Samira Bakkali"), messages(planner.get(poll_url(poll)))[0]) == (
        ["samira@example.nl: Wanneer kun je? Kennismaking kernteam De Zeester, "],
        "De mail is opnieuw onderweg naar Samira Bakkali.",
    )


def test_a_reminder_is_sent_again_and_to_who_answered_meanwhile_as_the_question(
    poll: Meeting, planner: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    mailed(poll, ineke, reminders_due)
    say(poll, "Anneke", "++")
    assert [
        again(planner, poll, "herinnering", name)[0].split("?")[0] for name in ("Anneke Visser", "Samira Bakkali")
    ] == [
        "anneke@example.nl: Wanneer kun je",
        "samira@example.nl: Nog even: wanneer kun je",
    ]


def test_what_calendars_hold_and_let_go_is_told_and_sent_again(
    school: School, anneke: Membership, planner: Client, ineke: Professional
) -> None:
    held = polled(school, ineke, wants_holds=True)
    mailed(held, ineke)
    moments = [f"{each}, 15.00-16.30 uur" for each in ("di 8 december 2026", "wo 9 december 2026")]
    lines = [f"moment vrijhouden: {each}: verstuurd ({NOON})".capitalize() for each in moments]
    before = (sent_mails(planner, held), again(planner, held, f"moment vrijhouden: {moments[0]}", "Anneke Visser"))
    choose(held, TUESDAY, ineke)
    stale = sent_mails(planner, held), page(planner.get(poll_url(held))).xpath(of_class("poll-mails") + "//form")
    mailed(held, ineke)
    after = again(planner, held, f"moment weer vrij: {moments[1]}", "Anneke Visser")
    what = "Kennismaking kernteam De Zeester"
    assert (before, after, stale[1]) == (
        (
            ["Anneke Visser", f"Vraag: verstuurd ({NOON})", *lines],
            [f"anneke@example.nl: Houd vrij: {what}, {moments[0]}, REQUEST"],
        ),
        [f"anneke@example.nl: Weer vrij: {what}, {moments[1]}, CANCEL"],
        [],
    )


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403)])
def test_who_does_not_plan_sends_nothing_again(
    request: pytest.FixtureRequest, poll: Meeting, ineke: Professional, who: str, status: int
) -> None:
    mailed(poll, ineke)
    url = poll_url(poll, f"mails/{DateNotice.objects.earliest('pk').pk}/opnieuw/")
    assert (request.getfixturevalue(who).post(url).status_code, Mail.objects.count()) == (status, 2)


def test_what_is_no_longer_so_is_not_sent_again(poll: Meeting, planner: Client, ineke: Professional) -> None:
    mailed(poll, ineke)
    choose(poll, TUESDAY, ineke)
    notice = DateNotice.objects.earliest("pk")
    answer = planner.post(poll_url(poll, f"mails/{notice.pk}/opnieuw/"), follow=True)
    assert (messages(answer), Mail.objects.count()) == (
        [f"Deze mail aan {notice.invitation} klopt niet meer, en gaat niet opnieuw."],
        2,
    )
