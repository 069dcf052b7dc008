"""The best moments for a meeting: what is never proposed, what comes first, and that the choice is a real one."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.moments.best import Moment, best_moments, standings
from meetings.moments.circumstances import Around, Attendant, Busy, Other, Slot
from meetings.moments.objections import Kind, objections
from meetings.travel import Spot
from schools.days_off import public_holidays, school_holidays
from schools.enums import HolidayRegion
from schools.periods import Period
from teams.week import ALL_HALF_DAYS, HalfDays
from tests.meetings.circles import (
    ALWAYS,
    AUTUMN,
    DE_BOOG,
    HERE,
    KENNISMAKING,
    YEAR,
    around,
    at,
    attendant,
)

# A week with nothing in it, far from any holiday.
MONDAY, WEDNESDAY, FRIDAY = (date(2026, 11, day) for day in (9, 11, 13))
FOUR_WEEKS_ON = date(2026, 12, 4)
NEVER = {Kind.ELSEWHERE, Kind.OTHER_YEAR, Kind.CLOSED, Kind.WEEKEND, Kind.HOURS}


def slots(moments: list[Moment]) -> list[Slot]:
    return [moment.slot for moment in moments]


def days(moments: list[Moment]) -> list[date]:
    return [moment.slot.day for moment in moments]


def only(moments: list[Moment]) -> Moment:
    [moment] = moments
    return moment


def on(day: date, around: Around, starts: time = time(15)) -> Moment:
    return only(best_moments(around, day, day, starts=(starts,)))


# What is never proposed


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (AUTUMN.first_day, AUTUMN.last_day),
        (date(2026, 11, 4), date(2026, 11, 4)),
        (date(2026, 11, 7), date(2026, 11, 8)),
        (date(2026, 7, 1), date(2026, 7, 31)),
        (date(2027, 8, 1), date(2027, 12, 31)),
        (FRIDAY, MONDAY),
    ],
    ids=["holiday", "study day", "weekend", "year before", "year after", "no days at all"],
)
def test_where_no_school_day_is_nothing_is_proposed(first: date, last: date) -> None:
    assert best_moments(around(attendant()), first, last) == []


def test_a_start_that_runs_beyond_school_hours_is_left_out() -> None:
    found = best_moments(around(), MONDAY, MONDAY, starts=(time(8), time(15), time(16)))
    assert slots(found) == [at(MONDAY, 15)]


def test_while_somebody_required_is_elsewhere_nothing_is_proposed() -> None:
    samira = attendant("Samira Bakkali", Busy(at(MONDAY, 13), "De Boog", DE_BOOG))
    found = [
        (start.hour, bool(best_moments(around(samira), MONDAY, MONDAY, starts=(start,))))
        for start in (time(8, 30), time(12), time(13), time(14, 30), time(15))
    ]
    assert found == [(8, True), (12, False), (13, False), (14, False), (15, True)]


def test_somebody_optional_who_is_elsewhere_forbids_nothing() -> None:
    busy = Busy(at(MONDAY, 15), "De Boog", DE_BOOG)
    tom = attendant("Tom de Vries", busy, is_required=False)
    moment = on(MONDAY, around(tom))
    assert (moment.can_come, moment.of, moment.bad) == (
        0,
        1,
        (f"Tom de Vries zit dan bij De Boog ({busy.slot.short}) en is 15 minuten onderweg (niet verplicht)",),
    )


# What comes first


def test_that_all_who_must_come_can_outweighs_everything() -> None:
    eva = attendant("Eva Jansen", half_days=HalfDays.of([9]))
    optional = [attendant(name, half_days=HalfDays.whole([0]), is_required=False) for name in ("Tom", "Bo", "Noor")]
    assert best_moments(around(eva, *optional), MONDAY, FRIDAY)[0].slot == at(FRIDAY, 13)


def test_then_who_may_come() -> None:
    first = Other(date(2026, 9, 17), "de kennismaking")
    tom = attendant("Tom de Vries", half_days=HalfDays.of([5]), is_required=False)
    assert best_moments(around(attendant(), tom, others=(first,)), MONDAY, FRIDAY)[0].slot == at(WEDNESDAY, 13)


@pytest.mark.parametrize("half_days", [ALWAYS, None])
def test_who_may_come_but_is_elsewhere_cannot(half_days: HalfDays | None) -> None:
    tom = attendant("Tom de Vries", Busy(at(MONDAY, 13), "online"), half_days=half_days, is_required=False)
    assert slots(best_moments(around(tom), MONDAY, MONDAY, starts=(time(13), time(15)))) == [at(MONDAY, 15)]


def test_then_eight_weeks_between_two_meetings() -> None:
    first = Other(date(2026, 10, 13), "de kennismaking")
    found = best_moments(around(others=(first,)), date(2026, 11, 30), date(2026, 12, 11))
    assert days(found) == [date(2026, 12, 8), date(2026, 12, 9), date(2026, 11, 30), date(2026, 12, 3)]


def test_and_a_half_of_the_school_year_for_each() -> None:
    found = best_moments(around(others=(KENNISMAKING,)), date(2027, 1, 25), date(2027, 2, 5))
    assert days(found) == [date(2027, 2, 1), date(2027, 2, 2), date(2027, 1, 27), date(2027, 1, 28)]


def test_then_peace_around_a_holiday() -> None:
    assert days(best_moments(around(), date(2026, 10, 19), date(2026, 11, 20))) == [
        date(2026, 11, 2),
        date(2026, 11, 3),
        WEDNESDAY,
        date(2026, 11, 12),
        date(2026, 11, 16),
        date(2026, 11, 20),
        date(2026, 10, 20),
        date(2026, 10, 21),
    ]


def test_of_equal_moments_the_earlier_comes_first() -> None:
    assert best_moments(around(), MONDAY, FRIDAY)[0].slot == at(MONDAY, 8, 30)


@pytest.mark.parametrize("half_days", [None, HalfDays()])
def test_of_whom_nothing_is_known_every_moment_is_as_good(half_days: HalfDays | None) -> None:
    known, unknown = around(attendant("Eva Jansen")), around(attendant("Eva Jansen", half_days=half_days))
    assert slots(best_moments(known, MONDAY, FOUR_WEEKS_ON)) == slots(best_moments(unknown, MONDAY, FOUR_WEEKS_ON))


def test_a_higher_score_is_a_better_moment() -> None:
    people = [attendant(name, half_days=HalfDays.of([bit, 9 - bit])) for bit, name in enumerate(("Eva", "Bo", "Noor"))]
    scores = [moment.score for moment in best_moments(around(*people), MONDAY, FOUR_WEEKS_ON)]
    assert scores == sorted(scores, reverse=True)


# A real choice


def test_each_is_on_a_day_of_its_own_and_a_week_has_two_at_most() -> None:
    found = days(best_moments(around(attendant()), MONDAY, FOUR_WEEKS_ON))
    per_week = Counter(day.isocalendar().week for day in found)
    assert (len(set(found)), set(per_week.values()), len(found)) == (8, {2}, 8)


def test_of_moments_that_are_as_good_the_weekdays_vary() -> None:
    found = best_moments(around(attendant()), MONDAY, FOUR_WEEKS_ON)
    per_weekday = Counter(moment.slot.day.weekday() for moment in found)
    assert (len(per_weekday), max(per_weekday.values())) == (5, 2)


def test_a_better_moment_is_proposed_though_its_weekday_was_before() -> None:
    found = best_moments(around(attendant(half_days=HalfDays.whole([2]))), MONDAY, FOUR_WEEKS_ON, most=4)
    assert [moment.slot.day.weekday() for moment in found] == [2, 2, 2, 2]


def test_one_week_gives_two_days() -> None:
    assert days(best_moments(around(), MONDAY, FRIDAY)) == [MONDAY, date(2026, 11, 10)]


@pytest.mark.parametrize("most", [0, 1, 3, 6])
def test_no_more_than_asked(most: int) -> None:
    assert len(best_moments(around(), MONDAY, FOUR_WEEKS_ON, most=most)) == most


# The reasons


def test_all_who_must_come_work_then() -> None:
    moment = on(MONDAY, around(attendant(), attendant("Peter Groen")))
    assert (moment.can_come, moment.of, moment.reasons) == (2, 2, ("Alle 2 verplichte mensen werken dan",))


def test_the_only_one_who_must_come_is_named() -> None:
    assert on(MONDAY, around(attendant())).reasons == ("Samira Bakkali werkt dan",)


def test_without_anybody_there_is_nothing_to_say() -> None:
    assert on(MONDAY, around()) == Moment(at(MONDAY, 15), on(MONDAY, around()).score, 0, 0, (), ())


def test_who_does_not_work_then_is_named() -> None:
    peter = attendant("Peter Groen", half_days=HalfDays.whole([0]))
    tom = attendant("Tom de Vries", half_days=HalfDays.of([8]), is_required=False)
    moment = on(FRIDAY, around(attendant(), peter, tom))
    assert (moment.can_come, moment.of, moment.good, moment.bad) == (
        1,
        3,
        ("1 van de 2 verplichte mensen werkt dan",),
        (
            "Peter Groen werkt niet op vrijdagmiddag",
            "Tom de Vries werkt niet op vrijdagmiddag (niet verplicht)",
        ),
    )


def test_how_many_of_who_may_come_work_then_is_said_too() -> None:
    optional = [
        attendant("Tom de Vries", is_required=False),
        attendant("Eva Jansen", Busy(at(MONDAY, 15), "De Boog", DE_BOOG), is_required=False),
        attendant("Noor Smit", half_days=HalfDays.of([1]), is_required=False),
    ]
    assert on(MONDAY, around(attendant(), *optional)).good == (
        "Samira Bakkali werkt dan",
        "2 van de 3 anderen werken dan",
    )


@pytest.mark.parametrize(
    ("busy", "travel"),
    [
        (
            Busy(at(MONDAY, 8, 30), "De Boog", DE_BOOG),
            "Samira Bakkali komt van De Boog (8.30-10.00 uur): 15 minuten onderweg, dat past",
        ),
        (
            Busy(at(MONDAY, 13), "De Boog", DE_BOOG),
            "Samira Bakkali gaat daarna naar De Boog (13.00-14.30 uur): 15 minuten onderweg, dat past",
        ),
        (
            Busy(at(MONDAY, 13), "De Zeester", HERE),
            "Samira Bakkali gaat daarna naar De Zeester (13.00-14.30 uur): dat past",
        ),
    ],
)
def test_who_travels_that_day_and_has_the_time_is_named(busy: Busy, travel: str) -> None:
    assert on(MONDAY, around(attendant("Samira Bakkali", busy)), time(11)).good == ("Samira Bakkali werkt dan", travel)


@pytest.mark.parametrize(
    ("count", "who"),
    [(2, "Mens 0 en Mens 1 gaan"), (3, "Mens 0, Mens 1 en Mens 2 gaan"), (4, "4 mensen gaan")],
)
def test_who_travel_together_are_named_together(count: int, who: str) -> None:
    busy = Busy(at(MONDAY, 13), "De Boog", DE_BOOG)
    team = [attendant(f"Mens {number}", busy) for number in range(count)]
    assert on(MONDAY, around(*team), time(11)).good[1:] == (
        f"{who} daarna naar De Boog (13.00-14.30 uur): 15 minuten onderweg, dat past",
    )


def test_who_has_hours_to_travel_is_not_worth_a_word() -> None:
    samira = attendant("Samira Bakkali", Busy(at(MONDAY, 15), "De Boog", DE_BOOG))
    assert on(MONDAY, around(samira), time(8, 30)).good == ("Samira Bakkali werkt dan",)


def test_each_proposal_says_how_it_compares_with_the_first() -> None:
    eva = attendant("Eva Jansen", half_days=HalfDays.of([0, 2]))
    found = best_moments(around(eva), MONDAY, FRIDAY, starts=(time(8, 30),))
    alone = best_moments(around(eva), MONDAY, MONDAY, starts=(time(8, 30),))
    again = best_moments(around(eva), MONDAY, FOUR_WEEKS_ON, starts=(time(8, 30),), most=3)
    assert [standings(each) for each in (found, alone, again, [])] == [
        ["Past het best, en komt het eerst", "Past even goed, maar is later"],
        ["Past het best"],
        ["Past het best, en komt het eerst", *["Past even goed, maar is later"] * 2],
        [],
    ]
    lesser = best_moments(around(attendant(half_days=HalfDays.of([0]))), MONDAY, FRIDAY, starts=(time(8, 30),))
    assert standings(lesser) == ["Past het best", "Past minder goed"]


def test_whose_days_are_not_known_may_come() -> None:
    people = [attendant(), attendant("Peter Groen", half_days=None), attendant("Eva Jansen", half_days=HalfDays())]
    moment = on(MONDAY, around(*people))
    assert (moment.can_come, moment.reasons) == (
        3,
        ("1 van de 3 verplichte mensen werkt dan", "Werkdagen van 2 mensen zijn niet bekend"),
    )


def test_one_whose_days_are_not_known_is_named() -> None:
    assert on(MONDAY, around(attendant(half_days=None))).reasons == ("Werkdagen van Samira Bakkali zijn niet bekend",)


@pytest.mark.parametrize(
    ("day", "good", "bad"),
    [
        (date(2027, 2, 2), ("17 weken na de kennismaking",), ()),
        (date(2026, 12, 1), (), ("In dezelfde helft van het schooljaar als de kennismaking",)),
        (
            date(2026, 11, 3),
            (),
            ("In dezelfde helft van het schooljaar als de kennismaking", "4 weken na de kennismaking"),
        ),
    ],
)
def test_how_far_the_other_session_is(day: date, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    moment = on(day, around(others=(KENNISMAKING,)))
    assert (moment.good, moment.bad) == (good, bad)


@pytest.mark.parametrize(
    ("day", "bad"),
    [
        (date(2026, 11, 2), ()),
        (date(2026, 10, 30), ("Kort na een vakantie (Herfstvakantie)",)),
        (date(2026, 12, 4), ()),
        (date(2026, 12, 7), ("Kort voor een vakantie (Kerstvakantie)",)),
    ],
)
def test_two_weeks_before_and_after_a_holiday_are_busy(day: date, bad: tuple[str, ...]) -> None:
    assert on(day, around()).bad == bad


# Whatever the circumstances

half_weeks = st.none() | st.integers(0, ALL_HALF_DAYS).map(HalfDays)
year_days = st.dates(date(2026, 7, 15), date(2027, 8, 15))
spots = st.builds(Spot, st.integers(1, 4), st.sampled_from(["", "Zeewijk", "Duinwijk"]), st.sampled_from([392, 397]))
some_slots = st.builds(Slot, year_days, st.times(time(8), time(17)), st.sampled_from([45, 90, 240]))
busies = st.builds(Busy, some_slots, st.just("De Boog"), st.none() | spots)
closures = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length), "vrij"), year_days, st.integers(0, 20)
)


diaries = st.lists(busies, max_size=8).map(tuple)
numbered = st.lists(st.tuples(st.booleans(), half_weeks, diaries), max_size=6).map(enumerate)
people = numbered.map(lambda rows: tuple(Attendant(key, f"Mens {key}", "rol", *known) for key, known in rows))
any_around = st.builds(
    Around,
    spot=st.just(HERE),
    year=st.just(YEAR),
    closed=st.lists(closures, max_size=4).map(tuple),
    others=st.lists(st.builds(Other, year_days, st.just("de kennismaking")), max_size=2).map(tuple),
    attendants=people,
    is_of_team=st.booleans(),
)
windows = st.tuples(year_days, st.integers(0, 100)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
Window = tuple[date, date]


@settings(max_examples=60, deadline=None)
@given(any_around, windows)
def test_no_proposal_is_refused_or_falls_on_a_day_that_is_none(known: Around, window: Window) -> None:
    found = best_moments(known, *window)
    kinds = {objection.kind for moment in found for objection in objections(moment.slot, known)}
    assert (kinds & NEVER, [day for day in days(found) if not window[0] <= day <= window[1]]) == (set(), [])


@settings(max_examples=30, deadline=None)
@given(any_around, windows, st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer_in_whatever_order_people_come(
    known: Around, window: Window, dice
) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(known.attendants)
    dice.shuffle(shuffled)
    again = best_moments(replace(known, attendants=tuple(shuffled)), *window)
    assert [(moment.slot, moment.score) for moment in again] == [
        (moment.slot, moment.score) for moment in best_moments(known, *window)
    ]


@settings(max_examples=30, deadline=None)
@given(any_around, windows, st.booleans(), st.sampled_from([None, ALWAYS]))
def test_somebody_who_can_always_come_changes_no_proposal(
    known: Around, window: Window, is_required: bool, half_days: HalfDays | None
) -> None:
    free = Attendant(99, "Floor van den Berg", "consulent", is_required, half_days)
    joined = replace(known, attendants=(*known.attendants, free))
    assert slots(best_moments(joined, *window)) == slots(best_moments(known, *window))


@settings(max_examples=30, deadline=None)
@given(any_around, windows)
def test_every_choice_is_a_real_one(known: Around, window: Window) -> None:
    found = days(best_moments(known, *window))
    weeks = Counter(day.isocalendar()[:2] for day in found)
    assert (len(set(found)), max(weeks.values(), default=0) <= 2, len(found) <= 8) == (len(found), True, True)


@settings(max_examples=30, deadline=None)
@given(any_around, windows)
def test_at_least_one_is_proposed_where_any_can_be(known: Around, window: Window) -> None:
    every = [
        Slot(window[0] + timedelta(days=number), start)
        for number in range((window[1] - window[0]).days + 1)
        for start in (time(8, 30), time(10, 30), time(13), time(15))
    ]
    possible = [slot for slot in every if not {objection.kind for objection in objections(slot, known)} & NEVER]
    assert bool(best_moments(known, *window)) == bool(possible)


def test_a_year_with_twelve_busy_people_takes_well_under_a_tenth_of_a_second() -> None:
    closed = (*school_holidays(HolidayRegion.NOORD, YEAR), *public_holidays(YEAR))
    mondays = [MONDAY + timedelta(weeks=number) for number in range(25)]
    busy = tuple(Busy(at(day, 13), "De Boog", DE_BOOG) for day in mondays)
    team = [attendant(f"Mens {key}", *busy, is_required=key < 6) for key in range(12)]
    whole_year = around(*team, closed=closed, others=(KENNISMAKING,))

    def seconds() -> float:
        began = perf_counter()
        best_moments(whole_year, YEAR.first_day, YEAR.last_day)
        return perf_counter() - began

    assert min(seconds() for _ in range(3)) < 0.1
