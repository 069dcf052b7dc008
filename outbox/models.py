"""Every mail of the program, written down in the same transaction as what it reports, and kept till it was sent."""

from datetime import datetime
from email import message_from_bytes, policy

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from outbox.enums import MailState


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> "MailQuerySet":
        """Mails that may be sent now: they wait, their time has come, and nobody is sending them."""
        still_good = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        return self.filter(still_good, state=MailState.QUEUED, next_attempt_at__lte=now)

    def close(self, state: MailState, **fields: object) -> int:
        """Let no more attempts be made, and keep no secret any longer; how many mails it closed."""
        with transaction.atomic():
            self.filter(is_secret=True).update(content=b"")
            return self.update(state=state, **fields)

    def forget(self) -> int:
        """Keep nothing of them but that they were, and whether they were sent; how many mails that were."""
        return self.update(recipient="", sender="", subject="", content=b"", last_error="")


class Mail(models.Model):
    """One letter to one address. A letter to several people is several of these, with one Message-ID.

    `next_attempt_at` is also the lease of who is sending it: until then nobody else tries.
    """

    message_id = models.CharField("Message-ID", max_length=255)
    sender = models.CharField("van", max_length=320)
    recipient = models.EmailField("aan", blank=True, help_text="Leeg: vergeten.")
    subject = models.TextField("onderwerp", blank=True)
    content = models.BinaryField("het hele bericht", help_text="Leeg: geheim en verstuurd, of vergeten.")
    state = models.CharField("stand", max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    next_attempt_at = models.DateTimeField("volgende poging", default=timezone.now)
    last_error = models.TextField("laatste fout", blank=True)
    queued_at = models.DateTimeField("klaargezet", auto_now_add=True)
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True)
    expires_at = models.DateTimeField("niet meer versturen na", null=True, blank=True)
    is_secret = models.BooleanField("geheim", default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="gevraagd door", null=True, blank=True
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ("queued_at", "pk")
        indexes = (
            models.Index(fields=("state", "next_attempt_at"), name="outbox_mail_due"),
            models.Index(fields=("recipient",), name="outbox_mail_by_recipient"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("message_id", "recipient"),
                condition=~models.Q(recipient=""),
                name="outbox_mail_once_to_an_address",
            ),
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="outbox_mail_state_is_known"),
        )

    def __str__(self) -> str:
        return f"mail {self.pk}: {self.subject}"

    @property
    def text(self) -> str:
        """What it says, as plain text; "" when it is secret, and once it is forgotten."""
        if self.is_secret or not self.content:
            return ""
        body = message_from_bytes(bytes(self.content), policy=policy.default).get_body(("plain",))
        return body.get_content().strip() if body else ""
