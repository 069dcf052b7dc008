"""/mensen/<nummer>/bewerken/: her own data, or a correction by an IB."""

import json
from datetime import date

import pytest
from django.test import Client

from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Membership, Organisation, Professional
from teams.seen import seal
from tests.factories import GrantFactory, OrganisationFactory, SchoolFactory, StandInFactory, person, seat
from tests.pages import HTMX, beside, errors, meanwhile, messages, send, sign_in, undo_url, values


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/bewerken/"


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


@pytest.fixture
def procesbegeleider(school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user)


def samira_now() -> Professional:
    return Professional.objects.get(email="samira@example.nl")


@pytest.mark.parametrize(
    ("who", "status"),
    [("client", 302), ("outsider", 404), ("swv", 403), ("reader", 200), ("editor", 200), ("procesbegeleider", 200)],
)
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("swv", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), "surname": "Anders"}
    answer = request.getfixturevalue(who).post(url, data)
    assert (answer.status_code, samira_now().surname) == (status, "Bakkali")


def test_a_coach_does_not_correct_her_ib(reader: Client, anneke: Membership) -> None:
    assert reader.get(f"/mensen/{anneke.professional_id}/bewerken/").status_code == 403


def test_an_ib_corrects_who_stands_in_at_her_school(editor: Client, school: School, samira: Membership) -> None:
    stand_in = StandInFactory(membership=samira, professional=person(school, "Tom", "de", "Vries"))
    assert editor.get(f"/mensen/{stand_in.professional_id}/bewerken/").status_code == 200


def test_it_shows_what_is_there(reader: Client, samira: Membership, url: str) -> None:
    Professional.objects.update(half_days=5, expertise="verzuim")
    shown = values(reader.get(url), url)
    fields = ("first_name", "infix", "surname", "organisation", "email", "phone", "expertise", "half_days")
    assert {name: shown[name] for name in fields} == {
        "first_name": ["Samira"],
        "infix": [""],
        "surname": ["Bakkali"],
        "organisation": [str(samira.professional.organisation_id)],
        "email": ["samira@example.nl"],
        "phone": ["06-12345678"],
        "expertise": ["verzuim"],
        "half_days": ["0", "2"],
    }


def test_her_data_are_changed_and_confirmed(reader: Client, url: str) -> None:
    answer = send(reader, url, phone="023 533 33 37", infix="el", expertise="rouw", half_days=["0", "9"])
    assert (answer.status_code, answer.url) == (302, url.removesuffix("bewerken/"))  # type: ignore[attr-defined]
    row = samira_now()
    assert (str(row), row.phone, row.expertise, row.half_days, row.confirmed_on) == (
        "Samira el Bakkali",
        "+31235333337",
        "rouw",
        513,
        date(2026, 11, 22),
    )
    assert messages(reader.get("/scholen/")) == ["De gegevens van Samira el Bakkali zijn bijgewerkt."]


def test_what_was_not_changed_stays_to_the_letter(reader: Client, url: str) -> None:
    before = Professional.objects.values().get(email="samira@example.nl")
    send(reader, url)
    assert Professional.objects.values().get(email="samira@example.nl") == {
        **before,
        "confirmed_on": date(2026, 11, 22),
    }


def test_in_place(reader: Client, url: str) -> None:
    answer = send(reader, url, htmx=True, expertise="rouw")
    assert json.loads(answer["HX-Location"])["path"] == url.removesuffix("bewerken/")


def test_the_message_undoes_it(reader: Client, url: str) -> None:
    before = Professional.objects.values().get(email="samira@example.nl")
    send(reader, url, surname="Anders", phone="")
    reader.post(undo_url(reader))
    assert Professional.objects.values().get(pk=before["id"]) == before


def test_an_ib_does_not_change_the_address_of_who_also_sits_elsewhere(
    editor: Client, school: School, samira: Membership, url: str
) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=samira.professional)
    send(editor, url, email="gekaapt@example.nl", expertise="rouw")
    row = Professional.objects.get(pk=samira.professional_id)
    assert (row.email, row.expertise) == ("samira@example.nl", "rouw")


def test_an_ib_corrects_the_address_of_who_sits_at_her_school_only(
    editor: Client, samira: Membership, url: str
) -> None:
    send(editor, url, email="beter@example.nl")
    row = Professional.objects.get(pk=samira.professional_id)
    assert (row.email, str(row.user)) == ("beter@example.nl", "samira@example.nl")


