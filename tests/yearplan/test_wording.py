"""What the planner found, as people read it."""

from datetime import date, time

import pytest

from meetings.moments.circumstances import Slot
from meetings.planner.explaining import Fact, FactKind
from meetings.planner.freeing import Change, ChangeKind
from meetings.planner.rules import DEFAULT_WEIGHTS, Part
from meetings.planner.score import Score
from teams.week import HalfDays
from yearplan.findings import changes_of, facts_of, keep_changes, keep_facts
from yearplan.wording import change_text, cost_texts, fact_text

NAMES = {7: "Kim Bos", 9: "Floor Visser", 10: "Sam de Wit"}
WEEKS = {7: HalfDays.of([2, 3, 6]), 9: HalfDays.of([6, 8]), 10: HalfDays.of([2, 8])}
SLOT = Slot(date(2027, 3, 9), time(15), 90)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (
            Fact(FactKind.NOT_WORKING, 7, 90, 31),
            "Kim Bos werkt alleen di, do (ochtend): daarmee vallen op 31 dagen momenten af.",
        ),
        (Fact(FactKind.ABSENT, 7, 4, 1), "Kim Bos is afwezig op 1 dag."),
        (
            Fact(FactKind.ELSEWHERE, 7, 4, 2, (1, 2, 3)),
            "Kim Bos is op 2 dagen al bij 3 andere bijeenkomsten, of daarheen onderweg.",
        ),
        (
            Fact(FactKind.NO_MOMENTS, None, 0, 0),
            "In de periode is er geen schooldag meer met een begintijd van deze school.",
        ),
        (
            Fact(FactKind.SIBLING, None, 8, 2, (5,)),
            "De andere bijeenkomst van deze school ligt er op 2 dagen te dicht bij.",
        ),
        (
            Fact(FactKind.NOT_TOGETHER, None, 90, 31, people=(7, 9, 10)),
            "Op geen enkel dagdeel werken Kim Bos, Floor Visser en Sam de Wit alle drie.",
        ),
        (
            Fact(FactKind.NOT_TOGETHER, None, 80, 28, people=(7, 9)),
            "Kim Bos en Floor Visser werken alleen do (ochtend) allebei: daarmee vallen op 28 dagen momenten af.",
        ),
        (
            Fact(FactKind.NOT_TOGETHER, None, 80, 28, people=(7, 8)),
            "Kim Bos en iemand die vertrok werken op verschillende dagdelen: daarmee vallen op 28 dagen momenten af.",
        ),
        (Fact(FactKind.ABSENT, 8, 4, 1), "Iemand die vertrok is afwezig op 1 dag."),
    ],
)
def test_a_fact_is_a_sentence(fact: Fact, text: str) -> None:
    assert fact_text(fact, NAMES, WEEKS) == text


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_of_fact_has_words(kind: FactKind) -> None:
    assert fact_text(Fact(kind, 7, 1, 1), NAMES, WEEKS).endswith(".")


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_has_words(kind: ChangeKind) -> None:
    text = change_text(Change(kind, 7, 1, 0, 5, SLOT, starts=time(9, 30)), NAMES, {5: "de verdieping van De Boog"})
    assert text.endswith("past het op di 9 maart, 15.00-16.30 uur.")


def test_a_change_says_where_and_what_else_moves() -> None:
    change = Change(ChangeKind.EXTRA_HALF_DAY, 7, weekday=2, part=0, slot=SLOT, moved=2)
    assert change_text(change, NAMES, {}) == (
        "Een halve dag extra van Kim Bos, op woensdagochtend: dan past het op di 9 maart, 15.00-16.30 uur;"
        " 2 andere bijeenkomsten schuiven dan mee."
    )


def test_what_a_moment_costs_is_told_part_by_part() -> None:
    times = [0] * len(Part)
    times[list(Part).index(Part.FACILITATOR_DAY)], times[list(Part).index(Part.ABSENT)] = 1, -2
    assert cost_texts(Score.of(times, DEFAULT_WEIGHTS)) == [
        "2 mensen die mogen komen kunnen dan niet minder",
        "1 reisdag van wie begeleidt meer",
    ]


def test_facts_and_changes_are_kept_as_they_are() -> None:
    facts = [Fact(FactKind.ELSEWHERE, 7, 4, 2, (1, 2))]
    changes = [
        Change(ChangeKind.UNLOCK, session=5, slot=SLOT),
        Change(ChangeKind.PRESENT, 7),
        Change(ChangeKind.EXTRA_START, starts=time(9, 30)),
    ]
    assert facts_of(keep_facts(facts)) == facts
    assert changes_of(keep_changes(changes)) == changes


def test_a_fact_that_was_kept_before_there_were_facts_of_a_few_is_still_read() -> None:
    fact = Fact(FactKind.ABSENT, 7, 4, 1)
    kept = [{key: value for key, value in each.items() if key != "people"} for each in keep_facts([fact])]
    assert facts_of(kept) == [fact]
