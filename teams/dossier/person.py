"""Her contact data and her places in teams."""

from collections.abc import Sequence
from datetime import date

from teams.dossier.pieces import Fact, Record, Section
from teams.models import Membership, PlannedMember, Professional, StandIn
from teams.snapshots import shown_fields


def contact_section(records: Sequence[Professional]) -> Section:
    """Each field, and who sees it; also of records that were merged into hers."""
    return Section(
        "contact",
        "Contactgegevens",
        "Wat er over jou staat, en wie je e-mailadres en telefoonnummer ziet. De rest ziet iedereen die jou mag zien.",
        tuple(_contact(row) for row in records),
    )


def _contact(row: Professional) -> Record:
    shown = shown_fields(row)
    return Record(
        (
            Fact("name", "naam", str(row)),
            Fact("first_name", "voornaam", row.first_name),
            Fact("infix", "tussenvoegsel", row.infix),
            Fact("surname", "achternaam", row.surname),
            Fact("organisation", "organisatie", f"{row.organisation} ({row.organisation.region})"),
            Fact("email", "e-mailadres", row.email),
            Fact("email_seen_by", "wie ziet het e-mailadres", row.get_email_visibility_display()),
            Fact("email_is_confirmed", "e-mailadres bevestigd", row.email_is_confirmed),
            Fact("phone", "telefoon", shown["phone"]),
            Fact("phone_seen_by", "wie ziet het telefoonnummer", row.get_phone_visibility_display()),
            Fact("expertise", "expertise", row.expertise),
            Fact("introduction", "wie ben ik", row.introduction),
            Fact("half_days", "werkdagen", shown["half_days"]),
            Fact("confirmed_on", "gegevens bevestigd op", row.confirmed_on),
            Fact("erasure_asked_on", "vroeg om wissen op", row.erasure_asked_on),
            Fact("is_merged", "later samengevoegd met je andere gegevens", True if row.merged_into_id else None),
        )
    )


def seats_section(records: Sequence[Professional], today: date) -> Section:
    """Her seats now, later and before."""
    rows = Membership.objects.filter(professional__in=records).select_related("school", "role")
    return Section(
        "seats",
        "Plekken in kernteams",
        "Waar je zit, gaat zitten en zat.",
        tuple(_seat(row, today) for row in rows.order_by("-starts_on", "-pk")),
    )


def _seat(row: Membership, today: date) -> Record:
    when = "nu" if row.is_on(today) else "eerder" if row.is_over(today) else "straks"
    return Record(
        (
            Fact("school", "school", str(row.school)),
            Fact("when", "wanneer", when),
            Fact("role", "rol", str(row.role)),
            Fact("starts_on", "vanaf", row.starts_on),
            Fact("ends_on", "tot en met", row.ends_on),
            Fact("contact_days", "op school op", str(row.days_at_school)),
            Fact("contact_hours", "contacttijd", row.contact_hours),
            Fact("is_first_contact", "eerste contact", row.is_first_contact),
        )
    )


def stand_ins_section(records: Sequence[Professional]) -> Section:
    """For whom she stands in, and who stands in for her."""
    found = StandIn.objects.filter(professional__in=records) | StandIn.objects.filter(
        membership__professional__in=records
    )
    rows = found.select_related("professional", "membership__professional", "membership__school", "membership__role")
    mine = {row.pk for row in records}
    return Section(
        "stand_ins",
        "Waarnemen",
        "Voor wie jij waarneemt of waarnam, en wie dat voor jou doet.",
        tuple(_stand_in(row, is_mine=row.professional_id in mine) for row in rows.order_by("-starts_on", "-pk")),
    )


def _stand_in(row: StandIn, *, is_mine: bool) -> Record:
    what = (
        f"Jij neemt waar voor {row.membership.professional}" if is_mine else f"{row.professional} neemt voor jou waar"
    )
    return Record(
        (
            Fact("what", "wat", what),
            Fact("school", "school", str(row.membership.school)),
            Fact("role", "rol", str(row.membership.role)),
            Fact("starts_on", "van", row.starts_on),
            Fact("ends_on", "tot en met", row.ends_on),
        )
    )


def plans_section(records: Sequence[Professional]) -> Section:
    """Where she is wished for, or asked."""
    rows = PlannedMember.objects.filter(professional__in=records).select_related("school", "role")
    return Section(
        "plans",
        "Plannen met jou",
        "Waar iemand jou graag in een kernteam ziet, of jou vroeg. Alleen wie die plek mag invullen, ziet dat.",
        tuple(_plan(row) for row in rows),
    )


def _plan(row: PlannedMember) -> Record:
    return Record(
        (
            Fact("school", "school", str(row.school)),
            Fact("role", "rol", str(row.role)),
            Fact("stage", "stand", row.get_stage_display()),
            Fact("starts_on", "vanaf", row.starts_on),
        )
    )
