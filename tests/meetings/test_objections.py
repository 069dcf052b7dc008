"""What speaks against a moment, in sentences that name people and days."""

from datetime import date, time

import pytest

from meetings.moments.circumstances import Around, Busy, Other, Slot
from meetings.moments.objections import Kind, objections
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.circles import (
    AUTUMN,
    DE_BOOG,
    DE_KLIM,
    DE_VERTE,
    HERE,
    KENNISMAKING,
    VERDIEPING,
    around,
    at,
    attendant,
)

TUESDAY, THURSDAY = date(2026, 10, 6), date(2026, 10, 8)
NOT_ON_THURSDAY = HalfDays.whole([0, 1, 2, 4])


def said(slot: Slot, around: Around) -> list[tuple[Kind, str]]:
    return [(objection.kind, objection.text) for objection in objections(slot, around)]


def test_nothing_speaks_against_a_school_day_on_which_all_work() -> None:
    assert said(at(TUESDAY, 15), around(attendant(), attendant("Peter Groen"))) == []


# The day


def test_a_closed_day_is_called_by_its_name() -> None:
    assert said(at(date(2026, 11, 4), 15), around()) == [(Kind.CLOSED, "De school is dan dicht: Studiedag.")]


def test_a_day_off_within_a_holiday_is_one_objection() -> None:
    assert said(at(date(2027, 4, 27), 15), around()) == [
        (Kind.CLOSED, "De school is dan dicht: Meivakantie en Koningsdag.")
    ]


@pytest.mark.parametrize(("day", "is_closed"), [(9, False), (12, True), (16, True), (19, False)])
def test_a_holiday_has_a_first_and_a_last_day(day: int, is_closed: bool) -> None:
    assert [kind for kind, _ in said(at(date(2026, 10, day), 15), around())] == [Kind.CLOSED] * is_closed


def test_a_day_off_without_a_name_is_a_day_off() -> None:
    nameless = Period(TUESDAY, TUESDAY, "")
    assert said(at(TUESDAY, 15), around(closed=(nameless,))) == [(Kind.CLOSED, "De school is dan dicht.")]


def test_a_weekend_is_that_and_no_more() -> None:
    works_on_monday = attendant(half_days=HalfDays.whole([0]))
    assert said(at(date(2026, 11, 7), 15), around(works_on_monday)) == [
        (Kind.WEEKEND, "7 november 2026 is een zaterdag.")
    ]


@pytest.mark.parametrize(
    ("slot", "hours"),
    [(Slot(TUESDAY, time(8)), "8.00-9.30 uur"), (Slot(TUESDAY, time(15, 31)), "15.31-17.01 uur")],
)
def test_a_school_is_open_from_a_quarter_past_eight_to_five(slot: Slot, hours: str) -> None:
    assert said(slot, around()) == [(Kind.HOURS, f"{hours} valt buiten schooltijd (8.15-17.00 uur).")]


@pytest.mark.parametrize("slot", [Slot(TUESDAY, time(8, 15)), Slot(TUESDAY, time(15, 30))])
def test_the_first_and_the_last_hour_of_a_school_day_are_fine(slot: Slot) -> None:
    assert said(slot, around()) == []


def test_another_school_year_is_told_apart() -> None:
    assert said(at(date(2027, 9, 7), 15), around(others=(VERDIEPING,))) == [
        (Kind.OTHER_YEAR, "7 september 2027 valt niet in schooljaar 2026-2027.")
    ]


# The other meetings of the school


def test_two_sessions_in_one_half_of_the_year() -> None:
    assert said(at(date(2026, 12, 8), 15), around(others=(KENNISMAKING,))) == [
        (Kind.SAME_HALF, "In deze helft van het schooljaar is ook de kennismaking (di 6 oktober 2026).")
    ]


def test_two_sessions_within_eight_weeks_of_each_other() -> None:
    january = Other(date(2027, 1, 19), "de kennismaking")
    assert said(at(date(2027, 2, 9), 15), around(others=(january,))) == [
        (Kind.TOO_CLOSE, "Dit is 3 weken na de kennismaking (di 19 januari 2027). Laat er liever 8 weken tussen.")
    ]


@pytest.mark.parametrize(("day", "kinds"), [(15, [Kind.TOO_CLOSE]), (16, [])])
def test_eight_weeks_are_enough(day: int, kinds: list[Kind]) -> None:
    january = Other(date(2027, 1, 19), "de kennismaking")
    assert [kind for kind, _ in said(at(date(2027, 3, day), 15), around(others=(january,)))] == kinds


