"""A session of a school's kernteam: what it is, when and where, and how far it is."""

import uuid
from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, localtime
from simple_history.models import HistoricalRecords

from meetings.enums import MeetingKind, MeetingState, NoticeKind
from schools.models import ChangeRecord, Kept, School
from schools.school_year import SchoolYear
from teams.dutch import day_text, full_day_text, hours_text
from teams.models import Role

DEFAULT_MINUTES = 90  # domain.md 1.1, 11: "twee bijeenkomsten van 1,5 uur"
TEAM_KINDS = (MeetingKind.KENNISMAKING, MeetingKind.VERDIEPING)  # one of each in a school year
HAS_DATE = (MeetingState.PLANNED, MeetingState.HELD)
HAS_NO_DATE = (MeetingState.DRAFT, MeetingState.DATE_ASKED)  # what was called off may have had one
TELLS_CALENDARS = (NoticeKind.INVITATION, NoticeKind.CHANGE, NoticeKind.CANCELLATION)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> "MeetingQuerySet":
        """Those that were not called off."""
        return self.exclude(state=MeetingState.CANCELLED)

    def planned(self) -> "MeetingQuerySet":
        """Those that are on the calendar and still to be held, or to be marked as held."""
        return self.filter(state=MeetingState.PLANNED)

    def held(self) -> "MeetingQuerySet":
        return self.filter(state=MeetingState.HELD)

    def of_team(self) -> "MeetingQuerySet":
        """The two of every school year, to which the whole team comes."""
        return self.filter(kind__in=TEAM_KINDS)

    def of_year(self, year: SchoolYear) -> "MeetingQuerySet":
        return self.filter(year=year.start)

    def from_day(self, day: date) -> "MeetingQuerySet":
        """Those on this day or later, and those that have no day yet."""
        return self.filter(Q(starts_at=None) | Q(starts_at__date__gte=day))

    def left_open(self, today: date) -> "MeetingQuerySet":
        """Those of which nobody said that they were held, though their day has gone by."""
        return self.filter(state=MeetingState.PLANNED, starts_at__date__lt=today)

    def to_come(self, today: date) -> "MeetingQuerySet":
        """Those that still have to be held, first the ones without a day."""
        coming = self.from_day(today).exclude(state=MeetingState.HELD)
        return coming.order_by(models.F("starts_at").asc(nulls_first=True), "pk")

    def with_school(self) -> "MeetingQuerySet":
        """Rows that can be shown without a query each."""
        return self.select_related("school__municipality", "school__region")

    def with_state_for_calendars(self) -> "MeetingQuerySet":
        """Sessions with `told_sequence`, the number of the last that calendars were told of it, `saved_at`, when it was
        last changed or else made, and `told_at`, when that was last mailed (None: never)."""
        told = models.Max("invitations__notices__told_at", filter=Q(invitations__notices__kind__in=TELLS_CALENDARS))
        saved = Meeting.history.filter(id=models.OuterRef("pk")).order_by("-history_date").values("history_date")[:1]
        return self.annotate(
            told_sequence=Coalesce(models.Max("invitations__notices__sequence"), 0),
            told_at=told,
            saved_at=models.Subquery(saved),
        )

    def in_order(self) -> "MeetingQuerySet":
        """By day, those without one last."""
        return self.order_by(models.F("starts_at").asc(nulls_last=True), "pk")


class Meeting(models.Model):
    """One session of a school. Who comes is in its invitations; `uid` is what calendars know it by."""

    school = models.ForeignKey(School, models.PROTECT, related_name="meetings", verbose_name="school")
    year = models.PositiveSmallIntegerField(
        "schooljaar",
        validators=[MinValueValidator(1990), MaxValueValidator(2098)],
        help_text="Het jaar waarin het begint.",
    )
    kind = models.CharField("soort", max_length=20, choices=MeetingKind)
    title = models.CharField("onderwerp", max_length=80, blank=True)
    state = models.CharField("stand", max_length=10, choices=MeetingState, default=MeetingState.DRAFT)
    starts_at = models.DateTimeField("begint", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=DEFAULT_MINUTES)
    place = models.CharField("plaats", max_length=120, blank=True)
    reason = models.CharField("waarom toch dan", max_length=200, blank=True)
    cancelled_because = models.CharField("waarom afgezegd", max_length=200, blank=True)
    roles = models.ManyToManyField(
        Role, related_name="+", verbose_name="rollen", blank=True, help_text="Leeg: het hele kernteam."
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord], m2m_fields=[roles], m2m_bases=[Kept])

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ("starts_at", "pk")
        indexes = (models.Index(fields=("school", "year"), name="meetings_meeting_by_year"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=HAS_DATE) | Q(starts_at__isnull=False), name="meetings_meeting_has_its_date"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HAS_NO_DATE) | Q(starts_at=None), name="meetings_meeting_without_a_date"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15) & Q(minutes__lte=480), name="meetings_meeting_of_a_quarter_to_a_day"
            ),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meetings_meeting_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meetings_meeting_kind_is_known"),
            models.UniqueConstraint(
                fields=("school", "year", "kind"),
                condition=Q(kind__in=TEAM_KINDS) & ~Q(state=MeetingState.CANCELLED),
                name="meetings_one_of_a_kind_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.when or self.school_year})"

    @property
    def name(self) -> str:
        """ "Verdieping: casus verzuim", "Alleen IB, CJG en SWV"."""
        if self.kind in TEAM_KINDS:
            return f"{self.get_kind_display()}: {self.title}" if self.title else str(self.get_kind_display())
        return self.title or str(self.get_kind_display())

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def day(self) -> date | None:
        """The day on which it is, in the Netherlands."""
        return localdate(self.starts_at) if self.starts_at else None

    @property
    def when(self) -> str:
        """ "di 6 oktober 2026, 15.00-16.30 uur"; "" without a date."""
        return span_text(self.starts_at, self.minutes) if self.starts_at else ""

    @property
    def day_text(self) -> str:
        """ "6 oktober 2026"; "" without a date."""
        return day_text(self.day) if self.day else ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to come: neither held nor called off."""
        return self.state not in {MeetingState.HELD, MeetingState.CANCELLED}

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_asking(self) -> bool:
        """Whether people are asked which of some moments suits them."""
        return self.state == MeetingState.DATE_ASKED

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def is_of_team(self) -> bool:
        """One of the two that every school has in a school year."""
        return self.kind in TEAM_KINDS

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether its time has gone by, held or not."""
        return self.ends_at is not None and self.ends_at <= now


def span_text(starts_at: datetime, minutes: int) -> str:
    """ "di 6 oktober 2026, 15.00-16.30 uur"."""
    begins, ends = localtime(starts_at), localtime(starts_at + timedelta(minutes=minutes))
    return f"{full_day_text(begins.date())}, {hours_text(begins.time(), ends.time())}"
