"""How somebody found a session, said by her personal link (domain.md 1.1, 25)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from meetings.enums import EvaluationQuestion
from meetings.models.invitation import Invitation

ANSWER_LENGTH = 1000


class Evaluation(models.Model):
    """The answers of one invited person. They are read without her name and only together with those of others, so
    that they are no part of what history keeps and leave nothing in a logbook."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="evaluation", verbose_name="uitnodiging")
    gained = models.TextField(EvaluationQuestion.GAINED.label, max_length=ANSWER_LENGTH, blank=True)
    learned = models.TextField(EvaluationQuestion.LEARNED.label, max_length=ANSWER_LENGTH, blank=True)
    time_spent = models.TextField(EvaluationQuestion.TIME_SPENT.label, max_length=ANSWER_LENGTH, blank=True)
    score = models.PositiveSmallIntegerField(
        "cijfer voor de tijdsinvestering",
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        null=True,
        blank=True,
    )
    saved_at = models.DateTimeField("bewaard")

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(gained="", learned="", time_spent="", score=None),
                name="meetings_evaluation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=1, score__lte=5), name="meetings_evaluation_score_of_1_to_5"
            ),
        )

    def __str__(self) -> str:
        return f"evaluatie van {self.invitation.meeting}"
