"""/overzicht-feed/<id>.json: read by a program with a key of somebody who sees the region; and the page of her keys."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.actions import make_reading_key
from accounts.models import ReadingKey, User
from overview import tables
from schools.models import Grant, Region, School
from teams.models import LogEntry, PlannedMember
from tests.factories import PlannedMemberFactory, UserFactory, fill_required_seats, seat
from tests.overview.random_teams import lay_random_schools
from tests.pages import all_words, errors, of_class, page


@pytest.fixture
def reader(swv: Client) -> User:
    """Who works for the region, and has a key."""
    return Grant.objects.get().user


@pytest.fixture
def secret(reader: User) -> str:
    return make_reading_key(user=reader, name="Rapportage")[1]


def read(region: Region, secret: str, query: str = "") -> Any:
    """A program asks, without any cookie."""
    return Client().get(f"/overzicht-feed/{region.pk}.json{query}", headers={"Authorization": f"Bearer {secret}"})


def content(answer: Any) -> Any:
    return json.loads(b"".join(answer.streaming_content))


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer geraden", "Basic x", "Bearer \udcff"])
def test_without_a_key_it_says_nothing(region: Region, school: School, header: str) -> None:
    answer = Client().get(f"/overzicht-feed/{region.pk}.json", HTTP_AUTHORIZATION=header)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert b"Zeester" not in answer.content


def test_being_signed_in_is_not_a_key(swv: Client, region: Region) -> None:
    assert swv.get(f"/overzicht-feed/{region.pk}.json").status_code == 401


def test_a_school_with_all_that_is_known_of_it(region: Region, school: School, secret: str) -> None:
    fill_required_seats(school)
    seat(school, "consulent-passend-onderwijs", starts_on=date(2027, 1, 1))
    found = content(read(region, secret))
    one = found["schools"][0]
    assert (one["code"], one["name"], one["municipality"], one["board"]) == (
        "99AA00",
        "De Zeester",
        {"code": "9801", "name": "Duinveen"},
        None,
    )
    assert [each for each in one["seats"] if each["organisation"] in {"leerplicht", "swv"}] == [
        {
            "name": "Leerplichtambtenaar",
            "need": "required",
            "organisation": "leerplicht",
            "state": "full",
            "vacancy": False,
            "empty_since": None,
            "filled_from": None,
        },
        {
            "name": "Consulent passend onderwijs",
            "need": "wished",
            "organisation": "swv",
            "state": "planned",
            "vacancy": False,
            "empty_since": None,
            "filled_from": "2027-01-01",
        },
    ]
    assert (one["kennismaking"], one["stale"]) == ({"state": "none", "day": None}, True)


def test_the_totals_are_the_sums_of_the_schools(region: Region, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "AT_ONCE", 4)
    lay_random_schools(region, 10)
    found = content(read(region, secret, "?kernteam=vacature"))
    totals, schools = found["totals"], found["schools"]
    assert (totals["schools"], totals["vacancies"], totals["stale_teams"], totals["kennismaking"]["held"]) == (
        len(schools),
        sum(each["vacancy"] for school in schools for each in school["seats"]),
        sum(school["stale"] for school in schools),
        sum(school["kennismaking"]["state"] == "held" for school in schools),
    )


def test_a_region_without_schools_is_a_whole_answer(region: Region, secret: str) -> None:
    assert content(read(region, secret))["schools"] == []


def test_it_names_no_people_and_no_plans(region: Region, school: School, secret: str) -> None:
    member = seat(school, "cjg-coach", professional__surname="Zilverspaarder")
    PlannedMemberFactory(school=school)
    text = b"".join(read(region, secret).streaming_content)
    assert (PlannedMember.objects.count(), member.professional.surname.encode() in text, b"oog" in text) == (
        1,
        False,
        False,
    )


def test_another_region_is_not_found(region: Region, far: School, secret: str) -> None:
    assert far.region is not None
    assert read(far.region, secret).status_code == 404


def test_the_key_ends_with_the_grant_and_with_the_account(region: Region, reader: User, secret: str) -> None:
    User.objects.update(is_active=False)
    assert read(region, secret).status_code == 401
    User.objects.update(is_active=True)
    Grant.objects.update(ends_on=date(2026, 11, 21))
    assert read(region, secret).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(region: Region, secret: str, method: str) -> None:
    ask = getattr(Client(), method)
    assert ask(f"/overzicht-feed/{region.pk}.json", headers={"Authorization": f"Bearer {secret}"}).status_code == 405


def test_who_tries_many_keys_is_held_up(region: Region) -> None:
    found = [read(region, f"geraden{number}").status_code for number in range(25)]
    assert (found[0], found[-1]) == (401, 429)


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/koppelen/"


def test_a_key_is_made_and_shown_once(swv: Client, url: str, region: Region, school: School) -> None:
    answer = swv.post(url, {"name": "Power BI"})
    secret = page(answer).xpath("//input[@id='geheim']/@value")[0]
    assert content(read(region, secret))["schools"][0]["name"] == "De Zeester"
    again = swv.get(url)
    assert (secret.encode() in again.content, all_words(page(again), of_class("rows") + "//strong")) == (
        False,
        ["Power BI"],
    )
    assert not ReadingKey.objects.filter(digest__contains=secret).exists()
    assert [each.summary for each in LogEntry.objects.all()] == ["Nieuwe leessleutel “Power BI” voor het overzicht."]


@pytest.mark.parametrize("name", ["", "Rapportage", "bsn 123456782"])
def test_a_key_needs_a_name_of_its_own_without_pupils(swv: Client, url: str, secret: str, name: str) -> None:
    assert len(errors(swv.post(url, {"name": name}))) == 1
    assert [each.name for each in ReadingKey.objects.all()] == ["Rapportage"]


def test_a_key_is_stopped(swv: Client, url: str, region: Region, secret: str) -> None:
    key = ReadingKey.objects.get()
    for _ in range(2):
        assert swv.post(url, {"stop": key.pk}).status_code == 302
    assert read(region, secret).status_code == 401
    assert [each.summary for each in LogEntry.objects.all()] == ["Leessleutel “Rapportage” gestopt."]


def test_nobody_stops_or_sees_the_key_of_somebody_else(swv: Client, url: str) -> None:
    make_reading_key(user=UserFactory(), name="Van een ander")
    other = ReadingKey.objects.get()
    swv.post(url, {"stop": other.pk})
    assert (ReadingKey.objects.count(), b"Van een ander" in swv.get(url).content) == (1, False)
