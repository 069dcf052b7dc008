"""The page of a session during and after it; the pages of agenda, attendance and agreements; who may do what."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from meetings.enums import MeetingState
from meetings.models import Agreement, Meeting
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import AgreementFactory, GrantFactory, GuestFactory, InvitationFactory, MeetingFactory, person
from tests.meetings.conftest import TUESDAY
from tests.meetings.views.addresses import done_button, url_of
from tests.pages import all_words, of_class, page, sign_in

AGREEMENT = of_class("agreement-text")


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


# The school's sessions


def test_the_school_shows_the_hours_and_the_meter(school: School, reader: Client) -> None:
    held = MeetingFactory(school=school, state=MeetingState.HELD, starts_at=TUESDAY - timedelta(days=60))
    InvitationFactory(meeting=held, professional=person(school, "Noor", "", "Smit"), attendance="present")
    tree = page(reader.get("/scholen/99AA00/bijeenkomsten/"))
    assert all_words(tree, of_class("spent") + "//tbody/tr") == ["Noor Smit 1 1,5 uur"]
    assert all_words(tree, of_class("question-meter"))[0].endswith("van 4 beantwoord")


# What stands first


def titles(client: Client, meeting: Meeting) -> list[str]:
    return all_words(page(client.get(url_of(meeting))), "//section/h2 | //section/div/h2")


def test_before_it_who_comes_stands_before_the_agenda(meeting: Meeting, reader: Client) -> None:
    assert titles(reader, meeting)[:4] == ["Wanneer en waar", "Wie komt er?", "Afspraken", "Agenda"]


@pytest.fixture
def during(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(TUESDAY, tick=False)


@pytest.mark.usefixtures("during")
def test_on_the_day_itself_attendance_and_minutes_come_first(meeting: Meeting, reader: Client) -> None:
    assert titles(reader, meeting)[:3] == ["Wanneer en waar", "Tijdens de bijeenkomst", "Wie komt er?"]


def test_once_it_was_held_what_came_of_it_stands_first(meeting: Meeting, reader: Client) -> None:
    Meeting.objects.update(state=MeetingState.HELD)
    assert titles(reader, meeting)[:4] == ["Wanneer en waar", "Aanwezigheid en verslag", "Afspraken", "Wie was er?"]
    assert all_words(page(reader.get(url_of(meeting))), of_class("participant") + of_class("chip")) == []
