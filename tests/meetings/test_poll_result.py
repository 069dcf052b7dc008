"""Which moment of a date poll is best, and why, in words."""

from datetime import datetime, timedelta

import pytest

from meetings.polls.result import Can, Hindrance, Ranked, Voter, ranked
from tests.meetings.conftest import TUESDAY

ANNEKE, SAMIRA, EVA = Voter(1, "Anneke Visser", True), Voter(2, "Samira Bakkali", True), Voter(3, "Eva Jansen", False)
KEES = Voter(4, "Kees Pieterse", False)
ALL = (ANNEKE, SAMIRA, EVA, KEES)
SIGNS = {"+": Can.YES, "o": Can.IF_NEED_BE, "-": Can.NO, "?": Can.UNKNOWN}


def result(*said: str, voters: tuple[Voter, ...] = ALL, against: dict[int, Hindrance] | None = None) -> list[Ranked]:
    """The moments on as many days, each as a sign for each voter: + yes, o if need be, - no, ? not answered."""
    moments: dict[int, datetime] = {number: TUESDAY + timedelta(days=number) for number in range(len(said))}
    answers = {
        (number, voter.key): SIGNS[sign]
        for number, signs in enumerate(said)
        for voter, sign in zip(voters, signs, strict=True)
        if sign != "?"
    }
    return ranked(moments, voters, answers, against or {})


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("++--", "+-++"),  # who must come outweighs all who may
        ("++--", "+?++"),
        ("+?++", "+-++"),  # who did not answer may still be able to
        ("oo++", "+++-"),  # that more come outweighs how gladly
        ("+++o", "+++?"),
        ("+++?", "+++-"),
        ("++oo", "+o++"),  # how gladly who must come
        ("++++", "+++o"),
    ],
)
def test_the_better_moment_comes_first_whichever_day_it_is(better: str, worse: str) -> None:
    assert ([each.key for each in result(worse, better)], [each.key for each in result(better, worse)]) == (
        [1, 0],
        [0, 1],
    )


def test_of_moments_that_suit_as_well_the_earliest_comes_first() -> None:
    assert [each.key for each in result("++++", "++++", "++++")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("said", "good", "bad"),
    [
        ("++++", ("Alle 2 verplichte mensen kunnen", "Alle 2 anderen kunnen"), ()),
        ("+o+o", ("Alle 2 verplichte mensen kunnen, 1 als het moet", "Alle 2 anderen kunnen, 1 als het moet"), ()),
        (
            "+-+-",
            (),
            ("Samira Bakkali kan niet (verplicht)", "Kees Pieterse kan niet"),
        ),
        (
            "++o-",
            ("Alle 2 verplichte mensen kunnen",),
            ("Kees Pieterse kan niet",),
        ),
        (
            "--++",
            ("Alle 2 anderen kunnen",),
            ("Anneke Visser en Samira Bakkali kunnen niet (verplicht)",),
        ),
        (
            "+???",
            ("Van de 2 verplichte mensen: 1 ja, 1 nog niet",),
            ("Samira Bakkali, Eva Jansen en Kees Pieterse antwoordden nog niet",),
        ),
        (
            "++?+",
            ("Alle 2 verplichte mensen kunnen", "Van de 2 anderen: 1 ja, 1 nog niet"),
            ("Eva Jansen antwoordde nog niet",),
        ),
    ],
)
def test_the_reasons_are_words(said: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    [moment] = result(said)
    assert (moment.good, moment.bad) == (good, bad)


def test_a_count_that_is_not_complete_says_what_each_answer_was() -> None:
    noor = Voter(5, "Noor Smit", True)
    five = (ANNEKE, SAMIRA, noor, Voter(6, "Bo Vos", True), Voter(7, "Tom de Vries", True))
    [moment] = result("+oo??", voters=five)
    assert moment.good == ("Van de 5 verplichte mensen: 1 ja, 2 als het moet, 2 nog niet",)


def test_one_who_must_come_is_named() -> None:
    [moment] = result("o+", voters=(ANNEKE, EVA))
    assert moment.good == ("Anneke Visser kan als het moet", "Eva Jansen kan")


def test_where_nobody_must_come_they_are_just_people() -> None:
    [moment] = result("++", voters=(EVA, KEES))
    assert moment.good == ("Alle 2 mensen kunnen",)


@pytest.mark.parametrize(
    ("said", "refused"), [("+-++", (SAMIRA,)), ("--++", (ANNEKE, SAMIRA)), ("+o-?", ()), ("+?++", ())]
)
def test_only_who_must_come_can_refuse(said: str, refused: tuple[Voter, ...]) -> None:
    [moment] = result(said)
    assert moment.refused_by == refused


def test_without_people_there_is_nothing_to_say() -> None:
    [moment] = result("", voters=())
    assert (moment.good, moment.bad, moment.refused_by) == ((), (), ())


@pytest.mark.parametrize(
    ("said", "mixed"),
    [
        ("++++", ()),
        ("+-+-", ("Van de 2 verplichte mensen: 1 ja, 1 nee", "Van de 2 anderen: 1 ja, 1 nee")),
        ("++o-", ("Van de 2 anderen: 1 als het moet, 1 nee",)),
        ("+???", ()),
    ],
)
def test_where_somebody_cannot_how_many_can_speaks_not_for_it(said: str, mixed: tuple[str, ...]) -> None:
    [moment] = result(said)
    assert moment.mixed == mixed


# What is known against a moment whatever people said


def hindered(*said: str, against: dict[int, Hindrance]) -> list[int]:
    """The moments in order, with what is known against some of them."""
    return [each.key for each in result(*said, against=against)]


@pytest.mark.parametrize(
    ("said", "against", "order"),
    [
        (("++++", "o+++"), {0: Hindrance(away=frozenset({1}))}, [1, 0]),  # a yes of who sits elsewhere is none
        (("++++", "++--"), {0: Hindrance(away=frozenset({3}))}, [0, 1]),  # one who may come is missed, not two
        (("????", "????"), {0: Hindrance(others=1)}, [1, 0]),  # nobody answered: then what is known decides
        (("????", "????"), {0: Hindrance(off=frozenset({2}))}, [1, 0]),
        (("++++", "o+++"), {0: Hindrance(off=frozenset({1}))}, [0, 1]),  # who does not work then may still say yes
        (("++++", "+-++"), {0: Hindrance(others=3)}, [0, 1]),  # who must come outweighs what can be explained
        (("+-++", "++++"), {1: Hindrance(away=frozenset({1, 2}))}, [0, 1]),  # two missing, one missing
    ],
)
def test_what_is_known_counts_beside_what_is_said(
    said: tuple[str, ...], against: dict[int, Hindrance], order: list[int]
) -> None:
    assert hindered(*said, against=against) == order


@pytest.mark.parametrize(("said", "away", "missed"), [("++--", (), False), ("+-++", (), True), ("++++", (2,), True)])
def test_it_is_missed_by_who_must_come_and_cannot_or_sits_elsewhere(
    said: str, away: tuple[int, ...], missed: bool
) -> None:
    [moment] = result(said, against={0: Hindrance(away=frozenset(away))})
    assert moment.is_missed is missed


def test_a_yes_of_who_sits_elsewhere_does_not_speak_for_the_moment() -> None:
    [moment] = result("++++", against={0: Hindrance(away=frozenset({1}))})
    assert (moment.good, moment.mixed) == (("Alle 2 anderen kunnen",), ("Alle 2 verplichte mensen kunnen",))
