"""Choosing which mails one gets, by the link at the foot of every mail: only a click changes it, only hers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting
from meetings.mails.choices import Reader, choices_url, reader_of, token_of
from meetings.models import Invitation, MailChoice, Meeting
from teams.models import Membership, Professional
from tests.factories import GuestFactory
from tests.meetings.conftest import NOW
from tests.pages import all_words, messages, page, words

ALL = {"reminders": "on", "digest": "on"}


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is signed in, of a server that asks for the token of its own pages."""
    return Client(enforce_csrf_checks=True)


def path_of(reader: Reader) -> str:
    return f"/mail-keuzes/{token_of(reader)}/"


def chosen() -> list[tuple[bool, bool]]:
    return [(row.reminders, row.digest) for row in MailChoice.objects.order_by("pk")]


def post(client: Client, path: str, **typed: str) -> object:
    return client.post(path, typed, follow=True)


def test_the_page_shows_what_she_gets_and_changes_nothing(visitor: Client, samira: Membership) -> None:
    answer = visitor.get(path_of(Reader(samira.professional)))
    ticked = page(answer).xpath("//main//input[@type='checkbox' and @checked]/@name")
    assert (answer.status_code, ticked, "no-store" in answer["Cache-Control"], chosen()) == (
        200,
        ["reminders", "digest"],
        True,
        [],
    )
    assert "Dit geldt voor Samira Bakkali." in words(page(answer))


def test_what_she_chooses_is_kept_and_can_be_chosen_otherwise(client: Client, samira: Membership) -> None:
    path = path_of(Reader(samira.professional))
    answer = post(client, path, digest="on")
    assert (messages(answer), chosen()) == (["Bewaard. Zo krijg je voortaan mail."], [(False, True)])
    post(client, path, **ALL)
    assert chosen() == [(True, True)]


def test_another_site_cannot_choose_for_her(visitor: Client, samira: Membership) -> None:
    assert visitor.post(path_of(Reader(samira.professional)), {}).status_code == 403
    assert chosen() == []


def test_a_guest_chooses_for_her_address_at_every_session(client: Client, meeting: Meeting) -> None:
    first = GuestFactory(meeting=meeting, guest_email="Wilma@example.nl")
    other = GuestFactory(meeting=meeting, guest_email="wilma@example.nl")
    answer = client.get(path_of(reader_of(first)))
    assert all_words(page(answer), "//main//label") == ["Herinneringen"]
    post(client, path_of(reader_of(first)))
    assert (reader_of(other).choice.reminders, chosen()) == (False, [(False, True)])


@pytest.mark.parametrize(("kind", "left"), [("herinneringen", (False, True)), ("weekoverzicht", (True, False))])
def test_the_button_of_a_mail_program_stops_one_kind_with_one_click(
    visitor: Client, samira: Membership, kind: str, left: tuple[bool, bool]
) -> None:
    """RFC 8058: it posts without cookies, and without a page of ours."""
    path = f"{path_of(Reader(samira.professional))}stop/{kind}/"
    answer = visitor.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content.decode(), chosen()) == (200, "Afgemeld.", [left])
    assert visitor.post(path).status_code == 200
    assert chosen() == [left]


def test_opened_by_a_scanner_it_stops_nothing(visitor: Client, samira: Membership) -> None:
    path = path_of(Reader(samira.professional))
    answer = visitor.get(f"{path}stop/herinneringen/")
    assert (answer.status_code, answer["Location"], chosen()) == (302, path, [])


def test_nobody_stops_what_cannot_be_chosen(visitor: Client, samira: Membership) -> None:
    assert visitor.post(f"{path_of(Reader(samira.professional))}stop/uitnodigingen/").status_code == 403


def forged(token: str) -> list[str]:
    head, _, tail = token.partition(":")
    return ["geen", token[:-1], f"{head}x:{tail}", token.swapcase(), f"{token}%00"]


def test_a_forged_link_opens_nothing(visitor: Client, samira: Membership, anneke: Membership) -> None:
    for token in forged(token_of(Reader(samira.professional))):
        for path in (f"/mail-keuzes/{token}/", f"/mail-keuzes/{token}/stop/herinneringen/"):
            assert (visitor.get(path).status_code, chosen()) == (410, [])
        assert (visitor.post(f"/mail-keuzes/{token}/stop/herinneringen/").status_code, chosen()) == (403, [])


def test_the_link_of_an_answer_is_no_link_to_choose(visitor: Client, meeting: Meeting) -> None:
    from meetings.links import token_of as token_to_answer

    token = token_to_answer(meeting.invitations.all()[0])
    assert visitor.get(f"/mail-keuzes/{token}/").status_code == 410


def test_it_dies_with_her_address(visitor: Client, samira: Membership) -> None:
    path = path_of(Reader(samira.professional))
    Professional.objects.filter(pk=samira.professional_id).update(email="nieuw@example.nl")
    assert visitor.get(path).status_code == 410


@pytest.mark.parametrize(("days", "status"), [(399, 200), (401, 410)])
def test_it_outlives_a_school_year_and_not_more(
    visitor: Client, samira: Membership, time_machine: TimeMachineFixture, days: int, status: int
) -> None:
    path = path_of(Reader(samira.professional))
    time_machine.move_to(timezone.now() + timedelta(days=days))
    assert visitor.get(path).status_code == status


def test_every_mail_holds_her_own_link(meeting: Meeting, ineke: Professional) -> None:
    GuestFactory(meeting=meeting)
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    cancel_meeting(meeting=meeting, actor=ineke.user)  # type: ignore[arg-type]
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    owners = {row.address: choices_url(reader_of(row)).rsplit(":", 2)[0] for row in Invitation.objects.all()}
    assert len(mail.outbox) == 6
    assert [owners[letter.to[0]] in letter.body for letter in mail.outbox] == [True] * 6


def test_choosing_nothing_stops_no_invitation(meeting: Meeting, ineke: Professional, samira: Membership) -> None:
    MailChoice.objects.create(professional=samira.professional, reminders=False, digest=False)
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert samira.professional.email in [letter.to[0] for letter in mail.outbox]


def test_she_finds_her_choices_among_her_own_data(reader: Client, samira: Membership) -> None:
    links = page(reader.get("/mijn-gegevens/")).xpath("//main//a[.='Welke mail ik krijg']/@href")
    assert links == [path_of(Reader(samira.professional))]
