from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        from simple_history.signals import pre_create_historical_record

        from schools import trail
        from schools.changes import tie_to_change

        pre_create_historical_record.connect(tie_to_change, dispatch_uid="schools.tie_to_change")
        pre_migrate.connect(trail.lift, sender=self, dispatch_uid="schools.trail.lift")
        post_migrate.connect(trail.lay, sender=self, dispatch_uid="schools.trail.lay")
