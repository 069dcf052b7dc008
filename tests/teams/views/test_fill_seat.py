"""/scholen/<code>/plekken/<seat>/invullen/: seat somebody who is known, or somebody new."""

import json
from datetime import date

import pytest
from django.test import Client

from schools.models import Change, School
from teams.models import Membership, Organisation, Professional, SeatTemplate
from tests.factories import OrganisationFactory, SchoolFactory, person, seat
from tests.pages import HTMX, all_words, beside, errors, meanwhile, messages, of_class, page, send, values

pytestmark = pytest.mark.usefixtures("samira")
CHOICES = of_class("people-found") + "//strong"


def url_of(school: School, name: str) -> str:
    template = SeatTemplate.objects.for_school(school).get(name=name)
    return f"/scholen/{school.establishment_code}/plekken/{template.pk}/invullen/"


@pytest.fixture
def url(school: School) -> str:
    return url_of(school, "CJG-coach")


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries", email="tom@example.nl")


def coaches(school: School) -> list[tuple[str, date, date | None]]:
    rows = school.memberships.filter(role__code="cjg-coach").select_related("professional")
    return [(str(row.professional), row.starts_on, row.ends_on) for row in rows]


SAMIRA = ("Samira Bakkali", date(2026, 8, 1), None)


# Who may


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, school: School, tom: Professional, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), "professional": tom.pk, "starts_on": "2026-12-01"}
    answer = request.getfixturevalue(who).post(url, data)
    assert (answer.status_code, coaches(school)) == (status, [SAMIRA])


def test_a_seat_of_another_region_or_another_kind_of_school_is_not_found(editor: Client, far: School) -> None:
    foreign = SeatTemplate.objects.for_school(far).get(name="CJG-coach")
    other_sector = SeatTemplate.objects.exclude(region=far.region).get(name="CJG-coach", sector="VO")
    urls = [f"/scholen/99AA00/plekken/{row.pk}/invullen/" for row in (foreign, other_sector)]
    assert [editor.get(each).status_code for each in urls] == [404, 404]


# The form


def test_a_whole_page_for_the_browser_and_a_panel_for_htmx(editor: Client, url: str) -> None:
    whole, panel = editor.get(url), editor.get(url, headers=HTMX)
    assert (b"<!doctype html>" in whole.content, b"<!doctype html>" in panel.content) == (True, False)
    assert all_words(page(whole), "//h1") == all_words(page(panel), "//h3") == ["Wie wordt CJG-coach?"]


def test_it_starts_today_and_offers_who_has_this_role(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=tom)
    seat(school, "jeugdarts")
    answer = editor.get(url)
    assert values(answer, url)["starts_on"] == ["2026-11-22"]
    assert all_words(page(answer), CHOICES) == ["Samira Bakkali", "Tom de Vries"]


def test_the_seat_of_the_ggd_asks_which_role(editor: Client, school: School) -> None:
    answer = editor.get(url_of(school, "Jeugdarts en/of jeugdverpleegkundige"))
    assert all_words(page(answer), "//select[@name='role']/option") == ["jeugdarts", "jeugdverpleegkundige"]


def test_organisations_of_another_region_are_not_offered(editor: Client, far_ib: Membership, url: str) -> None:
    assert b"anarie" not in editor.get(url).content


# Seating


def test_somebody_known_is_seated(editor: Client, school: School, tom: Professional, url: str) -> None:
    answer = send(editor, url, professional=tom.pk, starts_on="2026-12-01", contact_days=["1", "3"])
    assert (answer.status_code, answer.url) == (302, "/scholen/99AA00/")  # type: ignore[attr-defined]
    assert coaches(school) == [SAMIRA, ("Tom de Vries", date(2026, 12, 1), None)]
    assert Membership.objects.get(professional=tom).contact_days == 10
    assert messages(editor.get("/scholen/99AA00/")) == ["Tom de Vries is CJG-coach vanaf 1 december 2026."]


def test_htmx_goes_on_in_place(editor: Client, tom: Professional, url: str) -> None:
    answer = send(editor, url, htmx=True, professional=tom.pk)
    assert (answer.status_code, json.loads(answer["HX-Location"])) == (
        200,
        {"path": "/scholen/99AA00/", "target": "#inhoud", "swap": "outerHTML", "select": "#inhoud"},
    )


