"""/regios/<id>/logboek/: what was done in a region, and to what holds in all of them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.changes import recorded
from schools.enums import GrantKind
from schools.models import Change, Grant, Municipality, School
from teams.access import can_undo, undoable, visible_changes
from teams.actions.grants import give_grant
from teams.actions.log import write_log
from teams.actions.merge import merge_records
from teams.actions.people import update_professional
from teams.actions.seats import end_membership
from teams.enums import LogKind, Need
from teams.models import Coordinator, Membership, Organisation, Professional, Role, SeatTemplate
from tests.factories import (
    TODAY,
    GrantFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProfessionalFactory,
    RoleFactory,
    UserFactory,
)
from tests.pages import page, sign_in
from tests.teams.handing_over import lay_fleet
from tests.teams.views.logbooks import ENTRY, doers, rows, summaries

LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def url(school: School) -> str:
    return f"/regios/{school.region_id}/logboek/"


@pytest.fixture
def swv(school: School) -> User:
    user: User = GrantFactory(kind=GrantKind.SWV, region=school.region, user__email="swv@example.nl").user
    return user


@pytest.fixture
def reading(swv: User) -> Client:
    return sign_in(Client(), swv)


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("editor", 404), ("reading", 200)])
def test_who_reads_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(
    ("kind", "status"),
    [(GrantKind.SWV, 404), (GrantKind.PROCESBEGELEIDER, 404), (GrantKind.BEHEERDER, 200)],
)
def test_who_has_a_grant_over_another_region(far: School, url: str, kind: GrantKind, status: int) -> None:
    region = None if kind == GrantKind.BEHEERDER else far.region
    client = sign_in(Client(), GrantFactory(kind=kind, region=region).user)
    assert client.get(url).status_code == status


def test_who_guides_one_municipality_does_not_read_it(school: School, url: str) -> None:
    client = sign_in(Client(), GrantFactory(region=school.region, municipality=school.municipality).user)
    assert client.get(url).status_code == 404


def test_a_region_that_is_none_is_not_found(reading: Client) -> None:
    assert reading.get("/regios/999999/logboek/").status_code == 404


def test_what_was_done_at_its_schools_says_where(
    reading: Client, url: str, samira: Membership, swv: User, far: School, far_ib: Membership
) -> None:
    end_membership(membership=samira, last_day=LAST_DAY, actor=swv)
    end_membership(membership=far_ib, last_day=LAST_DAY, actor=swv)
    answer = reading.get(url)
    assert summaries(answer) == ["Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."]
    assert doers(answer) == ["swv@example.nl · De Zeester"]
    assert rows(answer) == {
        "Samira Bakkali, CJG-coach van De Zeester gewijzigd": {"Tot en met": "leeg →werd 31 december 2026"}
    }


def test_a_grant_that_was_given_and_ended(reading: Client, url: str, school: School, swv: User) -> None:
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        change.summary = "Bevoegdheid gegeven."
        grant = Grant.objects.create(
            user=UserFactory(email="ineke@example.nl"),
            kind=GrantKind.PROCESBEGELEIDER,
            region=school.region,
            municipality=school.municipality,
            starts_on=TODAY,
            given_by=swv,
        )
    assert rows(reading.get(url)) == {
        "ineke@example.nl, procesbegeleider nieuw": {
            "Regio": str(school.region),
            "Gemeente": "Duinveen",
            "Vanaf": "22 november 2026",
            "Gegeven door": "swv@example.nl",
        }
    }
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        change.summary = "Bevoegdheid beëindigd."
        grant.ends_on = LAST_DAY
        grant.save()
    assert {"ineke@example.nl, procesbegeleider gewijzigd": {"Tot en met": "leeg →werd 31 december 2026"}} in [
        rows(reading.get(url), line) for line in (0, 1)
    ]


def test_a_coordinator(reading: Client, url: str, school: School, swv: User) -> None:
    organisation = OrganisationFactory(region=school.region, name="CJG")
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        change.summary = "Coördinator aangewezen."
        Coordinator.objects.create(
            user=UserFactory(email="margriet@example.nl"), organisation=organisation, starts_on=TODAY
        )
    assert rows(reading.get(url)) == {"margriet@example.nl, coördinator van CJG nieuw": {"Vanaf": "22 november 2026"}}


def test_what_a_seat_can_be_filled_by(reading: Client, url: str, school: School, swv: User) -> None:
    seat = SeatTemplate.objects.for_school(school).get(name="CJG-coach")
    before = [role.name for role in seat.roles.all()]
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        seat.need = Need.WISHED
        seat.save()  # the first image that this seat has: the tests copy seats without one
        change.summary = "Plek bijgewerkt."
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        seat.need = Need.REQUIRED
        seat.save()
        seat.roles.add(RoleFactory(code="zij", name="Buurtcoach"))
        change.summary = "Plek weer verplicht."
    shown = [rows(reading.get(url), line) for line in (0, 1)]
    both = ", ".join(sorted([*before, "Buurtcoach"]))
    assert {
        "Plek CJG-coach (basisschool) gewijzigd": {
            "Hoe nodig": "gewenst →werd verplicht",
            "Rollen": f"{', '.join(before)} →werd {both}",
        },
        "Rol Buurtcoach nieuw": {
            "Code": "zij",
            "Domein": "Jeugdhulp",
            "Nabijheid": "vaste partner",
            "Soort organisatie": "CJG",
            "Volgorde": "0",
        },
    } in shown


def test_which_municipalities_an_organisation_serves(reading: Client, url: str, school: School, swv: User) -> None:
    organisation = Organisation.objects.create(region=school.region, name="GGD", kind="ggd")  # type: ignore[misc]
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        organisation.municipalities.set([MunicipalityFactory(name="Oud"), MunicipalityFactory(name="Nieuw")])
        change.summary = "GGD bijgewerkt."
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        organisation.municipalities.remove(Municipality.objects.get(name="Oud"))
        change.summary = "GGD weer bijgewerkt."
    shown = [rows(reading.get(url), line)["Organisatie GGD gewijzigd"]["Gemeenten"] for line in (0, 1)]
    assert sorted(shown) == ["Nieuw, Oud →werd Nieuw", "leeg →werd Nieuw, Oud"]


def test_a_role_and_a_grant_over_everything_hold_here_too(reading: Client, url: str, school: School, swv: User) -> None:
    role = Role.objects.get(code="cjg-coach")
    with recorded(subject=role, actor=swv) as change:
        role.abbreviation = "CJG"
        role.save()
        change.summary = "Rol bijgewerkt."
    with recorded(subject=swv, actor=swv) as change:
        Grant.objects.create(user=swv, kind=GrantKind.BEHEERDER, region=None, starts_on=TODAY)
        change.summary = "Beheerder erbij."
    with recorded(subject=swv, actor=swv) as change:
        change.summary = "Van geen regio."
    assert sorted(summaries(reading.get(url))) == ["Beheerder erbij.", "Rol bijgewerkt."]


def test_what_was_looked_at_and_exported(reading: Client, url: str, samira: Membership, far: School, swv: User) -> None:
    write_log(kind=LogKind.EXPORTED, actor=swv, summary="Exporteerde Samira.", about=samira.professional)
    write_log(kind=LogKind.EXPORTED, actor=swv, summary="Exporteerde Kanarie.", school=far)
    answer = reading.get(url)
    assert (summaries(answer), doers(answer)) == (["Exporteerde Samira."], ["swv@example.nl"])


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("team", ["Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."]),
        ("bevoegdheden", ["Bevoegdheid gegeven."]),
        ("inrichting", ["Rol bijgewerkt."]),
        ("personen", []),
    ],
)
def test_a_part_of_it(
    reading: Client, url: str, school: School, samira: Membership, swv: User, topic: str, found: list[str]
) -> None:
    end_membership(membership=samira, last_day=LAST_DAY, actor=swv)
    with recorded(subject=school.region, actor=swv) as change:  # type: ignore[arg-type]
        Grant.objects.create(user=swv, kind=GrantKind.PROCESBEGELEIDER, region=school.region, starts_on=LAST_DAY)
        change.summary = "Bevoegdheid gegeven."
    with recorded(subject=samira.role, actor=swv) as change:
        samira.role.save()
        change.summary = "Rol bijgewerkt."
    assert summaries(reading.get(f"{url}?wat={topic}")) == found


def test_who_edits_the_schools_of_the_region_undoes_from_here(school: School, url: str, samira: Membership) -> None:
    guide = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user
    end_membership(membership=samira, last_day=LAST_DAY, actor=UserFactory())
    tree = page(sign_in(Client(), guide).get(url))
    assert len(tree.xpath(ENTRY + "//form")) == 1


def undo_forms(client: Client, url: str) -> list[str]:
    """What of the logbook can be undone there, by its address."""
    return [form.get("action") for form in page(client.get(url)).xpath(ENTRY + "//form")]


def test_a_hand_over_over_many_schools_is_undone_from_here_by_who_may(client: Client) -> None:
    fleet = lay_fleet()
    change = fleet.hand_over(*fleet.moves(fleet.tom))
    undo = f"/wijzigingen/{change.pk}/terugdraaien/"
    guide, swv, beheerder = (
        sign_in(Client(), GrantFactory(kind=kind, region=region).user)
        for kind, region in (
            (GrantKind.PROCESBEGELEIDER, fleet.region),
            (GrantKind.SWV, fleet.region),
            (GrantKind.BEHEERDER, None),
        )
    )
    url = f"/regios/{fleet.region.pk}/logboek/"
    assert [undo_forms(who, url) for who in (guide, swv, beheerder)] == [[undo], [], [undo]]
    assert (swv.post(undo).status_code, guide.post(undo).status_code) == (403, 302)
    assert fleet.coaches()["De Aak"] == [("Samira Bakkali", None)]
    again = Change.objects.get(undoes=change)
    assert undo_forms(guide, url) == [f"/wijzigingen/{again.pk}/terugdraaien/"]


def test_a_merge_is_undone_from_here(url: str, school: School, samira: Membership) -> None:
    guide = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user
    double = ProfessionalFactory(organisation=samira.professional.organisation, surname="Bakali")
    merge_records(kept=samira.professional, absorbed=double, actor=guide)
    client = sign_in(Client(), GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user)
    assert client.post(undo_forms(client, url)[0]).status_code == 302
    assert Professional.objects.filter(pk=double.pk, merged_into=None).exists()


def test_a_grant_is_undone_from_here_by_a_beheerder_only(url: str, school: School, swv: User) -> None:
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    give_grant(
        email="ineke@example.nl",
        kind=GrantKind.PROCESBEGELEIDER,
        region=school.region,
        starts_on=TODAY,
        actor=beheerder,
    )
    colleague = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    reading, managing = sign_in(Client(), swv), sign_in(Client(), colleague)
    assert (undo_forms(reading, url), len(undo_forms(managing, url))) == ([], 1)
    managing.post(undo_forms(managing, url)[0])
    assert not Grant.objects.filter(region=school.region, kind=GrantKind.PROCESBEGELEIDER).exists()


def test_what_is_offered_is_what_the_undo_takes(school: School, samira: Membership, anneke: Membership) -> None:
    """The rule for a page full and the rule for one say the same, of every kind of change, to everybody."""
    fleet = lay_fleet()
    guide = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    end_membership(membership=samira, last_day=LAST_DAY, actor=guide)
    update_professional(professional=anneke.professional, values={"phone": ""}, today=TODAY, actor=guide)
    fleet.hand_over(*fleet.moves(fleet.tom))
    double = fleet.colleague("S.", "", "Bakkali")
    merge_records(kept=fleet.samira, absorbed=double, actor=fleet.leader)
    with recorded(subject=school.region, actor=beheerder) as change:  # type: ignore[arg-type]
        change.summary = "Ingericht."
        Organisation.objects.create(region=school.region, name="O", kind="ggd")  # type: ignore[misc]
        Grant.objects.create(user=UserFactory(), kind=GrantKind.SWV, region=school.region, starts_on=TODAY)
    readers = [
        *(guide, beheerder, fleet.leader, GrantFactory(kind=GrantKind.SWV, region=school.region).user),
        *(anneke.professional.user, samira.professional.user, GrantFactory(region=fleet.region).user),
    ]
    every = list(Change.objects.select_related("school"))
    for reader in readers:
        known = visible_changes(reader, TODAY)
        one_by_one = {change.pk for change in known.select_related("school") if can_undo(reader, change, TODAY)}
        assert undoable(reader, every, TODAY) == one_by_one
    assert len(every) == 5


def test_the_number_of_queries_does_not_grow_with_what_was_done(
    reading: Client, url: str, school: School, swv: User
) -> None:
    def do(number: int) -> None:
        """A change to every kind of row that a region has."""
        with recorded(subject=school.region, actor=UserFactory()) as change:  # type: ignore[arg-type]
            change.summary = f"Ingericht {number}."
            organisation = Organisation.objects.create(region=school.region, name=f"O{number}", kind="ggd")  # type: ignore[misc]
            organisation.municipalities.add(MunicipalityFactory())
            role = RoleFactory(code=f"rol-{number}")
            SeatTemplate.objects.for_school(school)[number].roles.add(role)
            Coordinator.objects.create(user=UserFactory(), organisation=organisation, starts_on=TODAY)
            Grant.objects.create(user=UserFactory(), kind=GrantKind.SWV, region=school.region, starts_on=TODAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as done:
            reading.get(url)
        return len(done)

    do(0)
    one = queries()
    for number in range(1, 4):
        do(number)
    assert (queries(), len(summaries(reading.get(url)))) == (one, 4)
