"""The coordinator of an organisation at a school: she changes the seats that it fills, and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.models import FreePeriod, School
from teams.models import Coordinator, Membership, Organisation, Professional, TeamConfirmation
from tests.factories import (
    OrganisationFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)
from tests.pages import all_words, of_class, page, send, sign_in, undo_url, values

SEAT_ACTIONS = ("vervangen", "stoppen", "corrigeren", "contact", "waarnemer")


@pytest.fixture
def cjg(samira: Membership) -> Organisation:
    return samira.professional.organisation


@pytest.fixture
def leader(cjg: Organisation) -> User:
    user: User = UserFactory(email="margriet@example.nl")
    Coordinator.objects.create(user=user, organisation=cjg, starts_on=date(2026, 1, 1))
    return user


@pytest.fixture
def coordinator(leader: User) -> Client:
    return sign_in(Client(), leader)


@pytest.fixture
def tom(school: School, cjg: Organisation) -> Professional:
    """A colleague of Samira."""
    return person(school, "Tom", "de", "Vries", organisation=cjg)


@pytest.fixture
def stranger(school: School) -> Professional:
    """Of the region, but of another organisation."""
    return person(school, "Vera", "", "Vreemd")


def coaches(school: School) -> list[str]:
    rows = school.memberships.filter(role__code="cjg-coach").select_related("professional")
    return [str(row.professional) for row in rows]


@pytest.mark.parametrize("action", SEAT_ACTIONS)
def test_she_opens_what_changes_the_seat_of_her_organisation_and_no_other(
    coordinator: Client, anneke: Membership, samira: Membership, action: str
) -> None:
    urls = [f"/scholen/99AA00/leden/{row.pk}/{action}/" for row in (samira, anneke)]
    assert [coordinator.get(url).status_code for url in urls] == [200, 403]


def test_she_fills_only_the_seats_of_her_organisation(coordinator: Client, school: School) -> None:
    seats = {each.name: each.pk for each in school.region.seat_templates.filter(sector=school.sector)}  # type: ignore[union-attr]
    statuses = {
        name: coordinator.get(f"/scholen/99AA00/plekken/{pk}/invullen/").status_code for name, pk in seats.items()
    }
    assert {name for name, status in statuses.items() if status == 200} == {"CJG-coach"}
    assert set(statuses.values()) == {200, 403}


def test_the_page_offers_her_only_that(coordinator: Client, anneke: Membership, school: School) -> None:
    seat(school, "jeugdarts")
    plain, editing = (page(coordinator.get(f"/scholen/99AA00/{query}")) for query in ("", "?bewerken=1"))
    assert all_words(plain, of_class("page-actions") + "/a") == ["Poster", "Jouw plekken bewerken"]
    offered = editing.xpath(of_class("member-actions") + "//@aria-label")
    assert {label.split(maxsplit=1)[-1] for label in offered if label.startswith("Vervang")} == {"Samira Bakkali"}
    assert editing.xpath("//a[contains(@href, '/invullen/')]/text()") == ["+ Nog iemand bij CJG-coach"]
    assert all_words(editing, of_class("confirmation") + "//button") == []


def test_an_editor_is_still_offered_everything(editor: Client, samira: Membership) -> None:
    editing = page(editor.get("/scholen/99AA00/?bewerken=1"))
    labels = editing.xpath(of_class("member-actions") + "//a/@aria-label")
    assert {label for label in labels if label.startswith("Vervang")} == {
        "Vervang Anneke Visser",
        "Vervang Samira Bakkali",
    }


def test_she_is_offered_nothing_on_another_day(coordinator: Client, samira: Membership) -> None:
    tree = page(coordinator.get("/scholen/99AA00/?op=2026-10-01&bewerken=1"))
    assert tree.xpath(of_class("member-actions")) == []


def test_a_school_that_is_closed_she_only_reads(coordinator: Client, school: School, samira: Membership) -> None:
    School.objects.filter(pk=school.pk).update(closed_on=date(2026, 11, 1))
    statuses = [
        coordinator.get(f"/scholen/99AA00/{rest}").status_code for rest in ("", f"leden/{samira.pk}/vervangen/")
    ]
    assert statuses == [200, 403]


def test_she_replaces_somebody_by_a_colleague_and_undoes_it(
    coordinator: Client, school: School, samira: Membership, tom: Professional
) -> None:
    send(coordinator, f"/scholen/99AA00/leden/{samira.pk}/vervangen/", professional=tom.pk)
    replaced = coaches(school)
    coordinator.post(undo_url(coordinator))
    assert (replaced, coaches(school)) == (["Samira Bakkali", "Tom de Vries"], ["Samira Bakkali"])


def test_only_her_own_people_are_found(
    coordinator: Client, samira: Membership, tom: Professional, stranger: Professional
) -> None:
    found = page(coordinator.get("/scholen/99AA00/mensen/?search=v"))
    assert all_words(found, "//strong") == ["Samira Bakkali", "Tom de Vries"]


@pytest.mark.parametrize("action", ["vervangen", "waarnemer"])
def test_somebody_of_another_organisation_is_refused_also_by_hand(
    coordinator: Client, school: School, samira: Membership, stranger: Professional, action: str
) -> None:
    url = f"/scholen/99AA00/leden/{samira.pk}/{action}/"
    answer = send(coordinator, url, professional=stranger.pk, starts_on="2026-11-22", ends_on="2026-12-01")
    assert (answer.status_code, coaches(school), samira.stand_ins.count()) == (200, ["Samira Bakkali"], 0)


def test_somebody_new_works_for_her_organisation(
    coordinator: Client, school: School, samira: Membership, stranger: Professional
) -> None:
    url = f"/scholen/99AA00/leden/{samira.pk}/vervangen/"
    typed = {"professional": "nieuw", "surname": "Nieuw"}
    refused = send(coordinator, url, **typed, organisation=stranger.organisation_id)
    assert (refused.status_code, coaches(school)) == (200, ["Samira Bakkali"])
    send(coordinator, url, **typed, organisation=samira.professional.organisation_id)
    assert coaches(school) == ["Samira Bakkali", "Nieuw"]


def test_correcting_gives_nobody_another_role_or_another_organisations_person(
    coordinator: Client, school: School, samira: Membership, anneke: Membership, stranger: Professional
) -> None:
    url = f"/scholen/99AA00/leden/{samira.pk}/corrigeren/"
    for typed in ({"role": anneke.role_id}, {"professional": stranger.pk}):
        assert send(coordinator, url, **typed).status_code == 200
    samira.refresh_from_db()
    assert (samira.role.code, str(samira.professional)) == ("cjg-coach", "Samira Bakkali")


def test_who_sits_in_a_seat_of_hers_may_be_of_another_organisation(
    coordinator: Client, school: School, stranger: Professional, tom: Professional
) -> None:
    wrong = seat(school, "cjg-coach", professional=stranger)
    send(coordinator, f"/scholen/99AA00/leden/{wrong.pk}/vervangen/", professional=tom.pk)
    coordinator.post(undo_url(coordinator))
    wrong.refresh_from_db()
    assert (sorted(coaches(school)), wrong.ends_on) == (["Samira Bakkali", "Vera Vreemd"], None)


def test_what_is_not_a_seat_she_leaves_alone(
    coordinator: Client, editor: Client, school: School, samira: Membership, anneke: Membership
) -> None:
    free, confirm = "/scholen/99AA00/vrije-dagen/", "/scholen/99AA00/bevestigen/"
    day = {**values(editor.get(free), free), "label": "Studiedag", "first_day": "2027-01-04"}
    posts = [
        coordinator.post(free, day).status_code,
        coordinator.post(confirm, values(editor.get("/scholen/99AA00/"), confirm)).status_code,
        coordinator.post(f"/scholen/99AA00/leden/{anneke.pk}/weghalen/").status_code,
    ]
    assert (posts, FreePeriod.objects.count(), TeamConfirmation.objects.count()) == ([403] * 3, 0, 0)


def test_she_stops_a_stand_in_of_her_seat_only(coordinator: Client, samira: Membership, anneke: Membership) -> None:
    own, other = StandInFactory(membership=samira), StandInFactory(membership=anneke)
    statuses = [coordinator.post(f"/scholen/99AA00/waarnemingen/{row.pk}/stoppen/").status_code for row in (own, other)]
    assert statuses == [302, 403]


def test_a_school_that_her_organisation_does_not_serve_she_does_not_see(
    coordinator: Client, cjg: Organisation, school: School, far: School
) -> None:
    elsewhere = SchoolFactory(region=school.region)
    cjg.municipalities.set([school.municipality])
    schools = [each.establishment_code for each in (school, elsewhere, far)]
    assert [coordinator.get(f"/scholen/{code}/").status_code for code in schools] == [200, 404, 404]


def test_her_power_ends_with_the_coordinatorship(coordinator: Client, samira: Membership) -> None:
    Coordinator.objects.update(ends_on=date(2026, 11, 21))
    assert coordinator.get(f"/scholen/99AA00/leden/{samira.pk}/vervangen/").status_code == 404


def test_what_it_costs_does_not_depend_on_the_size_of_the_team(
    coordinator: Client, school: School, samira: Membership
) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            coordinator.get("/scholen/99AA00/?bewerken=1")
        counts.append(len(queries))
        for _ in range(5 * (1 - number)):
            seat(
                school,
                "cjg-coach",
                professional=ProfessionalFactory(organisation=OrganisationFactory(region=school.region)),
            )
    assert counts[0] == counts[1]