def test_the_day_may_be_typed_the_dutch_way(editor: Client, school: School, tom: Professional, url: str) -> None:
    send(editor, url, professional=tom.pk, starts_on="1-12-2026")
    assert coaches(school)[1] == ("Tom de Vries", date(2026, 12, 1), None)


def test_the_other_role_of_the_seat(editor: Client, school: School, tom: Professional) -> None:
    url = url_of(school, "Jeugdarts en/of jeugdverpleegkundige")
    nurse = values(editor.get(url), url)["role"]
    role = page(editor.get(url)).xpath("//select[@name='role']/option[.='jeugdverpleegkundige']/@value")[0]
    send(editor, url, professional=tom.pk, role=role)
    assert ([role] != nurse, Membership.objects.get(professional=tom).role.code) == (True, "jeugdverpleegkundige")


def test_a_role_of_another_seat_is_refused(editor: Client, school: School, tom: Professional, url: str) -> None:
    other = seat(school, "directeur").role
    answer = send(editor, url, professional=tom.pk, role=other.pk)
    assert (answer.status_code, len(errors(answer)), coaches(school)) == (200, 1, [SAMIRA])


def test_the_same_form_sent_twice_seats_once(editor: Client, school: School, tom: Professional, url: str) -> None:
    data = {**values(editor.get(url), url), "professional": tom.pk}
    answers = [editor.post(url, data).status_code for _ in range(2)]
    assert (answers, len(coaches(school)), Change.objects.count()) == ([302, 302], 2, 1)