def test_a_meeting_of_a_few_may_be_whenever_they_can() -> None:
    """Apart are the two sessions of the whole team (domain.md 1.1, 11)."""
    few = around(others=(KENNISMAKING,), is_of_team=False)
    assert [said(at(day, 8, 30), few) for day in (date(2026, 12, 8), date(2026, 10, 5), TUESDAY)] == [[], [], []]


def test_two_meetings_on_one_day() -> None:
    assert said(at(TUESDAY, 8, 30), around(others=(KENNISMAKING,)))[1:] == [
        (
            Kind.TOO_CLOSE,
            "Dit is op dezelfde dag als de kennismaking (di 6 oktober 2026). Laat er liever 8 weken tussen.",
        )
    ]


# Who works


@pytest.mark.parametrize(
    ("slot", "part"),
    [(at(THURSDAY, 8, 30), "donderdagochtend"), (at(THURSDAY, 15), "donderdagmiddag"), (at(THURSDAY, 12), "donderdag")],
)
def test_somebody_who_must_come_does_not_work_then(slot: Slot, part: str) -> None:
    assert said(slot, around(attendant(half_days=NOT_ON_THURSDAY))) == [
        (Kind.NOT_WORKING, f"Samira Bakkali werkt niet op {part}.")
    ]


def test_who_miss_the_same_part_of_a_day_are_named_together() -> None:
    samira = attendant(half_days=NOT_ON_THURSDAY)
    peter = attendant("Peter Groen", half_days=NOT_ON_THURSDAY)
    eva = attendant("Eva Jansen", half_days=HalfDays.of([6]))
    assert said(at(THURSDAY, 12), around(samira, peter, eva)) == [
        (Kind.NOT_WORKING, "Samira Bakkali en Peter Groen werken niet op donderdag."),
        (Kind.NOT_WORKING, "Eva Jansen werkt niet op donderdagmiddag."),
    ]


@pytest.mark.parametrize("half_days", [None, HalfDays()])
def test_of_whom_nothing_is_known_nothing_is_said(half_days: HalfDays | None) -> None:
    assert said(at(THURSDAY, 15), around(attendant(half_days=half_days))) == []


# Who is elsewhere


def test_somebody_is_at_another_school_at_that_time() -> None:
    samira = attendant("Samira Bakkali", Busy(at(TUESDAY, 13), "De Boog", DE_BOOG))
    assert said(at(TUESDAY, 14), around(samira)) == [
        (
            Kind.ELSEWHERE,
            "Samira Bakkali zit dan bij De Boog (di 6 oktober, 13.00-14.30 uur) en is 15 minuten onderweg.",
        )
    ]


def test_somebody_has_another_meeting_at_this_very_school() -> None:
    samira = attendant("Samira Bakkali", Busy(at(TUESDAY, 15), "De Zeester", HERE))
    assert said(at(TUESDAY, 15), around(samira)) == [
        (Kind.ELSEWHERE, "Samira Bakkali zit dan bij De Zeester (di 6 oktober, 15.00-16.30 uur).")
    ]


def test_there_is_no_time_to_come_from_the_meeting_before() -> None:
    samira = attendant("Samira Bakkali", Busy(at(TUESDAY, 13), "De Klim", DE_KLIM))
    assert said(at(TUESDAY, 14, 45), around(samira)) == [
        (
            Kind.ELSEWHERE,
            "Samira Bakkali zit eerst bij De Klim (di 6 oktober, 13.00-14.30 uur) en is daarna 30 minuten onderweg.",
        )
    ]


def test_there_is_no_time_to_go_to_the_meeting_after() -> None:
    samira = attendant("Samira Bakkali", Busy(at(TUESDAY, 15), "De Verte", DE_VERTE))
    assert said(at(TUESDAY, 13), around(samira)) == [
        (
            Kind.ELSEWHERE,
            "Samira Bakkali moet daarna naar De Verte (di 6 oktober, 15.00-16.30 uur) en is 45 minuten onderweg.",
        )
    ]


@pytest.mark.parametrize(
    ("busy", "starts", "clashes"),
    [
        (Busy(at(TUESDAY, 13), "De Boog", DE_BOOG), (14, 44), True),
        (Busy(at(TUESDAY, 13), "De Boog", DE_BOOG), (14, 45), False),
        (Busy(at(TUESDAY, 13), "De Boog", DE_BOOG), (11, 15), False),
        (Busy(at(TUESDAY, 13), "De Boog", DE_BOOG), (11, 16), True),
        (Busy(at(TUESDAY, 13), "hier", HERE), (14, 30), False),
        (Busy(at(TUESDAY, 13), "hier", HERE), (14, 29), True),
        (Busy(at(TUESDAY, 13), "online"), (14, 30), False),
        (Busy(at(TUESDAY, 13), "online"), (14, 29), True),
        (Busy(at(THURSDAY, 13), "De Boog", DE_BOOG), (13, 0), False),
    ],
)
def test_to_the_minute(busy: Busy, starts: tuple[int, int], clashes: bool) -> None:
    samira = attendant("Samira Bakkali", busy)
    assert [kind for kind, _ in said(at(TUESDAY, *starts), around(samira))] == [Kind.ELSEWHERE] * clashes


