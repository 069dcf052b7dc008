"""Who sits where in Zuid-Duinstreek: three school years of coming and going, and what is planned."""

from random import Random

from schools.enums import Sector
from teams import defaults
from teams.demo import people
from teams.demo.days import DemoDays
from teams.demo.plan import Person, PlannedPlan, PlannedSchool, PlannedStandIn
from teams.demo.roster import ONE_DAY, Roster, Seat
from teams.enums import PlanStage

EXAMPLE = 0  # De Zeester, the school that visitors see first
IB, OCO, DIRECTEUR = defaults.INTERN_BEGELEIDER, defaults.ONDERSTEUNINGSCOORDINATOR, defaults.DIRECTEUR
CJG, SMW, CONSULENT = defaults.CJG_COACH, defaults.SCHOOLMAATSCHAPPELIJK_WERKER, defaults.CONSULENT
JA, JV, LPA = defaults.JEUGDARTS, defaults.JEUGDVERPLEEGKUNDIGE, defaults.LEERPLICHTAMBTENAAR
VEILIG_THUIS, WIJKAGENT = defaults.VEILIG_THUIS, defaults.WIJKAGENT

# At how many schools, next to each other in the table, each person of a role sits; NOBODY leaves them without.
NOBODY = None
_IBS_AT = (1, 2, 2, 3, 1, 2, 3, 2, 1, 2, 3, 2, 2, 3, 1, 2, 3, 2, 1, 3, 2, 2, 3, 1, 2, 3, 1)
_DIRECTEUREN_AT = (3, 2, 3, 2, 3, 2, 1, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 1, 3, 2, 3)
_SECONDARY_AT = (1, 2, 2, 1)
_CJG_AT = (11, 7, 8, 7, 7, 7, 7, 7)
_ON_CALL_AT = (EXAMPLE, 6, 17, 29, 37, 49, 58)

# How many of the seats that kept one person otherwise had a colleague there before.
_STIRRED = {IB: 0.3, OCO: 0.3, DIRECTEUR: 0.3, CJG: 0.4, SMW: 0.3, JA: 0.3, JV: 0.4, LPA: 0.3, CONSULENT: 0.3}


def _named(name: str) -> Person:
    """Somebody of the tables, by her full name."""
    return next(who for group in people.BY_ROLE.values() for who in group if who.name == name)


def roster(schools: tuple[PlannedSchool, ...], days: DemoDays, random: Random) -> Roster:
    """The whole roster: everybody placed, then every change that came or is planned."""
    made = Roster(days.begin)
    _place_school_staff(made, schools)
    _place_partners(made, len(schools))
    _place_second_people(made, days)
    _example_history(made, days)
    _successions(made, days)
    _vacancies(made, days)
    _plans(made, days)
    kept = {Seat(stand_in.role, stand_in.school) for stand_in in stand_ins(days)}
    kept |= {seat for seat in made.stints if seat.school == EXAMPLE}
    fixed = {people.IBS[0], people.DIRECTEUREN[0], people.PROCESBEGELEIDER}
    for role, share in _STIRRED.items():
        colleagues = [who for who in people.BY_ROLE[role] if who not in fixed]
        made.stir(random, role, colleagues, days.changes, share, kept)
    return made


def stand_ins(days: DemoDays) -> tuple[PlannedStandIn, ...]:
    """One now, one of last year, one to come."""
    spring, year = days.changes[0], days.last_year.start + 1
    last_spring = (spring.replace(year=year), spring.replace(year=year, month=4, day=30))
    return (
        PlannedStandIn(8, IB, people.IB_LEFT.name, days.ago(30), days.ahead(60)),
        PlannedStandIn(14, JV, "Nurcan Arslan", *last_spring),
        PlannedStandIn(42, CONSULENT, "Guus Timmermans", days.ahead(21), days.ahead(100)),
    )


def plans(days: DemoDays) -> tuple[PlannedPlan, ...]:
    """At De Zeester: somebody asked for the empty seat, and a wish for next year beside who is there now."""
    return (
        PlannedPlan(EXAMPLE, LPA, people.LEERPLICHTAMBTENAREN[0].name, days.next_august, PlanStage.ASKED),
        PlannedPlan(EXAMPLE, CJG, "Tom de Vries", days.next_august, PlanStage.WISH),
    )


def _place_school_staff(made: Roster, schools: tuple[PlannedSchool, ...]) -> None:
    secondary = [number for number, school in enumerate(schools) if school.sector in {Sector.VSO, Sector.VO}]
    primary = [number for number in range(len(schools)) if number not in secondary]
    heads = len(_DIRECTEUREN_AT)
    made.place(IB, primary, zip(people.IBS, _IBS_AT, strict=True))
    made.place(OCO, secondary, zip(people.OCOS, _SECONDARY_AT, strict=True))
    made.place(DIRECTEUR, primary, zip(people.DIRECTEUREN[:heads], _DIRECTEUREN_AT, strict=True))
    made.place(DIRECTEUR, secondary, zip(people.DIRECTEUREN[heads:], _SECONDARY_AT, strict=True))


