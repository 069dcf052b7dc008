"""Planning from the pages: who may, what the form asks, and what a mistake costs."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting
from meetings.enums import MeetingState
from meetings.models import Invitation, Meeting, Ownership
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import MeetingFactory, SchoolFactory, seat
from tests.meetings.conftest import AMSTERDAM, NOW, TUESDAY, planned
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send, sign_in, warnings

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
    answer = send(planner, NEW, **THERE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/bijeenkomsten/{Meeting.objects.get().pk}/")
    assert meetings() == [("kennismaking", "di 8 december 2026, 15.00-16.30 uur", "planned")]
    card = all_words(page(planner.get("/scholen/99AA00/")), "//section[@aria-labelledby='kop-bijeenkomsten']//li")
    assert card == ["Kennismaking gepland ! nog niemand uitgenodigd di 8 december 2026, 15.00-16.30 uur · De Zeester"]


def test_once_planned_its_page_says_what_is_still_to_be_done(planner: Client, ineke: Professional) -> None:
    sent = send(planner, NEW, **THERE)
    shown = page(planner.get(sent.headers["Location"]))
    assert all_words(shown, "//main/*" + of_class("banner").removeprefix("//*")) == [
        "Nog niemand weet hiervan. Bekijk de mails en verstuur ze: 2 uitnodigingen.",
        "Nog niemand begeleidt deze bijeenkomst. Kies iemand bij ‘Wijzig’.",
    ]


def test_without_a_date_its_page_says_that_first(planner: Client, ineke: Professional) -> None:
    sent = send(planner, NEW, kind="verdieping", facilitator=str(ineke.pk))
    assert all_words(page(planner.get(sent.headers["Location"])), of_class("banner")) == [
        "Er is nog geen datum, en nog niemand is uitgenodigd. Kies een datum, of vraag wie wanneer kan."
    ]


def test_sent_twice_it_leads_to_the_same_session(planner: Client, school: School) -> None:
    opened = planner.get(NEW)
    first = send(planner, NEW, opened, **THERE)
    MeetingFactory(school=school, kind="verdieping")
    assert send(planner, NEW, opened, **THERE).headers["Location"] == first.headers["Location"]


def test_who_may_not_plan_reads_nothing_that_is_to_be_done(reader: Client, meeting: Meeting) -> None:
    shown = page(reader.get(f"/bijeenkomsten/{meeting.pk}/"))
    assert all_words(shown, of_class("banner") + " | //a[normalize-space()='Bekijk goede momenten']") == []


def test_the_form_proposes_what_the_year_has_not_yet(planner: Client, school: School) -> None:
    MeetingFactory(school=school)
    chosen = page(planner.get(NEW)).xpath("//select[@name='kind']/option[@selected]/@value")
    assert chosen == ["verdieping"]


def test_what_speaks_against_it_is_explained_and_asks_for_a_reason(planner: Client) -> None:
    """8 December is a Tuesday; seats are empty. The day after Christmas school is closed."""
    answer = send(planner, NEW, **{**THERE, "day": "2026-12-28", "reason": ""})
    asked = page(answer).xpath("//label[normalize-space()='Waarom toch dan?']")
    assert (errors(answer), warnings(answer), beside(answer, "reason"), len(asked), meetings()) == (
        [],
        ["De school is dan dicht: Kerstvakantie."],
        "",
        1,
        [],
    )
    again = send(planner, NEW, answer, reason="Alleen dan kan iedereen")
    assert (again.status_code, Meeting.objects.get().reason) == (302, "Alleen dan kan iedereen")


def test_a_coach_who_is_elsewhere_is_named_beside_a_box_to_tick(
    planner: Client, school: School, samira: Membership, ineke: Professional
) -> None:
    other = SchoolFactory(name="De Boog", region=school.region, municipality=school.municipality)
    seat(other, "cjg-coach", professional=samira.professional)
    planned(other, ineke)
    answer = send(planner, NEW, **THERE)
    assert (warnings(answer), all_words(page(answer), of_class("warnings") + "/p")[1]) == (
        ["Samira Bakkali zit dan bij De Boog (di 8 december, 15.00-16.30 uur) en is 30 minuten onderweg."],
        "Kies een ander moment, of zet hieronder het vinkje. Er is nog niets bewaard.",
    )
    assert send(planner, NEW, answer, allow_double="on").status_code == 302
    blocking = Invitation.objects.filter(professional=samira.professional, blocks_time=True)
    assert [row.meeting.school for row in blocking] == [other]


def test_all_that_speaks_against_it_is_said_at_once(
    planner: Client, school: School, samira: Membership, ineke: Professional
) -> None:
    other = SchoolFactory(name="De Boog", region=school.region, municipality=school.municipality)
    seat(other, "cjg-coach", professional=samira.professional)
    planned(other, ineke, starts_at=datetime(2026, 12, 28, 15, tzinfo=AMSTERDAM))
    answer = send(planner, NEW, **{**THERE, "day": "2026-12-28", "reason": ""})
    assert (warnings(answer), all_words(page(answer), of_class("warnings") + "/p")[1]) == (
        [
            "Samira Bakkali zit dan bij De Boog (ma 28 december, 15.00-16.30 uur) en is 30 minuten onderweg.",
            "De school is dan dicht: Kerstvakantie.",
        ],
        (
            "Kies een ander moment, of schrijf hieronder waarom het toch dan is en zet hieronder het vinkje. "
            "Er is nog niets bewaard."
        ),
    )
    again = send(planner, NEW, answer, allow_double="on", reason="Alleen dan kan iedereen")
    assert (again.status_code, len(meetings())) == (302, 2)


def test_an_empty_seat_asks_for_no_reason(planner: Client) -> None:
    """Another moment does not fill it; the page of the session says so."""
    send(planner, NEW, **{**THERE, "reason": ""})
    meeting = Meeting.objects.get()
    notes = all_words(page(planner.get(f"/bijeenkomsten/{meeting.pk}/")), of_class("notice") + "//li")
    assert (meeting.reason, [note.partition(":")[0] for note in notes]) == (
        "",
        ["Deze verplichte plekken zijn dan leeg"],
    )


def test_an_empty_seat_is_known_before_anything_is_planned_also_of_a_part_of_the_team(
    planner: Client, samira: Membership
) -> None:
    def notice(answer: Any) -> list[str]:
        return [text.partition(":")[0] for text in all_words(page(answer), "//form" + of_class("notice"))]

    of_all = notice(planner.get(NEW))
    refused = send(planner, NEW, **{**THERE, "kind": "subset", "roles": [str(samira.role_id)], "clock": ""})
    assert (of_all, notice(refused), Meeting.objects.count()) == (
        ["Nog leeg in het kernteam, maar wel verplicht"],
        [],
        0,
    )


def test_a_session_with_a_part_of_the_team_asks_which_part(planner: Client, samira: Membership) -> None:
    refused = send(planner, NEW, **{**THERE, "kind": "subset"})
    before = Meeting.objects.count()
    send(planner, NEW, refused, roles=[str(samira.role_id)])
    asked = [row.name for row in Meeting.objects.get().invitations.all()]
    assert (beside(refused, "roles"), before, asked) == (
        "Kies wie je vraagt. Vraag je het hele kernteam? Kies dan een andere soort.",
        0,
        ["Samira Bakkali"],
    )


def test_for_what_is_different_the_form_says_that_a_subject_is_needed(planner: Client) -> None:
    shown = page(planner.get(NEW))
    said = all_words(shown, "//p[contains(@id, '-title_helptext')]")
    assert (said, beside(send(planner, NEW, **{**THERE, "kind": "other"}), "title")) == (
        [
            (
                "Nodig als je ‘Anders’ kiest. Bijvoorbeeld: casus verzuim, of: alleen IB, CJG en SWV. "
                "Geen gegevens van leerlingen."
            )
        ],
        "Schrijf waar de bijeenkomst over gaat.",
    )


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
        ({"minutes": "5"}, "minutes", "Kies een duur van 15 tot en met 480 minuten."),
        (
            {"title": "BSN 111222333"},
            "title",
            "Dit lijkt op een burgerservicenummer (111 … 333). Haal het weg: hier horen geen gegevens van leerlingen.",
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


def test_calling_off_says_when_it_is_and_who_knows_and_then_shows_their_mails(
    planner: Client, meeting: Meeting, ineke: Professional
) -> None:
    url = f"/bijeenkomsten/{meeting.pk}/afzeggen/"
    nobody = all_words(page(planner.get(url)), of_class("cancel-notice"))
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    asked = planner.get(url)
    answer = send(planner, url, asked)
    assert (nobody, all_words(page(asked), of_class("cancel-notice")), answer["Location"]) == (
        ["Nog niemand heeft hierover een mail gekregen. Er gaat dus ook geen afzegging uit."],
        [
            (
                "Hiervan weten 2 mensen: Anneke Visser, Samira Bakkali. Zodra je hebt afgezegd, zie je de mails die "
                "zij krijgen, en verstuur je ze."
            )
        ],
        f"/bijeenkomsten/{meeting.pk}/mails/",
    )
    assert all_words(page(asked), of_class("facts") + "//dd") == [
        "di 8 december 2026, 15.00-16.30 uur",
        "De Zeester",
        "De Zeester",
    ]
    assert all_words(page(asked), of_class("actions") + of_class("btn-wrong")) == ["Zeg af"]


def test_of_one_that_is_over_it_is_kept_that_it_was_off_and_no_mail_is_promised(
    meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    time_machine.move_to(TUESDAY + timedelta(days=70), tick=False)
    planner = sign_in(Client(), ineke.user)  # type: ignore[arg-type]
    url = f"/bijeenkomsten/{meeting.pk}/afzeggen/"
    asked = planner.get(url)
    assert all_words(page(asked), of_class("cancel-notice")) == [
        "De dag van deze bijeenkomst is voorbij. Hier leg je vast dat zij niet doorging. Er gaat geen mail uit."
    ]
    assert all_words(page(asked), "//h1") == ["Niet doorgegaan: Kennismaking"]
    answer = send(planner, url, asked, because="Griep")
    meeting.refresh_from_db()
    assert (answer["Location"], meeting.state) == (f"/bijeenkomsten/{meeting.pk}/", MeetingState.CANCELLED)
    shown = page(planner.get(answer["Location"]))
    assert shown.xpath(f"//a[@href='/bijeenkomsten/{meeting.pk}/mails/']") == []


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


MOMENTS = "/scholen/99AA00/bijeenkomsten/momenten/"
START = "/scholen/99AA00/bijeenkomsten/datumprikker/"


def test_every_moment_says_its_place_and_what_is_empty_is_said_once(planner: Client) -> None:
    shown = page(planner.get(f"{MOMENTS}?soort=verdieping"))
    ranks = all_words(shown, of_class("proposal-rank"))
    banners = [text.partition(":")[0] for text in all_words(shown, of_class("banner"))]
    assert (ranks[:2], banners) == (
        ["1. Past het best, en komt het eerst", "2. Past even goed, maar is later"],
        ["Nog leeg in het kernteam"],
    )


@pytest.mark.parametrize(
    ("lead", "from_day"), [(14, "zondag 6 december"), (0, "maandag 23 november"), (21, "zondag 13 december")]
)
def test_moments_leave_time_to_invite_people(planner: Client, settings: Settings, lead: int, from_day: str) -> None:
    settings.MEETING_LEAD_DAYS = lead
    shown = page(planner.get(f"{MOMENTS}?soort=verdieping"))
    first = min(date.fromisoformat(each[:10]) for each in shown.xpath("//input[@name='moment']/@value"))
    [intro] = all_words(shown, of_class("intro"))
    assert (first >= NOW.date() + timedelta(days=lead), f"We beginnen bij {from_day}," in intro) == (True, True)


def test_where_a_date_is_set_a_date_poll_for_another_session_is_still_found(planner: Client, meeting: Meeting) -> None:
    pages = [f"{MOMENTS}?soort=kennismaking", "/scholen/99AA00/bijeenkomsten/"]
    assert [len(page(planner.get(url)).xpath(f"//a[@href='{START}']")) for url in pages] == [1, 1]


def test_a_session_that_is_there_is_moved_to_a_moment(planner: Client, meeting: Meeting) -> None:
    """And it is in nobody's way itself."""
    url = f"/bijeenkomsten/{meeting.pk}/"
    moments = page(planner.get(url)).xpath("//a[normalize-space()='Bekijk goede momenten']/@href")
    shown = page(planner.get(moments[0]))
    to = shown.xpath(of_class("proposal") + "//a/@href")[0]
    answer = send(planner, to, reason="Beter")
    when = shown.xpath(of_class("proposal") + "/h2")[0].text
    meeting.refresh_from_db()
    assert (moments, to.partition("?")[0], answer.status_code, meeting.when) == (
        [f"{MOMENTS}?soort=kennismaking&jaar=2026"],
        f"{url}wijzigen/",
        302,
        when,
    )


