"""What a year is planned by: every number of the planner, with the default that suits most regions."""

from datetime import date, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from meetings.moments.best import STARTS
from meetings.moments.circumstances import APART_DAYS, NOON, SESSION_MINUTES
from meetings.planner.rules import DEFAULT_WEIGHTS, Kind, Part, Rules
from meetings.travel import FURTHER, SAME_DISTRICT, SAME_MUNICIPALITY, SAME_SCHOOL, TravelTable
from schools.periods import Period

RULES = Rules()
SECONDS = 20
NOTICE_DAYS = 7  # nobody is asked for tomorrow
BUSY_WEEK = 5  # sessions in a week that somebody can have beside her other work
HEAVIEST = 100_000
EARLIEST, LATEST = time(7), time(18)
ODD_TIME = "{} uur is geen begintijd voor een school: kies tussen 7.00 en 18.00 uur."


def is_sensible_start(start: time) -> bool:
    """Whether a session can begin then: no school opens its doors in the night."""
    return EARLIEST <= start <= LATEST


def starts_text(starts: tuple[time, ...]) -> str:
    """How starting times are kept: "08:30 10:30"."""
    return " ".join(f"{start:%H:%M}" for start in starts)


def starts_of(text: str) -> tuple[time, ...]:
    """The starting times that are kept in a text."""
    return tuple(time.fromisoformat(part) for part in text.split())


def _number(label: str, default: int, least: int, most: int) -> "models.PositiveIntegerField[int, int]":
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, default=default, validators=limits)


def _weight(label: str, part: Part) -> "models.PositiveIntegerField[int, int]":
    return _number(label, DEFAULT_WEIGHTS[part], 0, HEAVIEST)


class PlanSettings(models.Model):
    """The rules and weights of a plan. Times of day are in minutes since midnight, travel in minutes."""

    autumn_first = models.DateField("kennismaking vanaf")
    autumn_last = models.DateField("kennismaking tot en met")
    spring_first = models.DateField("verdieping vanaf")
    spring_last = models.DateField("verdieping tot en met")
    starts = models.CharField("begintijden", max_length=60, default=starts_text(STARTS))
    minutes = _number("duur van een bijeenkomst in minuten", SESSION_MINUTES, 15, 240)
    notice_days = _number("niets binnen zoveel dagen na vandaag", NOTICE_DAYS, 0, 60)
    noon = _number("einde van de ochtend", NOON, 10 * 60, 15 * 60)
    most_a_day = _number("bijeenkomsten op een dag, voor iedereen hoogstens", RULES.most_a_day, 1, 6)
    most_a_week = _number("bijeenkomsten in een week, voor wie begeleidt hoogstens", RULES.most_a_week, 1, 20)
    busy_week = _number("met meer bijeenkomsten dan dit is iemands week te vol", BUSY_WEEK, 1, 20)
    apart_days = _number("dagen tussen de twee bijeenkomsten van een school", APART_DAYS, 1, 200)
    many_schools = _number("vanaf zoveel scholen tellen reisdagen mee", RULES.many_schools, 1, 50)
    edge_weeks = _number("drukke schoolweken aan het begin en het eind van het jaar", RULES.edge_weeks, 0, 8)
    same_school = _number("binnen dezelfde school", SAME_SCHOOL, 0, 120)
    same_district = _number("binnen dezelfde wijk", SAME_DISTRICT, 0, 120)
    same_municipality = _number("binnen dezelfde gemeente", SAME_MUNICIPALITY, 0, 120)
    further = _number("naar een andere gemeente", FURTHER, 0, 180)
    weighs_unplaced = _weight("een bijeenkomst die niet past", Part.UNPLACED)
    weighs_absent = _weight("iemand die mag komen en niet kan", Part.ABSENT)
    weighs_facilitator_day = _weight("een reisdag van wie begeleidt", Part.FACILITATOR_DAY)
    weighs_person_day = _weight("een reisdag van iemand met veel scholen", Part.PERSON_DAY)
    weighs_busy_week = _weight("een bijeenkomst te veel in iemands drukste week", Part.BUSY_WEEK)
    weighs_edge_week = _weight("een bijeenkomst in een drukke schoolweek", Part.EDGE_WEEK)
    weighs_weekday = _weight("een andere weekdag dan vorig jaar", Part.WEEKDAY)
    weighs_moved = _weight("opnieuw plannen: een bijeenkomst die verschuift", Part.MOVED)
    weighs_told = _weight("opnieuw plannen: iemand die dat moet horen", Part.TOLD)
    seconds = _number("zo lang zoeken, in seconden", SECONDS, 2, 600)

    class Meta:
        abstract = True

    @property
    def rules(self) -> Rules:
        """The rules without exception."""
        return Rules(
            noon=self.noon,
            most_a_day=self.most_a_day,
            most_a_week=self.most_a_week,
            apart_days=self.apart_days,
            many_schools=self.many_schools,
            edge_weeks=self.edge_weeks,
            travel=TravelTable(self.same_school, self.same_district, self.same_municipality, self.further),
        )

    @property
    def weights(self) -> dict[Part, int]:
        """What each part of the score weighs."""
        return {part: getattr(self, f"weighs_{part}") for part in Part}

    def windows(self, first_day: date) -> dict[Kind, Period]:
        """Between which days each session may be, none of them before the first day; a window may be over."""
        autumn = Period(max(self.autumn_first, first_day), self.autumn_last, "")
        spring = Period(max(self.spring_first, first_day), self.spring_last, "")
        return {Kind.KENNISMAKING: autumn, Kind.VERDIEPING: spring}

    @property
    def start_times(self) -> tuple[time, ...]:
        return starts_of(self.starts)
