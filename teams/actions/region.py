"""Setting up a region: its schools, the organisations people work for, the seats every school has."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from schools.changes import recorded
from schools.models import Change, Municipality, Region, School
from schools.models.school import SchoolQuerySet
from teams import defaults
from teams.dutch import count_text
from teams.models import Organisation, Role, SeatTemplate


@transaction.atomic
def create_region(*, name: str, po_code: str = "", vo_code: str = "") -> Region:
    """Make a region of the schools of a samenwerkingsverband PO and VO that are in no region yet, ready to use.

    Raises ValidationError on a code that is none, or a name or code that is taken.
    """
    region = Region(name=name, po_code=po_code, vo_code=vo_code)
    region.full_clean()
    region.save()
    schools_to_take(po_code=po_code, vo_code=vo_code).update(region=region)
    region.municipalities.set(Municipality.objects.filter(schools__region=region).distinct())
    for kind, title in defaults.ORGANISATIONS:
        Organisation.objects.create(region=region, kind=kind, name=f"{title} {name}")
    give_default_seats(region=region)
    return region


@transaction.atomic
def add_region(*, name: str, po_code: str, vo_code: str, actor: User, key: UUID | None = None) -> Change:
    """Make a region, and keep who did. It is not undone: what it is made of is not written within the change.

    Raises ValidationError like `create_region`, AlreadyDone when the same form came before.
    """
    region = create_region(name=name, po_code=po_code, vo_code=vo_code)
    with recorded(subject=region, actor=actor, key=key) as change:
        schools = count_text(region.schools.count(), "school", "scholen")
        change.summary = f"De regio {region} is gemaakt, met {schools}."
    return change


def schools_to_take(*, po_code: str, vo_code: str) -> SchoolQuerySet:
    """The schools in no region yet that a region with these codes of a samenwerkingsverband would get."""
    of_po = Q(swv_po=po_code, sector__in=defaults.PRIMARY) if po_code else Q(pk__in=[])
    of_vo = Q(swv_vo=vo_code, sector__in=defaults.SECONDARY) if vo_code else Q(pk__in=[])
    return School.objects.filter(of_po | of_vo, region=None)


@transaction.atomic
def give_default_seats(*, region: Region) -> None:
    """Give a region the roles and seats that every region starts with; existing ones stay as they are."""
    roles = {default.code: _role(position, default) for position, default in enumerate(defaults.ROLES)}
    for position, seat in enumerate(defaults.SEATS):
        for sector, need in seat.need.items():
            template, created = SeatTemplate.objects.get_or_create(
                region=region, sector=sector, name=seat.name, defaults={"need": need, "position": position}
            )
            if created:
                template.roles.set([roles[code] for code in seat.roles])


def _role(position: int, default: defaults.DefaultRole) -> Role:
    values = {
        "name": default.name,
        "abbreviation": default.abbreviation,
        "domain": default.domain,
        "ring": default.ring,
        "organisation_kind": default.organisation_kind,
        "edits_team": default.edits_team,
        "position": position,
    }
    return Role.objects.get_or_create(code=default.code, defaults=values)[0]
