"""/register/inlezen/: the register of DUO on screen, looked at first."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schools.models import Region, School
from teams.models import RegisterImport
from tests.pages import all_words, errors, page
from tests.schools.duo_files import many

URL = "/register/inlezen/"


def send(client: Client, content: bytes, **fields: str) -> Any:
    return client.post(URL, {"bestand": SimpleUploadedFile("duo.csv", content), **fields})


def figures(client: Client) -> dict[str, str]:
    tree = page(client.get(URL))
    return dict(zip(all_words(tree, "//dl/div/dt"), all_words(tree, "//dl/div/dd"), strict=True))


@pytest.mark.parametrize(
    ("who", "status"),
    [("client", 302), ("outsider", 403), ("editor", 403), ("swv", 403), ("guide", 403), ("beheerder", 200)],
)
def test_who_may_see_it(request: pytest.FixtureRequest, region: Region, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


def test_a_file_is_shown_before_it_is_taken_over(beheerder: Client) -> None:
    before = School.objects.count()
    send(beheerder, many(30))
    seen, meanwhile = figures(beheerder), School.objects.count()
    assert (seen["gelezen"], seen["nieuw"], seen["gewijzigd"], meanwhile) == ("30", "30", "0", before)


def test_then_it_is_taken_over_and_the_file_is_gone(beheerder: Client) -> None:
    before = School.objects.count()
    send(beheerder, many(30))
    answer = beheerder.post(URL, {"doe": "inlezen"}, follow=True)
    assert "Het register is bijgewerkt: 30 nieuwe scholen, 0 gewijzigd, 0 gesloten." in answer.content.decode()
    assert (School.objects.count(), RegisterImport.objects.count()) == (before + 30, 0)


def test_the_same_file_again_changes_nothing_and_a_later_one_says_what(beheerder: Client) -> None:
    send(beheerder, many(30))
    beheerder.post(URL, {"doe": "inlezen"})
    send(beheerder, many(30))
    assert (figures(beheerder)["gelijk"], figures(beheerder)["gewijzigd"]) == ("30", "0")
    send(beheerder, many(30).replace(b"School 1;", b"Basisschool 1;"))
    assert figures(beheerder)["gewijzigd"] == "1"
    assert [text for text in all_words(page(beheerder.get(URL)), "//details//li") if text.endswith("(naam)")] != []


def test_a_file_that_would_close_many_schools_asks_for_a_tick(beheerder: Client) -> None:
    send(beheerder, many(60))
    beheerder.post(URL, {"doe": "inlezen"})
    answer = send(beheerder, many(20))
    assert (
        errors(answer)[0].endswith("Klopt het toch? Zet dan hieronder het vinkje."),
        RegisterImport.objects.count(),
    ) == (
        True,
        0,
    )
    send(beheerder, many(20), allows_closing="on")
    assert figures(beheerder)["sluit"] == "40"


def test_a_wrong_file_says_on_which_lines(beheerder: Client) -> None:
    answer = send(beheerder, many(3) + b"te;kort\r\n")
    assert (RegisterImport.objects.count(), "regel 5: 2 kolommen" in answer.content.decode()) == (0, True)


def test_it_is_thrown_away(beheerder: Client) -> None:
    send(beheerder, many(3))
    beheerder.post(URL, {"doe": "weg"})
    assert RegisterImport.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x;y\n"])
def test_what_is_no_file_of_duo_is_refused(beheerder: Client, content: bytes) -> None:
    assert (len(errors(send(beheerder, content))), RegisterImport.objects.count()) == (1, 0)