def _place_partners(made: Roster, count: int) -> None:
    everywhere = range(count)
    emma, pieter_bas, shanti = people.JEUGDARTSEN
    mirjam, klaske, nurcan, tessa, joyce = people.JEUGDVERPLEEGKUNDIGEN
    rik, malika, carola = people.LEERPLICHTAMBTENAREN
    floor, guus, lobke, karima, iris = people.CONSULENTEN
    daan, hanan, elske = people.SCHOOLMAATSCHAPPELIJK_WERKERS
    joris, danny = people.WIJKAGENTEN
    artsen = (emma, 14), (NOBODY, 6), (pieter_bas, 12), (people.JEUGDARTS_LEFT, 9), (NOBODY, 6), (shanti, 12)
    nurses = (mirjam, 12), (NOBODY, 2), (klaske, 12), (NOBODY, 4), (nurcan, 6), (NOBODY, 3), (tessa, 12), (NOBODY, 3)
    leerplicht = (people.LEERPLICHT_LEFT, 15), (rik, 14), (NOBODY, 1), (malika, 15), (carola, 16)
    made.place(CJG, everywhere, zip(people.CJG_COACHES, _CJG_AT, strict=True))
    made.place(SMW, everywhere, ((daan, 9), (NOBODY, 4), (hanan, 9), (NOBODY, 8), (elske, 9)))
    made.place(JA, everywhere, artsen)
    made.place(JV, everywhere, (*nurses, (joyce, 6)))
    made.place(LPA, everywhere, leerplicht)
    made.place(CONSULENT, everywhere, ((floor, 12), (guus, 12), (NOBODY, 3), (lobke, 13), (NOBODY, 2), (karima, 10)))
    made.place(CONSULENT, range(53, count), ((iris, 8),))
    made.place(WIJKAGENT, everywhere, ((joris, 6), (NOBODY, 24), (danny, 5)))
    made.place(VEILIG_THUIS, _ON_CALL_AT, ((people.VEILIG_THUIS[0], len(_ON_CALL_AT)),))


def _place_second_people(made: Roster, days: DemoDays) -> None:
    """Schools where two people share a role: the other one is the first contact."""
    for role, school, name in (
        (IB, 4, "Femke Hoekstra"),
        (OCO, 22, "Kübra Demir"),
        (CJG, 30, "Tom de Vries"),
        (JV, 17, "Mirjam Smit"),
    ):
        made.sit(Seat(role, school, second=True), _named(name), days.last_year.first_day)


def _example_history(made: Roster, days: DemoDays) -> None:
    """De Zeester: a new CJG-coach, its third in three years, and a directeur who came last year."""
    last_august = days.last_year.first_day
    coaches = people.PROCESBEGELEIDER, people.CJG_LEFT
    made.precede(Seat(CJG, EXAMPLE), *coaches, until=(last_august, days.month_start(1)))
    made.precede(Seat(JV, EXAMPLE), people.JEUGDVERPLEEGKUNDIGEN[1], until=(last_august,))
    for school in range(3):
        made.precede(Seat(DIRECTEUR, school), people.DIRECTEUR_LEFT, until=(last_august,))


def _successions(made: Roster, days: DemoDays) -> None:
    """People who came for somebody who left, or new to all their schools at once."""
    last_august, august = days.last_year.first_day, days.this_year.first_day
    new_year, tessa = days.changes[2], people.JEUGDVERPLEEGKUNDIGEN[3]
    changes = (
        (CJG, range(1, 5), people.PROCESBEGELEIDER, last_august),
        (CJG, range(5, 8), people.CJG_LEFT, august),
        (IB, range(1, 3), people.IB_LEFT, august),
        (CONSULENT, range(53, 61), people.CONSULENT_LEFT, new_year),
        (JV, range(54, 60), tessa, days.month_start(2)),
    )
    for role, schools, predecessor, day in changes:
        for school in schools:
            made.precede(Seat(role, school), predecessor, until=(day,))


def _vacancies(made: Roster, days: DemoDays) -> None:
    """Who left without a successor everywhere. Leerplicht at 29 and the GGD at 60 never had anybody."""
    rik, malika, _ = people.LEERPLICHTAMBTENAREN
    for school in range(15):
        made.leave(Seat(LPA, school), days.ago(41))
    for school in range(8, 15):
        made.succeed(Seat(LPA, school), rik if school < 12 else malika, days.ago(40))
    for school in range(32, 41):
        made.leave(Seat(JA, school), days.month_start(3) - ONE_DAY)
    made.leave(Seat(CJG, 20), days.ago(66))
    made.leave(Seat(CONSULENT, 38), days.ago(75))
    made.leave(Seat(DIRECTEUR, 45), days.ago(110))


def _plans(made: Roster, days: DemoDays) -> None:
    """What will change: two vacancies that are going to be filled, and successions at the start of next school year."""
    made.succeed(Seat(LPA, 7), people.LEERPLICHTAMBTENAREN[0], days.month_start(-1))
    made.succeed(Seat(DIRECTEUR, 45), _named("Bas Verhoeven"), days.month_start(-2))
    for role, school, name in (
        (IB, 24, "Sanne Postma"),
        (CJG, 46, "Jasmijn van der Veen"),
        (DIRECTEUR, 10, "Gerda Bosma"),
        (JV, 40, "Nurcan Arslan"),
        (LPA, 33, "Carola van der Linden"),
    ):
        made.succeed(Seat(role, school), _named(name), days.next_august)
    made.leave(Seat(CONSULENT, 55), days.next_august - ONE_DAY)
