"""/mensen/<nummer>/samenvoegen/: somebody who stands there twice becomes one person."""

from datetime import date

import pytest
from django.test import Client

from schools.enums import GrantKind
from schools.models import Change
from teams.models import Membership, Professional
from tests.factories import GrantFactory, StandInFactory, UserFactory, person, seat
from tests.pages import all_words, meanwhile, messages, of_class, page, send, sign_in, undo_url, values
from tests.teams.handing_over import Fleet, lay_fleet


@pytest.fixture
def fleet() -> Fleet:
    return lay_fleet(1)


@pytest.fixture
def double(fleet: Fleet) -> Professional:
    return fleet.colleague("Samira", "", "Bakkali", email="", phone="+31687654321")


@pytest.fixture
def leader(fleet: Fleet) -> Client:
    return sign_in(Client(), fleet.leader)


@pytest.fixture
def url(fleet: Fleet) -> str:
    return f"/mensen/{fleet.samira.pk}/samenvoegen/"


@pytest.fixture
def pair(url: str, double: Professional) -> str:
    return f"{url}?met={double.pk}"


def test_who_may_open_it(fleet: Fleet, url: str, pair: str) -> None:
    guide, swv = (
        GrantFactory(region=fleet.region, kind=kind).user for kind in (GrantKind.PROCESBEGELEIDER, GrantKind.SWV)
    )
    ib = UserFactory()
    Professional.objects.filter(pk=fleet.ibs[0].professional_id).update(user=ib)
    users = (fleet.leader, guide, swv, ib, GrantFactory().user)
    for path in (url, pair):
        assert [sign_in(Client(), user).get(path).status_code for user in users] == [200, 200, 403, 403, 404]


def test_somebody_she_does_not_arrange_cannot_be_the_other_also_by_hand(
    fleet: Fleet, leader: Client, url: str, pair: str
) -> None:
    stranger = person(fleet.schools[0], "Samira", "", "Bakkali")
    data = {**values(leader.get(pair), url), "met": str(stranger.pk)}
    assert (leader.get(f"{url}?met={stranger.pk}").status_code, leader.post(url, data).status_code) == (404, 404)
    assert Professional.objects.filter(pk=stranger.pk).exists()


@pytest.mark.parametrize("met", ["0", "x", "9" * 18, "9" * 19, "%00"])
def test_a_number_that_is_nobodys(leader: Client, url: str, met: str) -> None:
    assert leader.get(f"{url}?met={met}").status_code in {200, 404}


def test_not_with_herself_and_not_where_power_is(
    fleet: Fleet, leader: Client, url: str, pair: str, double: Professional
) -> None:
    powerful = GrantFactory(region=fleet.region, kind=GrantKind.SWV).user
    Professional.objects.filter(pk=double.pk).update(user=powerful)
    assert [leader.get(path).status_code for path in (f"{url}?met={fleet.samira.pk}", pair)] == [403, 403]


def test_who_looks_like_her_is_offered_first(fleet: Fleet, leader: Client, url: str, double: Professional) -> None:
    assert all_words(page(leader.get(url)), "//main//li/div/strong") == ["Samira Bakkali"]
    assert all_words(page(leader.get(f"{url}?zoek=vries")), "//main//li/div/strong") == ["Tom de Vries"]
    assert all_words(page(leader.get(f"{url}?zoek=%00zzz")), of_class("empty")) == [
        "Niemand gevonden met ‘zzz’ die jij kunt samenvoegen."
    ]


