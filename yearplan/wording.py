"""What the planner found, in Dutch sentences."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_

from meetings.planner.explaining import Fact, FactKind
from meetings.planner.freeing import Change, ChangeKind
from meetings.planner.rules import Part
from meetings.planner.score import Score
from teams.dutch import clock_text, count_text, in_words
from teams.week import DAYS, PARTS, HalfDays

Names = Mapping[int, str]  # of people, by number
Weeks = Mapping[int, HalfDays]  # when they work, by number


def fact_text(fact: Fact, names: Names, weeks: Weeks) -> str:
    """One fact that stands in the way: "Kim Bos werkt alleen di: daarmee vallen op 31 dagen momenten af."."""
    who = names.get(fact.person or 0, "Iemand die vertrok")
    on = count_text(fact.days, "dag", "dagen")
    others = count_text(len(fact.others), "andere bijeenkomst", "andere bijeenkomsten")
    week = weeks.get(fact.person or 0)
    works = f"werkt alleen {week}" if week and week.mask else "werkt op andere dagdelen"
    return {
        FactKind.NO_MOMENTS: "In de periode is er geen schooldag meer met een begintijd van deze school.",
        FactKind.NOT_WORKING: f"{who} {works}: daarmee vallen op {on} momenten af.",
        FactKind.NOT_TOGETHER: _together_text(fact, names, weeks, on),
        FactKind.INCOMPLETE: f"Op {on} is een verplichte plek nog leeg die later bezet is.",
        FactKind.ABSENT: f"{who} is afwezig op {on}.",
        FactKind.ELSEWHERE: f"{who} is op {on} al bij {others}, of daarheen onderweg.",
        FactKind.DAY_FULL: f"{who} heeft op {on} al zoveel bijeenkomsten als er op een dag mogen.",
        FactKind.WEEK_FULL: f"{who} begeleidt op {on} in weken die al vol zijn.",
        FactKind.SIBLING: f"De andere bijeenkomst van deze school ligt er op {on} te dicht bij.",
    }[fact.kind]


ALL_OF_THEM = {2: "allebei", 3: "alle drie", 4: "alle vier", 5: "alle vijf", 6: "alle zes"}


def _together_text(fact: Fact, names: Names, weeks: Weeks, on: str) -> str:
    """ "Op geen enkel dagdeel werken Kim Bos, Floor Visser en Sam de Wit alle drie."."""
    found = _who_together(fact, names, weeks)
    return f"{found}." if found.startswith("Op geen") else f"{found}: daarmee vallen op {on} momenten af."


def _who_together(fact: Fact, names: Names, weeks: Weeks) -> str:
    who = in_words(names.get(person, "iemand die vertrok") for person in fact.people)
    all_of_them = ALL_OF_THEM.get(len(fact.people), "allemaal")
    known = [weeks[person].mask for person in fact.people if person in weeks and weeks[person].mask]
    shared = HalfDays(reduce(and_, known)) if len(known) == len(fact.people) > 0 else None
    if shared is None:
        return f"{who} werken op verschillende dagdelen"
    if not shared.mask:
        return f"Op geen enkel dagdeel werken {who} {all_of_them}"
    return f"{who} werken alleen {shared} {all_of_them}"


def reason_text(fact: Fact, names: Names, weeks: Weeks) -> str:
    """The same fact where it stands in the way of many sessions: "Kim Bos werkt alleen di"."""
    who = names.get(fact.person or 0, "Iemand die vertrok")
    week = weeks.get(fact.person or 0)
    works = f"werkt alleen {week}" if week and week.mask else "werkt op andere dagdelen"
    return {
        FactKind.NO_MOMENTS: "In de periode is geen schooldag meer met een begintijd van de school",
        FactKind.NOT_WORKING: f"{who} {works}",
        FactKind.NOT_TOGETHER: _who_together(fact, names, weeks),
        FactKind.INCOMPLETE: "Een verplichte plek is nog leeg en later bezet",
        FactKind.ABSENT: f"{who} is afwezig",
        FactKind.ELSEWHERE: f"{who} is al bij andere bijeenkomsten, of daarheen onderweg",
        FactKind.DAY_FULL: f"{who} heeft al zoveel bijeenkomsten op een dag als mag",
        FactKind.WEEK_FULL: f"{who} begeleidt in weken die al vol zijn",
        FactKind.SIBLING: "De andere bijeenkomst van de school ligt er te dicht bij",
    }[fact.kind]


def change_text(change: Change, names: Names, sessions: Names) -> str:
    """One change that would give it a moment: "Een halve dag extra van Kim Bos (woensdag ochtend)"."""
    who = names.get(change.person or 0, "Iemand die vertrok")
    which = sessions.get(change.session or 0, "een bijeenkomst")
    half_day = f"{DAYS[change.weekday or 0]}{PARTS[change.part or 0]}"
    starts = clock_text(change.starts) if change.starts else ""
    what = {
        ChangeKind.EXTRA_HALF_DAY: f"Een halve dag extra van {who}, op {half_day}: dan past het",
        ChangeKind.PRESENT: f"Als {who} toch niet afwezig is, past het",
        ChangeKind.OPTIONAL: f"Als het ook zonder {who} mag, past het",
        ChangeKind.UNLOCK: f"Als {which} los mag, past het",
        ChangeKind.EXTRA_START: f"Als de school ook om {starts} uur kan beginnen, past het",
        ChangeKind.EARLIER: "Als de periode een week eerder begint, past het",
        ChangeKind.LATER: "Als de periode een week later eindigt, past het",
    }
    return f"{what[change.kind]}{_when(change)}."


def _when(change: Change) -> str:
    moment = f" op {change.slot.short}" if change.slot else ""
    if not change.moved:
        return moment
    others = count_text(change.moved, "andere bijeenkomst schuift", "andere bijeenkomsten schuiven")
    return f"{moment}; {others} dan mee"


COSTS = {
    Part.ABSENT: ("iemand die mag komen kan dan niet", "mensen die mogen komen kunnen dan niet"),
    Part.FACILITATOR_DAY: ("reisdag van wie begeleidt", "reisdagen van wie begeleidt"),
    Part.PERSON_DAY: ("reisdag van iemand met veel scholen", "reisdagen van mensen met veel scholen"),
    Part.BUSY_WEEK: ("bijeenkomst boven iemands gemiddelde week", "bijeenkomsten boven iemands gemiddelde week"),
    Part.EDGE_WEEK: ("bijeenkomst in een drukke schoolweek", "bijeenkomsten in een drukke schoolweek"),
    Part.WEEKDAY: ("bijeenkomst op een andere weekdag dan vorig jaar", "bijeenkomsten op een andere weekdag"),
    Part.TOLD: ("iemand moet het horen", "mensen moeten het horen"),
}


def cost_texts(costs: Score) -> list[str]:
    """What a moment costs or saves beside another: "1 reisdag van wie begeleidt meer"."""
    found = []
    for line in costs.lines:
        if line.times and line.part in COSTS:
            less = "" if line.part == Part.TOLD else " meer" if line.times > 0 else " minder"
            found.append(f"{count_text(abs(line.times), *COSTS[line.part])}{less}")
    return found


def people_of(facts: Iterable[Fact], changes: Iterable[Change]) -> set[int]:
    """The numbers of everybody in them."""
    facts = list(facts)
    found: list[int | None] = [*(fact.person for fact in facts), *(change.person for change in changes)]
    found += [person for fact in facts for person in fact.people]
    return {person for person in found if person is not None}
