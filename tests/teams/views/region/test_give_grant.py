"""/regios/<id>/wie-mag-wat/geven/: a beheerder gives somebody power over a region."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant, Municipality, Region, School
from teams.models import Coordinator, Organisation
from tests.factories import GrantFactory, MunicipalityFactory, OrganisationFactory, UserFactory, person
from tests.pages import beside, errors, messages, page, send, undo_url, values

TYPED = {"email": "Ineke@example.nl ", "kind": "procesbegeleider", "starts_on": "2026-12-01"}


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/wie-mag-wat/geven/"


@pytest.fixture
def cjg(region: Region) -> Organisation:
    row: Organisation = OrganisationFactory(region=region, name="CJG Duin")
    return row


def given() -> list[tuple[str, str, str, date, date | None, str]]:
    """What was given by the beheerder: to whom, what, over what, from when, until when."""
    rows = Grant.objects.exclude(given_by=None).order_by("pk").select_related("municipality", "region")
    return [
        (row.user.email, row.kind, str(row.municipality or row.region), row.starts_on, row.ends_on, row.given_by.email)  # type: ignore[union-attr]
        for row in rows
    ]


REFUSED = [
    ("client", 302),
    ("outsider", 404),
    ("editor", 404),
    ("far_swv", 404),
    ("part", 403),
    ("guide", 403),
    ("swv", 403),
]


@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_who_may_not_gives_nothing(
    request: pytest.FixtureRequest, beheerder: Client, url: str, who: str, status: int
) -> None:
    data = {**values(beheerder.get(url), url), **TYPED}
    client = request.getfixturevalue(who)
    assert (client.get(url).status_code, client.post(url, data).status_code, given()) == (status, status, [])
    assert User.objects.filter(email="ineke@example.nl").exists() is False


def test_a_new_address_gets_an_account_and_the_grant(beheerder: Client, url: str) -> None:
    send(beheerder, url, **TYPED)
    assert given() == [
        ("ineke@example.nl", "procesbegeleider", "Zuid-Duinstreek", date(2026, 12, 1), None, "beheerder@example.nl")
    ]
    assert messages(beheerder.get("/regios/")) == [
        "ineke@example.nl is procesbegeleider van Zuid-Duinstreek, vanaf 1 december 2026."
    ]


def test_who_is_in_a_team_keeps_her_seats_with_the_new_account(beheerder: Client, school: School, url: str) -> None:
    ineke = person(school, "Ineke", "", "Vermaat", email="ineke@example.nl")
    send(beheerder, url, **TYPED)
    ineke.refresh_from_db()
    assert ineke.user == User.objects.get(email="ineke@example.nl")
    assert messages(beheerder.get("/regios/"))[0].startswith("Ineke Vermaat is procesbegeleider")


def test_who_signs_in_with_another_address_gets_it_on_that_account(beheerder: Client, school: School, url: str) -> None:
    person(school, "Ineke", "", "Vermaat", email="ineke@example.nl", user=UserFactory(email="oud@example.nl"))
    send(beheerder, url, **TYPED)
    assert [row[0] for row in given()] == ["oud@example.nl"]


def test_an_address_of_two_people_is_tied_to_neither(beheerder: Client, school: School, url: str) -> None:
    both = [person(school, "Ineke", "", name, email="ineke@example.nl") for name in ("Een", "Twee")]
    answer = send(beheerder, url, **TYPED)
    for each in both:
        each.refresh_from_db()
    assert ([each.user for each in both], given(), len(errors(answer))) == ([None, None], [], 1)


def test_over_chosen_municipalities(beheerder: Client, region: Region, url: str) -> None:
    chosen = list(region.municipalities.values_list("pk", flat=True))
    send(beheerder, url, **TYPED, municipalities=chosen, ends_on="2027-07-31")
    assert [(row[2], row[4]) for row in given()] == [
        ("Duinveen", date(2027, 7, 31)),
        ("Zandermeer", date(2027, 7, 31)),
    ]
    assert messages(beheerder.get("/regios/")) == [
        "ineke@example.nl is procesbegeleider van Duinveen en Zandermeer, van 1 december 2026 tot en met 31 juli 2027."
    ]


def test_a_municipality_elsewhere_cannot_be_chosen(beheerder: Client, url: str) -> None:
    answer = send(beheerder, url, **TYPED, municipalities=[MunicipalityFactory(name="Kanariestad").pk])
    assert (beside(answer, "municipalities") != "", given(), b"Kanariestad" in answer.content) == (True, [], False)


def test_only_a_procesbegeleider_is_bound_to_municipalities(
    beheerder: Client, duinveen: Municipality, url: str
) -> None:
    send(beheerder, url, **{**TYPED, "kind": "swv"}, municipalities=[duinveen.pk])
    assert [(row[1], row[2]) for row in given()] == [("swv", "Zuid-Duinstreek")]


def test_a_beheerder_is_of_all_regions(beheerder: Client, url: str) -> None:
    send(beheerder, url, **{**TYPED, "kind": "beheerder"})
    assert [(row[1], row[2]) for row in given()] == [("beheerder", "None")]


def test_a_coordinator_of_an_organisation(beheerder: Client, cjg: Organisation, url: str) -> None:
    send(beheerder, url, **{**TYPED, "kind": "coordinator"}, organisation=cjg.pk)
    row = Coordinator.objects.get()
    assert (row.user.email, row.organisation, row.starts_on, str(row.given_by)) == (
        "ineke@example.nl",
        cjg,
        date(2026, 12, 1),
        "beheerder@example.nl",
    )
    assert messages(beheerder.get("/regios/")) == [
        "ineke@example.nl is coördinator van CJG Duin, vanaf 1 december 2026."
    ]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"email": ""}, "email", "Dit is nog leeg. Vul het in."),
        ({"email": "ineke"}, "email", "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@school.nl."),
        ({"kind": ""}, "kind", "Dit is nog leeg. Vul het in."),
        ({"kind": "coordinator"}, "organisation", "Kies de organisatie waarvan zij de mensen regelt."),
        ({"starts_on": "morgen"}, "starts_on", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
        ({"ends_on": "2026-11-30"}, "ends_on", "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_made(
    beheerder: Client, url: str, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(beheerder, url, **{**TYPED, **typed})
    assert (beside(answer, field), values(answer, url)["email"]) == (said, [{**TYPED, **typed}["email"]])
    assert (given(), User.objects.filter(email="ineke@example.nl").exists()) == ([], False)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "ineke@example.nl is al procesbegeleider van Zuid-Duinstreek, vanaf 1 augustus 2024. Kies andere dagen."),
        (
            {"ends_on": date(2026, 12, 1)},
            (
                "ineke@example.nl is al procesbegeleider van Zuid-Duinstreek, "
                "van 1 augustus 2024 tot en met 1 december 2026. Kies andere dagen."
            ),
        ),
        ({"ends_on": date(2026, 11, 30)}, ""),
        ({"kind": GrantKind.SWV}, ""),
    ],
)
def test_the_same_grant_twice_on_one_day_is_refused(
    beheerder: Client, region: Region, url: str, fields: dict[str, object], said: str
) -> None:
    GrantFactory(**{"kind": GrantKind.PROCESBEGELEIDER, "region": region, "user__email": "ineke@example.nl", **fields})
    answer = send(beheerder, url, **TYPED)
    refused = beside(answer, "email") if answer.status_code == 200 else ""
    assert (refused, len(given())) == (said, 0 if said else 1)


def test_a_municipality_beside_the_whole_region_is_refused(
    beheerder: Client, region: Region, duinveen: Municipality, url: str
) -> None:
    GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region, user__email="ineke@example.nl")
    answer = send(beheerder, url, **TYPED, municipalities=[duinveen.pk])
    assert (beside(answer, "email").startswith("ineke@example.nl is al procesbegeleider"), given()) == (True, [])


def test_the_same_coordinator_twice_is_refused(beheerder: Client, cjg: Organisation, url: str) -> None:
    typed = {**TYPED, "kind": "coordinator", "organisation": cjg.pk}
    send(beheerder, url, **typed)
    answer = send(beheerder, url, **typed)
    assert (beside(answer, "email"), Coordinator.objects.count()) == (
        "ineke@example.nl is al coördinator van CJG Duin, vanaf 1 december 2026. Kies andere dagen.",
        1,
    )


def test_sent_twice_it_is_given_once(beheerder: Client, url: str) -> None:
    data = {**values(beheerder.get(url), url), **TYPED}
    assert ([beheerder.post(url, data).status_code for _ in range(2)], len(given())) == ([302, 302], 1)


def test_the_message_undoes_it_and_the_account_stays_without_power(beheerder: Client, url: str) -> None:
    send(beheerder, url, **TYPED)
    beheerder.post(undo_url(beheerder))
    assert (given(), User.objects.filter(email="ineke@example.nl").exists()) == ([], True)


def test_a_region_without_municipalities_offers_none(beheerder: Client, region: Region, url: str) -> None:
    region.municipalities.clear()
    assert page(beheerder.get(url)).xpath("//input[@name='municipalities']") == []
