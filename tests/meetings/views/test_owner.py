"""/scholen/<code>/bijeenkomsten/eigenaar/: what handing over changes, whether the school is ready, and who is told."""

import pytest
from django.conf import settings
from django.test import Client

from meetings.models import Meeting, Ownership
from outbox.models import Mail
from schools.changes import undo
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import MeetingFactory, fill_required_seats, person, seat
from tests.meetings.conftest import THURSDAY
from tests.meetings.mails import received
from tests.pages import all_words, messages, of_class, page, send, words

URL = "/scholen/99AA00/bijeenkomsten/eigenaar/"
SIGNS_IN = "De intern begeleider of directeur kan inloggen"
BOTH = "De twee bijeenkomsten van dit schooljaar staan"
pytestmark = pytest.mark.usefixtures("mail_is_kept")


def ticked(client: Client) -> list[str]:
    return all_words(page(client.get(URL)), of_class("checks") + "/li")


@pytest.mark.parametrize(
    ("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200), ("planner", 200)]
)
def test_who_edits_the_team_may_open_it(
    request: pytest.FixtureRequest, meeting: Meeting, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


def test_the_list_is_ticked_off_by_the_data(planner: Client, anneke: Membership, meeting: Meeting) -> None:
    Professional.objects.filter(pk=anneke.professional_id).update(email_is_confirmed=False)
    Professional.objects.filter(first_name="Samira").update(email="")
    rows = ticked(planner)
    assert rows[0].startswith("! nog niet Het kernteam is compleet Nog leeg: ")
    assert rows[1:] == [
        "! nog niet Van iedereen is een e-mailadres bekend Nog niet van Samira Bakkali.",
        f"! nog niet {SIGNS_IN} Anneke Visser: nog geen bevestigd eigen e-mailadres.",
        f"! nog niet {BOTH} Kennismaking: gepland op 8 december 2026; Verdieping: nog niet gepland.",
        "✓ in orde De agenda van de volgende bijeenkomst ligt klaar Kernteam schreef hem voor de kennismaking.",
    ]


def test_a_school_that_is_ready_has_every_tick(
    planner: Client, school: School, anneke: Membership, meeting: Meeting
) -> None:
    fill_required_seats(school)
    Professional.objects.filter(email="").update(email="vast@example.nl")
    Professional.objects.filter(pk=anneke.professional_id).update(email_is_confirmed=True)
    MeetingFactory(school=school, kind="verdieping", starts_at=THURSDAY, state="planned")
    tree = page(planner.get(URL))
    assert all_words(tree, of_class("checks") + of_class("chip")) == ["✓ in orde"] * 5
    assert "5 van 5 in orde" in tree.text_content()


def test_it_says_what_changes_and_who_is_told(planner: Client, school: School, meeting: Meeting) -> None:
    assert all_words(page(planner.get(URL)), "//section[@aria-labelledby='kop-verandert']//li") == [
        "Plannen, verplaatsen, uitnodigen en afzeggen doet voortaan Anneke Visser (intern begeleider).",
        "De procesbegeleider kan dat dan niet meer, en blijft alles zien.",
        "Bijeenkomsten die al gepland zijn, blijven staan.",
        "Anneke Visser krijgt hierover één mail.",
    ]


def test_the_mail_is_read_before_it_goes_without_the_link_that_is_its_readers_alone(
    planner: Client, school: School, anneke: Membership
) -> None:
    shown = words(page(planner.get(URL)).xpath(of_class("letter"))[0])
    send(planner, URL)
    [mail] = received()
    as_sent = mail.text.replace(settings.SITE_URL + mail.choices, "(hier staat de eigen link)")
    assert shown == " ".join(f"{mail.subject} {as_sent}".split())


def test_who_plans_from_now_on_gets_one_mail(planner: Client, school: School, anneke: Membership) -> None:
    seat(school, "directeur", professional=person(school, "Piet", "", "Bos", email="piet@example.nl"))
    answer = planner.get(URL)
    send(planner, URL, answer)
    send(planner, URL, answer)
    assert [(mail.to, mail.subject) for mail in received()] == [
        (anneke.professional.email, "De Zeester plant de bijeenkomsten voortaan zelf"),
        ("piet@example.nl", "De Zeester plant de bijeenkomsten voortaan zelf"),
    ]
    assert "Ineke Vermaat droeg dat vandaag over." in received()[0].text
    assert received()[0].choices != ""


def test_who_does_it_herself_gets_no_mail(editor: Client, school: School) -> None:
    send(editor, URL)
    assert (Ownership.objects.count(), received()) == (1, [])


def test_it_is_taken_back_in_the_same_way(planner: Client, school: School, anneke: Membership) -> None:
    Ownership.objects.create(school=school, since="2026-08-01")
    answer = send(planner, URL, terug="1")
    assert (Ownership.objects.count(), messages(planner.get(answer["Location"]))) == (
        0,
        ["De procesbegeleider plant de bijeenkomsten van De Zeester weer."],
    )
    assert [mail.subject for mail in received()] == ["Wie plant de bijeenkomsten van De Zeester?"]


def test_the_page_of_the_school_leads_to_it(editor: Client, school: School) -> None:
    found = page(editor.get("/scholen/99AA00/bijeenkomsten/")).xpath(f"//a[@href='{URL}']/text()")
    assert found == ["Kan de school het zelf? Draag over"]


# How far the mail is


def mails_shown(client: Client) -> list[str]:
    return all_words(page(client.get(URL)), "//section[@aria-labelledby='kop-mail']//li")


def lose(address: str) -> None:
    Mail.objects.filter(recipient=address).update(state="failed", last_error="550 onbekend")


AGAIN = "Opnieuw versturen aan Anneke Visser: mail over wie plant"
AT = "(22 november, 12.00 uur)"


def test_before_anything_was_handed_over_there_is_no_mail(planner: Client, anneke: Membership) -> None:
    assert mails_shown(planner) == []


def test_who_handed_over_sees_how_far_the_mail_is_and_why(planner: Client, anneke: Membership) -> None:
    send(planner, URL)
    sent = mails_shown(planner)
    lose(anneke.professional.email)
    assert (sent, mails_shown(planner)) == (
        [f"Anneke Visser Mail over wie plant: verstuurd {AT} {AGAIN}"],
        [f"Anneke Visser Mail over wie plant: niet gelukt {AT} · mail komt niet aan 550 onbekend {AGAIN}"],
    )


def test_it_is_sent_again_to_the_address_of_now_and_once(planner: Client, anneke: Membership) -> None:
    send(planner, URL)
    lose(anneke.professional.email)
    Professional.objects.filter(pk=anneke.professional_id).update(email="goed@example.nl")
    url = f"{URL}mails/{anneke.professional_id}/opnieuw/"
    form = page(planner.get(URL)).xpath(f"//form[@action='{url}']")[0]
    for _ in range(2):
        planner.post(url, dict(form.form_values()))
    mail = received()[-1]
    assert ([each.to for each in received()], mails_shown(planner)) == (
        [anneke.professional.email, "goed@example.nl"],
        [f"Anneke Visser Mail over wie plant: verstuurd {AGAIN}"],
    )
    assert "Ineke Vermaat droeg dat op 22 november 2026 over." in mail.text


def test_once_that_is_undone_there_is_nothing_to_send_again(
    planner: Client, school: School, anneke: Membership, ineke: Professional
) -> None:
    send(planner, URL)
    undo(change=Change.objects.get(), actor=ineke.user)  # type: ignore[arg-type]
    answer = planner.post(f"{URL}mails/{anneke.professional_id}/opnieuw/", {"number": "1"}, follow=True)
    assert (messages(answer)[-1], len(received()), mails_shown(planner)) == (
        "Aan Anneke Visser is hierover niets te versturen.",
        1,
        [],
    )
