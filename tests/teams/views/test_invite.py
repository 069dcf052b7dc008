"""/mensen/<nummer>/uitnodigen/: somebody is invited by a person, with a letter that was read first."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from outbox.models import Mail
from schools.models import School
from teams.models import LogEntry, Membership, Professional
from teams.seen import seal
from tests.factories import SchoolFactory, StandInFactory, person, seat
from tests.pages import all_words, messages, of_class, page, words
from tests.teams.mail import sent

INTRODUCTION = (
    "Anneke Visser nodigt je uit voor Kernteam. Daar staan de vaste mensen rond een school: wie waarvoor te bellen is, "
    "en hoe je elkaar bereikt."
)
INVITATION = [(["samira@example.nl"], "Je bent uitgenodigd voor Kernteam")]


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/uitnodigen/"


def person_url(url: str) -> str:
    return url.removesuffix("uitnodigen/")


def button(client: Client, url: str) -> dict[str, str]:
    """What the page with the letter sends."""
    form = next(form for form in page(client.get(url)).forms if form.get("action") == url)
    return {name: value for name, value in form.form_values() if name in {"key", "seen"}}


def invite(client: Client, url: str) -> object:
    return client.post(url, button(client, url), follow=True)


def preview(client: Client, url: str) -> str:
    (letter,) = page(client.get(url)).xpath(of_class("letter") + "/p")
    return str(letter.text_content())


def offers(client: Client, url: str) -> list[str]:
    """The links to invite on the person's page."""
    return all_words(page(client.get(person_url(url))), f"//a[@href='{url}']")


# The letter


def test_what_is_shown_is_what_is_sent(editor: Client, url: str) -> None:
    shown = preview(editor, url)
    invite(editor, url)
    assert (sent(), mail.outbox[0].body.strip() == shown.strip()) == (INVITATION, True)


def test_it_says_where_she_sits_what_she_can_do_and_how_she_signs_in(editor: Client, url: str) -> None:
    assert preview(editor, url).strip().splitlines() == [
        "Dag Samira Bakkali,",
        "",
        INTRODUCTION,
        "",
        "Jouw plekken:",
        "- De Zeester: CJG-coach",
        "",
        "Wat je er kunt doen:",
        "- Je ziet wie er in jouw kernteam zit en hoe je iemand bereikt.",
        "- Je houdt je eigen gegevens bij. Wat je verandert, klopt meteen op al je scholen.",
        "",
        "Zo log je in:",
        "Ga naar http://127.0.0.1:8000/inloggen/",
        "en vul daar dit e-mailadres in: samira@example.nl",
        "Je krijgt dan een code in je mail. Een wachtwoord heb je niet nodig.",
        "",
        "Ken je Anneke Visser niet, of klopt dit niet? Dan hoef je niets te doen.",
        "In Kernteam staan geen gegevens van leerlingen.",
    ]


def test_it_names_what_is_to_come_what_ends_and_for_whom_she_stands_in(
    editor: Client, url: str, samira: Membership, anneke: Membership, school: School
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2027, 7, 31))
    seat(school, "directeur", professional=samira.professional, starts_on=date(2027, 8, 1))
    StandInFactory(membership=anneke, professional=samira.professional)
    lines = preview(editor, url).splitlines()
    assert [line for line in lines if line.startswith("- De Zeester")] == [
        "- De Zeester: CJG-coach, tot en met 31 juli 2027",
        "- De Zeester: directeur, vanaf 1 augustus 2027",
        "- De Zeester: waarnemer voor Anneke Visser, intern begeleider, tot en met 31 december 2026",
    ]
    assert "- Je werkt het kernteam van De Zeester bij: wie erin zit, wie iemand opvolgt en wie waarneemt." in lines


def test_schools_that_the_sender_does_not_see_are_only_counted(
    editor: Client, url: str, samira: Membership, school: School
) -> None:
    for _ in range(2):
        seat(SchoolFactory(name="De Kanarie", region=school.region), "cjg-coach", professional=samira.professional)
    text = preview(editor, url)
    assert ("Kanarie" in text, "- en nog 2 plekken op andere scholen" in text) == (False, True)


