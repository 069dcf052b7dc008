"""Setting up a region: its schools, the organisations people work for, the seats every school has."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.models import User, normalise_email
from schools.enums import GrantKind
from schools.models import Grant, Municipality, Region, School
from teams import defaults
from teams.models import Organisation, Role, SeatTemplate


@transaction.atomic
def create_region(*, name: str, po_code: str = "", vo_code: str = "") -> Region:
    """Make a region of the schools of a samenwerkingsverband PO and VO that are in no region yet, ready to use.

    Raises ValidationError on a code that is none, or a name or code that is taken.
    """
    region = Region(name=name, po_code=po_code, vo_code=vo_code)
    region.full_clean()
    region.save()
    of_po = Q(swv_po=po_code, sector__in=defaults.PRIMARY) if po_code else Q(pk__in=[])
    of_vo = Q(swv_vo=vo_code, sector__in=defaults.SECONDARY) if vo_code else Q(pk__in=[])
    School.objects.filter(of_po | of_vo, region=None).update(region=region)
    region.municipalities.set(Municipality.objects.filter(schools__region=region).distinct())
    for kind, title in defaults.ORGANISATIONS:
        Organisation.objects.create(region=region, kind=kind, name=f"{title} {name}")
    give_default_seats(region=region)
    return region


@transaction.atomic
def grant(*, email: str, kind: GrantKind, region: Region | None, starts_on: date, given_by: User | None) -> Grant:
    """Give whoever has this address a role over a region (beheerder: over everything), with an account if need be."""
    address = normalise_email(email)
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    return Grant.objects.create(user=user, kind=kind, region=region, starts_on=starts_on, given_by=given_by)


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