# Who need not come, and who is not there


def test_who_need_not_come_is_a_note() -> None:
    tom = attendant("Tom de Vries", half_days=NOT_ON_THURSDAY, is_required=False)
    eva = attendant("Eva Jansen", Busy(at(THURSDAY, 13), "De Boog", DE_BOOG), is_required=False)
    assert said(at(THURSDAY, 14, 30), around(tom, eva)) == [
        (Kind.OPTIONAL, "Tom de Vries werkt niet op donderdagmiddag, maar hoeft er niet bij te zijn."),
        (
            Kind.OPTIONAL,
            (
                "Eva Jansen zit eerst bij De Boog (do 8 oktober, 13.00-14.30 uur) en is daarna 15 minuten onderweg, "
                "maar hoeft er niet bij te zijn."
            ),
        ),
    ]


def test_who_need_not_come_is_not_in_two_places_either() -> None:
    """Once: that she also does not work then is no news."""
    busy = Busy(at(THURSDAY, 15), "De Boog", DE_BOOG)
    eva = attendant("Eva Jansen", busy, half_days=NOT_ON_THURSDAY, is_required=False)
    [found] = objections(at(THURSDAY, 15), around(eva))
    assert (found.kind, found.is_blocking, found.text) == (
        Kind.OPTIONAL_ELSEWHERE,
        True,
        (
            "Eva Jansen zit dan bij De Boog (do 8 oktober, 15.00-16.30 uur) en is 15 minuten onderweg, "
            "maar hoeft er niet bij te zijn."
        ),
    )


@pytest.mark.parametrize(
    ("vacancies", "text"),
    [
        (("Leerplichtambtenaar",), "Deze verplichte plek is dan leeg: Leerplichtambtenaar."),
        (("CJG-coach", "Directeur"), "Deze verplichte plekken zijn dan leeg: CJG-coach en Directeur."),
    ],
)
def test_empty_seats_are_named(vacancies: tuple[str, ...], text: str) -> None:
    assert said(at(TUESDAY, 15), around(vacancies=vacancies)) == [(Kind.VACANCY, text)]


# How heavy it weighs


def test_what_is_refused_comes_first_then_what_needs_a_reason_then_notes() -> None:
    samira = attendant("Samira Bakkali", Busy(at(AUTUMN.last_day, 15), "De Boog", DE_BOOG))
    tom = attendant("Tom de Vries", Busy(at(AUTUMN.last_day, 15), "De Boog", DE_BOOG), is_required=False)
    eva = attendant("Eva Jansen", Busy(at(AUTUMN.last_day, 17, 30), "De Boog", DE_BOOG), is_required=False)
    everything = around(eva, tom, samira, others=(KENNISMAKING,), vacancies=("Directeur",))
    found = objections(at(AUTUMN.last_day, 16), everything)
    assert [(objection.kind, objection.is_blocking, objection.needs_reason) for objection in found] == [
        (Kind.ELSEWHERE, True, False),
        (Kind.OPTIONAL_ELSEWHERE, True, False),
        (Kind.CLOSED, False, True),
        (Kind.WEEKEND, False, True),
        (Kind.HOURS, False, True),
        (Kind.SAME_HALF, False, True),
        (Kind.TOO_CLOSE, False, True),
        (Kind.VACANCY, False, False),
        (Kind.OPTIONAL, False, False),
    ]


def test_who_sit_at_the_same_session_are_named_in_one_sentence() -> None:
    busy = Busy(at(TUESDAY, 15), "De Boog", DE_BOOG)
    required = [attendant(name, busy) for name in ("Samira Bakkali", "Eva Jansen")]
    optional = [attendant(name, busy, is_required=False) for name in ("Tom de Vries", "Bo Mol")]
    assert [each.text for each in objections(at(TUESDAY, 15), around(*required, *optional)) if each.is_blocking] == [
        f"Samira Bakkali en Eva Jansen zitten dan bij De Boog ({busy.slot.short}) en zijn 15 minuten onderweg.",
        (
            f"Tom de Vries en Bo Mol zitten dan bij De Boog ({busy.slot.short}) en zijn 15 minuten onderweg, "
            "maar hoeven er niet bij te zijn."
        ),
    ]
