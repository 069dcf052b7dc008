from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class TeamsConfig(AppConfig):
    name = "teams"

    def ready(self) -> None:
        from teams.overlap import lay_triggers
        from teams.search.index import give_functions, lay_on_sqlite

        post_migrate.connect(lay_triggers, sender=self, dispatch_uid="teams.lay_triggers")
        post_migrate.connect(lay_on_sqlite, sender=self, dispatch_uid="teams.search.lay_on_sqlite")
        connection_created.connect(give_functions, dispatch_uid="teams.search.give_functions")
