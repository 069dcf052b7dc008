from django.apps import AppConfig


class YearplanConfig(AppConfig):
    name = "yearplan"
    verbose_name = "jaarplanning"

    def ready(self) -> None:
        from outbox.recurring import repeat
        from yearplan.entries import enter
        from yearplan.tasks import EVERY, go_on_with_what_stands_still

        enter()
        repeat(go_on_with_what_stands_still, every=EVERY)
