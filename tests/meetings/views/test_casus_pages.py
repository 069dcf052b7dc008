"""/bijeenkomsten/<nummer>/casus/ and /regios/<nummer>/casussen/: written by the team, and by nobody else ever read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from meetings.actions.library import offer_casus
from meetings.enums import MeetingKind
from meetings.models import Casus, CasusStep, LibraryCasus, Meeting
from meetings.models.casus import kept_until
from schools.enums import GrantKind
from schools.models import School
from teams.models import Coordinator, Membership, Professional
from tests.factories import (
    CasusFactory,
    CasusPerspectiveFactory,
    CasusStepFactory,
    GrantFactory,
    InvitationFactory,
    LibraryCasusFactory,
    MeetingFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)
from tests.pages import all_words, beside, meanwhile, messages, of_class, page, send, sign_in, values, words

CANARY = "Kanariegeel"


@pytest.fixture
def casus(meeting: Meeting) -> Casus:
    row: Casus = CasusFactory(meeting=meeting, label=CANARY, story=CANARY)
    CasusPerspectiveFactory(casus=row, text=CANARY)
    CasusStepFactory(casus=row, moment=CANARY, who=CANARY, what=CANARY)
    return row


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)


@pytest.fixture
def leader(samira: Membership) -> Client:
    """The coordinator of CJG Duinveen."""
    user = GrantFactory().user
    Coordinator.objects.create(user=user, organisation=samira.professional.organisation, starts_on=date(2026, 1, 1))
    return sign_in(Client(), user)


@pytest.fixture
def neighbour(school: School) -> Client:
    """The intern begeleider of another school of the region."""
    user = UserFactory()
    other: School = SchoolFactory(region=school.region, municipality=school.municipality)
    seat(other, "intern-begeleider", professional=person(other, "Bo", "", "Buur", user=user, email=user.email))
    client = Client()
    client.force_login(user)
    return client


def pages_of(casus: Casus) -> list[str]:
    """Every address that could tell of a casus."""
    one, two = [casus.meeting_id], [casus.meeting_id, casus.pk]
    names = {
        "meetings:meeting": one,
        "meetings:agenda": one,
        "meetings:casussen": one,
        "meetings:make_casus": one,
        "meetings:casus": two,
        "meetings:change_casus": two,
        "meetings:remove_casus": two,
        "meetings:offer_casus": two,
        "meetings:add_step": two,
        "meetings:perspective": [*two, "cjg-coach"],
        "meetings:change_step": [*two, casus.steps.get().pk],
        "meetings:library": [casus.meeting.school.region_id],
        "meetings:school": [casus.meeting.school.establishment_code],
        "teams:school": [casus.meeting.school.establishment_code],
        "teams:school_logbook": [casus.meeting.school.establishment_code],
        "teams:region_logbook": [casus.meeting.school.region_id],
        "meetings:evaluation": one,
        "teams:my_data": [],
        "teams:my_data_json": [],
    }
    return [reverse(name, args=args) for name, args in names.items()]


def casus_url(casus: Casus, rest: str = "") -> str:
    return f"/bijeenkomsten/{casus.meeting_id}/casus/{casus.pk}/{rest}"


# Canaries


@pytest.mark.parametrize("who", ["swv", "planner", "leader", "neighbour", "outsider"])
def test_who_is_not_of_the_team_never_sees_a_word_of_it(
    request: pytest.FixtureRequest, casus: Casus, editor: Client, who: str
) -> None:
    send(
        editor, casus_url(casus, "perspectief/ouders/"), text=f"{CANARY} {CANARY}"
    )  # so that the logbook has something
    client = request.getfixturevalue(who)
    seen = [url for url in pages_of(casus) if CANARY in client.get(url).content.decode()]
    assert seen == []


def test_the_team_sees_it(casus: Casus, reader: Client) -> None:
    seen = [url for url in pages_of(casus) if CANARY in reader.get(url).content.decode()]
    assert casus_url(casus) in seen


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("outsider", 404),
        ("neighbour", 404),
        ("swv", 403),
        ("planner", 403),
        ("leader", 403),
        ("reader", 200),
        ("editor", 200),
    ],
)
@pytest.mark.parametrize("rest", ["", "verhaal/", "perspectief/cjg-coach/", "stappen/nieuw/", "weg/", "delen/"])
def test_who_reads_and_writes(request: pytest.FixtureRequest, casus: Casus, who: str, status: int, rest: str) -> None:
    assert request.getfixturevalue(who).get(casus_url(casus, rest)).status_code == status


def test_the_facilitator_who_is_invited_reads_it(casus: Casus, planner: Client, ineke: Professional) -> None:
    InvitationFactory(meeting=casus.meeting, professional=ineke, is_facilitator=True, blocks_time=False)
    assert CANARY in planner.get(casus_url(casus)).content.decode()


def test_the_swv_sees_that_there_is_one_its_theme_and_how_many(casus: Casus, swv: Client) -> None:
    card = page(swv.get(f"/bijeenkomsten/{casus.meeting_id}/")).xpath("//section[@aria-labelledby='kop-casus']")[0]
    assert "Een casus over: Verzuim" in words(card)
    counted = page(swv.get(f"/regios/{casus.meeting.school.region_id}/casussen/"))
    assert all_words(counted, "//section[@aria-labelledby='kop-aantallen']//tbody/tr/*") == ["Verzuim", "1"]


def test_a_seat_shows_no_counts_of_the_region(casus: Casus, reader: Client) -> None:
    tree = page(reader.get(f"/regios/{casus.meeting.school.region_id}/casussen/"))
    assert tree.xpath("//section[@aria-labelledby='kop-aantallen']") == []


def test_the_library_stands_under_the_sessions_in_the_menu_and_under_nothing_else(
    meeting: Meeting, swv: Client
) -> None:
    tree = page(swv.get(f"/regios/{meeting.school.region_id}/casussen/"))
    assert all_words(tree, "//header//nav//a[@aria-current]") == ["Bijeenkomsten"]


# A session without a casus


def test_a_verdieping_without_a_casus_says_so_and_helps(meeting: Meeting, editor: Client) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(kind=MeetingKind.VERDIEPING)
    card = page(editor.get(f"/bijeenkomsten/{meeting.pk}/")).xpath("//section[@aria-labelledby='kop-casus']")[0]
    assert "Er is nog geen casus." in words(card)
    assert [link.get("href") for link in card.xpath(".//a")] == [
        f"/bijeenkomsten/{meeting.pk}/casus/nieuw/",
        f"/regios/{meeting.school.region_id}/casussen/",
    ]


def test_who_may_not_write_one_is_told_that_there_is_none_but_gets_no_button(meeting: Meeting, swv: Client) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(kind=MeetingKind.VERDIEPING)
    card = page(swv.get(f"/bijeenkomsten/{meeting.pk}/")).xpath("//section[@aria-labelledby='kop-casus']")[0]
    assert ("Er is nog geen casus." in words(card), card.xpath(".//a")) == (True, [])


# Writing


def test_a_casus_is_made(meeting: Meeting, reader: Client) -> None:
    url = f"/bijeenkomsten/{meeting.pk}/casus/nieuw/"
    answer = send(reader, url, theme="verzuim", age_band="7-9", story="Een jongen.\r\n\r\nVaak te laat.")
    row = Casus.objects.get()
    assert (answer["Location"], row.label, row.story) == (
        f"/bijeenkomsten/{meeting.pk}/casus/",
        "Casus A",
        "Een jongen.\n\nVaak te laat.",
    )
    assert messages(reader.get(answer["Location"])) == ["Er is een casus bij Kennismaking."]


def test_every_page_to_write_on_says_that_it_is_made_up(casus: Casus, reader: Client) -> None:
    for rest in ("verhaal/", "perspectief/cjg-coach/", "stappen/nieuw/"):
        assert "een verzonnen verhaal" in reader.get(casus_url(casus, rest)).content.decode()


def test_a_real_pupil_is_refused_beside_the_field_and_what_was_typed_stays(casus: Casus, reader: Client) -> None:
    typed = "Jan de Vries, geboren 3-3-2018, belt vaak."
    url = casus_url(casus, "verhaal/")
    answer = send(reader, url, story=typed)
    said = beside(answer, "story")
    assert "een geboortedatum (3-3-2018)" in said
    assert "een voor- en achternaam (Jan de Vries)" in said
    assert (values(answer, url)["story"], Casus.objects.get().story) == ([typed], CANARY)


@pytest.mark.parametrize("rest", ["verhaal/", "perspectief/cjg-coach/", "stappen/nieuw/"])
def test_what_only_looks_like_a_name_is_kept_after_a_tick_that_the_form_did_not_have_before(
    casus: Casus, reader: Client, rest: str
) -> None:
    url = casus_url(casus, rest)
    fields = {"verhaal/": "story", "stappen/nieuw/": "what"}
    more = {"moment": "week 1", "who": "CJG"} if rest == "stappen/nieuw/" else {}
    typed = {**more, fields.get(rest, "text"): "De Haarlemse Hockeyclub helpt."}
    tick = "//input[@type='checkbox' and @name='are_no_pupils']"
    before = page(reader.get(url)).xpath(tick)
    refused = page(send(reader, url, **typed)).xpath(tick)
    assert (len(before), len(refused)) == (0, 1)
    assert send(reader, url, **typed, are_no_pupils="on").status_code == 302
    assert len(page(send(reader, url, **{**typed, "are_no_pupils": "on"} | _with_bsn(typed))).xpath(tick)) == 1


def _with_bsn(typed: dict[str, str]) -> dict[str, str]:
    """The same with a number in it of which nobody can say that it is no pupil's."""
    return {name: f"{text} 10000008" for name, text in typed.items() if "Hockeyclub" in text}


