from django.db import transaction

from schools.models import Region
from teams import defaults
from teams.models import Role, SeatTemplate


@transaction.atomic
def give_default_seats(*, region: Region) -> None:
    """Give a region the roles and seats that every region starts with; existing ones stay as they are."""
    roles = {
        default.code: Role.objects.get_or_create(
            code=default.code,
            defaults={
                "name": default.name,
                "abbreviation": default.abbreviation,
                "domain": default.domain,
                "ring": default.ring,
                "organisation_kind": default.organisation_kind,
                "edits_team": default.edits_team,
                "position": position,
            },
        )[0]
        for position, default in enumerate(defaults.ROLES)
    }
    for position, seat in enumerate(defaults.SEATS):
        for sector, need in seat.need.items():
            template, created = SeatTemplate.objects.get_or_create(
                region=region, sector=sector, name=seat.name, defaults={"need": need, "position": position}
            )
            if created:
                template.roles.set([roles[code] for code in seat.roles])
