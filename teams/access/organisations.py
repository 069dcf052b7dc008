"""Power that does not come from a seat: who coordinates an organisation, and who must sign in in two steps."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.asked_once import once
from accounts.models import User
from schools.access import grants_of, regions_in_reach
from schools.models.dated import overlapping
from teams.models import Coordinator, Organisation, Professional


def coordinated_organisations(user: User | AnonymousUser, day: date) -> QuerySet[Organisation]:
    """Organisations whose people a user arranges on this day."""
    if not isinstance(user, User):
        return Organisation.objects.none().order_by()
    return Organisation.objects.filter(pk__in=Coordinator.objects.on(day).filter(user=user).values("organisation"))


@once
def coordinated_by(user: User | AnonymousUser, day: date) -> tuple[Organisation, ...]:
    """The same, read, by name, each with its municipalities."""
    return tuple(coordinated_organisations(user, day).prefetch_related("municipalities"))


def coordinates(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user arranges where this person sits."""
    return coordinated_organisations(user, day).filter(pk=professional.organisation_id).exists()


def visible_organisations(user: User | AnonymousUser, day: date) -> QuerySet[Organisation]:
    """Organisations whose people and seats a user may see together: those she coordinates, and of her regions."""
    own = coordinated_organisations(user, day).order_by().values("pk")
    of_regions = Organisation.objects.filter(region__in=regions_in_reach(user, day)).order_by().values("pk")
    return Organisation.objects.filter(pk__in=own.union(of_regions))


def has_power_from(user: User, day: date) -> bool:
    """Whether a user has power on this day or later."""
    later = overlapping(day, None)
    return user.grants.filter(later).exists() or user.coordinatorships.filter(later).exists()


def sees_organisation(user: User | AnonymousUser, organisation: Organisation, day: date) -> bool:
    """Whether a user may see the people and seats of this organisation together."""
    return visible_organisations(user, day).filter(pk=organisation.pk).exists()


def has_power(user: User | AnonymousUser, day: date) -> bool:
    """Whether a user may do more on this day than her seats give her; then she signs in with a second step."""
    return grants_of(user, day).exists() or coordinated_organisations(user, day).exists()
