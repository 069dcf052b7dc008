"""Takes the regions of the demo away, with all that hangs on them. Accounts stay, so that who is signed in stays so."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schools.models import Board, Change, FreePeriod, Grant, Municipality, Region, School
from schools.trail import opened
from teams.demo import accounts
from teams.extensions import demo_removals
from teams.models import (
    Coordinator,
    LogEntry,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    PublicPage,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)


def remove_regions(regions: QuerySet[Region]) -> None:
    """Remove these regions: their schools, teams and people, the history of those, and grants over them."""
    with opened("De demo is weggehaald."):
        _remove(regions)


def _remove(regions: QuerySet[Region]) -> None:
    schools = School.objects.filter(region__in=regions)
    at_school = Q(school__in=set(schools.values_list("pk", flat=True)))
    of_people = Q(professional__organisation__region__in=regions)
    seats = set(Membership.objects.filter(at_school | of_people).values_list("pk", flat=True))
    former_seats = set(Membership.history.filter(at_school | of_people).values_list("id", flat=True))
    changes = set(Change.objects.filter(at_school | Q(region__in=regions)).values_list("pk", flat=True))
    for remove in demo_removals:
        remove(regions, lambda model, where: changes.update(_forget_all(model, where)))
    changes |= _forget(StandIn, Q(membership__in=seats | former_seats) | of_people)
    changes |= _forget(PlannedMember, at_school | of_people)
    changes |= _forget(TeamConfirmation, at_school)
    changes |= _forget(FreePeriod, at_school)
    changes |= _forget(Membership, at_school | of_people)
    changes |= _forget(PublicPage, at_school)
    LogEntry.objects.filter(at_school | Q(region__in=regions) | Q(about__organisation__region__in=regions)).delete()
    changes |= _forget(Professional, Q(organisation__region__in=regions))
    changes |= _forget(Coordinator, Q(organisation__region__in=regions))
    for model in (Organisation, SeatTemplate):
        changes |= _forget_with_ties(model, Q(region__in=regions))
    changes |= _forget(Grant, Q(region__in=regions) | Q(region=None, user__email=accounts.BEHEERDER.email))
    Change.objects.filter(pk__in=changes).update(undoes=None)
    Change.objects.filter(pk__in=changes).delete()
    _remove_places(regions, schools)


def _remove_places(regions: QuerySet[Region], schools: QuerySet[School]) -> None:
    """The schools and regions, and the boards and municipalities that nobody else needs."""
    boards = list(Board.objects.filter(schools__in=schools).values_list("pk", flat=True))
    municipalities = list(Municipality.objects.filter(regions__in=regions).values_list("pk", flat=True))
    schools.delete()
    regions.delete()
    Board.objects.filter(pk__in=boards, schools=None).delete()
    Municipality.objects.filter(pk__in=municipalities, schools=None, regions=None).delete()


def _forget(model: Any, where: Q) -> set[UUID]:
    """Delete rows, and every image that history keeps of them or of rows now gone; answers the changes it spoke of.

    An ordinary delete would load every row and add to the history of each.
    """
    history, rows = model.history.filter(where), model._base_manager.filter(where)
    changes = set(history.exclude(change=None).values_list("change", flat=True))
    for doomed in (history, rows):
        doomed._raw_delete(doomed.db)  # noqa: SLF001
    return changes


def _forget_all(model: Any, where: Q) -> set[UUID]:
    """Either of these, as its history asks."""
    has_ties = bool(model.history.model._history_m2m_fields)  # noqa: SLF001 simple-history has no public name for it
    return (_forget_with_ties if has_ties else _forget)(model, where)


def _forget_with_ties(model: Any, where: Q) -> set[UUID]:
    """The same for a model whose history has rows of its own for what it is tied to."""
    model.objects.filter(where).delete()
    history = model.history.filter(where)
    changes = set(history.exclude(change=None).values_list("change", flat=True))
    for field in model.history.model._history_m2m_fields:  # noqa: SLF001 as above
        ties = getattr(model.history.model, field.name).model
        ties._base_manager.filter(history__in=history.values("pk")).delete()
    history.delete()
    return changes
