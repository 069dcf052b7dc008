"""`manage.py create_region`: a samenwerkingsverband's schools become a region that can be used at once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from schools.enums import GrantKind, Sector
from schools.models import Grant, Region, School
from teams.models import Organisation, SeatTemplate
from tests.factories import MunicipalityFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools() -> list[School]:
    """One of each kind in the area, one elsewhere, all without a region."""
    here = MunicipalityFactory(name="Duinveen")
    return [
        SchoolFactory(name="Basis", sector=Sector.BO, swv_po="PO9901", swv_vo="VO9902", municipality=here, region=None),
        SchoolFactory(name="Voortgezet", sector=Sector.VO, swv_po="PO1111", swv_vo="VO9901", region=None),
        SchoolFactory(name="Elders", sector=Sector.BO, swv_po="PO1111", swv_vo="VO9901", region=None),
    ]


def create(*args: str) -> str:
    out = StringIO()
    call_command("create_region", "Duinstreek", "--po=PO9901", "--vo=VO9901", *args, stdout=out)
    return out.getvalue()


def test_it_takes_primary_schools_by_po_and_secondary_schools_by_vo(schools: list[School]) -> None:
    said = create()
    assert [school.name for school in Region.objects.get().schools.all()] == ["Basis", "Voortgezet"]
    assert said == "Duinstreek: 2 scholen in 2 gemeenten.\n"


def test_a_school_of_another_region_stays_there(schools: list[School]) -> None:
    other = Region.objects.create(name="Andere regio")
    School.objects.filter(name="Basis").update(region=other)
    create()
    assert list(other.schools.values_list("name", flat=True)) == ["Basis"]


def test_it_has_its_seats_and_organisations(schools: list[School]) -> None:
    create()
    region = Region.objects.get()
    assert set(region.seat_templates.values_list("sector", flat=True)) == set(Sector.values)
    assert Organisation.objects.filter(region=region, name="CJG Duinstreek").exists()


def test_the_first_people_get_their_grants(schools: list[School]) -> None:
    create("--procesbegeleider=PB@example.nl", "--beheerder=beheer@example.nl")
    assert set(Grant.objects.values_list("user__email", "kind", "region__name")) == {
        ("pb@example.nl", GrantKind.PROCESBEGELEIDER, "Duinstreek"),
        ("beheer@example.nl", GrantKind.BEHEERDER, None),
    }


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--swv=geen adres"], "Voer een geldig e-mailadres in."),
        (["--po=P99"], "Een code als PO2704 of VO2705."),
    ],
)
def test_a_wrong_argument_makes_nothing(schools: list[School], args: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        create(*args)
    assert (Region.objects.count(), User.objects.count(), SeatTemplate.objects.count()) == (0, 0, 0)


def test_a_second_region_with_the_same_name_or_code_is_refused(schools: list[School]) -> None:
    create()
    with pytest.raises(CommandError) as refused:
        create()
    assert str(refused.value) == (
        "Er is al een regio met deze naam. Er is al een regio met deze code van het SWV PO. "
        "Er is al een regio met deze code van het SWV VO."
    )
