"""Undoing what was done to sessions, from the message that reports it and from the logbook, by who may do it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.actions.agenda import ItemContent, add_item
from meetings.actions.agreements import Promise, complete_agreement, make_agreement
from meetings.actions.attendance import Attended, record_attendance
from meetings.actions.ownership import hand_to_school
from meetings.actions.planning import cancel_meeting, hold_meeting
from meetings.actions.questions import answer_question
from meetings.enums import Attendance, MeetingKind, MeetingState, Question
from meetings.models import AgendaItem, Agreement, Meeting, Ownership
from schools.enums import GrantKind
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.actions.confirmation import confirm_team
from teams.models import Membership, Professional
from tests.factories import TODAY, AgreementFactory, GrantFactory, MeetingFactory, UserFactory, person
from tests.meetings.conftest import TUESDAY
from tests.meetings.polls import polled
from tests.meetings.views.addresses import MINE, done_button, url_of
from tests.pages import messages, of_class, page, send, sign_in, undo_url, words

LOGBOOK = "/scholen/99AA00/logboek/"
ENTRY = of_class("logbook-entry")


@pytest.fixture
def manager(school: School) -> Client:
    """Manages the region."""
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)


def offered(client: Client, url: str) -> list[str]:
    """The lines of a logbook that have a button to undo them."""
    lines = page(client.get(url)).xpath(f"{ENTRY}[.//form]")
    return [words(line.xpath(f".{of_class('logbook-what')}")[0]) for line in lines]


def undo_of(change: Change) -> str:
    return f"/wijzigingen/{change.pk}/terugdraaien/"


@pytest.fixture
def called_off(meeting: Meeting, ineke: Professional) -> Change:
    assert ineke.user is not None
    return cancel_meeting(meeting=meeting, actor=ineke.user)


CALLED_OFF = "Kennismaking van di 8 december 2026, 15.00-16.30 uur is afgezegd."


# What is planned


@pytest.mark.parametrize(
    ("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403), ("manager", 403)]
)
def test_before_the_school_owns_its_sessions_others_undo_nothing(
    request: pytest.FixtureRequest, called_off: Change, meeting: Meeting, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).post(undo_of(called_off)).status_code == status
    meeting.refresh_from_db()
    assert (meeting.state, Change.objects.filter(undoes=called_off).exists()) == (MeetingState.CANCELLED, False)


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("reader", 403), ("planner", 403), ("manager", 403)])
def test_once_it_owns_them_neither(
    request: pytest.FixtureRequest, called_off: Change, meeting: Meeting, school: School, who: str, status: int
) -> None:
    Ownership.objects.create(school=school, since=TODAY)
    assert request.getfixturevalue(who).post(undo_of(called_off)).status_code == status
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED


@pytest.mark.parametrize(("who", "owns"), [("planner", False), ("editor", True)])
def test_who_plans_undoes(
    request: pytest.FixtureRequest, called_off: Change, meeting: Meeting, school: School, who: str, owns: bool
) -> None:
    if owns:
        Ownership.objects.create(school=school, since=TODAY)
    answer = request.getfixturevalue(who).post(undo_of(called_off), follow=True)
    meeting.refresh_from_db()
    assert (messages(answer), meeting.state) == ([f"Teruggedraaid: {CALLED_OFF}"], MeetingState.PLANNED)


@pytest.mark.usefixtures("called_off")
def test_the_logbook_offers_it_to_who_plans(editor: Client, planner: Client, manager: Client, school: School) -> None:
    assert [offered(client, LOGBOOK) for client in (editor, planner, manager)] == [[], [CALLED_OFF], []]
    Ownership.objects.create(school=school, since=TODAY)
    assert [offered(client, LOGBOOK) for client in (editor, planner, manager)] == [[CALLED_OFF], [], []]


@pytest.mark.usefixtures("called_off")
def test_beside_what_was_done_to_the_team_which_both_undo(
    editor: Client, planner: Client, manager: Client, school: School
) -> None:
    confirmed = confirm_team(school=school, today=TODAY, actor=UserFactory()).summary
    found = [set(offered(client, LOGBOOK)) for client in (editor, planner, manager)]
    assert found == [{confirmed}, {confirmed, CALLED_OFF}, set()]


def test_who_hands_the_sessions_over_can_take_that_back_but_no_session(
    planner: Client, called_off: Change, school: School
) -> None:
    planner.post("/scholen/99AA00/bijeenkomsten/eigenaar/")
    back = undo_url(planner)
    assert planner.post(undo_of(called_off)).status_code == 403
    planner.post(back)
    assert planner.post(undo_of(called_off)).status_code == 302
    assert not Ownership.objects.filter(school=school).exists()


# What comes out of a session


def test_a_coach_takes_back_the_agreement_that_she_made(meeting: Meeting, reader: Client) -> None:
    send(reader, url_of(meeting, "afspraken/nieuw/"), text="We bellen.")
    assert Agreement.objects.count() == 1
    reader.post(undo_url(reader))
    assert Agreement.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("manager", 403)])
def test_who_keeps_no_agreements_there_takes_none_back(
    request: pytest.FixtureRequest, meeting: Meeting, who: str, status: int
) -> None:
    change = make_agreement(meeting=meeting, promise=Promise("We bellen."), actor=UserFactory())
    assert request.getfixturevalue(who).post(undo_of(change)).status_code == status
    assert Agreement.objects.count() == 1


def test_who_promised_it_takes_back_that_it_is_done(meeting: Meeting, manager: Client, school: School) -> None:
    """She has no seat there: what others wrote of it stays as it is."""
    swv = User.objects.get(grants__kind=GrantKind.SWV)
    owner = person(school, "Sanne", "", "Wit", user=swv)
    change = make_agreement(meeting=meeting, promise=Promise("We bellen.", owner=owner), actor=UserFactory())
    agreement = Agreement.objects.get()
    assert manager.post(undo_of(change)).status_code == 403
    manager.post(f"/afspraken/{agreement.pk}/gedaan/", done_button(manager, MINE, agreement))
    agreement.refresh_from_db()
    assert agreement.done_on == TODAY
    manager.post(undo_url(manager))
    agreement.refresh_from_db()
    assert agreement.done_on is None


def test_who_only_keeps_who_was_there_takes_that_back(meeting: Meeting, reader: Client, manager: Client) -> None:
    row = meeting.invitations.earliest("pk")
    change = record_attendance(
        meeting=meeting, attended={row.pk: Attended(Attendance.PRESENT)}, now=TUESDAY, actor=UserFactory()
    )
    assert [client.post(undo_of(change)).status_code for client in (manager, reader)] == [403, 302]
    row.refresh_from_db()
    assert row.attendance == Attendance.UNKNOWN


# The agenda of the region


def test_who_sets_the_agenda_of_a_region_takes_that_back(manager: Client, school: School) -> None:
    assert school.region is not None
    send(manager, f"/regios/{school.region.pk}/agenda/nieuw/", title="Foto", minutes="5")
    assert AgendaItem.objects.filter(title="Foto").exists()
    back = undo_url(manager)
    assert offered(manager, f"/regios/{school.region.pk}/logboek/") == [Change.objects.get().summary]
    manager.post(back)
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("editor", 404), ("planner", 403)])
def test_others_do_not(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert school.region is not None
    change = add_item(
        region=school.region, kind=MeetingKind.KENNISMAKING, content=ItemContent("Foto", 5), actor=UserFactory()
    )
    assert request.getfixturevalue(who).post(undo_of(change)).status_code == status
    assert AgendaItem.objects.filter(title="Foto").exists()


# As many queries for more


def test_the_number_of_queries_does_not_grow_with_what_was_done(
    editor: Client, school: School, ineke: Professional, samira: Membership
) -> None:
    actor = ineke.user
    assert actor is not None

    def do(year: int) -> None:
        """One of everything that is done to sessions, and one thing that is done to the team."""
        day = TUESDAY.replace(year=year)
        meeting = MeetingFactory(school=school, starts_at=day, year=year)
        hold_meeting(meeting=meeting, now=day, actor=actor)
        make_agreement(meeting=meeting, promise=Promise(f"Afspraak {year}", owner=samira.professional), actor=actor)
        complete_agreement(agreement=AgreementFactory(meeting=meeting), today=TODAY, actor=actor)
        answer_question(school=school, year=SchoolYear(year), question=Question.WHO, text="Wij.", actor=actor)
        confirm_team(school=school, today=TODAY, actor=actor)  # of which only the last can be undone

    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            editor.get(LOGBOOK)
        return len(done)

    hand_to_school(school=school, today=TODAY, actor=actor)
    polled(school, ineke)
    do(2025)
    one = queries()
    do(2024)
    do(2023)
    assert (queries(), len(offered(editor, LOGBOOK))) == (one, 15)
