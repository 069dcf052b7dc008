"""What a form shows of a seat, a person or another row, as a snapshot for teams.seen."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q

from schools.models import School
from schools.models.dated import overlapping
from schools.phones import format_phone
from teams.dutch import day_text
from teams.extensions import carried_along
from teams.models import Membership, PlannedMember, Professional, Role, SeatTemplate
from teams.seen import Snapshot

PERSON = "Gegevens"
PERSON_FIELDS = (
    "first_name",
    "infix",
    "surname",
    "organisation",
    "email",
    "phone",
    "expertise",
    "introduction",
    "half_days",
)
VISIBILITY_FIELDS = ("email_visibility", "phone_visibility")  # which only she herself sees and sets
_FIELDS = {field.name: field for field in Professional._meta.concrete_fields}


def about_school(school: School) -> str:
    """Names what a snapshot of a seat or a team is about."""
    return f"school {school.pk}"


def about_person(professional: Professional) -> str:
    """Names what a snapshot of a person is about."""
    return f"person {professional.pk}"


def about_seats(professional: Professional) -> str:
    """Names what a snapshot of all seats of a person is about."""
    return f"seats of {professional.pk}"


def seat_snapshot(school: School, role: Role) -> Snapshot:
    """Everybody who ever fills the seat that this role belongs to, also in the seat's other roles."""
    rows = Membership.objects.filter(_in_seat(school, role), school=school).select_related("professional", "role")
    shown: Snapshot = {}
    for row in rows.prefetch_related("stand_ins__professional"):
        _add(shown, f"{row.professional}, {row.role} vanaf {day_text(row.starts_on)}", _membership_fields(row))
    return shown


def plans_snapshot(school: School, role: Role) -> Snapshot:
    """Everybody who fills the seat of this role, or is planned for it. Only for who may know of plans: she can read
    it."""
    shown = seat_snapshot(school, role)
    rows = PlannedMember.objects.filter(_in_seat(school, role), school=school)
    for row in rows.select_related("professional", "role"):
        shown |= plan_snapshot(row)
    return shown


def plan_snapshot(plan: PlannedMember) -> Snapshot:
    """One plan."""
    fields = {"vanaf": day_text(plan.starts_on), "stand": plan.get_stage_display()}
    return {f"Het plan voor {plan.professional} als {plan.role}": fields}


def _in_seat(school: School, role: Role) -> Q:
    """Rows of the seat that this role belongs to, also in the seat's other roles."""
    seats = SeatTemplate.objects.for_school(school).filter(roles=role)
    return Q(role=role) | Q(role__in=Role.objects.filter(seat_templates__in=seats))


def team_snapshot(school: School, day: date) -> Snapshot:
    """Who is in the team on a day, in which role."""
    rows = Membership.objects.on(day).filter(school=school).select_related("professional", "role")
    return {f"{row.professional}, {row.role}": {} for row in rows}


def _membership_fields(row: Membership) -> dict[str, str]:
    stand_ins = (
        f"{each.professional} ({day_text(each.starts_on)} - {day_text(each.ends_on)})" for each in row.stand_ins.all()
    )
    return {
        "laatste dag": day_text(row.ends_on) if row.ends_on else "",
        "op school op": str(row.days_at_school),
        "contacttijd": row.contact_hours,
        "eerste contact": "ja" if row.is_first_contact else "nee",
        "waarnemer": ", ".join(stand_ins),
    }


def label_of(field: str) -> str:
    """The Dutch name of a field of a professional."""
    return str(_FIELDS[field].verbose_name)


def shown_fields(professional: Professional, fields: Iterable[str] = PERSON_FIELDS) -> dict[str, str]:
    """The data of one person as her page shows them, by the field's name."""
    shown = {
        "organisation": str(professional.organisation),
        "phone": format_phone(professional.phone),
        "half_days": str(professional.working_week),
        "email_visibility": professional.get_email_visibility_display(),
        "phone_visibility": professional.get_phone_visibility_display(),
    }
    return {name: shown.get(name, str(getattr(professional, name))) for name in fields}


def about_row(row: Model) -> str:
    """Names what a snapshot of a row is about."""
    return f"{row._meta.label_lower} {row.pk}"


def row_snapshot(row: Model, fields: Sequence[str]) -> Snapshot:
    """Some fields of a row as a page shows them, by their Dutch names."""
    found = {name: row._meta.get_field(name) for name in fields}
    return {PERSON: {str(field.verbose_name): _shown(row, name) for name, field in found.items()}}  # type: ignore[union-attr]


def _shown(row: Any, name: str) -> str:
    value = getattr(row, name)
    if hasattr(value, "all"):
        return ", ".join(str(each) for each in value.all())
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return day_text(value)
    if name == "phone":
        return format_phone(value)
    return "" if value is None else str(value)


def erasure_snapshot(professional: Professional) -> Snapshot:
    """Who is to be erased, and since when she asks for it."""
    asked_on = professional.erasure_asked_on
    return {str(professional): {label_of("erasure_asked_on"): day_text(asked_on) if asked_on else ""}}


def person_snapshot(professional: Professional, fields: Iterable[str] = PERSON_FIELDS) -> Snapshot:
    """The data of one person, by the field's Dutch name. Whoever gets it can read it: name only fields she may see."""
    return {PERSON: {label_of(name): text for name, text in shown_fields(professional, fields).items()}}


def seats_snapshot(professional: Professional, day: date) -> Snapshot:
    """Every seat that somebody fills or will fill from a day on, at all schools."""
    rows = Membership.objects.filter(overlapping(day, None), professional=professional)
    rows = rows.select_related("school", "role").prefetch_related("stand_ins__professional")
    shown: Snapshot = {}
    for row in rows:
        _add(shown, f"{row.school}, {row.role} vanaf {day_text(row.starts_on)}", _membership_fields(row))
    return shown


def about_merge(kept: Professional, absorbed: Professional) -> str:
    """Names what a snapshot of two records is about."""
    return f"merge of {absorbed.pk} into {kept.pk}"


def merge_snapshot(kept: Professional, absorbed: Professional) -> Snapshot:
    """The data and all seats, also past ones, of two records, and what else becomes one."""
    shown: Snapshot = {}
    for record, which in ((kept, "die blijft"), (absorbed, "die erbij komt")):
        for label, fields in (person_snapshot(record) | seats_snapshot(record, date.min)).items():
            shown[f"{record} ({which}), {label}"] = fields
    for each in carried_along(kept, absorbed):
        _add(shown, each.label, {"wat ervan wordt": each.becomes})
    return shown


def _add(shown: Snapshot, label: str, fields: dict[str, str]) -> None:
    """Two of the same name both count."""
    namesakes = sum(known == label or known.startswith(f"{label} (") for known in shown)
    shown[f"{label} ({namesakes + 1})" if namesakes else label] = fields
