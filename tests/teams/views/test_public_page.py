"""/openbaar/<code>/: what anybody may read, and the switch on the page of the school."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import Change, School
from teams.enums import Need, Visibility
from teams.models import Membership, Professional, PublicPage, SeatTemplate
from tests.factories import StandInFactory, UserFactory, person, seat
from tests.pages import HTMX, all_words, messages, of_class, page, undo_url, values

URL, SWITCH, SCHOOL = "/openbaar/99AA00/", "/scholen/99AA00/openbaar/", "/scholen/99AA00/"


@pytest.fixture
def public(school: School) -> School:
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    return school


def release(membership: Membership, **chosen: Visibility) -> None:
    fields = {f"{field}_visibility": choice for field, choice in chosen.items()}
    Professional.objects.filter(pk=membership.professional_id).update(**fields)


def seats(client: Client) -> dict[str, list[str]]:
    """Per seat what is said of it."""
    rows = page(client.get(URL)).xpath(of_class("public-seats") + "/li")
    return {all_words(row, ".//h3")[0]: all_words(row, ".//p") for row in rows}


def test_without_signing_in_it_tells_the_seats_and_nobody_who_did_not_choose_to(
    client: Client, public: School, anneke: Membership, samira: Membership
) -> None:
    assert seats(client) == {
        "Intern begeleider": ["te bereiken via de school"],
        "Directeur": ["nog niet ingevuld"],
        "CJG-coach": ["CJG Duinveen", "te bereiken via de school"],
        "Jeugdarts en/of jeugdverpleegkundige": ["nog niet ingevuld"],
        "Leerplichtambtenaar": ["nog niet ingevuld"],
        "Consulent passend onderwijs": ["nog niet ingevuld"],
    }
    content = client.get(URL).content.decode()
    assert [text for text in ("Anneke", "Visser", "Samira", "Bakkali", "12345678", "@", "SB") if text in content] == []


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"phone": Visibility.PUBLIC}, "Samira Bakkali06-12345678"),
        ({"email": Visibility.PUBLIC}, "Samira Bakkalisamira@example.nl"),
        ({"phone": Visibility.REGION, "email": Visibility.REGION}, "te bereiken via de school"),
    ],
)
def test_of_a_person_what_she_released(
    client: Client, public: School, samira: Membership, chosen: dict[str, Visibility], told: str
) -> None:
    release(samira, **chosen)
    assert seats(client)["CJG-coach"] == ["CJG Duinveen", told]


def test_a_released_field_that_is_empty_gives_no_name(client: Client, public: School, samira: Membership) -> None:
    release(samira, phone=Visibility.PUBLIC)
    Professional.objects.filter(pk=samira.professional_id).update(phone="")
    assert b"Samira" not in client.get(URL).content


def test_how_many_others_there_are_is_not_told(client: Client, public: School, samira: Membership) -> None:
    one = seats(client)["CJG-coach"]
    seat(public, "cjg-coach")
    assert seats(client)["CJG-coach"] == one


def test_nothing_tells_that_somebody_is_away(client: Client, public: School, samira: Membership) -> None:
    stand_in = StandInFactory(membership=samira, professional=person(public, "Tom", "de", "Vries"))
    Professional.objects.filter(pk=stand_in.professional_id).update(phone_visibility=Visibility.PUBLIC)
    told = seats(client)["CJG-coach"][1]
    assert (told.startswith("Tom de VriesCJG-coach"), "waar" in client.get(URL).content.decode()) == (True, False)


@pytest.mark.parametrize(
    "days", [{"ends_on": date(2026, 11, 21)}, {"starts_on": date(2026, 11, 23)}], ids=["before", "later"]
)
def test_only_who_is_there_today(client: Client, public: School, samira: Membership, days: dict[str, date]) -> None:
    release(samira, phone=Visibility.PUBLIC)
    Membership.objects.filter(pk=samira.pk).update(**days)
    assert seats(client)["CJG-coach"][1:] == ["nog niet ingevuld"]


def test_a_seat_that_need_not_be_there_is_told_only_when_it_is_filled(client: Client, public: School) -> None:
    SeatTemplate.objects.filter(name="Leerplichtambtenaar").update(need=Need.IF_THERE_IS_ONE)
    before = "Leerplichtambtenaar" in seats(client)
    seat(public, "leerplichtambtenaar")
    assert (before, "Leerplichtambtenaar" in seats(client)) == (False, True)


def test_off_closed_and_unknown_are_the_same(client: Client, school: School) -> None:
    off = client.get(URL)
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    School.objects.update(closed_on=date(2026, 11, 1))
    closed, unknown = client.get(URL), client.get("/openbaar/98ZZ99/")
    assert [answer.status_code for answer in (off, closed, unknown)] == [404, 404, 404]
    assert off.content == closed.content == unknown.content


def test_it_leaves_nothing_with_the_visitor_and_nothing_on_the_way(client: Client, public: School) -> None:
    answer = client.get(URL)
    policy = answer["Content-Security-Policy"]
    assert (
        dict(answer.cookies),
        "no-store" in answer["Cache-Control"],
        "frame-ancestors 'none'" in policy,
        b'name="robots" content="noindex"' in answer.content,
        b"<script" in answer.content,
    ) == ({}, True, True, True, False)


def test_it_is_the_same_for_who_is_signed_in(client: Client, editor: Client, public: School) -> None:
    assert client.get(URL).content == editor.get(URL).content


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onmouseover="x', "Û" * 60])
def test_any_name_is_shown_as_it_is(client: Client, public: School, samira: Membership, name: str) -> None:
    release(samira, phone=Visibility.PUBLIC)
    Professional.objects.filter(pk=samira.professional_id).update(first_name=name)
    assert all_words(page(client.get(URL)), "//strong") == [f"{name} Bakkali"]


def test_the_number_of_queries_does_not_grow_with_the_team(client: Client, public: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        return len(captured)

    seat(public, "cjg-coach")
    one = queries()
    for _ in range(9):
        seat(public, "cjg-coach", professional__phone_visibility=Visibility.PUBLIC)
    assert queries() == one


# The switch


def is_on() -> bool:
    return PublicPage.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_switch(request: pytest.FixtureRequest, editor: Client, who: str, status: int) -> None:
    data = values(editor.get(SCHOOL), SWITCH)
    assert (request.getfixturevalue(who).post(SWITCH, data).status_code, is_on()) == (status, False)


def test_a_link_does_not_switch(editor: Client, school: School) -> None:
    assert (editor.get(SWITCH).status_code, is_on()) == (405, False)


def test_an_editor_switches_it_on_and_off(editor: Client) -> None:
    on = editor.post(SWITCH, values(editor.get(SCHOOL), SWITCH), follow=True)
    assert (messages(on), is_on()) == (["De openbare pagina van De Zeester staat aan."], True)
    off = editor.post(SWITCH, values(on, SWITCH), follow=True)
    assert (messages(off), is_on()) == (["De openbare pagina van De Zeester staat uit."], False)


def test_the_message_undoes_it(editor: Client) -> None:
    editor.post(SWITCH, values(editor.get(SCHOOL), SWITCH))
    editor.post(undo_url(editor))
    assert is_on() is False


def test_pressing_twice_does_it_once(editor: Client) -> None:
    data = values(editor.get(SCHOOL), SWITCH)
    for headers in ({}, HTMX):
        editor.post(SWITCH, data, headers=headers)
    assert (is_on(), Change.objects.count()) == (True, 1)


def test_who_was_second_is_told(editor: Client, school: School) -> None:
    data = values(editor.get(SCHOOL), SWITCH)
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    answer = editor.post(SWITCH, data, follow=True)
    assert messages(answer) == [
        "Er is niets gedaan, want intussen is er iets veranderd. De openbare pagina staat al aan."
    ]


def test_who_reads_the_team_sees_the_link_once_it_is_on(reader: Client, school: School) -> None:
    before = all_words(page(reader.get(SCHOOL)), "//h2[@id='kop-openbaar']")
    PublicPage.objects.create(school=school, opened_on=date(2026, 9, 1))
    tree = page(reader.get(SCHOOL))
    card = "//section[@aria-labelledby='kop-openbaar']"
    assert (before, tree.xpath(f"{card}//a/@href"), tree.xpath(f"{card}//form")) == ([], [URL], [])


def test_somebody_without_any_seat_reads_it_too(public: School) -> None:
    client = Client()
    client.force_login(UserFactory())
    assert client.get(URL).status_code == 200
