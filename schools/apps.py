from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        from simple_history.signals import pre_create_historical_record

        from schools.changes import tie_to_change

        pre_create_historical_record.connect(tie_to_change, dispatch_uid="schools.tie_to_change")
