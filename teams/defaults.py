"""The roles and seats a new region starts with, after the Impulstraject Zuid-Kennemerland; a region may change them."""

from dataclasses import dataclass

from schools.enums import Sector
from teams.enums import Domain, Need, OrganisationKind, Ring

PRIMARY = (Sector.BO, Sector.SBO, Sector.SO)
SECONDARY = (Sector.VSO, Sector.VO)


@dataclass(frozen=True)
class DefaultRole:
    code: str
    name: str
    abbreviation: str
    domain: Domain
    organisation_kind: OrganisationKind
    ring: Ring = Ring.PARTNER
    edits_team: bool = False


@dataclass(frozen=True)
class DefaultSeat:
    name: str
    roles: tuple[str, ...]
    need: dict[Sector, Need]


def _all(sectors: tuple[Sector, ...], need: Need) -> dict[Sector, Need]:
    return dict.fromkeys(sectors, need)


ORGANISATIONS = (
    (OrganisationKind.SCHOOL, "Scholen"),
    (OrganisationKind.CJG, "CJG"),
    (OrganisationKind.GGD, "GGD"),
    (OrganisationKind.LEERPLICHT, "Leerplicht"),
    (OrganisationKind.SWV, "Samenwerkingsverband"),
    (OrganisationKind.WELZIJN, "Welzijn"),
    (OrganisationKind.EXTERN, "Op afroep"),
)

INTERN_BEGELEIDER = "intern-begeleider"
ONDERSTEUNINGSCOORDINATOR = "ondersteuningscoordinator"
DIRECTEUR = "directeur"
CJG_COACH = "cjg-coach"
SCHOOLMAATSCHAPPELIJK_WERKER = "schoolmaatschappelijk-werker"
JEUGDARTS = "jeugdarts"
JEUGDVERPLEEGKUNDIGE = "jeugdverpleegkundige"
LEERPLICHTAMBTENAAR = "leerplichtambtenaar"
CONSULENT = "consulent-passend-onderwijs"
VEILIG_THUIS = "veilig-thuis"
BESCHERMTAFEL = "beschermtafel"
WIJKAGENT = "wijkagent"

_SCHOOL, _IN, _CALL = OrganisationKind.SCHOOL, Ring.IN_SCHOOL, Ring.ON_CALL

ROLES = (
    DefaultRole(INTERN_BEGELEIDER, "intern begeleider", "IB", Domain.ONDERWIJS, _SCHOOL, _IN, True),
    DefaultRole(ONDERSTEUNINGSCOORDINATOR, "ondersteuningscoördinator", "OCO", Domain.ONDERWIJS, _SCHOOL, _IN, True),
    DefaultRole(DIRECTEUR, "directeur", "", Domain.ONDERWIJS, _SCHOOL, _IN, True),
    DefaultRole(CJG_COACH, "CJG-coach", "", Domain.JEUGDHULP, OrganisationKind.CJG),
    DefaultRole(
        SCHOOLMAATSCHAPPELIJK_WERKER,
        "schoolmaatschappelijk werker",
        "SMW",
        Domain.JEUGDHULP,
        OrganisationKind.WELZIJN,
    ),
    DefaultRole(JEUGDARTS, "jeugdarts", "JA", Domain.GEZONDHEID, OrganisationKind.GGD),
    DefaultRole(JEUGDVERPLEEGKUNDIGE, "jeugdverpleegkundige", "JV", Domain.GEZONDHEID, OrganisationKind.GGD),
    DefaultRole(LEERPLICHTAMBTENAAR, "leerplichtambtenaar", "LPA", Domain.LEERPLICHT, OrganisationKind.LEERPLICHT),
    DefaultRole(CONSULENT, "consulent passend onderwijs", "", Domain.PASSEND_ONDERWIJS, OrganisationKind.SWV),
    DefaultRole(VEILIG_THUIS, "Veilig Thuis", "VT", Domain.EXTERN, OrganisationKind.EXTERN, _CALL),
    DefaultRole(BESCHERMTAFEL, "beschermtafel", "", Domain.EXTERN, OrganisationKind.EXTERN, _CALL),
    DefaultRole(WIJKAGENT, "wijkagent", "", Domain.EXTERN, OrganisationKind.EXTERN, _CALL),
)

SEATS = (
    DefaultSeat("Intern begeleider", (INTERN_BEGELEIDER,), _all(PRIMARY, Need.REQUIRED)),
    DefaultSeat("Ondersteuningscoördinator", (ONDERSTEUNINGSCOORDINATOR,), _all(SECONDARY, Need.REQUIRED)),
    DefaultSeat("Directeur", (DIRECTEUR,), _all(PRIMARY + SECONDARY, Need.REQUIRED)),
    DefaultSeat("CJG-coach", (CJG_COACH,), _all(PRIMARY + SECONDARY, Need.REQUIRED)),
    DefaultSeat(
        "Schoolmaatschappelijk werker",
        (SCHOOLMAATSCHAPPELIJK_WERKER,),
        _all(PRIMARY + SECONDARY, Need.IF_THERE_IS_ONE),
    ),
    DefaultSeat(
        "Jeugdarts en/of jeugdverpleegkundige",
        (JEUGDARTS, JEUGDVERPLEEGKUNDIGE),
        _all(PRIMARY + SECONDARY, Need.REQUIRED),
    ),
    DefaultSeat("Leerplichtambtenaar", (LEERPLICHTAMBTENAAR,), _all(PRIMARY + SECONDARY, Need.REQUIRED)),
    DefaultSeat(
        "Consulent passend onderwijs",
        (CONSULENT,),
        _all(PRIMARY, Need.WISHED) | _all(SECONDARY, Need.REQUIRED),
    ),
    DefaultSeat(
        "Op afroep",
        (VEILIG_THUIS, BESCHERMTAFEL, WIJKAGENT),
        _all(PRIMARY + SECONDARY, Need.IF_THERE_IS_ONE),
    ),
)