def test_the_same_key_with_other_input_is_another_action(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    data = values(editor.get(url), url)
    editor.post(url, {**data, "professional": tom.pk})
    noor = person(school, "Noor", "", "Smit")
    again = editor.post(url, {**data, "professional": noor.pk})  # back in the browser, and sent with somebody else
    assert (again.status_code, meanwhile(again)) == (
        409,
        ["Tom de Vries, CJG-coach vanaf 22 november 2026 is erbij gekomen."],
    )


# Somebody new


@pytest.fixture
def cjg(school: School) -> Organisation:
    return Organisation.objects.get(region=school.region, name="CJG Duinveen")


NEW = {"professional": "nieuw", "first_name": "Noor", "infix": "", "surname": "Smit", "email": "", "phone": ""}


def test_somebody_new_is_seated(editor: Client, school: School, cjg: Organisation, url: str) -> None:
    typed = {**NEW, "organisation": cjg.pk, "email": "noor@example.nl", "phone": "0612345678"}
    send(editor, url, **typed)
    somebody = Professional.objects.get(surname="Smit")
    assert (str(somebody), somebody.organisation, somebody.phone) == ("Noor Smit", cjg, "+31612345678")
    assert coaches(school) == [SAMIRA, ("Noor Smit", date(2026, 11, 22), None)]


def test_undoing_takes_the_new_person_away_again(editor: Client, cjg: Organisation, url: str) -> None:
    send(editor, url, **NEW, organisation=cjg.pk)
    editor.post(f"/wijzigingen/{Change.objects.get().pk}/terugdraaien/")
    assert not Professional.objects.filter(surname="Smit").exists()


@pytest.mark.parametrize(
    "same",
    [
        {"first_name": "tom", "infix": "De", "surname": "VRIES", "email": ""},
        {"first_name": "Anders", "surname": "Genaamd", "email": "TOM@example.nl"},
    ],
    ids=["name", "address"],
)
def test_somebody_who_is_probably_known_is_warned_of_and_shown(
    editor: Client, school: School, tom: Professional, cjg: Organisation, url: str, same: dict[str, str]
) -> None:
    answer = send(editor, url, **{**NEW, **same}, organisation=cjg.pk)
    assert errors(answer) == [
        (
            "Wie: Iemand met deze naam of dit e-mailadres is al bekend. Kies die persoon, of zet hieronder een "
            "vinkje als dit echt iemand anders is."
        )
    ]
    assert all_words(page(answer), CHOICES) == ["Tom de Vries"]
    assert coaches(school) == [SAMIRA]


def test_after_the_warning_it_can_really_be_somebody_else(
    editor: Client, school: School, tom: Professional, cjg: Organisation, url: str
) -> None:
    typed = {**NEW, "first_name": "Tom", "infix": "de", "surname": "Vries", "organisation": cjg.pk}
    warned = send(editor, url, **typed)
    send(editor, url, warned, is_really_new="on")
    assert [row[0] for row in coaches(school)] == ["Samira Bakkali", "Tom de Vries"]
    assert Professional.objects.filter(surname="Vries").count() == 2


def test_after_the_warning_the_known_person_can_be_chosen(
    editor: Client, school: School, tom: Professional, cjg: Organisation, url: str
) -> None:
    typed = {**NEW, "first_name": "Tom", "infix": "de", "surname": "Vries", "organisation": cjg.pk}
    send(editor, url, send(editor, url, **typed), professional=tom.pk)
    assert Membership.objects.filter(professional=tom).count() == 1
    assert Professional.objects.filter(surname="Vries").count() == 1


def test_nobody_of_another_region_is_warned_of(
    editor: Client, school: School, cjg: Organisation, far_ib: Membership, url: str
) -> None:
    answer = send(editor, url, **{**NEW, "first_name": "Kara", "surname": "Kanarie"}, organisation=cjg.pk)
    assert (answer.status_code, len(coaches(school))) == (302, 2)


@pytest.mark.parametrize(
    ("first_name", "surname", "written"),
    [
        ("<script>alert(1)</script>", "O'Brien & Zoon", "<script>alert(1)</script> O'Brien & Zoon"),
        ("Ïnez\r\nMaria", "Ûbels-İnan", "Ïnez Maria Ûbels-İnan"),
        ("a" * 60, "ï" * 60, f"{'a' * 60} {'ï' * 60}"),
        ("  Jan\t ", "Boer\u2028", "Jan Boer"),
        ("Jan\x00", "Boer", "Jan Boer"),
    ],
)
def test_any_name_is_kept_on_one_line(
    editor: Client, school: School, cjg: Organisation, url: str, first_name: str, surname: str, written: str
) -> None:
    send(editor, url, **{**NEW, "first_name": first_name, "surname": surname}, organisation=cjg.pk)
    assert coaches(school)[1:] == [(written, date(2026, 11, 22), None)]
    shown = page(editor.get("/scholen/99AA00/"))
    assert written in all_words(shown, of_class("seat-name") + "/a")


# What is wrong


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "professional", "Kies iemand uit de lijst, of voeg een nieuwe persoon toe."),
        ({"professional": "0"}, "professional", "Kies iemand uit de lijst, of voeg een nieuwe persoon toe."),
        ({"professional": "9" * 30}, "professional", "Kies iemand uit de lijst, of voeg een nieuwe persoon toe."),
        ({"professional": "٣"}, "professional", "Kies iemand uit de lijst, of voeg een nieuwe persoon toe."),
        ({**NEW, "surname": ""}, "surname", "Vul de achternaam in."),
        ({**NEW, "surname": "\n"}, "surname", "Vul de achternaam in."),
        ({**NEW, "organisation": ""}, "organisation", "Vul de organisatie in."),
        ({**NEW, "phone": "tel"}, "phone", "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 06-12345678."),
        ({**NEW, "email": "geen adres"}, "email", "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@school.nl."),
        ({**NEW, "starts_on": ""}, "starts_on", "Dit is nog leeg. Vul het in."),
        ({**NEW, "starts_on": "gisteren"}, "starts_on", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
        ({**NEW, "starts_on": "2026-02-30"}, "starts_on", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
        ({**NEW, "starts_on": "1066-10-14"}, "starts_on", "Kies een dag vanaf 1 januari 1990."),
        ({**NEW, "starts_on": "9999-12-31"}, "starts_on", "Kies een dag voor 2100."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_changes_nothing(
    editor: Client, school: School, url: str, typed: dict[str, str], field: str, said: str
) -> None:
    before = Professional.objects.count()
    answer = send(editor, url, **typed)
    assert (answer.status_code, beside(answer, field)) == (200, said)
    assert [line.split(": ", 1)[1] for line in errors(answer)] == [said]
    assert (coaches(school), Professional.objects.count(), Change.objects.count()) == ([SAMIRA], before, 0)


def test_a_name_of_sixty_one_letters_is_refused(editor: Client, school: School, cjg: Organisation, url: str) -> None:
    answer = send(editor, url, **{**NEW, "surname": "a" * 61}, organisation=cjg.pk)
    assert (len(errors(answer)), coaches(school)) == (1, [SAMIRA])


def test_a_wrong_entry_keeps_everything_that_was_typed(editor: Client, cjg: Organisation, url: str) -> None:
    typed = {
        **NEW,
        "infix": "van der",
        "organisation": str(cjg.pk),
        "email": "noor@example.nl",
        "phone": "06-1",
        "starts_on": "gisteren",
        "search": "smit",
    }
    kept = values(send(editor, url, **typed, contact_days=["0", "4"]), url)
    assert {name: kept[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert kept["contact_days"] == ["0", "4"]


def test_somebody_who_has_the_seat_is_refused_beside_the_choice(
    editor: Client, school: School, samira: Membership, url: str
) -> None:
    answer = send(editor, url, professional=samira.professional_id)
    assert beside(answer, "professional") == (
        "Samira Bakkali is hier al CJG-coach, van 1 augustus 2026 tot nader order."
    )
    assert coaches(school) == [SAMIRA]


def test_somebody_of_another_region_cannot_be_chosen(
    editor: Client, school: School, far_ib: Membership, url: str
) -> None:
    answer = send(editor, url, professional=far_ib.professional_id)
    assert (b"anarie" in answer.content, coaches(school)) == (False, [SAMIRA])


def test_an_organisation_of_another_region_cannot_be_chosen(
    editor: Client, school: School, far: School, url: str
) -> None:
    foreign = OrganisationFactory(region=far.region)
    send(editor, url, **NEW, organisation=foreign.pk)
    assert coaches(school) == [SAMIRA]


@pytest.mark.parametrize("broken", [{"seen": "gekraakt"}, {"seen": ""}, {"key": "geen"}, {"key": ""}])
def test_a_form_whose_seal_is_broken_changes_nothing(
    editor: Client, school: School, tom: Professional, url: str, broken: dict[str, str]
) -> None:
    answer = send(editor, url, professional=tom.pk, **broken)
    assert (answer.status_code, len(errors(answer)), coaches(school)) == (200, 1, [SAMIRA])


# Without JavaScript: search, then choose


def test_the_search_button_lists_who_is_found_and_keeps_what_was_typed(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    answer = send(editor, url, search="vries", starts_on="2026-12-01", contact_days=["1"], zoeken="1")
    assert all_words(page(answer), CHOICES) == ["Tom de Vries"]
    kept = values(answer, url)
    assert (kept["search"], kept["starts_on"], kept["contact_days"]) == (["vries"], ["2026-12-01"], ["1"])
    send(editor, url, answer, professional=tom.pk)
    assert coaches(school)[1] == ("Tom de Vries", date(2026, 12, 1), None)


def test_searching_keeps_who_was_chosen(editor: Client, tom: Professional, url: str) -> None:
    answer = send(editor, url, search="niemand", professional=tom.pk, zoeken="1")
    assert values(answer, url)["professional"] == [str(tom.pk)]


def test_a_very_long_search_breaks_nothing(editor: Client, url: str) -> None:
    assert send(editor, url, search="a " * 3000, zoeken="1").status_code == 200


# Two people at once


def test_who_comes_second_is_shown_what_changed_and_keeps_what_was_typed(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    opened = editor.get(url)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, opened, professional=tom.pk, starts_on="2026-12-01")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Noor Smit, CJG-coach vanaf 1 augustus 2026 is erbij gekomen."],
    )
    kept = values(answer, url)
    assert (kept["professional"], kept["starts_on"]) == ([str(tom.pk)], ["2026-12-01"])
    assert [row[0] for row in coaches(school)] == ["Samira Bakkali", "Noor Smit"]


def test_sending_it_again_is_a_decision(editor: Client, school: School, tom: Professional, url: str) -> None:
    opened = editor.get(url)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, send(editor, url, opened, professional=tom.pk))
    assert (answer.status_code, [row[0] for row in coaches(school)]) == (
        302,
        ["Samira Bakkali", "Noor Smit", "Tom de Vries"],
    )
