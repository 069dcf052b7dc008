from django.db.models import TextChoices


class MailState(TextChoices):
    QUEUED = "queued", "wacht"
    SENT = "sent", "verstuurd"
    FAILED = "failed", "niet gelukt"
    EXPIRED = "expired", "verlopen"
