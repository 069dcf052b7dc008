from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = "overzicht"

    def ready(self) -> None:
        from overview.entries import enter

        enter()