def test_sharing_asks_for_the_same_tick(casus: Casus, reader: Client) -> None:
    Casus.objects.filter(pk=casus.pk).update(story="De Haarlemse Hockeyclub helpt.")
    url = casus_url(casus, "delen/")
    seen = page(reader.get(url)).xpath("//input[@name='seen']/@value")[0]
    answer = reader.post(url, {"seen": seen})
    assert (len(page(answer).xpath("//input[@name='are_no_pupils']")), LibraryCasus.objects.count()) == (1, 0)
    reader.post(url, {"seen": seen, "are_no_pupils": "on"})
    assert LibraryCasus.objects.get().story == "De Haarlemse Hockeyclub helpt."


def test_two_people_with_the_same_form_open_do_not_overwrite_each_other(
    casus: Casus, reader: Client, editor: Client
) -> None:
    url = casus_url(casus, "perspectief/ouders/")
    mine, theirs = reader.get(url), editor.get(url)
    send(editor, url, theirs, text="Wij slapen slecht.")
    answer = send(reader, url, mine, text="Wij weten het niet.")
    assert (answer.status_code, meanwhile(answer), values(answer, url)["text"]) == (
        409,
        ["Het perspectief van Ouders: tekst is nu Wij slapen slecht. (was leeg)."],
        ["Wij weten het niet."],
    )
    assert send(reader, url, answer).status_code == 302
    assert casus.perspectives.get(role="Ouders").text == "Wij weten het niet."


