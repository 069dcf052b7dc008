"""What the program mails by itself: to whom it did, and who would rather not have it."""

from django.db import models
from django.db.models import Q

from meetings.models.invitation import Invitation
from teams.models import Professional


class Reminder(models.Model):
    """One reminder of an invitation: for this moment of the session, so many days before it, and never again.

    It cannot be undone, so it is no part of what history keeps; the mail itself is a Notice.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="reminders", verbose_name="uitnodiging")
    starts_at = models.DateTimeField("voor het moment")
    days = models.PositiveSmallIntegerField("dagen ervoor")
    sent_at = models.DateTimeField("verstuurd")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ("sent_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("invitation", "starts_at", "days"), name="meetings_reminded_once"),
        )

    def __str__(self) -> str:
        return f"herinnering aan {self.invitation}, {self.days} dagen ervoor"


class Digest(models.Model):
    """The mail of one week to one person with what is still open."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="digests", verbose_name="professional")
    monday = models.DateField("week van")
    sent_at = models.DateTimeField("verstuurd")

    class Meta:
        verbose_name = "weekoverzicht"
        verbose_name_plural = "weekoverzichten"
        ordering = ("monday", "pk")
        constraints = (models.UniqueConstraint(fields=("professional", "monday"), name="meetings_one_digest_a_week"),)

    def __str__(self) -> str:
        return f"weekoverzicht van {self.monday} aan {self.professional}"


class MailChoice(models.Model):
    """Which mails somebody of the roster wants, or by her address a guest or who has an account only. Without this row:
    all of them.

    Invitations, changes and cancellations are no choice. A choice can be made again by the same link, so it is no part
    of what history keeps.
    """

    professional = models.OneToOneField(
        Professional, models.CASCADE, related_name="mail_choice", verbose_name="professional", null=True, blank=True
    )
    guest_email = models.EmailField("e-mailadres van een gast", null=True, blank=True, unique=True)
    reminders = models.BooleanField("herinneringen", default=True)
    digest = models.BooleanField("weekoverzicht", default=True)
    chosen_at = models.DateTimeField("gekozen", auto_now=True)

    class Meta:
        verbose_name = "mailkeuze"
        verbose_name_plural = "mailkeuzes"
        constraints = (
            models.CheckConstraint(
                condition=Q(professional=None, guest_email__isnull=False)
                | Q(professional__isnull=False, guest_email=None),
                name="meetings_choice_of_a_person_or_a_guest",
            ),
        )

    def __str__(self) -> str:
        return f"mailkeuze van {self.professional or self.guest_email}"