def test_organisations_of_another_region_are_not_offered_or_taken(reader: Client, far: School, url: str) -> None:
    foreign = OrganisationFactory(region=far.region, name="CJG Kanarie")
    assert b"anarie" not in reader.get(url).content
    answer = send(reader, url, organisation=foreign.pk)
    assert (answer.status_code, len(errors(answer)), samira_now().organisation.name) == (200, 1, "CJG Duinveen")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"surname": ""}, "surname", "Dit is nog leeg. Vul het in."),
        ({"surname": "\x00\n"}, "surname", "Dit is nog leeg. Vul het in."),
        ({"email": "geen adres"}, "email", "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@school.nl."),
        ({"phone": "tel"}, "phone", "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 06-12345678."),
        (
            {"expertise": "leerling met bsn 111222333"},
            "expertise",
            "Dit lijkt op een burgerservicenummer (111 … 333). Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
        (
            {"introduction": "Jan, geb. 3 april"},
            "introduction",
            "Dit lijkt op een geboortedatum (geb. 3 april). Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_changes_nothing(
    editor: Client, url: str, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(editor, url, first_name="Kept", **typed)
    kept = values(answer, url)["first_name"]
    assert (answer.status_code, beside(answer, field), kept) == (200, said, ["Kept"])
    assert (str(samira_now()), Change.objects.count()) == ("Samira Bakkali", 0)


def test_free_text_says_that_it_is_not_for_pupils(editor: Client, url: str) -> None:
    assert editor.get(url).content.decode().count("Geen gegevens van leerlingen.") == 2


@pytest.mark.parametrize(
    ("surname", "saved"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('O\'Brien "&" Zoon', 'O\'Brien "&" Zoon'),
        ("Ûbels-İnan", "Ûbels-İnan"),
        ("a" * 60, "a" * 60),
        ("Berg\r\nBoer", "Berg Boer"),
    ],
)
def test_any_name_is_kept(reader: Client, url: str, surname: str, saved: str) -> None:
    send(reader, url, surname=surname)
    assert samira_now().surname == saved
    assert values(reader.get(url), url)["surname"] == [saved]


# Two people at once


def test_two_who_change_different_fields_both_keep_theirs(editor: Client, reader: Client, url: str) -> None:
    opened = reader.get(url)
    send(editor, url, phone="0687654321")
    assert send(reader, url, opened, expertise="rouw").status_code == 302
    assert (samira_now().phone, samira_now().expertise) == ("+31687654321", "rouw")


def test_the_second_to_change_the_same_field_is_told_and_may_go_on(editor: Client, reader: Client, url: str) -> None:
    opened = reader.get(url)
    send(editor, url, phone="0687654321")
    answer = send(reader, url, opened, phone="0611111111", expertise="rouw")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Gegevens: telefoon is nu 06-87654321 (was 06-12345678)."],
    )
    kept = values(answer, url)
    assert (kept["phone"], kept["expertise"], samira_now().phone) == (["0611111111"], ["rouw"], "+31687654321")
    send(reader, url, answer)
    assert (samira_now().phone, samira_now().expertise) == ("+31611111111", "rouw")


def test_going_on_after_a_conflict_keeps_what_the_other_changed_elsewhere(
    editor: Client, reader: Client, url: str
) -> None:
    opened = reader.get(url)
    send(editor, url, phone="0687654321", expertise="van de ib")
    conflict = send(reader, url, opened, phone="0611111111")
    send(reader, url, conflict)
    assert (samira_now().phone, samira_now().expertise) == ("+31611111111", "van de ib")


def test_a_seal_of_another_form_is_refused(editor: Client, url: str) -> None:
    answer = send(editor, url, surname="Anders", seen=seal({}, "person 0"))
    assert (answer.status_code, len(errors(answer)), samira_now().surname) == (200, 1, "Bakkali")


@pytest.mark.parametrize(("who", "name"), [("reader", "GGD Duinstreek"), ("editor", "CJG Duinveen")])
def test_she_herself_says_for_whom_she_works_and_no_ib_does(
    request: pytest.FixtureRequest, school: School, url: str, who: str, name: str
) -> None:
    other: Organisation = OrganisationFactory(region=school.region, name="GGD Duinstreek")
    send(request.getfixturevalue(who), url, organisation=other.pk)
    assert samira_now().organisation.name == name


def test_a_link_in_place_is_a_panel(editor: Client, url: str) -> None:
    assert b"<!doctype html>" not in editor.get(url, headers=HTMX).content
