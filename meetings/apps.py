from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "bijeenkomsten"

    def ready(self) -> None:
        from meetings.entries import enter
        from meetings.overlap import RULES
        from meetings.tasks import EVERY, mail_what_is_due
        from outbox.recurring import repeat
        from teams.overlap import lay_triggers

        enter()
        repeat(mail_what_is_due, every=EVERY)
        post_migrate.connect(
            partial(lay_triggers, rules=RULES), sender=self, weak=False, dispatch_uid="meetings.lay_triggers"
        )
