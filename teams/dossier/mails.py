"""What the program mailed her, as long as it is kept."""

from collections.abc import Sequence

from accounts.models import User, normalise_email
from outbox.models import Mail
from teams.access import is_hers_alone
from teams.dossier.pieces import Fact, Record, Section
from teams.models import Professional


def mails_section(records: Sequence[Professional], accounts: Sequence[User]) -> Section:
    """Mail to the addresses that are surely hers, the newest first; of what is secret only that there was one.

    An address that she did not confirm, or that somebody else has too, would show her another's mail.
    """
    own = [record.email for record in records if record.email_is_confirmed and is_hers_alone(record)]
    addresses = {normalise_email(email) for email in (*own, *(account.email for account in accounts))} - {""}
    return Section(
        "mails",
        "Mail aan jou",
        "Wat Kernteam je de laatste tijd mailde. Van een mail met een code of een link bewaren we niet wat erin stond.",
        tuple(
            Record(
                (
                    Fact("subject", "onderwerp", mail.subject),
                    Fact("to", "aan", mail.recipient),
                    Fact("made_at", "klaargezet", mail.queued_at),
                    Fact("state", "stand", mail.get_state_display()),
                    Fact("sent_at", "verstuurd", mail.sent_at),
                    Fact("text", "tekst", mail.text),
                )
            )
            for mail in Mail.objects.filter(recipient__in=addresses).order_by("-queued_at", "-pk")
        ),
    )
