"""/regios/<id>/overzicht/bewaren/: what somebody chose, kept under a name of her own."""

import pytest
from django.test import Client

from accounts.actions import save_page
from accounts.models import SavedPage
from schools.models import Region, School
from tests.factories import UserFactory
from tests.pages import all_words, errors, of_class, page

CHOSEN = "?gemeente=9801&kernteam=vacature"
SAVED = of_class("ov-saved") + "/a"


@pytest.fixture
def base(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/"


def test_what_is_chosen_can_be_kept_and_found_back(swv: Client, base: str, school: School) -> None:
    offered = page(swv.get(base + CHOSEN)).xpath("//a[text()='Bewaar deze keuzes']/@href")
    assert offered == [f"{base}bewaren/{CHOSEN}"]
    answer = swv.post(offered[0], {"name": "Duinveen, open"})
    assert (answer.status_code, answer["Location"]) == (302, base + CHOSEN)
    tree = page(swv.get(base))
    assert all_words(tree, SAVED) == ["Duinveen, open", "beheer"]
    assert tree.xpath(SAVED + "/@href")[0] == base + CHOSEN


def test_only_what_the_page_knows_is_kept(swv: Client, base: str) -> None:
    swv.post(
        f"{base}bewaren/?gemeente=9801&next=//elders.example&address=/x", {"name": "A", "address": "//elders.example"}
    )
    assert [each.address for each in SavedPage.objects.all()] == [f"{base}?gemeente=9801"]


def test_the_same_name_comes_in_the_place_of_the_other(swv: Client, base: str) -> None:
    for query in ("?gemeente=9801", "?verouderd=1", "?verouderd=1"):
        swv.post(f"{base}bewaren/{query}", {"name": "Elke week"})
    assert [(each.name, each.address) for each in SavedPage.objects.all()] == [("Elke week", f"{base}?verouderd=1")]


@pytest.mark.parametrize("name", ["", " ", "bsn 123456782"])
def test_a_name_is_needed_without_pupils(swv: Client, base: str, name: str) -> None:
    assert len(errors(swv.post(f"{base}bewaren/{CHOSEN}", {"name": name}))) == 1
    assert not SavedPage.objects.exists()


def test_it_is_taken_away_once_however_often_it_is_pressed(swv: Client, base: str) -> None:
    swv.post(f"{base}bewaren/{CHOSEN}", {"name": "Elke week"})
    number = SavedPage.objects.get().pk
    for _ in range(2):
        assert swv.post(f"{base}bewaren/", {"weg": number}).status_code == 302
    assert not SavedPage.objects.exists()


def test_that_of_somebody_else_is_neither_seen_nor_taken_away(swv: Client, base: str, school: School) -> None:
    other = save_page(user=UserFactory(), name="Van een ander", address=base)
    swv.post(f"{base}bewaren/", {"weg": other.pk})
    assert SavedPage.objects.count() == 1
    for path in (base, f"{base}bewaren/"):
        assert b"Van een ander" not in swv.get(path).content


def test_without_a_choice_it_says_what_to_do(swv: Client, base: str) -> None:
    assert all_words(page(swv.get(f"{base}bewaren/")), of_class("empty")) == [
        "Je hebt nog niets bewaard. Kies eerst in het overzicht wat je wilt zien."
    ]
