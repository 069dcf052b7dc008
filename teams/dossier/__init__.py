"""Everything held about one person, as one structure: the page, the JSON and the PDF show the same."""

from datetime import datetime

from accounts.models import User
from teams.access import accounts_of, records_of
from teams.dossier.account import account_section, devices_section, powers_section, saved_pages_section, sign_in_section
from teams.dossier.mails import mails_section
from teams.dossier.person import contact_section, plans_section, seats_section, stand_ins_section
from teams.dossier.pieces import Dossier
from teams.dossier.trail import changes_section, deeds_section, invitations_section, looks_section
from teams.extensions import dossier_sections
from teams.models import Professional

__all__ = ["Dossier", "dossier_of"]


def dossier_of(user: User, now: datetime) -> Dossier:
    """What is held about who signs in with this account, in a number of queries that does not grow with it."""
    person = Professional.objects.of_user(user).select_related("organisation__region").first()
    records, accounts = (records_of(person), accounts_of(person)) if person else ([], [user])
    today = now.date()
    return Dossier(
        name=str(person or user),
        made_at=now,
        sections=(
            contact_section(records),
            seats_section(records, today),
            stand_ins_section(records),
            plans_section(records),
            *(section(records) for section in dossier_sections),
            looks_section(records),
            changes_section(records),
            invitations_section(records),
            account_section(accounts),
            sign_in_section(accounts),
            saved_pages_section(accounts),
            devices_section(accounts),
            powers_section(accounts),
            deeds_section(accounts),
            mails_section(records, accounts),
        ),
    )
