"""Of which changes a user may write every row: asked for one or for a page full, in the same few queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery

from accounts.models import User
from schools.access import can_do_without, is_beheerder, regions_to_manage
from schools.changes import images_of, kinds_written
from schools.models import Change, FreePeriod, Grant, School
from teams.access.people import arrangeable_organisations, editable_among
from teams.access.schools import SeatRights, editable_schools, seat_rights_at
from teams.extensions import undo_rules
from teams.models import (
    Coordinator,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    PublicPage,
    Role,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)

OF_A_TEAM = (TeamConfirmation, PublicPage, FreePeriod)
OF_TEAMS: frozenset[Any] = frozenset(
    (Grant, Coordinator, Role, Organisation, SeatTemplate, Professional, Membership, StandIn, PlannedMember, *OF_A_TEAM)
)
May = Callable[[Any], bool]
Written = Mapping[UUID, Collection[Any]]  # by change the models of the rows that it wrote
Touched = dict[Any, dict[UUID, list[Any]]]  # by model and then by change the images of these rows


def changes_to_make(user: User | AnonymousUser, changes: Iterable[Change], day: date) -> set[UUID]:
    """The keys of the changes of which a user may write every row. A change without rows can be undone by nobody."""
    known = {change.pk: change for change in changes}
    written = kinds_written(known)
    of_teams = {key: kinds for key, kinds in written.items() if is_of_teams(kinds)}
    rights = _Rights(user, {key: known[key] for key in of_teams}, _images(of_teams, OF_TEAMS), day)
    above = {key: kinds for key, kinds in written.items() if key not in of_teams}
    return {key for key in of_teams if rights.may_make(key)} | _to_make_above(user, above, day)


def is_of_teams(kinds: Collection[Any]) -> bool:
    """Whether a change that wrote rows of these models is one of a team, its people or its setup. Then only those rows
    are asked about: what it wrote of an app above follows from them, and goes back along with them (decision 31)."""
    return not OF_TEAMS.isdisjoint(kinds)


def _to_make_above(user: User | AnonymousUser, written: Written, day: date) -> set[UUID]:
    """Of the changes that only wrote rows of apps above, those of which each app says that she may. What no app says
    anything of is put back by nobody."""
    may: dict[Any, set[UUID]] = {}
    for rule in undo_rules:
        may |= dict.fromkeys(rule.models, rule.may(user, _images(written, rule.models), day))
    return {key for key, kinds in written.items() if all(key in may.get(model, ()) for model in kinds)}


class _Rights:
    """What a user may write, read once for all rows that some changes touched."""

    def __init__(self, user: User | AnonymousUser, changes: dict[UUID, Change], touched: Touched, day: date) -> None:
        self.user, self.changes, self.touched, self.day = user, changes, touched, day
        self.rules: list[tuple[Any, May]] = [
            (Grant, self._may_write_grant),
            *((model, self._is_beheerder) for model in (Coordinator, Role)),
            *((model, self._manages) for model in (Organisation, SeatTemplate)),
            (Professional, self._may_write_person),
            *((model, self._edits_team) for model in OF_A_TEAM),
        ]
        self.seats = self._seats()

    @cached_property
    def beheerder(self) -> bool:
        return is_beheerder(self.user, self.day)

    @cached_property
    def managed(self) -> set[int]:
        return self._keys(regions_to_manage(self.user, self.day))

    @cached_property
    def edited(self) -> set[int]:
        return self._keys(editable_schools(self.user, self.day))

    @cached_property
    def arranged(self) -> set[int]:
        return self._keys(arrangeable_organisations(self.user, self.day))

    def may_make(self, key: UUID) -> bool:
        known = [all(map(may, rows)) for model, may in self.rules if (rows := self.touched[model][key])]
        if seats := self.seats[key]:
            known.append(self._may_write_seats(seats, self.changes[key]))
        if plans := self.touched[PlannedMember][key]:
            known.append(self._may_write_plans(plans, self.changes[key]))
        return bool(known) and all(known)

    @staticmethod
    def _keys(rows: Any) -> set[Any]:
        return set(rows.values_list("pk", flat=True))

    def _may_write_grant(self, image: Any) -> bool:
        return self.beheerder and can_do_without(image.instance, self.day)

    def _is_beheerder(self, _: Any) -> bool:
        return self.beheerder

    def _manages(self, image: Any) -> bool:
        return image.region_id in self.managed

    def _edits_team(self, image: Any) -> bool:
        return image.school_id in self.edited

    def _may_write_person(self, image: Any) -> bool:
        return self.about[id(image)] in self.editable

    @cached_property
    def about(self) -> dict[int, Professional]:
        """Whom each image is about: a record that was merged away is written by who may write the one it went into."""
        images = [image for rows in self.touched[Professional].values() for image in rows]
        kept = Professional._base_manager.in_bulk({image.merged_into_id for image in images if image.merged_into_id})
        return {id(image): kept.get(image.merged_into_id) or _person(image) for image in images}

    @cached_property
    def editable(self) -> set[Professional]:
        return editable_among(self.user, self.about.values(), self.day)

    def _seats(self) -> dict[UUID, list[Membership]]:
        """The seats per change, also those whose stand-in it touched, with who holds them in which role."""
        rows = self.touched[Membership]
        stood_in_for = {image.membership_id for images in self.touched[StandIn].values() for image in images}
        known = Membership.objects.in_bulk(stood_in_for)
        found: dict[UUID, list[Any]] = defaultdict(list)
        for key in self.changes:
            mine = {image.id for image in rows[key]}
            stands_in = {image.membership_id for image in self.touched[StandIn][key]} - mine
            found[key] = [*rows[key], *(known[pk] for pk in stands_in if pk in known)]
        return found

    @cached_property
    def around(self) -> list[Any]:
        """All these seats, and those that somebody is planned for."""
        groups = (*self.seats.values(), *self.touched[PlannedMember].values())
        return [seat for group in groups for seat in group]

    @cached_property
    def seat_rights(self) -> dict[int, SeatRights]:
        """What she may do with the seats of their schools."""
        schools = School.objects.in_bulk({seat.school_id for seat in self.around})
        return seat_rights_at(self.user, schools.values(), self.day)

    @cached_property
    def holders(self) -> dict[tuple[int, int], Membership]:
        """Who holds them or is planned for them, in which role."""
        roles = Role.objects.in_bulk({seat.role_id for seat in self.around})
        people = {image.id: _person(image) for rows in self.touched[Professional].values() for image in rows}
        people |= Professional._base_manager.in_bulk({seat.professional_id for seat in self.around})
        return {
            (seat.role_id, seat.professional_id): Membership(
                role=roles[seat.role_id], professional=people[seat.professional_id]
            )
            for seat in self.around
        }

    def _may_write_seats(self, seats: list[Any], change: Change) -> bool:
        """Each seat is one that she may change. A change over all schools of somebody also touches what lies in the
        past, at schools that are closed: then arranging that person is enough."""

        def may(seat: Any) -> bool:
            holder = self.holders[seat.role_id, seat.professional_id]
            is_arranged = change.school_id is None and holder.professional.organisation_id in self.arranged
            return is_arranged or self.seat_rights[seat.school_id].may_change(holder)

        return all(map(may, seats))

    def _may_write_plans(self, plans: list[Any], change: Change) -> bool:
        """Each plan is for a seat that she may fill; in a change over all schools arranging the person is enough."""

        def may(plan: Any) -> bool:
            holder = self.holders[plan.role_id, plan.professional_id]
            is_arranged = change.school_id is None and holder.professional.organisation_id in self.arranged
            return is_arranged or self.seat_rights[plan.school_id].may_fill([holder.role])

        return all(map(may, plans))


def _person(image: Any) -> Professional:
    """Whom an image shows, as far as the rules ask; its own `instance` takes a query for each."""
    return Professional(pk=image.id, organisation_id=image.organisation_id, erased_on=image.erased_on)


def _images(written: Written, models: Iterable[Any]) -> Touched:
    """The images of the rows of these models; asked only for what was written."""
    found: Touched = {}
    for model in models:
        keys = {key for key, kinds in written.items() if model in kinds}
        found[model] = touched(model, keys) if keys else defaultdict(list)
    return found


def touched(model: Any, changes: Collection[UUID]) -> dict[UUID, list[Any]]:
    """The images per change of the rows that it wrote: each as it left it, and as it was before, which undoing puts
    back."""
    history = images_of(model)
    first: dict[tuple[UUID, Any], Any] = {}
    last: dict[tuple[UUID, Any], Any] = {}
    before = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    images = history.filter(change__in=changes).annotate(before=Subquery(before.values("history_id")[:1]))
    for image in images.order_by("history_id"):
        first.setdefault((image.change_id, image.id), image)
        last[image.change_id, image.id] = image
    found: dict[UUID, list[Any]] = defaultdict(list)
    for (change, _), image in last.items():
        found[change].append(image)
    was_there = {image.before: change for (change, _), image in first.items() if image.history_type != "+"}
    for key, image in history.in_bulk(was_there).items():
        found[was_there[key]].append(image)
    return found
