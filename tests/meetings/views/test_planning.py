"""Planning from the pages: who may, what the form asks, and what a mistake costs."""

from datetime import date, datetime

import pytest
from django.test import Client

from meetings.actions.planning import cancel_meeting
from meetings.enums import MeetingState
from meetings.models import Invitation, Meeting, Ownership
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import MeetingFactory, SchoolFactory, seat
from tests.meetings.conftest import AMSTERDAM, TUESDAY, planned
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send

pytestmark = pytest.mark.usefixtures("anneke", "samira")
NEW = "/scholen/99AA00/bijeenkomsten/nieuw/"
HOURS = "15.00-16.30 uur"
THERE = {"kind": "kennismaking", "day": "2026-12-08", "clock": "15:00", "reason": "Zo is het"}


def meetings() -> list[tuple[str, str, str]]:
    return [(row.kind, row.when, row.state) for row in Meeting.objects.order_by("pk")]


# Who may


@pytest.mark.parametrize(
    ("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403), ("planner", 200)]
)
def test_at_first_the_procesbegeleider_plans(request: pytest.FixtureRequest, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(NEW).status_code == status


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("reader", 403), ("editor", 200), ("planner", 403)])
def test_once_the_school_owns_its_sessions_it_plans_itself(
    request: pytest.FixtureRequest, school: School, who: str, status: int
) -> None:
    Ownership.objects.create(school=school, since=date(2026, 8, 1))
    assert request.getfixturevalue(who).get(NEW).status_code == status


@pytest.mark.parametrize("who", ["outsider", "reader", "editor"])
def test_who_may_not_plans_nothing(request: pytest.FixtureRequest, planner: Client, who: str) -> None:
    answer = planner.get(NEW)
    status = {"outsider": 404}.get(who, 403)
    sent = send(request.getfixturevalue(who), NEW, answer, **THERE)
    assert (sent.status_code, meetings()) == (status, [])


def test_handing_it_over_is_a_step_that_can_be_undone(editor: Client, school: School) -> None:
    url = "/scholen/99AA00/bijeenkomsten/eigenaar/"
    editor.post(url)
    shown = editor.get("/scholen/99AA00/bijeenkomsten/")
    assert messages(shown) == ["De Zeester plant de bijeenkomsten voortaan zelf."]
    editor.post(page(shown).xpath(of_class("message") + "//form/@action")[0])
    assert list(Ownership.objects.all()) == []


# The form


def test_planned_it_shows_on_the_page_of_the_school(planner: Client) -> None:
    assert send(planner, NEW, **THERE).status_code == 302
    assert meetings() == [("kennismaking", "di 8 december 2026, 15.00-16.30 uur", "planned")]
    card = all_words(page(planner.get("/scholen/99AA00/")), "//section[@aria-labelledby='kop-bijeenkomsten']//li")
    assert card == ["Kennismaking gepland di 8 december 2026, 15.00-16.30 uur · De Zeester"]


def test_the_form_proposes_what_the_year_has_not_yet(planner: Client, school: School) -> None:
    MeetingFactory(school=school)
    chosen = page(planner.get(NEW)).xpath("//select[@name='kind']/option[@selected]/@value")
    assert chosen == ["verdieping"]


def test_what_speaks_against_it_is_explained_and_asks_for_a_reason(planner: Client) -> None:
    """8 December is a Tuesday; seats are empty. The day after Christmas school is closed."""
    answer = send(planner, NEW, **{**THERE, "day": "2026-12-28", "reason": ""})
    assert errors(answer)[0] == "Waarom toch dan?: De school is dan dicht: Kerstvakantie."
    assert meetings() == []
    again = send(planner, NEW, answer, reason="Alleen dan kan iedereen")
    assert (again.status_code, Meeting.objects.get().reason) == (302, "Alleen dan kan iedereen")


