"""Teams to draw: one as in the design, and any team at all."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from teams.circle.team import DOMAINS, Days, Place, Ring, Sector, Stage, Team

SECTORS = (
    Sector("jeugdhulp", "CJG · jeugdhulp"),
    Sector("gezondheid", "GGD Duinstreek"),
    Sector("leerplicht", "Leerplicht"),
    Sector("passend", "Passend onderwijs"),
    Sector("extern", "Op afroep"),
)
MONDAY_AND_THURSDAY: Days = (True, False, False, True, False)
_SEATS = (
    ("01", "Intern begeleider", Ring.IN_SCHOOL, "onderwijs", "Anneke Visser"),
    ("02", "Directeur", Ring.IN_SCHOOL, "onderwijs", "Peter Groen"),
    ("03", "CJG-coach", Ring.PARTNER, "jeugdhulp", "Samira Bakkali"),
    ("04", "Schoolmaatschappelijk werk", Ring.PARTNER, "jeugdhulp", "Tom de Vries"),
    ("05", "Jeugdarts", Ring.PARTNER, "gezondheid", "Eva Jansen"),
    ("06", "Jeugdverpleegkundige", Ring.PARTNER, "gezondheid", "Mirjam Smit"),
    ("07", "Leerplichtambtenaar", Ring.PARTNER, "leerplicht", ""),
    ("08", "Consulent passend onderwijs", Ring.PARTNER, "passend", "Floor van den Berg"),
    ("09", "24 uur bereikbaar", Ring.ON_CALL, "extern", "Veilig Thuis"),
    ("10", "via CJG", Ring.ON_CALL, "extern", "Beschermtafel"),
    ("11", "Wijkagent", Ring.ON_CALL, "extern", "Joris Mulder"),
)


def usual_places() -> tuple[Place, ...]:
    """The team of the design's sketch, everybody with a link."""
    return tuple(
        Place(key, role, ring, domain, name, url=f"/p/{key}/", days=MONDAY_AND_THURSDAY)
        for key, role, ring, domain, name in _SEATS
    )


def team_of(*places: Place, school: str = "De Wilgenhoek", sectors: tuple[Sector, ...] = SECTORS) -> Team:
    """A team of these places, or the usual one."""
    return Team(school, "basisschool", "4 van 5 rollen", places or usual_places(), sectors)


_WORDS = (
    "van",
    "der",
    "Berg",
    "O",
    "Şahin",
    "Wilhelmina",
    "consulent",
    "jeugdverpleegkundige",
    "ondersteuningscoördinator",
    "W",
    "passend onderwijs",
)
ALPHABET = st.sampled_from("aeinrstdlkmWMïûİÖ -'é")
NAMES = st.text(ALPHABET, min_size=1, max_size=60)
DAYS = st.none() | st.tuples(*[st.booleans()] * 5)


@st.composite
def any_place(draw: st.DrawFn, key: str = "") -> Place:
    """Any seat, taken or vacant."""
    flags = {field: draw(st.booleans()) for field in ("is_new", "is_faded", "is_first_contact")}
    return Place(
        key=key,
        role=draw(st.text(ALPHABET, min_size=1, max_size=40)),
        ring=draw(st.sampled_from(Ring)),
        domain=draw(st.sampled_from(DOMAINS)),
        name=draw(st.just("") | NAMES | NAMES),
        url=draw(st.sampled_from(("", "/x/"))),
        days=draw(DAYS),
        stand_in=draw(st.just("") | st.just("") | NAMES),
        is_wished=draw(st.booleans()),
        stage=draw(st.none() | st.sampled_from(Stage)),
        begins=draw(st.sampled_from(("", "1 augustus 2027"))),
        **flags,
    )


@st.composite
def any_team(draw: st.DrawFn, smallest: int = 1, largest: int = 20) -> Team:
    """Any team of a size."""
    size = draw(st.integers(smallest, largest))
    places = [draw(any_place(key=f"seat-{i}")) for i in range(size)]
    school = draw(st.text(ALPHABET, min_size=1, max_size=77))
    return replace(team_of(*places, school=school), chairs=tuple(draw(st.lists(st.booleans(), max_size=9))))


def crowd_of(seed: int, largest: int = 40) -> Team:
    """A team at random, of any size: hypothesis looks for the odd ones, this for the ordinary and the large."""
    random = Random(seed)  # noqa: S311

    def words(longest: int) -> str:
        text = " ".join(random.choice(_WORDS) for _ in range(12))
        return text[: random.randint(1, longest)].strip()

    places = [
        Place(
            f"seat-{number}",
            words(40),
            random.choice(list(Ring)),
            random.choice(DOMAINS),
            "" if random.random() < 0.15 else words(60),
            days=random.choice((None, MONDAY_AND_THURSDAY)),
            is_new=random.random() < 0.2,
            stage=random.choice(list(Stage)) if random.random() < 0.15 else None,
            is_faded=random.random() < 0.2,
            is_first_contact=random.random() < 0.2,
            stand_in=words(60) if random.random() < 0.15 else "",
            is_wished=random.random() < 0.3,
        )
        for number in range(random.randint(1, largest))
    ]
    return replace(team_of(*places, school=words(77)), chairs=tuple(random.random() < 0.8 for _ in range(6)))
