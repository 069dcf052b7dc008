"""/zoeken/: a school, a person, an organisation or a role, from every page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Organisation
from tests.factories import GrantFactory, SchoolFactory, UserFactory, person, seat
from tests.pages import all_words, page, sign_in

URL = "/zoeken/"
PANEL = {"HX-Request": "true", "HX-Target": "topbar-gevonden"}
pytestmark = pytest.mark.usefixtures("samira")


def found(client: Client, text: str, **headers: str) -> list[str]:
    return all_words(page(client.get(URL, {"zoek": text}, headers=headers)), "//li//strong")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("zeester", ["De Zeester"]),
        ("zesster", ["De Zeester"]),
        ("bakali", ["Samira Bakkali"]),
        ("visser", ["Anneke Visser"]),
        ("cjg", ["CJG-coach"]),
        ("niets", []),
    ],
)
def test_who_has_a_seat_finds_her_school_and_its_people(editor: Client, text: str, names: list[str]) -> None:
    assert found(editor, text) == names


@pytest.mark.parametrize("text", ["kanarie", "kanari", "kara", "kanariestad"])
def test_nothing_of_another_region_is_found(editor: Client, far_ib: Membership, text: str) -> None:
    answer = editor.get(URL, {"zoek": text})
    assert (found(editor, text), b"Kanarie" in answer.content) == ([], False)


def test_an_organisation_is_found_by_who_has_a_grant_and_not_by_a_member(editor: Client, school: School) -> None:
    swv = UserFactory()
    GrantFactory(user=swv, kind=GrantKind.SWV, region=school.region)
    client = sign_in(Client(), swv)
    Organisation.objects.filter(region=school.region).exclude(name="CJG Duinveen").update(name="Basisschool")
    assert (found(client, "cjg duinven"), found(editor, "cjg duinven")) == (["CJG Duinveen"], [])


def test_a_person_is_shown_with_what_she_does_and_not_with_how_she_is_reached(
    editor: Client, samira: Membership
) -> None:
    who = samira.professional
    who.phone, who.email = "+31612345678", "geheim@example.nl"
    who.save()
    seat(SchoolFactory(region=samira.school.region), "cjg-coach", professional=who)
    answer = editor.get(URL, {"zoek": "samira"})
    assert all_words(page(answer), "//section[@aria-label='Mensen']//li") == [
        "SBSamira BakkaliCJG-coach van De Zeester"
    ]
    assert [each for each in ("12345678", "geheim@") if each in answer.content.decode()] == []


@pytest.mark.parametrize("text", ["geheim", "12345678", "geheim@example.nl"])
def test_nobody_is_found_by_her_address_or_number(editor: Client, samira: Membership, text: str) -> None:
    who = samira.professional
    who.phone, who.email = "+31612345678", "geheim@example.nl"
    who.save()
    assert found(editor, text) == []


def test_who_is_erased_is_found_no_more(editor: Client, samira: Membership) -> None:
    who = samira.professional
    who.erased_on = samira.starts_on
    who.save()
    assert found(editor, "samira") == []


def test_while_typing_it_is_a_panel_with_five_of_a_kind_and_a_way_to_all(editor: Client, school: School) -> None:
    for number in range(7):
        seat(school, "jeugdarts", professional=person(school, "Jan", "", f"Boer{number}"))
    panel = editor.get(URL, {"zoek": "boer"}, headers=PANEL)
    assert b"<!doctype html>" not in panel.content
    assert all_words(page(panel), "//li//strong") == [f"Jan Boer{number}" for number in range(5)]
    assert page(panel).xpath("//p[@class='search-more']/a/@href") == ["/zoeken/?zoek=boer"]
    assert len(found(editor, "boer")) == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>zq</b>", "Niets gevonden met ‘<b>zq</b>’."),
        ("z", "Typ minstens twee letters."),
        ("", "Typ een naam, of een deel ervan."),
    ],
)
def test_nothing_found_says_what_to_do(editor: Client, text: str, said: str) -> None:
    (what,) = all_words(page(editor.get(URL, {"zoek": text})), "//*[@id='gevonden']")
    assert what.startswith(said)


@pytest.mark.parametrize(
    "text", ["a " * 5000, "\x00", "'; --", "\\", "İ", "🙂", '"', "* NEAR AND", "%", "_", "ab\x00cd"]
)
@pytest.mark.parametrize("headers", [{}, PANEL])
def test_any_text_can_be_searched_for(editor: Client, text: str, headers: dict[str, str]) -> None:
    assert editor.get(URL, {"zoek": text}, headers=headers).status_code == 200


def test_a_role_leads_to_who_has_it_at_the_schools_that_she_sees(
    editor: Client, samira: Membership, far: School
) -> None:
    seat(far, "cjg-coach", professional=person(far, "Kara", "", "Kanarie"))
    tree = page(editor.get(URL, {"rol": "cjg-coach"}))
    assert all_words(tree, "//li//strong") == ["Samira Bakkali"]
    assert all_words(tree, "//h1") == ["CJG-coach"]


@pytest.mark.parametrize("code", ["geen", "\x00", "x" * 500])
def test_a_role_that_is_not_there_is_not_found(editor: Client, code: str) -> None:
    assert editor.get(URL, {"rol": code}).status_code == 404


def test_every_page_has_the_field_and_it_works_without_javascript(editor: Client, school: School) -> None:
    form = page(editor.get(f"/scholen/{school.establishment_code}/")).xpath("//form[@role='search']")[0]
    assert (form.get("action"), form.get("method"), form.xpath(".//input/@name")) == (URL, None, ["zoek"])


def test_the_number_of_queries_does_not_grow_with_what_is_there(editor: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.get(URL, {"zoek": "boer"})
        return len(captured)

    for _ in range(6):
        seat(school, "jeugdarts", professional=person(school, "Jan", "", "Boer"))
    few = queries()
    for _ in range(40):
        seat(school, "jeugdarts", professional=person(school, "Jan", "", "Boer"))
        Organisation.objects.create(region=school.region, name=f"Boer {_}", kind="extern")
    assert queries() == few
