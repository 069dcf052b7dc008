"""What the circle draws: a school's team on one day, as plain values. No Django, no database."""

from dataclasses import dataclass
from enum import StrEnum

DOMAINS = ("onderwijs", "jeugdhulp", "gezondheid", "leerplicht", "passend", "extern")
DOMAIN_LABELS = {
    "onderwijs": "Onderwijs",
    "jeugdhulp": "Jeugdhulp",
    "gezondheid": "Gezondheid",
    "leerplicht": "Leerplicht",
    "passend": "Passend onderwijs",
    "extern": "Op afroep",
}

Days = tuple[bool, bool, bool, bool, bool]


class Ring(StrEnum):
    """Where in the picture a place is drawn."""

    IN_SCHOOL = "in_school"
    PARTNER = "partner"
    ON_CALL = "on_call"


class Stage(StrEnum):
    """How far the plan is that somebody comes, or that she comes once as a guest: the word on her pill."""

    WISH = "wens"
    ASKED = "gevraagd"
    COMING = "straks"
    GUEST = "gast"


def _check_domain(domain: str) -> None:
    if domain not in DOMAINS:
        raise ValueError(f"unknown domain {domain!r}; expected one of {', '.join(DOMAINS)}")


@dataclass(frozen=True)
class Place:
    """One seat of a team and who fills it. Raises ValueError for an unknown domain."""

    key: str  # identity of the seat; decides the order in the picture, so a successor lands where she sat
    role: str
    ring: Ring
    domain: str
    name: str = ""  # "" is an empty seat, drawn as "Vacature", or as "Gewenst" when it need not be filled
    initials: str = ""  # "" takes them from the name
    url: str = ""  # the person's card, or the page that fills the seat; "" draws no link
    days: Days | None = None  # Monday to Friday at this school; None is unknown and draws no marks
    is_new: bool = False
    stage: Stage | None = None  # None is somebody who is there now
    begins: str = ""  # the day on which somebody planned begins, or a guest comes, in words
    is_faded: bool = False
    is_first_contact: bool = False
    stand_in: str = ""
    stand_in_initials: str = ""  # "" takes them from her name
    is_wished: bool = False

    def __post_init__(self) -> None:
        _check_domain(self.domain)

    @property
    def is_planned(self) -> bool:
        """Somebody who is not there yet, and may never come."""
        return self.stage is not None

    @property
    def is_vacant(self) -> bool:
        """Nobody fills this seat."""
        return not self.name.strip()

    @property
    def is_private(self) -> bool:
        """Only a plan, or somebody who comes once: it stays off paper, where anybody reads it."""
        return self.stage in {Stage.WISH, Stage.ASKED, Stage.GUEST}

    @property
    def is_missing(self) -> bool:
        """Nobody fills this seat, and somebody must."""
        return self.is_vacant and not self.is_wished

    @property
    def empty_word(self) -> str:
        """What stands in the picture where a name would be."""
        return "Gewenst" if self.is_wished else "Vacature"


@dataclass(frozen=True)
class Sector:
    """The words on the rim above one domain. Raises ValueError for an unknown domain."""

    domain: str
    label: str

    def __post_init__(self) -> None:
        _check_domain(self.domain)


@dataclass(frozen=True)
class Wording:
    """How the picture is told: what stands in the middle and what lies around it."""

    title: str  # with {} for what stands in the middle
    opening: str  # with {} for the middle and {} for how many places there are
    one: str
    many: str
    around: str  # the name of the list of places
    tells_vacancies: bool = False


KERNTEAM = Wording(
    title="Cirkel van invloed van {}",
    opening="Het kernteam van {} heeft {}.",
    one="plek",
    many="plekken",
    around="Plekken in het kernteam",
    tells_vacancies=True,
)
SCHOOLS_OF_A_PERSON = Wording(
    title="De scholen van {}",
    opening="{} heeft {} in een kernteam.",
    one="plek",
    many="plekken",
    around="Scholen",
)
PEOPLE_OF_AN_ORGANISATION = Wording(
    title="De mensen van {}",
    opening="Bij {} zijn er {} met een plek in een kernteam.",
    one="mens",
    many="mensen",
    around="Mensen",
)


@dataclass(frozen=True)
class Team:
    """A school and the places around it; `sectors` are in drawing order, clockwise from the top.

    `chairs` says of every seat that must be filled whether it is, in order: the ring round the school shows them.
    Turned around, `school` is the person or the organisation in the middle, and `wording` says so.
    """

    school: str
    subtitle: str
    score: str
    places: tuple[Place, ...]
    sectors: tuple[Sector, ...] = ()
    wording: Wording = KERNTEAM
    chairs: tuple[bool, ...] = ()