def test_it_asks_only_what_differs_and_shows_what_comes_of_it(
    fleet: Fleet, leader: Client, pair: str, double: Professional
) -> None:
    seat(fleet.schools[0], "cjg-coach", professional=double, starts_on=date(2025, 8, 1), ends_on=date(2026, 9, 30))
    StandInFactory(membership=fleet.seats[0], professional=double)
    tree = page(leader.get(pair))
    assert all_words(tree, "//fieldset/legend") == ["E-mailadres", "Telefoon"]
    assert all_words(tree, "//section[h2='Zo wordt het']//li") == [
        "De Aak 2 plekken worden 1CJG-coach, 1 augustus 2025 tot nader order"
    ]
    assert all_words(tree, of_class("warning")) == [
        "! De waarneming van 1 november 2026 tot en met 31 december 2026 vervalt: iemand neemt niet voor zichzelf waar."
    ]


def test_another_name_is_asked_about(fleet: Fleet, leader: Client, url: str) -> None:
    tree = page(leader.get(f"{url}?met={fleet.tom.pk}"))
    assert all_words(tree, "//h1") == ["Zijn Samira Bakkali en Tom de Vries dezelfde persoon?"]


def test_she_chooses_merges_and_undoes_it(
    fleet: Fleet, leader: Client, pair: str, url: str, double: Professional
) -> None:
    before = list(Professional._base_manager.order_by("pk").values())
    answer = send(leader, url, leader.get(pair), phone="andere")
    assert (answer.status_code, answer.url) == (302, f"/mensen/{fleet.samira.pk}/")  # type: ignore[attr-defined]
    merged = Professional.objects.get(surname="Bakkali")
    assert (merged.pk, merged.phone, merged.email) == (fleet.samira.pk, "+31687654321", "Samira@cjg.example")
    leader.post(undo_url(leader))
    assert list(Professional._base_manager.order_by("pk").values()) == before


def test_the_same_form_sent_twice_merges_once_and_says_so_twice(leader: Client, pair: str, url: str) -> None:
    data = values(leader.get(pair), url)
    said = [messages(leader.post(url, data, follow=True)) for _ in range(2)]
    assert (said, Change.objects.count()) == ([["De twee keer Samira Bakkali zijn samengevoegd tot één."]] * 2, 1)


def test_what_changed_meanwhile_is_told(
    fleet: Fleet, leader: Client, pair: str, url: str, double: Professional
) -> None:
    opened = leader.get(pair)
    Professional.objects.filter(pk=double.pk).update(expertise="rouw")
    answer = send(leader, url, opened)
    assert (answer.status_code, meanwhile(answer), Change.objects.count()) == (
        409,
        ["Samira Bakkali (die erbij komt), Gegevens: expertise is nu rouw (was leeg)."],
        0,
    )


def test_the_page_of_the_other_leads_to_hers_for_who_may_see_her(
    fleet: Fleet, leader: Client, pair: str, url: str, double: Professional
) -> None:
    send(leader, url, leader.get(pair))
    old = f"/mensen/{double.pk}/"
    assert leader.get(old).url == f"/mensen/{fleet.samira.pk}/"  # type: ignore[attr-defined]
    assert leader.get(pair).url == f"/mensen/{fleet.samira.pk}/"  # type: ignore[attr-defined]
    outsider = sign_in(Client(), GrantFactory().user)
    statuses = [
        outsider.get(old).status_code,
        *(leader.get(old + rest).status_code for rest in ("bewerken/", "overdragen/")),
    ]
    assert statuses == [404, 404, 404]


def test_names_are_text(leader: Client, fleet: Fleet, url: str) -> None:
    odd = fleet.colleague("<script>alert(1)</script>", "", "Bakkali\nû")
    pages = [leader.get(f"{url}?zoek=bakkali"), leader.get(f"{url}?met={odd.pk}")]
    assert [b"<script>alert" in answer.content for answer in pages] == [False, False]


def test_nobody_sits_twice_after_it(fleet: Fleet, leader: Client, pair: str, url: str, double: Professional) -> None:
    seat(fleet.schools[0], "cjg-coach", professional=double)
    send(leader, url, leader.get(pair))
    assert list(Membership.objects.filter(role__code="cjg-coach").values_list("professional", flat=True)) == [
        fleet.samira.pk
    ]
