"""A year as it is proposed: a moment for every session, or why there is none."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from meetings.enums import MeetingKind
from meetings.models.meeting import TEAM_KINDS, span_text
from meetings.planner.rules import Part
from meetings.planner.score import Line, Score
from schools.models import School
from yearplan.models.plan import YearPlan
from yearplan.models.run import Run


class Proposal(models.Model):
    """One way to plan the year. The chosen one is shown, changed by hand and sent; the others are there to compare.

    `score` has per part of the score how often it is so and what each time weighs; the bounds say what no plan can be
    better than (`least_days`: unless more people miss sessions). `clashes` are counted over all `people` by a look that
    does not trust the planner (`yearplan.checking`). `moments` says where everything stood when that was reckoned
    (`yearplan.slots.fingerprint_of`): on the calendar it may stand elsewhere by now.
    """

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="proposals", verbose_name="jaarplanning")
    run = models.ForeignKey(
        Run, models.SET_NULL, related_name="proposals", verbose_name="berekening", null=True, blank=True
    )
    number = models.PositiveIntegerField("nummer")
    about = models.CharField("waarom", max_length=200, blank=True)
    is_chosen = models.BooleanField("gekozen", default=False)
    score = models.JSONField("score", default=list)
    moments = models.CharField("gewogen momenten", max_length=64, default="", editable=False)
    least_days = models.PositiveIntegerField("ondergrens reisdagen", null=True)
    least_score = models.PositiveBigIntegerField("ondergrens score", null=True)
    people = models.PositiveIntegerField("mensen", default=0)
    clashes = models.PositiveIntegerField("dubbele afspraken", default=0)
    is_proven = models.BooleanField("bewezen het beste", default=False)
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="gemaakt door", null=True
    )

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="yearplan_proposal_numbered_once"),
            models.UniqueConstraint(fields=("plan",), condition=Q(is_chosen=True), name="yearplan_one_proposal_chosen"),
        )

    def __str__(self) -> str:
        return f"Voorstel {self.number}"

    @property
    def scored(self) -> Score:
        """The score part by part."""
        return Score(tuple(Line(Part(part), times, weight) for part, times, weight in self.score))


class ProposedSessionQuerySet(models.QuerySet["ProposedSession"]):
    def with_places(self) -> "ProposedSessionQuerySet":
        """Rows that can be shown without a query each, by school."""
        rows = self.select_related("school__municipality", "school__region")
        return rows.order_by("school__name", "school_id", "kind")


class ProposedSession(models.Model):
    """One session of a school in a proposal. Without a moment, `why` and `helps` say what blocks it and what would
    free it (`yearplan.findings`). Agreed: the school said that the moment suits it. `moves_from` is the moment on the
    calendar that it leaves (`yearplan.standing`)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="sessions", verbose_name="voorstel")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    kind = models.CharField("soort", max_length=20, choices=MeetingKind)
    starts_at = models.DateTimeField("begint", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    moves_from = models.DateTimeField("stond op", null=True, blank=True)
    is_locked = models.BooleanField("vastgezet", default=False)
    agreed_at = models.DateTimeField("akkoord", null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="akkoord genoteerd door", null=True
    )
    why = models.JSONField("waarom het niet past", default=list)
    helps = models.JSONField("wat zou helpen", default=list)
    is_explained = models.BooleanField("uitgezocht", default=False)

    objects = ProposedSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "voorgestelde bijeenkomst"
        verbose_name_plural = "voorgestelde bijeenkomsten"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "school", "kind"), name="yearplan_session_proposed_once"),
            models.CheckConstraint(condition=Q(kind__in=TEAM_KINDS), name="yearplan_session_is_of_the_team"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False) | Q(is_locked=False, agreed_at=None),
                name="yearplan_only_a_moment_is_locked_or_agreed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.school}: {self.when or 'past niet'}"

    @property
    def number(self) -> int:
        """The first or the second of the year."""
        return TEAM_KINDS.index(MeetingKind(self.kind)) + 1

    @property
    def day(self) -> date | None:
        return localdate(self.starts_at) if self.starts_at else None

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def when(self) -> str:
        """ "di 6 oktober 2026, 15.00-16.30 uur"; "" without a moment."""
        return span_text(self.starts_at, self.minutes) if self.starts_at else ""
