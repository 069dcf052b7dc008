"""/mijn-gegevens/wissen/, /regios/<nummer>/wissen/ and /mensen/<nummer>/wissen/: asking, the list, and doing it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Coordinator, Membership, Professional
from tests.factories import GrantFactory, UserFactory, person, seat
from tests.pages import all_words, messages, of_class, page, send, sign_in, undo_url, values

ASK = "/mijn-gegevens/wissen/"


def power(school: School, kind: GrantKind = GrantKind.PROCESBEGELEIDER, **fields: object) -> Client:
    return sign_in(Client(), GrantFactory(kind=kind, **{"region": school.region, **fields}).user)


@pytest.fixture
def procesbegeleider(school: School) -> Client:
    return power(school)


@pytest.fixture
def beheerder(school: School) -> Client:
    return power(school, GrantKind.BEHEERDER, region=None)


@pytest.fixture
def swv(school: School) -> Client:
    return power(school, GrantKind.SWV)


@pytest.fixture
def of_a_municipality(school: School) -> Client:
    return power(school, municipality=school.municipality)


@pytest.fixture
def of_another_region() -> Client:
    return sign_in(Client(), GrantFactory().user)


@pytest.fixture
def coordinator(samira: Membership) -> Client:
    user = UserFactory()
    Coordinator.objects.create(user=user, organisation=samira.professional.organisation, starts_on=date(2026, 1, 1))
    return sign_in(Client(), user)


def now(samira: Membership) -> Professional:
    return Professional.objects.get(pk=samira.professional_id)


def leave(samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 7, 31), starts_on=date(2025, 8, 1))


# Asking


def test_she_asks_and_may_think_better_of_it(reader: Client, samira: Membership) -> None:
    asked = reader.post(ASK, values(reader.get(ASK), ASK), follow=True)
    assert (messages(asked), now(samira).erasure_asked_on) == (
        ["Samira Bakkali vraagt om wissen van de eigen gegevens."],
        date(2026, 11, 22),
    )
    withdrawn = reader.post(ASK, {**values(asked, ASK), "intrekken": "1"}, follow=True)
    assert (messages(withdrawn), now(samira).erasure_asked_on) == (
        ["Samira Bakkali trekt het verzoek om wissen in."],
        None,
    )


def test_the_message_undoes_it(reader: Client, samira: Membership) -> None:
    reader.post(ASK, values(reader.get(ASK), ASK))
    reader.post(undo_url(reader))
    assert now(samira).erasure_asked_on is None


def test_pressing_twice_asks_once(reader: Client) -> None:
    data = values(reader.get(ASK), ASK)
    for _ in range(2):
        reader.post(ASK, data)
    assert Change.objects.count() == 1


def test_it_says_who_can_end_the_seats_that_she_still_has(
    reader: Client, anneke: Membership, samira: Membership
) -> None:
    tree = page(reader.get(ASK))
    assert all_words(tree, of_class("stop-first") + "//li") == ["CJG-coach van De Zeester: Anneke Visser"]


def test_without_a_seat_nothing_is_in_the_way(reader: Client, samira: Membership) -> None:
    leave(samira)
    assert all_words(page(reader.get(ASK)), of_class("stop-first")) == []


def test_who_is_nobody_in_a_team_has_nothing_to_erase(swv: Client, client: Client) -> None:
    assert (swv.get(ASK).status_code, client.get(ASK).status_code) == (404, 302)


# The list


def url_of(school: School) -> str:
    return f"/regios/{school.region_id}/wissen/"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("editor", 404),
        ("of_another_region", 404),
        ("of_a_municipality", 404),
        ("coordinator", 404),
        ("swv", 403),
        ("procesbegeleider", 200),
        ("beheerder", 200),
    ],
)
def test_who_sees_the_requests_of_a_region(
    request: pytest.FixtureRequest, school: School, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(url_of(school)).status_code == status


def test_who_asked_and_who_has_a_seat_still(
    procesbegeleider: Client, school: School, samira: Membership, far_ib: Membership
) -> None:
    Professional.objects.update(erasure_asked_on=date(2026, 11, 2))
    tom = person(school, "Tom", "de", "Vries", erasure_asked_on=date(2026, 11, 1))
    person(school, "Noor", "", "Smit")
    rows = all_words(page(procesbegeleider.get(url_of(school))), of_class("rows") + "/li/div")
    assert rows == [
        f"Tom de Vries {tom.organisation} · vroeg erom op 1 november 2026",
        "Samira Bakkali CJG Duinveen · vroeg erom op 2 november 2026 ! heeft nog 1 plek",
    ]


def test_nobody_asked(procesbegeleider: Client, school: School) -> None:
    assert len(all_words(page(procesbegeleider.get(url_of(school))), of_class("empty"))) == 1


def test_the_number_of_queries_does_not_grow_with_the_requests(procesbegeleider: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            procesbegeleider.get(url_of(school))
        return len(captured)

    person(school, "Jan", "", "Boer", erasure_asked_on=date(2026, 11, 1))
    one = queries()
    for _ in range(9):
        person(school, "Jan", "", "Boer", erasure_asked_on=date(2026, 11, 1))
    assert queries() == one


# Erasing


def erase_url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/wissen/"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("client", 302),
        ("of_another_region", 404),
        ("editor", 403),
        ("reader", 403),
        ("swv", 403),
        ("coordinator", 403),
        ("procesbegeleider", 200),
        ("beheerder", 200),
    ],
)
def test_who_may_erase(
    request: pytest.FixtureRequest, procesbegeleider: Client, samira: Membership, who: str, status: int
) -> None:
    leave(samira)
    client, data = request.getfixturevalue(who), values(procesbegeleider.get(erase_url(samira)), erase_url(samira))
    assert client.get(erase_url(samira)).status_code == status
    if status != 200:
        assert (client.post(erase_url(samira), data).status_code, str(now(samira))) == (status, "Samira Bakkali")


def test_it_asks_once_naming_her_and_then_cannot_be_undone(
    procesbegeleider: Client, school: School, samira: Membership
) -> None:
    leave(samira)
    opened = procesbegeleider.get(erase_url(samira))
    assert "Wis de gegevens van Samira Bakkali" in all_words(page(opened), "//form//button")
    answer = send(procesbegeleider, erase_url(samira), opened)
    assert (answer.status_code, answer.url, str(now(samira))) == (302, url_of(school), "oud-lid")  # type: ignore[attr-defined]
    reported = procesbegeleider.get(url_of(school))
    assert messages(reported) == ["De gegevens van een oud-lid zijn gewist."]
    assert page(reported).xpath(of_class("message") + "//form") == []
    erased = Change.objects.get(summary="De gegevens van een oud-lid zijn gewist.")
    assert procesbegeleider.post(f"/wijzigingen/{erased.pk}/terugdraaien/").status_code == 403


def test_sending_it_twice_is_no_mistake(procesbegeleider: Client, samira: Membership) -> None:
    leave(samira)
    opened = procesbegeleider.get(erase_url(samira))
    statuses = [send(procesbegeleider, erase_url(samira), opened).status_code for _ in range(2)]
    assert (statuses, Change.objects.count()) == ([302, 302], 1)


def test_while_she_has_a_seat_it_says_so_and_does_nothing(procesbegeleider: Client, samira: Membership) -> None:
    leave(samira)
    opened = procesbegeleider.get(erase_url(samira))
    seat(samira.school, "cjg-coach", professional=samira.professional, starts_on=date(2027, 8, 1))
    answer = send(procesbegeleider, erase_url(samira), opened)
    assert (answer.status_code, all_words(page(answer), of_class("stop-first") + "//li"), str(now(samira))) == (
        200,
        ["Samira Bakkali heeft nog een plek of neemt waar: CJG-coach van De Zeester. Laat dat eerst stoppen."],
        "Samira Bakkali",
    )


def test_who_withdrew_meanwhile_is_not_erased(procesbegeleider: Client, samira: Membership) -> None:
    leave(samira)
    Professional.objects.filter(pk=samira.professional_id).update(erasure_asked_on=date(2026, 11, 1))
    opened = procesbegeleider.get(erase_url(samira))
    Professional.objects.filter(pk=samira.professional_id).update(erasure_asked_on=None)
    answer = send(procesbegeleider, erase_url(samira), opened)
    assert (answer.status_code, str(now(samira))) == (409, "Samira Bakkali")


def test_the_page_of_an_oud_lid_is_bare(
    procesbegeleider: Client, samira: Membership, sign_in: Callable[[User], Client]
) -> None:
    leave(samira)
    send(procesbegeleider, erase_url(samira))
    mine = f"/mensen/{samira.professional_id}/"
    answer = procesbegeleider.get(mine)
    assert (all_words(page(answer), "//h1"), b"De Zeester" in answer.content) == (["Oud-lid"], False)
    assert procesbegeleider.get(f"{mine}bewerken/").status_code == 403
    assert "oud-lid" in procesbegeleider.get("/scholen/99AA00/?op=2026-03-01").content.decode()
