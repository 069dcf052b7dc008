"""Makes rows of a plan: a handful of queries for a whole region, every row with its first line of history."""

from datetime import date, datetime, time
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from schools.enums import GrantKind, HolidayRegion
from schools.models import Board, Grant, Municipality, Region, School
from teams import names
from teams.actions.region import give_default_seats
from teams.demo import accounts
from teams.demo.plan import PlannedProfessional, PlannedSchool, RegionPlan
from teams.models import (
    Coordinator,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    Role,
    StandIn,
    TeamConfirmation,
)
from teams.models.professional import default_phone_visibility

Row = TypeVar("Row", bound=Model)


def midnight(day: date) -> datetime:
    """The first moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time()))


class RegionWriter:
    """Writes one plan; what came into being is kept to refer to."""

    def __init__(self, plan: RegionPlan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.users = self._users()
        self.region = Region.objects.create(name=plan.name, po_code=plan.po_code, vo_code=plan.vo_code)

    def write(self) -> None:
        """The whole region, in the order in which rows refer to each other."""
        self.schools = self._schools()
        self.people = self._people()
        give_default_seats(region=self.region)
        self.roles = {role.code: role for role in Role.objects.all()}
        self.memberships = self._memberships()
        self._stand_ins()
        self._plans()
        self._confirmations()
        self._grants()
        self._coordinators()

    def _remembered(self, model: type[Row], rows: list[Row]) -> list[Row]:
        """Rows that the program keeps history of: without a first image a later change could not be undone."""
        made: list[Row] = bulk_create_with_history(rows, model, default_date=midnight(self.today)) if rows else []
        return made

    def _users(self) -> dict[str, User]:
        """An account for who has none yet; all of them are there since the day the demo is laid out for."""
        have = set(User.objects.filter(email__in=self.plan.emails).values_list("email", flat=True))
        new = [User(email=email) for email in self.plan.emails if email not in have]
        for user in new:
            user.set_unusable_password()
        User.objects.bulk_create(new)
        known = User.objects.filter(email__in=self.plan.emails)
        known.update(date_joined=midnight(self.today), is_active=True)
        return {user.email: user for user in known}

    def _schools(self) -> list[School]:
        municipalities = {
            code: Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]
            for code, name in self.plan.municipalities.items()
        }
        boards = {
            board.code: Board.objects.get_or_create(code=board.code, defaults={"name": board.name})[0]
            for board in self.plan.boards
        }
        self.municipalities = municipalities
        self.region.municipalities.set(municipalities.values())
        return School.objects.bulk_create(
            [self._school(row, municipalities[row.municipality], boards[row.board]) for row in self.plan.schools]
        )

    def _school(self, row: PlannedSchool, municipality: Municipality, board: Board) -> School:
        return School(
            establishment_code=row.establishment_code,
            name=row.name,
            sector=row.sector,
            denomination=row.denomination,
            street=row.street,
            house_number=row.house_number,
            postcode=row.postcode,
            city=row.city,
            district=row.district,
            phone=row.phone,
            website=row.website,
            holiday_region=HolidayRegion.NOORD,
            municipality=municipality,
            board=board,
            region=self.region,
            swv_po=self.plan.po_code,
            swv_vo=self.plan.vo_code,
        )

    def _people(self) -> dict[str, Professional]:
        organisations = {}
        for row in self.plan.organisations:
            organisation = Organisation.objects.create(region=self.region, name=row.name, kind=row.kind)
            organisation.municipalities.set(self.municipalities[code] for code in row.municipalities)
            organisations[row.kind] = organisation
        self.organisations = organisations
        rows = [self._professional(who, organisations[who.organisation]) for who in self.plan.professionals]
        return {str(who): who for who in self._remembered(Professional, rows)}

    def _professional(self, who: PlannedProfessional, organisation: Organisation) -> Professional:
        person = who.person
        return Professional(
            first_name=person.first_name,
            infix=person.infix,
            surname=person.surname,
            sort_key=names.sort_key(person.first_name, person.infix, person.surname),
            organisation=organisation,
            email=who.email,
            phone=who.phone,
            phone_visibility=default_phone_visibility(who.phone),
            expertise=who.expertise,
            introduction=person.introduction,
            half_days=person.half_days,
            confirmed_on=who.confirmed_on,
            user=self.users[who.email] if who.has_account else None,
        )

    def _memberships(self) -> list[Membership]:
        rows = [
            Membership(
                school=self.schools[seat.school],
                role=self.roles[seat.role],
                professional=self.people[seat.name],
                starts_on=seat.starts_on,
                ends_on=seat.ends_on,
                contact_days=seat.contact_days,
                contact_hours=seat.contact_hours,
                is_first_contact=seat.is_first_contact,
            )
            for seat in self.plan.seats
        ]
        return self._remembered(Membership, rows)

    def _stand_ins(self) -> None:
        rows = [
            StandIn(
                membership=self._held(self.schools[row.school], row.role, row.starts_on),
                professional=self.people[row.name],
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            for row in self.plan.stand_ins
        ]
        self._remembered(StandIn, rows)

    def _plans(self) -> None:
        rows = [
            PlannedMember(
                school=self.schools[row.school],
                role=self.roles[row.role],
                professional=self.people[row.name],
                starts_on=row.starts_on,
                stage=row.stage,
            )
            for row in self.plan.plans
        ]
        self._remembered(PlannedMember, rows)

    def _held(self, school: School, role: str, day: date) -> Membership:
        """The membership that fills this seat on the day."""
        return next(
            held
            for held in self.memberships
            if held.school == school
            and held.role == self.roles[role]
            and held.starts_on <= day
            and (held.ends_on is None or day <= held.ends_on)
        )

    def _confirmations(self) -> None:
        rows = [
            TeamConfirmation(
                school=self.schools[row.school],
                confirmed_on=row.confirmed_on,
                confirmed_by=self.users[row.email],
            )
            for row in self.plan.confirmations
        ]
        self._remembered(TeamConfirmation, rows)

    def _grants(self) -> None:
        rows = [
            Grant(
                user=self.users[grant.email],
                kind=grant.kind,
                region=None if grant.kind == GrantKind.BEHEERDER else self.region,
                starts_on=grant.starts_on,
                given_by=None if grant.kind == GrantKind.BEHEERDER else self.users[accounts.BEHEERDER.email],
            )
            for grant in self.plan.grants
        ]
        self._remembered(Grant, rows)

    def _coordinators(self) -> None:
        rows = [
            Coordinator(
                user=self.users[row.email], organisation=self.organisations[row.organisation], starts_on=row.starts_on
            )
            for row in self.plan.coordinators
        ]
        self._remembered(Coordinator, rows)