def test_a_coach_who_is_elsewhere_is_named_beside_a_box_to_tick(
    planner: Client, school: School, samira: Membership, ineke: Professional
) -> None:
    other = SchoolFactory(name="De Boog", region=school.region, municipality=school.municipality)
    seat(other, "cjg-coach", professional=samira.professional)
    planned(other, ineke)
    answer = send(planner, NEW, **THERE)
    assert beside(answer, "allow_double").startswith("Samira Bakkali zit dan bij De Boog")
    assert send(planner, NEW, answer, allow_double="on").status_code == 302
    blocking = Invitation.objects.filter(professional=samira.professional, blocks_time=True)
    assert [row.meeting.school for row in blocking] == [other]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"day": "2026-11-20"}, "day", "Dit moment is al voorbij. Kies een dag die nog komt."),
        ({"clock": ""}, "clock", "Vul ook een tijd in."),
        ({"day": ""}, "day", "Vul ook een dag in."),
        ({"clock": "25:00"}, "clock", "Dit is geen tijd. Schrijf bijvoorbeeld 15.30."),
        (
            {"day": "2027-03-28", "clock": "02:30"},
            "clock",
            "Dit tijdstip is er die dag niet, of twee keer: de klok gaat dan een uur vooruit of terug.",
        ),
        (
            {"day": "2027-10-31", "clock": "02:30"},
            "clock",
            "Dit tijdstip is er die dag niet, of twee keer: de klok gaat dan een uur vooruit of terug.",
        ),
        ({"kind": "other", "title": ""}, "title", "Schrijf waar de bijeenkomst over gaat."),
        ({"minutes": "5"}, "minutes", "Zorg ervoor dat deze waarde minstens 15 is."),
        (
            {"title": "BSN 111222333"},
            "title",
            "Dit lijkt op een burgerservicenummer. Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(
    planner: Client, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(planner, NEW, **{**THERE, "place": "Teamkamer", **typed})
    kept = page(answer).xpath("//input[@name='place']/@value")
    assert (beside(answer, field), kept, meetings()) == (said, ["Teamkamer"], [])


def test_the_same_form_sent_twice_plans_once(planner: Client) -> None:
    answer = planner.get(NEW)
    for _ in range(2):
        send(planner, NEW, answer, **THERE)
    assert len(meetings()) == 1


def test_somebody_planned_meanwhile_is_told_before_another_is_made(planner: Client, school: School) -> None:
    opened = planner.get(NEW)
    MeetingFactory(school=school, kind="verdieping")
    answer = send(planner, NEW, opened, **THERE)
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Verdieping di 8 december 2026, 15.00-16.30 uur is erbij gekomen."],
    )
    assert send(planner, NEW, answer, kind="kennismaking", day="2026-12-10").status_code == 302


# Changing and calling off


def test_two_people_who_move_it_at_once_do_not_lose_each_others_work(planner: Client, meeting: Meeting) -> None:
    url = f"/bijeenkomsten/{meeting.pk}/wijzigen/"
    opened = planner.get(url)
    send(planner, url, opened, day="2026-12-10", reason="Zo is het")
    answer = send(planner, url, opened, day="2026-12-15", reason="Zo is het")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        [
            f"De bijeenkomst: moment is nu do 10 december 2026, {HOURS} (was di 8 december 2026, {HOURS}).",
        ],
    )


def test_who_moves_it_does_not_ask_everybody_again_unseen(
    planner: Client, meeting: Meeting, samira: Membership
) -> None:
    url = f"/bijeenkomsten/{meeting.pk}/wijzigen/"
    opened = planner.get(url)
    send(planner, url, opened, roles=[str(samira.role_id)])
    answer = send(planner, url, opened, place="De Klim")
    assert (answer.status_code, meanwhile(answer), [role.code for role in meeting.roles.all()]) == (
        409,
        ["De bijeenkomst: wie uit het kernteam is nu CJG-coach (was iedereen)."],
        ["cjg-coach"],
    )


def test_called_off_with_a_reason_and_undone(planner: Client, meeting: Meeting) -> None:
    send(planner, f"/bijeenkomsten/{meeting.pk}/afzeggen/", because="Griep")
    shown = planner.get(f"/bijeenkomsten/{meeting.pk}/")
    assert messages(shown) == ["Kennismaking van di 8 december 2026, 15.00-16.30 uur is afgezegd."]
    planner.post(page(shown).xpath(of_class("message") + "//form/@action")[0])
    meeting.refresh_from_db()
    assert (meeting.state, meeting.invitations.filter(blocks_time=True).count()) == (MeetingState.PLANNED, 2)


@pytest.mark.parametrize("what", ["wijzigen", "afzeggen", "gast"])
@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403)])
def test_who_may_not_plan_opens_no_form(
    request: pytest.FixtureRequest, meeting: Meeting, what: str, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(f"/bijeenkomsten/{meeting.pk}/{what}/").status_code == status


def test_a_session_that_is_over_is_not_changed(planner: Client, meeting: Meeting, ineke: Professional) -> None:
    url = f"/bijeenkomsten/{meeting.pk}/wijzigen/"
    opened = planner.get(url)
    cancel_meeting(meeting=meeting, actor=ineke.user)  # type: ignore[arg-type]
    answer = send(planner, url, opened, day="2026-12-10")
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.starts_at) == (409, TUESDAY)


# Good moments


def test_the_moments_lead_to_the_form_with_the_moment_filled_in(planner: Client) -> None:
    shown = page(planner.get("/scholen/99AA00/bijeenkomsten/momenten/?soort=verdieping"))
    first = shown.xpath(of_class("proposal") + "//a/@href")[0]
    form = page(planner.get(first))
    day, clock = form.xpath("//input[@name='day']/@value")[0], form.xpath("//input[@name='clock']/@value")[0]
    chosen = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=AMSTERDAM)
    assert (chosen.weekday() < 5, form.xpath("//select[@name='kind']/option[@selected]/@value")) == (
        True,
        ["verdieping"],
    )


@pytest.mark.parametrize("query", ["?soort=x&jaar=y", "?jaar=9999999", "?soort=%00"])
def test_nonsense_in_the_address_is_not_minded(planner: Client, query: str) -> None:
    assert planner.get(f"/scholen/99AA00/bijeenkomsten/momenten/{query}").status_code == 200
    assert planner.get(f"{NEW}{query}&dag=morgen&om=straks").status_code == 200
