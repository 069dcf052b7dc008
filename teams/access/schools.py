"""Which schools a user may see, and which teams or seats of them she may change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.asked_once import once
from accounts.models import User
from schools.access import EVERYTHING, reach_of
from schools.models import School
from schools.models.school import SchoolQuerySet
from teams.access.organisations import coordinated_by
from teams.models import Membership, PlannedMember, Professional, Role, StandIn
from teams.models.membership import MembershipQuerySet
from teams.roster import Seat

NOTHING = Q(pk__in=())


def seats_of(user: User | AnonymousUser, day: date) -> MembershipQuerySet:
    """The memberships a user fills on this day, by herself or as a stand-in."""
    if not isinstance(user, User):
        return Membership.objects.none().order_by()
    me = own_records(user)
    standing_in = StandIn.objects.on(day).filter(professional__in=me).order_by().values("membership")
    return Membership.objects.on(day).filter(Q(professional__in=me) | Q(pk__in=standing_in)).order_by()


@once
def own_records(user: User) -> frozenset[int]:
    """The numbers of the person behind an account; of more than one where records were merged."""
    return frozenset(Professional.objects.of_user(user).order_by().values_list("pk", flat=True))


@once
def seated_at(user: User | AnonymousUser, day: date) -> frozenset[tuple[int, bool]]:
    """The schools where a user sits on this day, each with whether that seat changes the team."""
    return frozenset(seats_of(user, day).values_list("school", "role__edits_team"))


def visible_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see on this day: where she sits, in reach of her grants, served by who she coordinates."""
    seats = {school for school, _ in seated_at(user, day)}
    return School.objects.filter(Q(pk__in=seats) | reach_of(user, day) | _served(user, day))


def editable_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose team a user may change on this day; a school that is closed is only read."""
    seats = {school for school, edits in seated_at(user, day) if edits}
    return School.objects.open(day).filter(Q(pk__in=seats) | reach_of(user, day, editing=True))


def public_schools(day: date) -> SchoolQuerySet:
    """Schools whose public page anybody may read; not one that is closed."""
    return School.objects.open(day).filter(public_page__isnull=False)


def can_edit_team(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may change the team of this school on this day."""
    return editable_schools(user, day).filter(pk=school.pk).exists()


def editors_of(schools: QuerySet[School], day: date) -> MembershipQuerySet:
    """The members who may change the teams of these schools on this day, by their seat."""
    seats = Membership.objects.on(day).filter(role__edits_team=True, school__in=schools)
    return seats.with_people().select_related("school")


def is_in_team(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user sits in the team of this school on this day, by herself or as a stand-in."""
    return any(each == school.pk for each, _ in seated_at(user, day))


@dataclass(frozen=True)
class SeatRights:
    """Which seats of one school a user may change on a day: decided once, and asked for every seat.

    Who edits the team changes them all. A coordinator changes the seats that her organisations fill at this school
    (`kinds`), and every seat in which somebody of her organisations sits.
    """

    edits_team: bool = False
    kinds: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()

    def may_fill(self, roles: Iterable[Role]) -> bool:
        """Whether she may seat somebody in one of these roles."""
        return self.edits_team or any(role.organisation_kind in self.kinds for role in roles)

    def may_change(self, membership: Membership) -> bool:
        """Whether she may replace, end or correct this member."""
        return self.may_fill([membership.role]) or membership.professional.organisation_id in self.organisations

    def may_plan(self, plan: PlannedMember) -> bool:
        """Whether she may know of this plan and change it: who may fill that seat. To others there is no plan."""
        return self.may_fill([plan.role])

    def fillable(self, seats: Iterable[Seat]) -> set[int]:
        """Of the seats of a roster the templates that she may fill, by number."""
        return {seat.template.pk for seat in seats if seat.template and self.may_fill(seat.roles)}

    def changeable(self, memberships: Iterable[Membership]) -> set[int]:
        """Of these members the ones that she may change, by number."""
        return {row.pk for row in memberships if self.may_change(row)}


def seat_rights(user: User | AnonymousUser, school: School, day: date) -> SeatRights:
    """Which seats of this school a user may change; none of a school that is closed."""
    return seat_rights_at(user, [school], day)[school.pk]


def seat_rights_at(user: User | AnonymousUser, schools: Iterable[School], day: date) -> dict[int, SeatRights]:
    """The same for many schools, in a number of queries that does not depend on how many."""
    schools = list(schools)
    edited = editable_schools(user, day).in_bulk([school.pk for school in schools])
    own = coordinated_by(user, day)
    return {
        school.pk: SeatRights()
        if school.is_closed(day)
        else SeatRights(
            edits_team=school.pk in edited,
            kinds=frozenset(each.kind for each in own if each.serves(school)),
            organisations=frozenset(each.pk for each in own),
        )
        for school in schools
    }


def plans_shown(rights: SeatRights, school: School) -> list[PlannedMember]:
    """The plans of a school that somebody with these rights there may know of; the only way to any page."""
    return [plan for plan in PlannedMember.objects.filter(school=school).with_people() if rights.may_plan(plan)]


def schools_to_fill(user: User | AnonymousUser, schools: Iterable[School], kind: str, day: date) -> set[int]:
    """Of these schools the ones, by number, where a user may fill the seats of this kind of organisation."""
    rights = seat_rights_at(user, schools, day)
    return {pk for pk, each in rights.items() if each.edits_team or kind in each.kinds}


def can_edit_seat(user: User | AnonymousUser, membership: Membership, day: date) -> bool:
    """Whether a user may replace, end or correct this member."""
    return seat_rights(user, membership.school, day).may_change(membership)


def can_fill_seat(user: User | AnonymousUser, school: School, roles: list[Role], day: date) -> bool:
    """Whether a user may seat somebody in one of these roles: an editor of the team, or the coordinator of an
    organisation that serves the school and whose people fill such roles."""
    return seat_rights(user, school, day).may_fill(roles)


def _served(user: User | AnonymousUser, day: date) -> Q:
    """Schools that an organisation serves which a user coordinates, or where its people sit.

    It serves the schools of its municipalities, or of its whole region where it names none.
    """
    served = NOTHING
    for organisation in coordinated_by(user, day):
        people = Membership.objects.on(day).filter(professional__organisation=organisation).order_by()
        towns = [town.pk for town in organisation.municipalities.all()]
        here = Q(municipality__in=towns) if towns else EVERYTHING
        served |= Q(pk__in=people.values("school")) | Q(here, region=organisation.region_id)
    return served
