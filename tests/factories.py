"""Invented rows for tests. A region comes with the default seats, so that a school's team can be complete or not."""

from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate
from factory.django import DjangoModelFactory

from accounts.models import User
from meetings.enums import AgeBand, CasusTheme, MeetingKind, MeetingState, NoticeKind, Reply
from meetings.mails.letters import facts_of
from meetings.models import (
    Agreement,
    Casus,
    CasusPerspective,
    CasusStep,
    Evaluation,
    Invitation,
    LibraryCasus,
    Meeting,
    Notice,
)
from meetings.planner.rules import DEFAULT_WEIGHTS, Part
from meetings.planner.score import Score
from schools.enums import GrantKind, HolidayRegion, Sector
from schools.models import Board, FreePeriod, Grant, Municipality, Region, School
from schools.school_year import SchoolYear
from teams.actions.region import give_default_seats
from teams.enums import Domain, Need, OrganisationKind, PlanStage
from teams.models import Membership, Organisation, PlannedMember, Professional, Role, SeatTemplate, StandIn
from yearplan.actions.proposals import score_to_keep
from yearplan.models import Proposal, ProposedSession, YearPlan

TODAY = date(2026, 11, 22)


_default_seats: list[tuple[SeatTemplate, list[Role]]] = []


def _give_seats(region: Region) -> None:
    """The default seats: the first time by the action itself, then copies of what it made, in four queries."""
    if not _default_seats:
        untouched = not Role.objects.exists()
        give_default_seats(region=region)
        if untouched:
            rows = region.seat_templates.prefetch_related("roles")
            _default_seats.extend((row, list(row.roles.all())) for row in rows)
        return
    roles = Role.objects.in_bulk(field_name="code")
    missing = {role.code: role for _, wanted in _default_seats for role in wanted if role.code not in roles}
    Role.objects.bulk_create([_copy(role) for role in missing.values()])
    roles = Role.objects.in_bulk(field_name="code")
    copies = SeatTemplate.objects.bulk_create([_copy(row, region=region) for row, _ in _default_seats])
    through = SeatTemplate.roles.through
    through.objects.bulk_create(
        through(seattemplate=seat, role=roles[role.code])
        for seat, (_, wanted) in zip(copies, _default_seats, strict=True)
        for role in wanted
    )


def _copy(row: Any, **fields: object) -> Any:
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None, **fields})


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"mens{n}@example.nl")
    password = factory.LazyFunction(partial(make_password, None))  # none, as an account starts


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{(9000 + n) % 10_000:04}")
    name = factory.Sequence(lambda n: f"Duinveen {n}")


class BoardFactory(DjangoModelFactory):
    class Meta:
        model = Board

    code = factory.Sequence(lambda n: f"{(99_000 + n) % 100_000:05}")


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Regio {n}")

    @factory.post_generation
    def seats(self, create: bool, extracted: bool | None, **_kwargs: object) -> None:
        if create and extracted is not False:
            _give_seats(self)  # type: ignore[arg-type]


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    establishment_code = factory.Sequence(  # from 99AA01: tests give 99AA00 to the school that they are about
        lambda n: f"99{chr(65 + (n + 1) // 2600 % 26)}{chr(65 + (n + 1) // 100 % 26)}{(n + 1) % 100:02}"
    )
    name = factory.Sequence(lambda n: f"De Zilvermeeuw {n}")
    sector = Sector.BO
    city = "Duinveen"
    holiday_region = HolidayRegion.NOORD
    municipality = factory.SubFactory(MunicipalityFactory)
    region = factory.SubFactory(RegionFactory)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"CJG Duinveen {n}")
    kind = OrganisationKind.CJG


class ProfessionalFactory(DjangoModelFactory):
    class Meta:
        model = Professional

    first_name = "Samira"
    surname = factory.Sequence(lambda n: f"Bakkali-{n}")
    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"samira{n}@example.nl")
    phone = "+31612345678"


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role
        django_get_or_create = ("code",)

    code = "cjg-coach"
    name = factory.SelfAttribute("code")
    domain = Domain.JEUGDHULP
    organisation_kind = OrganisationKind.CJG


class MembershipFactory(DjangoModelFactory):
    """By default somebody of the school's own region, CJG-coach since the start of the school year."""

    class Meta:
        model = Membership

    school = factory.SubFactory(SchoolFactory)
    role = factory.SubFactory(RoleFactory)
    professional = factory.SubFactory(
        ProfessionalFactory, organisation__region=factory.SelfAttribute("...school.region")
    )
    starts_on = date(2026, 8, 1)


class PlannedMemberFactory(DjangoModelFactory):
    """By default a wish for next school year: somebody of the school's own region as CJG-coach."""

    class Meta:
        model = PlannedMember

    school = factory.SubFactory(SchoolFactory)
    role = factory.SubFactory(RoleFactory)
    professional = factory.SubFactory(
        ProfessionalFactory, organisation__region=factory.SelfAttribute("...school.region")
    )
    starts_on = date(2027, 8, 1)
    stage = PlanStage.WISH


class StandInFactory(DjangoModelFactory):
    class Meta:
        model = StandIn

    membership = factory.SubFactory(MembershipFactory)
    professional = factory.SubFactory(
        ProfessionalFactory, organisation=factory.SelfAttribute("..membership.professional.organisation")
    )
    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 12, 31)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    kind = GrantKind.PROCESBEGELEIDER
    region = factory.SubFactory(RegionFactory)
    starts_on = date(2024, 8, 1)


class FreePeriodFactory(DjangoModelFactory):
    class Meta:
        model = FreePeriod

    school = factory.SubFactory(SchoolFactory)
    first_day = date(2027, 5, 7)
    last_day = date(2027, 5, 7)
    label = "Dag na Hemelvaart"


