"""Making, changing and keeping agreements, and /mijn-afspraken/."""

from datetime import date

import pytest
from django.test import Client

from meetings.models import Agreement, Meeting
from teams.models import Membership
from tests.factories import AgreementFactory, InvitationFactory, person
from tests.meetings.views.addresses import MINE, done_button, url_of
from tests.pages import all_words, beside, messages, of_class, page, send, values

AGREEMENT = of_class("agreement-text")


@pytest.fixture
def agreement(meeting: Meeting, samira: Membership) -> Agreement:
    row: Agreement = AgreementFactory(meeting=meeting, owner=samira.professional)
    return row


def test_an_agreement_is_made_under_its_theme(meeting: Meeting, samira: Membership, reader: Client) -> None:
    url = url_of(meeting, "afspraken/nieuw/")
    opened = reader.get(f"{url}?thema=nabijheid")
    assert values(opened, url)["theme"] == ["nabijheid"]
    answer = send(reader, url, opened, text="We bellen.", owner=samira.professional_id, due_on="2026-12-20")
    assert (answer.status_code, answer["Location"]) == (302, f"{url_of(meeting)}#afspraken")
    row = Agreement.objects.get()
    assert (row.text, row.theme, row.owner, row.due_on) == (
        "We bellen.",
        "nabijheid",
        samira.professional,
        date(2026, 12, 20),
    )


def test_an_agreement_that_is_too_long_is_refused_whole_and_not_cut(meeting: Meeting, reader: Client) -> None:
    url, long = url_of(meeting, "afspraken/nieuw/"), "a" * 401
    box = page(reader.get(url)).xpath("//textarea[@name='text']")[0]
    assert (box.get("maxlength"), box.get("data-most")) == (None, "400")
    answer = send(reader, url, text=long)
    assert beside(answer, "text") == "Zorg dat deze waarde niet meer dan 400 tekens bevat (het zijn er nu 401)."
    assert (values(answer, url)["text"], Agreement.objects.count()) == ([long], 0)


def test_the_agreement_form_sent_twice_makes_one(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "afspraken/nieuw/")
    data = {**values(reader.get(url), url), "text": "We bellen."}
    assert [reader.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text": ""}, "text", "Dit is nog leeg. Vul het in."),
        ({"text": "Bel over 123456782"}, "text", "Dit lijkt op een burgerservicenummer (123 … 782)."),
        ({"text": "x", "due_on": "2026-12-01"}, "due_on", "Kies een dag vanaf de bijeenkomst: 8 december 2026."),
    ],
)
def test_a_wrong_agreement_says_so(
    meeting: Meeting, reader: Client, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(reader, url_of(meeting, "afspraken/nieuw/"), **typed)
    assert (beside(answer, field).startswith(said), Agreement.objects.count()) == (True, 0)


def test_only_the_team_and_who_was_asked_can_promise(meeting: Meeting, far_ib: Membership, reader: Client) -> None:
    InvitationFactory(meeting=meeting, professional=person(meeting.school, "Noor", "", "Smit"))
    person(meeting.school, "Geen", "", "Lid")
    found = page(reader.get(url_of(meeting, "afspraken/nieuw/"))).xpath("//select[@name='owner']/option/text()")
    assert sorted(found) == ["Anneke Visser", "Nog niemand", "Noor Smit", "Samira Bakkali"]
    answer = send(reader, url_of(meeting, "afspraken/nieuw/"), text="x", owner=far_ib.professional_id)
    assert (answer.status_code, Agreement.objects.count()) == (200, 0)


def test_an_agreement_is_changed_and_taken_away(agreement: Agreement, reader: Client, meeting: Meeting) -> None:
    send(reader, f"/afspraken/{agreement.pk}/wijzigen/", text="Anders")
    assert Agreement.objects.get().text == "Anders"
    send(reader, f"/afspraken/{agreement.pk}/weghalen/")
    assert not Agreement.objects.exists()
    assert reader.get(f"/afspraken/{agreement.pk}/wijzigen/").status_code == 404


def test_done_acts_once_and_goes_back_to_where_it_was_pressed(
    meeting: Meeting, agreement: Agreement, reader: Client
) -> None:
    url = f"/afspraken/{agreement.pk}/gedaan/"
    data = done_button(reader, MINE, agreement)
    said = ["Afspraak gedaan: We bellen elkaar elke maandag."]
    assert [messages(reader.post(url, data, follow=True)) for _ in range(2)] == [said, said]
    assert reader.post(url, data)["Location"] == MINE
    agreement.refresh_from_db()
    assert agreement.done_on == date(2026, 11, 22)
    reader.post(url, {**done_button(reader, url_of(meeting), agreement), "terug": "1"})
    agreement.refresh_from_db()
    assert agreement.done_on is None


@pytest.mark.parametrize("asked", ["", "9999999999999", "//kwaad.example", "-1", "x"])
def test_the_way_back_is_only_a_page_of_this_school(
    meeting: Meeting, agreement: Agreement, reader: Client, asked: str
) -> None:
    data = {**done_button(reader, MINE, agreement), "bij": asked}
    answer = reader.post(f"/afspraken/{agreement.pk}/gedaan/", data)
    assert answer["Location"] == f"{url_of(meeting)}#afspraken"


def test_my_agreements_are_mine_and_the_late_ones_are_marked(
    meeting: Meeting, agreement: Agreement, anneke: Membership, reader: Client, editor: Client
) -> None:
    Agreement.objects.update(due_on=date(2026, 11, 21))
    AgreementFactory(meeting=meeting, owner=anneke.professional, text="Van Anneke")
    tree = page(reader.get(MINE))
    assert all_words(tree, AGREEMENT) == ["We bellen elkaar elke maandag."]
    assert all_words(tree, of_class("chip")) == ["! te laat"]
    assert all_words(page(editor.get(MINE)), AGREEMENT) == ["Van Anneke"]


def test_without_agreements_it_says_what_comes_here(reader: Client) -> None:
    tree = page(reader.get(MINE))
    assert all_words(tree, of_class("empty")) == [
        "Niets. Wat je in een bijeenkomst belooft, komt hier te staan tot het gedaan is."
    ]
    assert page(reader.get("/bijeenkomsten/")).xpath(f"//a[@href='{MINE}']")
