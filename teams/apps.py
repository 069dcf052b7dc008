from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TeamsConfig(AppConfig):
    name = "teams"

    def ready(self) -> None:
        from teams.overlap import lay_triggers

        post_migrate.connect(lay_triggers, sender=self, dispatch_uid="teams.lay_triggers")
