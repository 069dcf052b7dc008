import argparse
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from teams.demo.laying import FRESH_FOR_DAYS, lay_demo


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is geen dag als 2026-11-22.") from error


class Command(BaseCommand):
    help = (
        "Legt de demo neer: twee verzonnen regio's, geteld vanaf vandaag. "
        f"Een demo van hooguit {FRESH_FOR_DAYS} dagen oud blijft zoals hij is. Een oudere wordt opnieuw neergelegd: "
        "wat iemand in de demo heeft veranderd, is dan weg. Andere regio's blijven onaangeroerd. "
        "Werkt alleen met DEMO=1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today",
            type=_day,
            metavar="JJJJ-MM-DD",
            help="leg de demo precies voor deze dag neer (als hij er al voor deze dag ligt, verandert er niets)",
        )
        parser.add_argument("--fresh", action="store_true", help="leg de demo hoe dan ook opnieuw neer")

    def handle(self, *_: Any, today: date | None, fresh: bool, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo staat uit. Zet DEMO=1 in de omgeving; nooit op een server met echte gegevens.")
        outcome = lay_demo(today=today or timezone.localdate(), exactly=today is not None, fresh=fresh)
        day = f"{outcome.day:%d-%m-%Y}"
        if not outcome.is_new:
            self.stdout.write(f"De demo van {day} ligt er al. Met --fresh leg je hem opnieuw neer.")
        elif outcome.replaced:
            self.stdout.write(f"De demo is opnieuw neergelegd voor {day}. Wat daarin veranderd was, is weg.")
        else:
            self.stdout.write(f"De demo is neergelegd voor {day}.")
