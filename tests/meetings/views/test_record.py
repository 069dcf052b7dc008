"""The page of a session during and after it; the pages of agenda, attendance and agreements; who may do what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from meetings.enums import MeetingState
from meetings.models import Agreement, Invitation, Meeting
from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import AgreementFactory, GrantFactory, GuestFactory, InvitationFactory, MeetingFactory, person
from tests.meetings.conftest import TUESDAY
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send, sign_in, values

AGREEMENT = of_class("agreement-text")
MINE = "/mijn-afspraken/"


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)


@pytest.fixture
def planner(ineke: Professional) -> Client:
    """The procesbegeleider, who plans here, with her second step taken."""
    assert ineke.user is not None
    return sign_in(Client(), ineke.user)


@pytest.fixture
def agreement(meeting: Meeting, samira: Membership) -> Agreement:
    row: Agreement = AgreementFactory(meeting=meeting, owner=samira.professional)
    return row


@pytest.fixture
def during(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(TUESDAY + timedelta(minutes=20), tick=False)


def url_of(meeting: Meeting, what: str = "") -> str:
    return f"/bijeenkomsten/{meeting.pk}/{what}"


def done_button(client: Client, url: str, agreement: Agreement) -> dict[str, Any]:
    """What the button beside an agreement would send."""
    form = page(client.get(url)).xpath(f"//form[@action='/afspraken/{agreement.pk}/gedaan/']")[0]
    return dict(form.form_values())


# Who


@pytest.mark.parametrize("what", ["aanwezig/", "verslag/schrijven/", "afspraken/nieuw/"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("client", 302), ("outsider", 404), ("swv", 403), ("reader", 200), ("editor", 200), ("planner", 200)],
)
def test_the_team_and_who_plans_keep_what_happens(
    request: pytest.FixtureRequest, meeting: Meeting, what: str, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(url_of(meeting, what)).status_code == status


@pytest.mark.parametrize("what", ["", "agenda/", "verslag/"])
@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("swv", 200), ("reader", 200)])
def test_who_sees_the_school_reads(
    request: pytest.FixtureRequest, meeting: Meeting, what: str, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(url_of(meeting, what)).status_code == status


@pytest.mark.parametrize("what", ["wijzigen/", "weghalen/"])
@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("swv", 403), ("reader", 200)])
def test_who_may_change_an_agreement(
    request: pytest.FixtureRequest, agreement: Agreement, what: str, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(f"/afspraken/{agreement.pk}/{what}").status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("swv", 403)])
def test_who_may_not_keep_an_agreement_keeps_nothing(
    request: pytest.FixtureRequest, agreement: Agreement, who: str, status: int
) -> None:
    answer = request.getfixturevalue(who).post(f"/afspraken/{agreement.pk}/gedaan/", {"key": "x"})
    agreement.refresh_from_db()
    assert (answer.status_code, agreement.is_done) == (status, False)


def test_at_a_school_that_closed_nobody_records(meeting: Meeting, editor: Client) -> None:
    School.objects.update(closed_on=date(2026, 11, 1))
    assert editor.get(url_of(meeting, "verslag/schrijven/")).status_code == 403


def test_swv_sees_no_button_that_would_refuse(meeting: Meeting, agreement: Agreement, swv: Client) -> None:
    tree = page(swv.get(url_of(meeting)))
    assert all_words(tree, AGREEMENT) == ["We bellen elkaar elke maandag."]
    assert tree.xpath("//a[contains(@href, 'schrijven') or contains(@href, 'afspraken/')]") == []
    assert tree.xpath("//form[contains(@action, '/gedaan/')]") == []


# The page


def test_the_page_shows_the_agenda_and_asks_an_agreement_per_theme(meeting: Meeting, editor: Client) -> None:
    tree = page(editor.get(url_of(meeting)))
    assert all_words(tree, of_class("agenda-short") + "/li")[0] == "15.00 Welkom"
    assert [link.get("href").split("=")[1] for link in tree.xpath("//a[contains(@href, '?thema=')]")] == [
        "nabijheid",
        "beschikbaarheid",
        "professionaliseren",
    ]
    assert all_words(tree, of_class("question-meter"))[0].endswith("van 4 beantwoord")


def test_a_session_that_was_called_off_has_nothing_to_keep(meeting: Meeting, editor: Client) -> None:
    Meeting.objects.update(state=MeetingState.CANCELLED)
    tree = page(editor.get(url_of(meeting)))
    assert tree.xpath("//*[@id='kop-agenda' or @id='kop-afspraken']") == []


def test_open_agreements_of_before_stand_on_the_next_page_until_done(meeting: Meeting, editor: Client) -> None:
    last = MeetingFactory(
        school=meeting.school, kind="verdieping", state="held", starts_at=TUESDAY - timedelta(days=270)
    )
    row = AgreementFactory(meeting=last, text="Van vorig jaar", due_on=date(2026, 11, 1))
    assert all_words(page(editor.get(url_of(meeting))), AGREEMENT) == ["Van vorig jaar"]
    assert all_words(page(editor.get(url_of(meeting))), of_class("chip-wrong")) == ["! te laat"]
    editor.post(f"/afspraken/{row.pk}/gedaan/", done_button(editor, url_of(meeting), row))
    assert all_words(page(editor.get(url_of(meeting))), AGREEMENT) == []


def test_the_page_takes_as_many_queries_however_much_was_agreed(meeting: Meeting, editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            editor.get(url_of(meeting))
        return len(found)

    AgreementFactory(meeting=meeting)
    queries()
    few = queries()
    for number in range(6):
        AgreementFactory(meeting=meeting, owner=person(meeting.school, f"Nr{number}", "", "Bos"))
        GuestFactory(meeting=meeting)
    assert queries() == few


def test_hostile_text_is_shown_as_it_is(meeting: Meeting, editor: Client) -> None:
    AgreementFactory(meeting=meeting, text="<script>alert(1)</script>")
    for what in ("", "verslag/"):
        assert b"<script>alert" not in editor.get(url_of(meeting, what)).content


# The agenda


def test_the_agenda_fills_in_what_is_known(meeting: Meeting, reader: Client) -> None:
    GuestFactory(meeting=meeting)
    tree = page(reader.get(url_of(meeting, "agenda/")))
    assert all_words(tree, of_class("agenda-line") + "//h3")[:2] == ["Welkom", "Wie is wie?"]
    assert all_words(tree, of_class("agenda-rest") + "//li") == ["Wilma Terpstra, Veilig Thuis"]
    assert "Dit is de eerste bijeenkomst. Iedereen is nieuw voor elkaar." in tree.text_content()


# Attendance


@pytest.mark.usefixtures("during")
def test_who_was_there_is_kept_on_one_screen(meeting: Meeting, reader: Client) -> None:
    anneke, samira = Invitation.objects.order_by("pk")
    typed = {
        f"stand_{anneke.pk}": "late",
        f"stand_{samira.pk}": "stand_in",
        f"naam_{samira.pk}": " Mies  Bos ",
    }
    answer = send(reader, url_of(meeting, "aanwezig/"), **typed)
    assert (answer.status_code, answer["Location"]) == (302, url_of(meeting))
    rows = [(row.attendance, row.stand_in_name) for row in Invitation.objects.order_by("pk")]
    assert rows == [("late", ""), ("stand_in", "Mies Bos")]
    tree = page(reader.get(url_of(meeting)))
    assert all_words(tree, of_class("participant") + of_class("chip")) == ["✓ later gekomen", "✓ vervanger was er"]


@pytest.mark.usefixtures("during")
def test_the_attendance_form_sent_twice_acts_once(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    data = {**values(reader.get(url), url), f"stand_{Invitation.objects.earliest('pk').pk}": "present"}
    before = Change.objects.count()
    assert [reader.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.count() == before + 1


@pytest.mark.usefixtures("during")
def test_a_stand_in_without_a_name_is_asked_for_it_and_all_choices_stay(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    anneke, samira = Invitation.objects.order_by("pk")
    answer = send(reader, url, **{f"stand_{anneke.pk}": "present", f"stand_{samira.pk}": "stand_in"})
    assert beside(answer, f"naam_{samira.pk}") == "Vul in wie er in plaats van Samira Bakkali was."
    assert (values(answer, url)[f"stand_{anneke.pk}"], Invitation.objects.filter(attendance="present").count()) == (
        ["present"],
        0,
    )


def test_before_its_day_nobody_can_have_been_there(meeting: Meeting, reader: Client) -> None:
    answer = send(reader, url_of(meeting, "aanwezig/"), **{f"stand_{Invitation.objects.earliest('pk').pk}": "present"})
    assert errors(answer) == ["Dit kan vanaf de dag van de bijeenkomst: 8 december 2026."]


@pytest.mark.usefixtures("during")
def test_two_keep_attendance_and_the_second_is_told(meeting: Meeting, reader: Client, editor: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    pk = Invitation.objects.earliest("pk").pk
    opened = editor.get(url)
    send(reader, url, **{f"stand_{pk}": "late"})
    answer = send(editor, url, opened, **{f"stand_{pk}": "present"})
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Anneke Visser (intern begeleider): aanwezigheid is nu later gekomen (was niet ingevuld)."],
    )
    assert values(answer, url)[f"stand_{pk}"] == ["present"]


# Agreements


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


def test_the_agreement_form_sent_twice_makes_one(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "afspraken/nieuw/")
    data = {**values(reader.get(url), url), "text": "We bellen."}
    assert [reader.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text": ""}, "text", "Dit is nog leeg. Vul het in."),
        ({"text": "Bel over 123456782"}, "text", "Dit lijkt op een burgerservicenummer."),
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


# The school's sessions


def test_the_school_shows_the_hours_and_the_meter(school: School, reader: Client) -> None:
    held = MeetingFactory(school=school, state=MeetingState.HELD, starts_at=TUESDAY - timedelta(days=60))
    InvitationFactory(meeting=held, professional=person(school, "Noor", "", "Smit"), attendance="present")
    tree = page(reader.get("/scholen/99AA00/bijeenkomsten/"))
    assert all_words(tree, of_class("spent") + "//tbody/tr") == ["Noor Smit 1 1,5 uur"]
    assert all_words(tree, of_class("question-meter"))[0].endswith("van 4 beantwoord")
