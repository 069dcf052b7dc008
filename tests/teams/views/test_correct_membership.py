"""/scholen/<code>/leden/<lid>/corrigeren/: set right what was entered wrongly."""

from datetime import date

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership, Professional, Role
from tests.factories import person, seat
from tests.pages import all_words, beside, meanwhile, of_class, page, send, values


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/corrigeren/"


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries")


def row(membership: Membership) -> tuple[str, str, date, date | None]:
    now = Membership.objects.get(pk=membership.pk)
    return str(now.professional), now.role.code, now.starts_on, now.ends_on


SAMIRA = ("Samira Bakkali", "cjg-coach", date(2026, 8, 1), None)


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, samira: Membership, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), "ends_on": "2026-12-31"}
    assert (request.getfixturevalue(who).post(url, data).status_code, row(samira)) == (status, SAMIRA)


def test_it_shows_what_is_there(editor: Client, samira: Membership, url: str) -> None:
    shown = values(editor.get(url), url)
    assert [shown[name] for name in ("professional", "role", "starts_on", "ends_on")] == [
        [str(samira.professional_id)],
        [str(samira.role_id)],
        ["2026-08-01"],
        [""],
    ]


def test_it_offers_people_of_the_region_in_order_and_roles_of_the_schools_seats(
    editor: Client, tom: Professional, far_ib: Membership, url: str
) -> None:
    tree = page(editor.get(url))
    assert all_words(tree, "//select[@name='professional']/option") == [
        "Bakkali, Samira",
        "Visser, Anneke",
        "Vries, Tom de",
    ]
    roles = all_words(tree, "//select[@name='role']/option")
    assert ("ondersteuningscoördinator" in roles, roles[:3]) == (
        False,
        ["intern begeleider", "directeur", "CJG-coach"],
    )


def test_person_role_and_days_are_set_right(editor: Client, samira: Membership, tom: Professional, url: str) -> None:
    doctor = Role.objects.get(code="jeugdarts")
    send(editor, url, professional=tom.pk, role=doctor.pk, starts_on="2026-09-01", ends_on="2026-12-31")
    assert row(samira) == ("Tom de Vries", "jeugdarts", date(2026, 9, 1), date(2026, 12, 31))


def test_days_out_of_order_are_said_beside_the_day(editor: Client, samira: Membership, url: str) -> None:
    answer = send(editor, url, ends_on="2026-07-31")
    assert (beside(answer, "ends_on"), row(samira)) == ("De laatste dag ligt voor de eerste dag.", SAMIRA)


def test_a_refused_correction_still_names_who_really_sits_there(editor: Client, tom: Professional, url: str) -> None:
    answer = send(editor, url, professional=tom.pk, ends_on="2026-07-31")
    assert [text.split(" hier")[0] for text in all_words(page(answer), of_class("remove") + "/p")] == [
        "Zat Samira Bakkali"
    ]


def test_somebody_of_another_region_cannot_be_chosen(
    editor: Client, samira: Membership, far_ib: Membership, url: str
) -> None:
    answer = send(editor, url, professional=far_ib.professional_id)
    assert (answer.status_code, b"anarie" in answer.content, row(samira)) == (200, False, SAMIRA)


def test_who_comes_second_is_told_and_may_go_on(editor: Client, school: School, samira: Membership, url: str) -> None:
    opened = editor.get(url)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, opened, starts_on="2026-09-01")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Noor Smit, CJG-coach vanaf 1 augustus 2026 is erbij gekomen."],
    )
    send(editor, url, answer)
    assert row(samira)[2] == date(2026, 9, 1)


def test_clearing_the_end_of_an_earlier_first_contact_is_no_crash(
    editor: Client, school: School, samira: Membership, url: str
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 10, 31), is_first_contact=True)
    seat(school, "cjg-coach", is_first_contact=True, starts_on=date(2026, 11, 1))
    assert send(editor, url, ends_on="").status_code in (200, 302)
