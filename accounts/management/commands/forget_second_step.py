from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.devices import sign_out_everywhere
from accounts.models import User, normalise_email


class Command(BaseCommand):
    help = "Haalt de tweede stap weg van iemand die haar telefoon en haar herstelcodes kwijt is. Ga na dat zij het is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="het adres waarmee zij inlogt")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(email=normalise_email(options["email"])).first()
        if user is None:
            raise CommandError(f"Er is geen account met het adres {options['email']}.")
        Authenticator.objects.filter(user=user).delete()
        sign_out_everywhere(user)
        self.stdout.write(f"{user} is overal uitgelogd, en logt nu in zonder tweede stap.")
