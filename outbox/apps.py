from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "postvak uit"

    def ready(self) -> None:
        from outbox.recurring import repeat
        from outbox.tasks import SWEPT_EVERY, sweep

        repeat(sweep, every=SWEPT_EVERY)
