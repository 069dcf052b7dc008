"""/scholen/<code>/mensen/?search=: who can be chosen, while typing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import School
from teams.models import Membership, Organisation
from tests.factories import OrganisationFactory, ProfessionalFactory, SchoolFactory, person, seat
from tests.pages import HTMX, all_words, page

URL = "/scholen/99AA00/mensen/"
pytestmark = pytest.mark.usefixtures("samira")


def found(client: Client, text: str, **more: object) -> list[str]:
    answer = client.get(URL, {"search": text, **more}, headers=HTMX)  # type: ignore[arg-type]
    return all_words(page(answer), "//strong")


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_search(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(f"{URL}?search=samira").status_code == status


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sam", ["Samira Bakkali"]),
        ("BAKK sam", ["Samira Bakkali"]),
        ("duinv", ["Samira Bakkali"]),
        ("samira@example", ["Samira Bakkali"]),
        ("ubels", ["Ïnez van der Ûbels"]),
        ("van der", ["Ïnez van der Ûbels"]),
        ("niemand", []),
        ("%", []),
    ],
)
def test_part_of_a_name_an_address_or_an_organisation(
    editor: Client, school: School, text: str, names: list[str]
) -> None:
    ggd = OrganisationFactory(region=school.region, name="GGD Kust")
    ProfessionalFactory(organisation=ggd, first_name="Ïnez", infix="van der", surname="Ûbels", email="inez@post.nl")
    Organisation.objects.exclude(name__in=["CJG Duinveen", "GGD Kust"]).update(name="Basisschool")
    assert found(editor, text) == names


@pytest.mark.parametrize("text", ["kanarie", "kara", "cjg", "example", ""])
def test_nobody_of_another_region_is_found(editor: Client, far_ib: Membership, text: str) -> None:
    assert [name for name in found(editor, text, role=far_ib.role_id) if "Kanarie" in name] == []


def test_no_more_than_eight(editor: Client, school: School) -> None:
    cjg = OrganisationFactory(region=school.region)
    for number in range(12):
        ProfessionalFactory(organisation=cjg, first_name="Jan", surname=f"Boer {number:02}")
    assert found(editor, "boer") == [f"Jan Boer {number:02}" for number in range(8)]


def test_before_anything_is_typed_who_has_the_role_somewhere_in_the_region(editor: Client, school: School) -> None:
    doctor = seat(SchoolFactory(region=school.region), "jeugdarts", professional=person(school, "", "", "Arts"))
    seat(school, "directeur")
    assert found(editor, "", role=doctor.role_id) == ["Arts"]


def test_who_is_listed_with_organisation_number_of_schools_and_address(
    editor: Client, school: School, samira: Membership
) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=samira.professional)
    answer = editor.get(f"{URL}?search=samira")
    assert all_words(page(answer), "//label/span") == ["Samira BakkaliCJG Duinveen · 2 scholen · samira@example.nl"]


def test_the_answer_is_a_piece_of_a_page(editor: Client) -> None:
    assert b"<!doctype html>" not in editor.get(f"{URL}?search=sam").content


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>zq</b>", "Niemand gevonden met ‘<b>zq</b>’ in deze regio."),
        ("", "Nog niemand in deze regio heeft deze rol."),
    ],
)
def test_nobody_found_says_so(editor: Client, text: str, said: str) -> None:
    assert all_words(page(editor.get(URL, {"search": text})), "//p[@class='field-help']") == [said]


@pytest.mark.parametrize("role", ["x", "-1", "0", "9" * 17, "9" * 30, "٣", "\x00"])
def test_a_role_that_does_not_exist_breaks_nothing(editor: Client, role: str) -> None:
    assert editor.get(URL, {"search": "", "role": role}).status_code == 200


@pytest.mark.parametrize("text", ["a " * 5000, "\x00", "'; --", "\\", "İ", "🙂"])
def test_any_text_can_be_searched_for(editor: Client, text: str) -> None:
    assert editor.get(URL, {"search": text}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_who_is_found(editor: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.get(f"{URL}?search=boer")
        return len(captured)

    person(school, "Jan", "", "Boer")
    one = queries()
    for _ in range(7):
        seat(school, "cjg-coach", professional=person(school, "Jan", "", "Boer"))
    assert (queries(), len(found(editor, "boer"))) == (one, 8)
