"""Her account: how she signs in, on which devices, and what she may do beside her seats."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q

from accounts.models import ReadingKey, SavedPage, User
from accounts.user_agents import device_words
from schools.models import Grant
from teams.dossier.pieces import Fact, Record, Section, who
from teams.models import Coordinator

MEANS = {
    Authenticator.Type.TOTP: "Code uit een app",
    Authenticator.Type.WEBAUTHN: "Passkey",
    Authenticator.Type.RECOVERY_CODES: "Herstelcodes",
}


def account_section(accounts: Sequence[User]) -> Section:
    """The address with which she signs in, since when, and when last."""
    return Section(
        "account",
        "Je account",
        "Waarmee je inlogt. Een wachtwoord bewaren we alleen versleuteld; niemand kan het lezen.",
        tuple(
            Record(
                (
                    Fact("email", "e-mailadres", row.email),
                    Fact("since", "sinds", row.date_joined),
                    Fact("last_sign_in", "laatst ingelogd", row.last_login),
                    Fact("is_active", "mag inloggen", row.is_active),
                    Fact("has_password", "heeft een wachtwoord", row.has_usable_password()),
                )
            )
            for row in accounts
        ),
    )


def saved_pages_section(accounts: Sequence[User]) -> Section:
    """The pages that she gave a name."""
    rows = SavedPage.objects.filter(user__in=accounts).order_by("pk")
    return Section(
        "saved_pages",
        "Bewaarde bladzijden",
        "Keuzes in het overzicht van een regio die je een naam gaf.",
        tuple(Record((Fact("name", "naam", row.name), Fact("address", "adres", row.address))) for row in rows),
    )


def sign_in_section(accounts: Sequence[User]) -> Section:
    """Second steps, passkeys, accounts elsewhere, and addresses that allauth keeps."""
    means = (_means(row) for row in Authenticator.objects.filter(user__in=accounts).order_by("pk"))
    keys = (
        Record(
            (
                Fact("what", "wat", "Sleutel voor een rapportage"),
                Fact("name", "waarvoor", row.name),
                Fact("since", "sinds", row.made_at),
            )
        )
        for row in ReadingKey.objects.filter(user__in=accounts).order_by("pk")
    )
    elsewhere = (
        Record(
            (
                Fact("what", "wat", f"Inloggen via {row.provider}"),
                Fact("name", "kenmerk", row.uid),
                Fact("since", "sinds", row.date_joined),
                Fact("last_used", "laatst gebruikt", row.last_login),
                Fact("details", "meegestuurd", tuple(f"{key}: {value}" for key, value in row.extra_data.items())),
            )
        )
        for row in SocialAccount.objects.filter(user__in=accounts).order_by("pk")
    )
    addresses = (
        Record(
            (
                Fact("what", "wat", "E-mailadres"),
                Fact("name", "adres", row.email),
                Fact("is_confirmed", "bevestigd", row.verified),
            )
        )
        for row in EmailAddress.objects.filter(user__in=accounts).order_by("pk")
    )
    return Section(
        "sign_in",
        "Hoe je inlogt",
        "Je tweede stap, passkeys en koppelingen. De geheime codes zelf staan er niet bij.",
        (*means, *keys, *elsewhere, *addresses),
    )


def _means(row: Authenticator) -> Record:
    name = row.data.get("name", "") if row.type == Authenticator.Type.WEBAUTHN else ""
    return Record(
        (
            Fact("what", "wat", MEANS[row.type]),
            Fact("name", "naam", name),
            Fact("since", "sinds", row.created_at),
            Fact("last_used", "laatst gebruikt", row.last_used_at),
        )
    )


def devices_section(accounts: Sequence[User]) -> Section:
    """Where she is signed in."""
    rows = UserSession.objects.filter(user__in=accounts).order_by("-last_seen_at")
    return Section(
        "devices",
        "Apparaten",
        "Waar je bent ingelogd.",
        tuple(
            Record(
                (
                    Fact("device", "apparaat", device_words(row.user_agent)),
                    Fact("browser", "zo noemt je browser zich", row.user_agent),
                    Fact("address", "IP-adres", str(row.ip)),
                    Fact("since", "sinds", row.created_at),
                    Fact("last_seen", "laatst gezien", row.last_seen_at),
                )
            )
            for row in rows
        ),
    )


def powers_section(accounts: Sequence[User]) -> Section:
    """What she may do beside her seats, and what she let others do."""
    own, given = Q(user__in=accounts), Q(given_by__in=accounts)
    grants = Grant.objects.filter(own | given).select_related("region", "municipality")
    coordinators = Coordinator.objects.filter(own | given).select_related("organisation")
    people = ("user__professional", "given_by__professional")
    rows = [*grants.select_related(*people), *coordinators.select_related(*people)]
    mine = {account.pk for account in accounts}
    return Section(
        "powers",
        "Bevoegdheden",
        "Wat je mag in een hele regio of voor een organisatie, en wat je aan anderen gaf.",
        tuple(_power(row, is_mine=row.user_id in mine) for row in rows),
    )


def _power(row: Grant | Coordinator, *, is_mine: bool) -> Record:
    if isinstance(row, Grant):
        what = f"{row.get_kind_display()} van {row.municipality or row.region or 'alles'}"
    else:
        what = f"coördinator van {row.organisation}"
    return Record(
        (
            Fact("what", "wat", what if is_mine else f"Jij maakte {who(row.user)} {what}"),
            Fact("starts_on", "vanaf", row.starts_on),
            Fact("ends_on", "tot en met", row.ends_on),
            Fact("given_by", "gegeven door", who(row.given_by) if row.given_by else ""),
        )
    )
