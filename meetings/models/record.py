"""What comes out of a session: minutes, agreements, and the team's own answers to the four questions."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import Question, Theme
from meetings.models.meeting import Meeting
from schools.models import ChangeRecord, School
from schools.school_year import SchoolYear
from teams.models import Professional


class Minutes(models.Model):
    """The minutes of a session. `version` rises with every save: who saves on an older one is told, and merges.

    They are saved while somebody types, so they are no part of what history keeps (decision 28).
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes_text", verbose_name="bijeenkomst")
    text = models.TextField("verslag", blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField("bewaard", auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="bewaard door", null=True
    )

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"

    def __str__(self) -> str:
        return f"verslag van {self.meeting}"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def open(self) -> "AgreementQuerySet":
        """Agreements that still have to be kept; they come back on every next agenda."""
        return self.filter(done_on=None)

    def with_people(self) -> "AgreementQuerySet":
        return self.select_related("owner", "meeting__school", "school")

    def in_order(self) -> "AgreementQuerySet":
        """What is due first comes first."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class Agreement(models.Model):
    """An afspraak of a team: what, who, before when. It is carried to the next session until it is done.

    `school` is that of its session: whose afspraken are open is asked of every school in a list, by an index of this
    column, and what history keeps of it is locked and read by it. A check cannot look at another table, so none says
    that both are the same; `make_agreement` is the one place that sets it, and no session goes to another school.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="agreements", verbose_name="school")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agreements", verbose_name="gemaakt in")
    text = models.CharField("afspraak", max_length=400)
    theme = models.CharField("thema", max_length=20, choices=Theme, blank=True)
    owner = models.ForeignKey(
        Professional, models.PROTECT, related_name="agreements", verbose_name="wie", null=True, blank=True
    )
    due_on = models.DateField("voor", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("school", "done_on"), name="meetings_agreement_open"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="meetings_agreement_says_something"),
            models.CheckConstraint(
                condition=Q(theme__in=["", *Theme.values]), name="meetings_agreement_theme_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_late(self, day: date) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < day


class TeamAnswer(models.Model):
    """The team's own line under one of the four questions, in a school year."""

    school = models.ForeignKey(School, models.PROTECT, related_name="team_answers", verbose_name="school")
    year = models.PositiveSmallIntegerField("schooljaar")
    question = models.CharField("vraag", max_length=10, choices=Question)
    text = models.CharField("antwoord", max_length=600)

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "antwoord van het kernteam"
        verbose_name_plural = "antwoorden van het kernteam"
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(fields=("school", "year", "question"), name="meetings_one_answer_a_year"),
            models.CheckConstraint(condition=Q(question__in=Question.values), name="meetings_answer_question_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_answer_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.text}"

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)
