"""Which moment of a date poll is best, and why, in words."""

from datetime import datetime, timedelta

import pytest

from meetings.poll_result import Can, Ranked, Voter, ranked
from tests.meetings.conftest import TUESDAY

ANNEKE, SAMIRA, EVA = Voter(1, "Anneke Visser", True), Voter(2, "Samira Bakkali", True), Voter(3, "Eva Jansen", False)
KEES = Voter(4, "Kees Pieterse", False)
ALL = (ANNEKE, SAMIRA, EVA, KEES)
SIGNS = {"+": Can.YES, "o": Can.IF_NEED_BE, "-": Can.NO, "?": Can.UNKNOWN}


def result(*said: str, voters: tuple[Voter, ...] = ALL) -> list[Ranked]:
    """The moments on as many days, each as a sign for each voter: + yes, o if need be, - no, ? not answered."""
    moments: dict[int, datetime] = {number: TUESDAY + timedelta(days=number) for number in range(len(said))}
    answers = {
        (number, voter.key): SIGNS[sign]
        for number, signs in enumerate(said)
        for voter, sign in zip(voters, signs, strict=True)
        if sign != "?"
    }
    return ranked(moments, voters, answers)


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
            ("Van de 2 verplichte mensen: 1 ja, 1 nee", "Van de 2 anderen: 1 ja, 1 nee"),
            ("Samira Bakkali kan niet (verplicht)", "Kees Pieterse kan niet"),
        ),
        (
            "++o-",
            ("Alle 2 verplichte mensen kunnen", "Van de 2 anderen: 1 als het moet, 1 nee"),
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


@pytest.mark.parametrize(("said", "expected"), [("+o--", True), ("+?++", False), ("+-++", False)])
def test_it_suits_all_who_must_come_once_they_said_so(said: str, expected: bool) -> None:
    [moment] = result(said)
    assert moment.is_for_all_required is expected


def test_without_people_there_is_nothing_to_say() -> None:
    [moment] = result("", voters=())
    assert (moment.good, moment.bad, moment.refused_by) == ((), (), ())