class MeetingFactory(DjangoModelFactory):
    """By default a kennismaking that is planned for Tuesday 8 December 2026, 15.00."""

    class Meta:
        model = Meeting

    school = factory.SubFactory(SchoolFactory)
    kind = MeetingKind.KENNISMAKING
    state = MeetingState.PLANNED
    starts_at = datetime(2026, 12, 8, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))
    year = factory.LazyAttribute(lambda row: SchoolYear.of(localdate(row.starts_at)).start)


class InvitationFactory(DjangoModelFactory):
    """By default somebody of the region, who must be there and keeps the time free as long as she is expected."""

    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    professional = factory.SubFactory(
        ProfessionalFactory, organisation__region=factory.SelfAttribute("...meeting.school.region")
    )
    is_required = True
    starts_at = factory.SelfAttribute("meeting.starts_at")
    ends_at = factory.SelfAttribute("meeting.ends_at")
    is_withdrawn = False
    answer = Reply.NONE
    blocks_time = factory.LazyAttribute(lambda row: not row.is_withdrawn and row.answer != Reply.NO)


class GuestFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    guest_name = "Wilma Terpstra"
    guest_email = factory.Sequence(lambda n: f"gast{n}@example.nl")
    guest_of = "Veilig Thuis"


class NoticeFactory(DjangoModelFactory):
    """By default the invitation, as the session stands now."""

    class Meta:
        model = Notice

    invitation = factory.SubFactory(InvitationFactory)
    kind = NoticeKind.INVITATION
    sequence = 0
    facts = factory.LazyAttribute(lambda row: facts_of(row.invitation.meeting))
    told_at = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    meeting = factory.SubFactory(MeetingFactory)
    school = factory.SelfAttribute("meeting.school")
    text = "We bellen elkaar elke maandag."


class CasusFactory(DjangoModelFactory):
    class Meta:
        model = Casus

    meeting = factory.SubFactory(MeetingFactory)
    label = "Casus A"
    theme = CasusTheme.VERZUIM
    age_band = AgeBand.YOUNG
    story = "Een jongen is vaak te laat."


class CasusPerspectiveFactory(DjangoModelFactory):
    class Meta:
        model = CasusPerspective

    casus = factory.SubFactory(CasusFactory)
    role = "CJG-coach"
    text = "Wat speelt er thuis?"


class CasusStepFactory(DjangoModelFactory):
    class Meta:
        model = CasusStep

    casus = factory.SubFactory(CasusFactory)
    position = factory.LazyAttribute(lambda row: row.casus.steps.count())
    moment = "week 1"
    who = "de leerkracht"
    what = "belt de ouders"


class LibraryCasusFactory(DjangoModelFactory):
    class Meta:
        model = LibraryCasus

    region = factory.SubFactory(RegionFactory)
    label = "Casus A"
    theme = CasusTheme.VERZUIM
    age_band = AgeBand.YOUNG
    story = "Een meisje slaapt slecht."
    offered_on = date(2026, 11, 1)


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    invitation = factory.SubFactory(InvitationFactory)
    gained = "Korte lijnen."
    saved_at = datetime(2026, 12, 9, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


class YearPlanFactory(DjangoModelFactory):
    """By default of a whole region in 2026-2027, with the usual windows and no time to search in."""

    class Meta:
        model = YearPlan

    region = factory.SubFactory(RegionFactory)
    year = 2026
    autumn_first, autumn_last = date(2026, 9, 1), date(2026, 12, 20)
    spring_first, spring_last = date(2027, 1, 10), date(2027, 6, 1)
    seconds = 0


class ProposalFactory(DjangoModelFactory):
    """By default the one that is worked on."""

    class Meta:
        model = Proposal

    plan = factory.SubFactory(YearPlanFactory)
    number = factory.LazyAttribute(lambda row: row.plan.proposals.count() + 1)
    is_chosen = True
    score = factory.LazyFunction(lambda: score_to_keep(Score.of([0] * len(Part), DEFAULT_WEIGHTS)))


class ProposedSessionFactory(DjangoModelFactory):
    """By default a verdieping on Tuesday 9 March 2027, 15.00; a kennismaking stands nowhere."""

    class Meta:
        model = ProposedSession

    proposal = factory.SubFactory(ProposalFactory)
    school = factory.SubFactory(SchoolFactory, region=factory.SelfAttribute("..proposal.plan.region"))
    kind = MeetingKind.VERDIEPING
    minutes = 90
    starts_at = factory.LazyAttribute(
        lambda row: (
            datetime(2027, 3, 9, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))
            if row.kind == MeetingKind.VERDIEPING
            else None
        )
    )


def seat(school: School, role_code: str, *, user: User | None = None, **fields: object) -> Membership:
    """A membership in one of the default roles; `user` is the account of who sits there."""
    values = {"school": school, "role": Role.objects.get(code=role_code), **fields}
    if user is not None and "professional" not in values:
        values["professional__user"] = user
        values["professional__email"] = user.email
    membership: Membership = MembershipFactory(**values)
    return membership


def fill_required_seats(school: School, **fields: object) -> None:
    """Somebody in every seat that the school must have, so that its team is complete."""
    for template in SeatTemplate.objects.for_school(school).filter(need=Need.REQUIRED):
        seat(school, template.roles.order_by("position")[0].code, **fields)


def person(school: School, first_name: str, infix: str, surname: str, **fields: object) -> Professional:
    """Somebody of the school's region."""
    professional: Professional = ProfessionalFactory(
        organisation__region=school.region, first_name=first_name, infix=infix, surname=surname, **fields
    )
    return professional
