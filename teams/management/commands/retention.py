import json
from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from schools.changes import Stale
from teams.actions.retention import overdue, remove_contact_data, years_before
from teams.extensions import cleanups
from teams.importing.steps import remove_old_imports
from teams.poster.bundles import remove_old_bundles


class Command(BaseCommand):
    help = (
        "Verwijdert e-mailadres, telefoonnummer, expertise en ‘wie ben ik’ van mensen die RETENTION_YEARS jaar (gewoon "
        "2) geen plek in een kernteam hadden, ook uit de geschiedenis, met hun ongebruikte account. Ruimt ook verlopen "
        "sessies op, en bundels posters en bestanden met teams na POSTERS_KEEP_DAYS dagen (gewoon 14), en casussen na "
        "CASUS_KEEP_SCHOOL_YEARS schooljaren na het eigen schooljaar (gewoon 1). Drukt aantallen per regio af, nooit "
        "van wie. Nog een keer draaien verandert niets. Eén mens per keer: breekt het af, dan is wat gedaan is af."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="doe niets, druk alleen af wat er zou gebeuren")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="druk de aantallen af als één JSON-object"
        )

    def handle(self, *_: Any, dry_run: bool, as_json: bool, **__: Any) -> None:
        today, years = timezone.localdate(), settings.RETENTION_YEARS
        people: Counter[str] = Counter()
        accounts: Counter[str] = Counter()
        for found in list(overdue(today=today, years=years)):
            if not dry_run:
                try:
                    remove_contact_data(found=found)
                except Stale:  # she got a seat at this very moment
                    continue
            people[found.region.name] += 1
            accounts[found.region.name] += len(found.accounts)
        expired = Session.objects.filter(expire_date__lt=timezone.now())
        sessions = expired.count() if dry_run else expired.delete()[0]
        report = {
            "dry_run": dry_run,
            "without_seat_since": years_before(today, years).isoformat(),
            "regions": [
                {"region": name, "people": people[name], "accounts": accounts[name]} for name in sorted(people)
            ],
            "sessions": sessions,
            "posters": remove_old_bundles(
                before=timezone.now() - timedelta(days=settings.POSTERS_KEEP_DAYS), dry_run=dry_run
            ),
            "imports": remove_old_imports(
                before=timezone.now() - timedelta(days=settings.POSTERS_KEEP_DAYS), dry_run=dry_run
            ),
            **{cleanup.key: cleanup.run(today, dry_run) for cleanup in cleanups},
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False) if as_json else "\n".join(_sentences(report)))


def _sentences(report: dict[str, Any]) -> list[str]:
    """The report for people."""
    what = "Zou verwijderen" if report["dry_run"] else "Verwijderd"
    regions = [
        f"{each['region']}: contactgegevens van {each['people']}, ongebruikte accounts {each['accounts']}"
        for each in report["regions"]
    ]
    return [
        f"Zonder plek sinds voor {report['without_seat_since']}.",
        *(f"{what} in {each}." for each in regions or ["geen enkele regio: niets"]),
        f"{what}: {report['sessions']} verlopen sessies.",
        f"{what}: {report['posters']} bundels posters.",
        f"{what}: {report['imports']} ingelezen bestanden.",
        *(f"{what}: {report[cleanup.key]} {cleanup.what}." for cleanup in cleanups),
    ]
