"""Choosing which mails somebody gets that the program sends by itself."""

from django.db import transaction

from meetings.mails.choices import Reader
from meetings.models import MailChoice


@transaction.atomic
def choose_mail(*, reader: Reader, reminders: bool | None = None, digest: bool | None = None) -> MailChoice:
    """Keep what she wants; None leaves as it is. Doing it again changes nothing."""
    choice, is_new = MailChoice.objects.select_for_update().get_or_create(**reader.owner)
    chosen = reader.choices.exclude(pk=choice.pk) if is_new else reader.choices
    before = chosen.first() or choice
    choice.reminders = before.reminders if reminders is None else reminders
    choice.digest = before.digest if digest is None else digest
    choice.save()
    return choice