def test_two_people_in_two_perspectives_never_meet(casus: Casus, reader: Client, editor: Client) -> None:
    urls = [casus_url(casus, f"perspectief/{voice}/") for voice in ("ouders", "leerling")]
    opened = [reader.get(urls[0]), editor.get(urls[1])]
    answers = [send(reader, urls[0], opened[0], text="Ja."), send(editor, urls[1], opened[1], text="Nee.")]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_form_sent_twice_acts_once(casus: Casus, reader: Client) -> None:
    url = casus_url(casus, "stappen/nieuw/")
    opened = reader.get(url)
    for _ in range(2):
        send(reader, url, opened, moment="week 2", who="CJG", what="belt terug")
    assert casus.steps.filter(moment="week 2").count() == 1


def test_a_role_that_is_not_asked_has_no_page(casus: Casus, reader: Client) -> None:
    assert reader.get(casus_url(casus, "perspectief/burgemeester/")).status_code == 404


def test_buttons_move_and_remove_a_step(casus: Casus, reader: Client) -> None:
    second = CasusStepFactory(casus=casus, moment="week 2")
    url = casus_url(casus, f"stappen/{second.pk}/knop/")
    for deed, left in (("eerder", ["week 2", CANARY]), ("weg", [CANARY])):
        data = dict(page(reader.get(casus_url(casus))).xpath(f"//form[@action='{url}']")[0].form_values())
        assert reader.post(url, {**data, "doe": deed}).status_code == 302
        assert list(CasusStep.objects.filter(casus=casus).values_list("moment", flat=True)) == left


