"""A small second region, of which nobody in Zuid-Duinstreek may see anything."""

from random import Random

from schools.enums import Sector
from schools.phones import parse_phone
from teams import defaults
from teams.demo import accounts
from teams.demo.contact_times import planned_seats
from teams.demo.contacts import professionals
from teams.demo.days import DemoDays
from teams.demo.people import person
from teams.demo.places import slug
from teams.demo.plan import PlannedBoard, PlannedConfirmation, PlannedOrganisation, PlannedSchool, RegionPlan
from teams.demo.roster import Roster
from teams.enums import OrganisationKind

NAME, PO_CODE, VO_CODE = "Oosterveen", "PO9911", "VO9911"
MUNICIPALITY, BOARD = "9911", "99011"
_SEED = "Oosterveen"
_FIRST_NUMBER = 100  # for phone numbers that nobody in the other region has
_SCHOOLS = (
    ("99OA00", "De Turfhut", "Turfweg 3"),
    ("99OB00", "De Heikikker", "Heideweg 12"),
    ("99OC00", "De Wulpe", "Veenkamp 9"),
)
_ORGANISATIONS = (
    PlannedOrganisation(OrganisationKind.SCHOOL, "Scholen Oosterveen"),
    PlannedOrganisation(OrganisationKind.CJG, "CJG Oosterveen"),
    PlannedOrganisation(OrganisationKind.GGD, "GGD Oosterveen"),
    PlannedOrganisation(OrganisationKind.LEERPLICHT, "Leerplicht Oosterveen"),
    PlannedOrganisation(OrganisationKind.SWV, "Samenwerkingsverband Oosterveen"),
)
_IBS = (
    person("Grietje|Hamming", "ma di do", email=accounts.IB_OOSTERVEEN),
    person("Aleid|ten|Cate-Veldman", "ma wo"),
)
_DIRECTEUREN = (person("Wubbo|Stuut", "ma di wo do"),)
_CJG_COACHES = (person("Roelien|Mensinga", "di do vr"),)
_JEUGDARTSEN = (person("Tirza|Lodewijks", "ma di"),)
_JEUGDVERPLEEGKUNDIGEN = (person("Gea|Boelens", "wo do"),)
_LEERPLICHTAMBTENAREN = (person("Harm|van der|Schuur", "ma do"),)
_CONSULENTEN = (person("Zeynep|Korkmaz", "di wo vr"),)
_BY_ROLE = {
    defaults.INTERN_BEGELEIDER: _IBS,
    defaults.DIRECTEUR: _DIRECTEUREN,
    defaults.CJG_COACH: _CJG_COACHES,
    defaults.JEUGDARTS: _JEUGDARTSEN,
    defaults.JEUGDVERPLEEGKUNDIGE: _JEUGDVERPLEEGKUNDIGEN,
    defaults.LEERPLICHTAMBTENAAR: _LEERPLICHTAMBTENAREN,
    defaults.CONSULENT: _CONSULENTEN,
}


def plan(days: DemoDays) -> RegionPlan:
    """The same plan for the same day."""
    random = Random(_SEED)  # noqa: S311 it must be the same every time
    made = Roster(days.begin)
    made.place(defaults.INTERN_BEGELEIDER, range(3), ((_IBS[0], 2), (_IBS[1], 1)))
    for role, group in _BY_ROLE.items():
        if role != defaults.INTERN_BEGELEIDER:
            made.place(role, range(3), ((group[0], 3),))
    staff = professionals(_BY_ROLE, days, random, first_number=_FIRST_NUMBER)
    return RegionPlan(
        name=NAME,
        po_code=PO_CODE,
        vo_code=VO_CODE,
        municipalities={MUNICIPALITY: NAME},
        boards=(PlannedBoard(BOARD, "Stichting De Veenscholen"),),
        organisations=_ORGANISATIONS,
        schools=tuple(_school(number, *row) for number, row in enumerate(_SCHOOLS)),
        professionals=staff,
        seats=planned_seats(made, staff, days, random),
        confirmations=tuple(PlannedConfirmation(school, days.ago(30), accounts.IB_OOSTERVEEN) for school in (0, 1)),
    )


def _school(number: int, code: str, name: str, address: str) -> PlannedSchool:
    street, house_number = address.rsplit(" ", 1)
    return PlannedSchool(
        establishment_code=code,
        name=name,
        sector=Sector.BO,
        denomination="Openbaar",
        street=street,
        house_number=house_number,
        postcode=f"9702 O{'ABC'[number]}",
        city=NAME,
        district="",
        phone=parse_phone(f"0592-55{1100 + number}"),
        website=f"https://{slug(name)}.example.nl",
        municipality=MUNICIPALITY,
        board=BOARD,
    )