def test_the_link_does_not_follow_the_host_that_was_asked(editor: Client, url: str, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = editor.get(url, headers={"Host": "kwaad.example"})
    assert b"kwaad.example" not in answer.content


@pytest.mark.parametrize("surname", ["<script>alert(1)</script>", "Bak\nkali", "Ûbel" * 15])
def test_any_name_goes_into_a_letter(editor: Client, url: str, surname: str) -> None:
    Professional.objects.filter(surname="Bakkali").update(surname=surname)
    line = preview(editor, url).strip().splitlines()[0]
    assert line == f"Dag Samira {surname.replace(chr(10), ' ')},"
    assert b"<script>alert" not in editor.get(url).content


# Sending it


def test_who_was_invited_when_and_by_whom_is_said_and_logged(editor: Client, url: str, samira: Membership) -> None:
    answer = invite(editor, url)
    assert messages(answer) == ["De uitnodiging is onderweg naar Samira Bakkali."]
    assert all_words(page(answer), of_class("address-state") + "/p") == [
        "Uitgenodigd op 22 november 2026 door Anneke Visser."
    ]
    entry = LogEntry.objects.get()
    assert (entry.kind, str(entry.actor), entry.about, entry.region, entry.summary) == (
        "invited",
        "anneke@example.nl",
        samira.professional,
        samira.professional.organisation.region,
        "Samira Bakkali is uitgenodigd om in te loggen.",
    )


def test_looking_at_the_letter_sends_nothing(editor: Client, url: str) -> None:
    editor.get(url)
    assert (mail.outbox, LogEntry.objects.count()) == ([], 0)


def test_pressing_twice_sends_once(editor: Client, url: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    pressed = button(editor, url)
    statuses = [editor.post(url, pressed).status_code for _ in range(2)]
    assert (statuses, Mail.objects.count(), LogEntry.objects.count()) == ([302, 302], 1, 1)


def test_another_day_she_can_be_invited_again(editor: Client, url: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    invite(editor, url)
    assert offers(editor, url) == ["Nodig opnieuw uit"]
    invite(editor, url)
    assert Mail.objects.count() == 2


def test_a_letter_that_changed_since_it_was_read_is_read_again_first(editor: Client, url: str, school: School) -> None:
    pressed = button(editor, url)
    School.objects.filter(pk=school.pk).update(name="De Zeehond")
    answer = editor.post(url, pressed, follow=True)
    assert (answer.redirect_chain, messages(answer), mail.outbox) == (
        [(url, 302)],
        ["Er is niets verstuurd: de uitnodiging is intussen veranderd. Lees haar na."],
        [],
    )


def test_a_button_without_what_was_read_sends_nothing(
    editor: Client, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    statuses = [editor.post(url, {"seen": seen}).status_code for seen in ("", seal({}, "person 0"))]
    assert (statuses, mail.outbox) == ([400, 400], [])
    caplog.clear()


# Who may, and whom


def test_who_edits_the_team_may_and_the_page_offers_it(editor: Client, url: str) -> None:
    assert (editor.get(url).status_code, offers(editor, url)) == (200, ["Nodig uit"])


@pytest.fixture
def tom(school: School, samira: Membership, sign_in: Callable[[User], Client]) -> Client:
    """Reads in the same team."""
    user = User.objects.create_user("tom@example.nl")
    seat(school, "jeugdarts", user=user)
    return sign_in(user)


@pytest.mark.parametrize(("who", "status"), [("tom", 403), ("reader", 403), ("outsider", 404)])
def test_others_may_not(url: str, who: str, status: int, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(who)
    assert (client.get(url).status_code, client.post(url).status_code, mail.outbox) == (status, status, [])
    if status == 403:
        assert offers(client, url) == []


def test_a_stranger_signs_in_first(client: Client, url: str) -> None:
    assert (client.get(url).status_code, client.post(url).status_code, mail.outbox) == (302, 302, [])


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"email_is_confirmed": False}, {"email": "anneke@example.nl"}], ids=str
)
def test_an_address_that_opens_nothing_gets_no_invitation(editor: Client, url: str, fields: dict[str, object]) -> None:
    Professional.objects.filter(surname="Bakkali").update(**fields)
    assert (editor.get(url).status_code, offers(editor, url)) == (403, [])


def test_who_has_no_seat_any_more_is_not_invited(editor: Client, url: str, samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 11, 21))
    assert (editor.get(url).status_code, offers(editor, url)) == (403, [])


def test_somebody_new_gets_no_mail_by_being_seated(editor: Client, school: School) -> None:
    seat(school, "jeugdarts", professional=person(school, "Jan", "", "Boer", email="jan@example.nl"))
    editor.get("/scholen/99AA00/")
    assert mail.outbox == []


def test_the_title_says_whom(editor: Client, url: str) -> None:
    (title,) = page(editor.get(url)).xpath("//h1")
    assert words(title) == "Nodig Samira Bakkali uit"
