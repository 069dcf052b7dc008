from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from schools.enums import GrantKind
from teams.actions.grants import give_grant
from teams.actions.region import create_region

GRANTS = (GrantKind.PROCESBEGELEIDER, GrantKind.SWV, GrantKind.BEHEERDER)


class Command(BaseCommand):
    help = (
        "Maakt een regio van de scholen van een samenwerkingsverband (na import_duo en import_swv_areas), met de "
        "gebruikelijke plekken en organisaties, en geeft de eerste mensen hun bevoegdheid."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="naam van de regio")
        parser.add_argument("--po", default="", help="code van het SWV PO, zoals PO2704")
        parser.add_argument("--vo", default="", help="code van het SWV VO, zoals VO2705")
        for kind in GRANTS:
            parser.add_argument(f"--{kind.value}", metavar="E-MAIL", help=f"e-mailadres van de {kind.label}")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            region = create_region(name=options["name"], po_code=options["po"], vo_code=options["vo"])
            for kind in GRANTS:
                if email := options[kind.value]:
                    validate_email(email)
                    give_grant(email=email, kind=kind, region=region, starts_on=timezone.localdate(), actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{region}: {region.schools.count()} scholen in {region.municipalities.count()} gemeenten.")
