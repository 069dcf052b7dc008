"""/antwoord/<token>/: one person answers for one session, without signing in; nobody else and no scanner does."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from time_machine import TimeMachineFixture

from meetings.actions.inviting import withdraw_invitation
from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.enums import Reply
from meetings.links import token_of
from meetings.models import Invitation, Meeting
from schools.models import Change
from teams.models import Membership, Professional
from tests.factories import GuestFactory
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY
from tests.meetings.mails import received
from tests.meetings.test_planning import the_plan
from tests.pages import all_words, errors, of_class, page

pytestmark = pytest.mark.usefixtures("mail_is_kept")


@pytest.fixture
def row(meeting: Meeting, samira: Membership) -> Invitation:
    found: Invitation = meeting.invitations.get(professional=samira.professional)
    return found


def url(row: Invitation) -> str:
    return f"/antwoord/{token_of(row)}/"


def typed(answer: HttpResponse) -> dict[str, str]:
    """What a browser would send for the page as it stands."""
    [form] = [each for each in page(answer).forms if "answer" in each.fields]
    return dict(form.form_values())


def answered(row: Invitation) -> tuple[str, str, str]:
    row.refresh_from_db()
    return row.answer, row.stand_in_name, row.note


def test_the_link_of_the_mail_answers_for_who_got_it(
    client: Client, meeting: Meeting, row: Invitation, ineke: Professional
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    link = received()[1].link
    assert client.post(link, {"answer": "yes"}).status_code == 302
    assert answered(row) == ("yes", "", "")
    assert {each.answer for each in meeting.invitations.exclude(pk=row.pk)} == {Reply.NONE}


def test_looking_answers_nothing(client: Client, row: Invitation) -> None:
    assert (client.get(url(row)).status_code, client.head(url(row)).status_code) == (200, 200)
    assert (answered(row), Change.objects.count()) == (("none", "", ""), 1)


def test_it_says_for_whom_and_when_and_names_nobody_else(client: Client, row: Invitation) -> None:
    answer = client.get(url(row))
    assert all_words(page(answer), of_class("facts") + "//dd") == [
        "Samira Bakkali",
        "di 8 december 2026, 15.00-16.30 uur",
        "De Zeester",
        "De Zeester, Duinveen",
    ]
    assert "Anneke" not in answer.content.decode()


def test_who_does_not_come_names_who_comes_instead(client: Client, row: Invitation) -> None:
    client.post(url(row), {"answer": "no", "stand_in_name": "Tom de Vries", "note": "Vakantie"})
    assert answered(row) == ("no", "Tom de Vries", "Vakantie")


def test_what_is_sent_twice_is_said_once(client: Client, row: Invitation) -> None:
    for _ in range(2):
        client.post(url(row), {"answer": "no", "stand_in_name": "Tom de Vries"})
    assert (answered(row), Change.objects.count()) == (("no", "Tom de Vries", ""), 2)


def test_who_answers_about_a_moment_that_was_moved_meanwhile_is_asked_again_and_keeps_what_she_typed(
    client: Client, row: Invitation, ineke: Professional
) -> None:
    opened = typed(client.get(url(row)))
    plan = the_plan(row.meeting, starts_at=THURSDAY)
    change_meeting(meeting=row.meeting, plan=plan, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    met = client.post(url(row), {**opened, "answer": "yes", "note": "Graag"})
    assert (errors(met), answered(row)) == (
        ["De bijeenkomst is intussen op een ander moment: do 11 maart 2027, 15.00-16.30 uur. Kun je dan ook?"],
        ("none", "", ""),
    )
    again = typed(met)
    assert (again["answer"], again["note"], client.post(url(row), again).status_code) == ("yes", "Graag", 302)
    assert answered(row) == ("yes", "", "Graag")


def test_an_answer_can_become_another(client: Client, row: Invitation) -> None:
    client.post(url(row), {"answer": "no", "stand_in_name": "Tom de Vries"})
    client.post(url(row), {"answer": "maybe"})
    assert answered(row) == ("maybe", "", "")


def test_the_name_of_a_stand_in_beside_yes_is_not_dropped_in_silence(client: Client, row: Invitation) -> None:
    answer = client.post(url(row), {"answer": "yes", "stand_in_name": "Tom de Vries"})
    assert (errors(answer), answered(row)) == (
        [
            (
                "Wie komt er in jouw plaats? Komt er iemand in jouw plaats? Kies dan ‘Nee, ik kom niet’. Haal anders "
                "de naam weg."
            )
        ],
        ("none", "", ""),
    )


def test_who_comes_herself_after_all_need_not_take_the_name_away(client: Client, row: Invitation) -> None:
    client.post(url(row), {"answer": "no", "stand_in_name": "Tom de Vries"})
    client.post(url(row), {"answer": "yes", "stand_in_name": "Tom de Vries"})
    assert answered(row) == ("yes", "", "")


def test_what_she_answered_is_said_back_whole(client: Client, row: Invitation) -> None:
    typed = {"answer": "no", "stand_in_name": "Tom de Vries", "note": "Vakantie"}
    answer = client.post(url(row), typed, follow=True)
    assert all_words(page(answer), of_class("notice-good")) == [
        (
            "Jouw antwoord: komt niet. In jouw plaats komt Tom de Vries. Je schreef: “Vakantie”. Verandert het? Kies "
            "hieronder opnieuw."
        )
    ]


def test_it_says_who_invites_and_what_they_will_do(client: Client, meeting: Meeting, ineke: Professional) -> None:
    guest = GuestFactory(meeting=meeting)
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    shown = page(client.get(url(guest)))
    assert all_words(shown, of_class("facts") + "/div[dt='Uitgenodigd door']/dd") == ["Ineke Vermaat"]
    assert all_words(shown, of_class("answer-agenda") + "//li")[0] == "15.00 Welkom (5 min)"


@pytest.mark.parametrize(("who", "leads_back"), [("client", False), ("outsider", False), ("reader", True)])
def test_who_is_signed_in_and_sees_the_session_goes_back_to_it(
    request: pytest.FixtureRequest, meeting: Meeting, row: Invitation, who: str, leads_back: bool
) -> None:
    shown = page(request.getfixturevalue(who).get(url(row)))
    assert shown.xpath("//*[@class='crumbs']/a/@href") == ([f"/bijeenkomsten/{meeting.pk}/"] if leads_back else [])


@pytest.mark.parametrize("typed", [{}, {"answer": "misschien wel"}, {"answer": "none"}])
def test_without_a_choice_it_asks_for_one(client: Client, row: Invitation, typed: dict[str, str]) -> None:
    assert (errors(client.post(url(row), typed)), answered(row)) == (["Kom je? Kies een antwoord."], ("none", "", ""))


@pytest.mark.parametrize("change", ["forged", "of another", "cut", "nul"])
def test_a_link_that_is_not_ours_opens_nothing(client: Client, row: Invitation, change: str) -> None:
    token = token_of(row)
    other = token_of(GuestFactory())
    made = {
        "forged": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "of another": f"{other.split(':')[0]}:{':'.join(token.split(':')[1:])}",
        "cut": token[:20],
        "nul": "%00",
    }[change]
    answer = client.post(f"/antwoord/{made}/", {"answer": "yes"})
    assert (answer.status_code, answered(row)) == (410, ("none", "", ""))


def test_when_her_address_becomes_another_the_old_link_dies(client: Client, row: Invitation) -> None:
    old = url(row)
    Professional.objects.filter(pk=row.professional_id).update(email="nieuw@example.nl")
    assert client.get(old).status_code == 410


@pytest.mark.parametrize(("days", "status"), [(30, 200), (31, 410)])
def test_a_month_after_the_session_the_link_dies(
    client: Client, row: Invitation, time_machine: TimeMachineFixture, days: int, status: int
) -> None:
    time_machine.move_to(TUESDAY + timedelta(minutes=90, days=days) - timedelta(minutes=1))
    assert client.get(url(row)).status_code == status


def test_once_it_began_nobody_answers(client: Client, row: Invitation, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(TUESDAY)
    client.post(url(row), {"answer": "yes"})
    assert answered(row) == ("none", "", "")


def test_who_is_not_asked_any_more_is_told_so(client: Client, row: Invitation, ineke: Professional) -> None:
    withdraw_invitation(invitation=row, actor=ineke.user)  # type: ignore[arg-type]
    assert all_words(page(client.get(url(row))), of_class("notice")) == [
        "Je hoeft niet meer te komen. Je hoeft niets te doen."
    ]


def test_called_off_it_says_so(client: Client, row: Invitation, meeting: Meeting, ineke: Professional) -> None:
    cancel_meeting(meeting=meeting, actor=ineke.user)  # type: ignore[arg-type]
    assert all_words(page(client.get(url(row))), of_class("notice")) == [
        "Deze bijeenkomst gaat niet door. Je hoeft niets te doen."
    ]
    client.post(url(row), {"answer": "yes"})
    assert answered(row) == ("none", "", "")


def test_a_guest_answers_too(client: Client, meeting: Meeting) -> None:
    guest = GuestFactory(meeting=meeting)
    client.post(url(guest), {"answer": "yes"})
    assert answered(guest) == ("yes", "", "")


# Who is signed in


def test_the_link_of_another_asks_who_is_signed_in_whether_she_answers_for_her(
    editor: Client, row: Invitation, anneke: Membership
) -> None:
    shown = page(editor.get(url(row)))
    assert "Dit is de link van Samira Bakkali." in all_words(shown, of_class("notice") + "/strong")
    refused = editor.post(url(row), {"answer": "no"})
    assert (errors(refused), answered(row)) == (
        ["Ik antwoord namens Samira Bakkali: Vink dit aan als dat zo is, of gebruik de link uit je eigen mail."],
        ("none", "", ""),
    )
    assert editor.post(url(row), {"answer": "no", "on_behalf": "on"}).status_code == 302
    change = Change.objects.get(summary__contains="Samira Bakkali")
    assert (answered(row)[0], change.actor, change.summary) == (
        "no",
        anneke.professional.user,
        "Namens Samira Bakkali: komt niet bij Kennismaking.",
    )


def test_who_is_signed_in_herself_answers_as_that(reader: Client, row: Invitation, samira: Membership) -> None:
    assert "on_behalf" not in typed(reader.get(url(row)))
    assert reader.post(url(row), {"answer": "yes"}).status_code == 302
    change = Change.objects.get(summary__contains="Samira Bakkali")
    assert (change.actor, change.summary) == (samira.professional.user, "Samira Bakkali komt bij Kennismaking.")


def test_without_signing_in_the_logbook_says_that(client: Client, row: Invitation) -> None:
    client.post(url(row), {"answer": "yes"})
    change = Change.objects.get(summary__contains="Samira Bakkali")
    assert (change.actor, change.summary) == (
        None,
        "Samira Bakkali komt bij Kennismaking, zonder in te loggen: met de persoonlijke link of uit de agenda.",
    )
