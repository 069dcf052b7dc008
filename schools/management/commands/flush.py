from typing import Any

from django.core.management.commands import flush

from schools import trail


class Command(flush.Command):
    """Django's own, for a database that refuses to let go of its trail."""

    def handle(self, **options: Any) -> None:
        """Empty every table; tests do so between two of them, and the proof between two rows."""
        trail.lift(options["database"])
        try:
            super().handle(**options)
        finally:
            trail.lay(options["database"])