def test_a_button_that_no_page_has_is_refused(casus: Casus, reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    url = casus_url(casus, f"stappen/{casus.steps.get().pk}/knop/")
    assert reader.post(url, {"doe": "alles"}).status_code == 400
    caplog.clear()  # Django logs it as an error


def test_a_step_of_another_casus_is_not_found(casus: Casus, reader: Client) -> None:
    foreign = CasusStepFactory(casus=CasusFactory(meeting=MeetingFactory()))
    assert reader.get(casus_url(casus, f"stappen/{foreign.pk}/")).status_code == 404


def test_taking_it_away_asks_once_and_says_what_goes(casus: Casus, reader: Client) -> None:
    url = casus_url(casus, "weg/")
    assert "gaan voorgoed weg" in reader.get(url).content.decode()
    assert (send(reader, url).status_code, Casus.objects.count()) == (302, 0)


# Shared


def test_the_team_shares_a_casus_and_another_school_uses_it(
    casus: Casus, reader: Client, neighbour: Client, school: School
) -> None:
    offering = casus_url(casus, "delen/")
    form = next(form for form in page(reader.get(offering)).forms if form.get("action") == offering)
    reader.post(offering, dict(form.form_values()))
    shared = LibraryCasus.objects.get()
    url = f"/regios/{school.region_id}/casussen/{shared.pk}/"
    told = neighbour.get(url).content.decode()
    assert (CANARY in told, school.name in told) == (True, False)
    bo = School.objects.exclude(pk=school.pk).get(memberships__professional__surname="Buur")
    meeting = MeetingFactory(school=bo)
    answer = send(neighbour, f"{url}gebruiken/", meeting=meeting.pk)
    assert (answer.url, [row.story for row in meeting.casussen.all()]) == (
        f"/bijeenkomsten/{meeting.pk}/casus/",
        [CANARY],
    )


def test_a_session_of_another_school_is_no_choice(casus: Casus, neighbour: Client, school: School) -> None:
    shared = LibraryCasusFactory(region=school.region)
    bo = School.objects.exclude(pk=school.pk).get(memberships__professional__surname="Buur")
    MeetingFactory(school=bo)
    url = f"/regios/{school.region_id}/casussen/{shared.pk}/gebruiken/"
    answer = send(neighbour, url, meeting=casus.meeting_id)
    assert (beside(answer, "meeting"), Casus.objects.count()) == ("Kies een bijeenkomst uit de lijst.", 1)


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("leader", 404), ("neighbour", 200), ("reader", 200), ("swv", 200)]
)
def test_who_reads_the_library(
    request: pytest.FixtureRequest, school: School, samira: Membership, who: str, status: int
) -> None:
    shared = LibraryCasusFactory(region=school.region)
    client = request.getfixturevalue(who)
    urls = (f"/regios/{school.region_id}/casussen/", f"/regios/{school.region_id}/casussen/{shared.pk}/")
    assert [client.get(url).status_code for url in urls] == [status, status]


@pytest.mark.parametrize(
    ("who", "left"), [("neighbour", 1), ("planner", 1), ("outsider", 1), ("reader", 0), ("swv", 0)]
)
def test_who_takes_it_back(request: pytest.FixtureRequest, casus: Casus, who: str, left: int) -> None:
    shared = offer_casus(casus=casus, today=date(2026, 11, 22))
    request.getfixturevalue(who).post(f"/regios/{shared.region_id}/casussen/{shared.pk}/weg/")
    assert LibraryCasus.objects.count() == left


def test_a_library_without_anything_says_how_to_fill_it(reader: Client, school: School) -> None:
    told = all_words(page(reader.get(f"/regios/{school.region_id}/casussen/")), of_class("empty"))
    assert told == ["Er is nog geen casus gedeeld. Hebben jullie een goede? Open hem, en kies ‘Deel met de regio’."]


def test_the_page_of_the_region_leads_to_it(swv: Client, school: School) -> None:
    assert f'href="/regios/{school.region_id}/casussen/"' in swv.get(f"/regios/{school.region_id}/").content.decode()


# As many queries for more


@pytest.fixture
def queries() -> Callable[[Client, str], int]:
    def count(client: Client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(url).status_code == 200
        return len(found)

    return count


def test_a_longer_casus_takes_as_many_queries(
    casus: Casus, reader: Client, school: School, queries: Callable[[Client, str], int]
) -> None:
    LibraryCasusFactory(region=school.region)
    urls = [casus_url(casus), f"/bijeenkomsten/{casus.meeting_id}/casus/", f"/bijeenkomsten/{casus.meeting_id}/"]
    urls.append(f"/regios/{school.region_id}/casussen/")
    few = [queries(reader, url) for url in urls]
    for number in range(5):
        CasusFactory(meeting=casus.meeting, label=f"Casus {number}")
        CasusPerspectiveFactory(casus=casus, role=f"Rol {number}")
        CasusStepFactory(casus=casus)
        LibraryCasusFactory(region=school.region)
    assert [queries(reader, url) for url in urls] == few


@pytest.mark.parametrize(("years", "day"), [(1, "31 juli 2028"), (0, "31 juli 2027")])
def test_the_pages_say_until_which_day_a_casus_is_kept(
    reader: Client, casus: Casus, settings: Settings, years: int, day: str
) -> None:
    settings.CASUS_KEEP_SCHOOL_YEARS = years
    last = kept_until(casus.meeting, years)
    found = [set(Casus.objects.forgettable(on, years)) for on in (last, last + timedelta(days=1))]
    assert found == [set(), {casus}]
    for url in (f"/bijeenkomsten/{casus.meeting_id}/casus/", f"/bijeenkomsten/{casus.meeting_id}/casus/{casus.pk}/"):
        said = [text for text in all_words(page(reader.get(url)), "//p") if "bewaren" in text]
        assert [text.rpartition("tot en met ")[2] for text in said] == [f"{day}."]