def test_a_session_without_a_date_gets_one_or_is_asked(planner: Client) -> None:
    send(planner, NEW, kind="verdieping")
    meeting = Meeting.objects.get()
    shown = page(planner.get(f"{MOMENTS}?soort=verdieping"))
    [form] = shown.xpath("//form[.//ol]")
    ticked = form.xpath(".//input[@name='moment']/@value")[:2]
    asked = planner.get(form.get("action"), {"moment": ticked})
    days = page(asked).xpath("//input[@name='day_0' or @name='day_1']/@value")
    assert (form.get("action"), days, form.xpath(".//a/@href")[0].partition("?")[0]) == (
        f"/bijeenkomsten/{meeting.pk}/datumprikker/vragen/",
        sorted(moment[:10] for moment in ticked),
        f"/bijeenkomsten/{meeting.pk}/wijzigen/",
    )


def test_for_a_session_that_was_held_there_is_nothing_to_choose(planner: Client, meeting: Meeting) -> None:
    Meeting.objects.update(state=MeetingState.HELD)
    shown = page(planner.get(f"{MOMENTS}?soort=kennismaking"))
    assert (all_words(shown, of_class("banner")), shown.xpath(of_class("proposal"))) == (
        [
            (
                "De kennismaking van 2026-2027 is al gehouden: di 8 december 2026, 15.00-16.30 uur. "
                "Kies een ander schooljaar."
            )
        ],
        [],
    )


@pytest.mark.parametrize("query", ["?soort=x&jaar=y", "?jaar=9999999", "?soort=%00"])
def test_nonsense_in_the_address_is_not_minded(planner: Client, query: str) -> None:
    assert planner.get(f"/scholen/99AA00/bijeenkomsten/momenten/{query}").status_code == 200
    assert planner.get(f"{NEW}{query}&dag=morgen&om=straks").status_code == 200
