import argparse
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from meetings.country.making import make_country, may_be_filled
from meetings.country.places import MOST_SCHOOLS


def _number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_SCHOOLS:
        raise argparse.ArgumentTypeError(f"Kies een aantal van 1 tot en met {MOST_SCHOOLS}.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Maakt een verzonnen land om mee te meten: zoveel scholen, elk met zeven plekken, drie jaar van komen en gaan, "
        "en twee bijeenkomsten per jaar. Hetzelfde aantal, hetzelfde begingetal en dezelfde dag geven hetzelfde land. "
        "Alleen in een lege database, of naast de demo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools", type=_number, required=True, help="hoeveel scholen")
        parser.add_argument("--seed", type=int, default=1, help="een ander begingetal geeft een ander land")
        parser.add_argument(
            "--today", type=date.fromisoformat, metavar="JJJJ-MM-DD", help="tel terug vanaf deze dag (anders vandaag)"
        )
        parser.add_argument(
            "--among-others", action="store_true", help="doe het ook als er al andere scholen of regio's zijn"
        )

    def handle(self, *, schools: int, seed: int, today: date | None, among_others: bool, **_: Any) -> None:
        if not (among_others or may_be_filled()):
            raise CommandError(
                "Er staan al scholen of regio's in deze database. Een verzonnen land hoort daar niet tussen; "
                "geef --among-others mee als je het toch wilt."
            )
        begun = time.monotonic()
        made = make_country(schools=schools, seed=seed, today=today or timezone.localdate())
        self.stdout.write(
            f"{made.schools} scholen in {made.regions} regio's, {made.people} mensen, {made.memberships} plekken, "
            f"{made.meetings} bijeenkomsten; in {time.monotonic() - begun:.0f} seconden."
        )
        self.stdout.write(f"Inloggen kan als {', '.join(made.accounts)}.")
