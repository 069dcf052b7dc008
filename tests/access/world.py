"""Two regions in which everything that an address can name lies in every distance from the own school."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.timezone import get_current_timezone

from accounts.models import User
from meetings.enums import Question
from meetings.models import (
    AgendaItem,
    Casus,
    CasusStep,
    DateAnswer,
    DateNotice,
    DateOption,
    Invitation,
    LibraryCasus,
    Meeting,
    Minutes,
    Poll,
    TeamAnswer,
)
from meetings.models.meeting import TEAM_KINDS
from meetings.planner.rules import DEFAULT_WEIGHTS, Part
from meetings.planner.score import Score
from schools.enums import GrantKind, Sector
from schools.models import Change, Municipality, Region, School
from schools.school_year import SchoolYear
from teams.actions.confirmation import confirm_team
from teams.enums import BundleState, ImportState, OrganisationKind, RowVerdict, Visibility
from teams.models import (
    BundledPoster,
    BundlePart,
    Coordinator,
    Membership,
    Organisation,
    PosterBundle,
    Professional,
    PublicPage,
    Role,
    SeatTemplate,
    TeamImport,
)
from teams.poster.making import poster_of
from teams.poster.paint import Paint
from teams.poster.paper import Paper, Way, pdf_of
from teams.roster import roster_on
from tests.access.marks import mark, number
from tests.access.people import grant_power, seat_people
from tests.factories import (
    AgreementFactory,
    CasusFactory,
    CasusPerspectiveFactory,
    CasusStepFactory,
    FreePeriodFactory,
    GrantFactory,
    GuestFactory,
    InvitationFactory,
    LibraryCasusFactory,
    MeetingFactory,
    MembershipFactory,
    MunicipalityFactory,
    NoticeFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    ProfessionalFactory,
    ProposedSessionFactory,
    RegionFactory,
    RoleFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
)
from yearplan.actions.proposals import score_to_keep
from yearplan.enums import BatchState, LineState, RunState
from yearplan.models import Absence, Batch, BatchLine, ClosedDay, Proposal, Run, YearPlan

SCHOOLS = ("own", "town", "region", "closed", "other")
MISSING = 987_654_321
NO_SCORE = Score.of([0] * len(Part), DEFAULT_WEIGHTS)
NO_CHANGE = UUID(int=MISSING)
FIRST_FOREIGN, STEP = 7_000_000, 1000  # keys of the other region's rows: no row of any other table has the same

Arguments = dict[str, Any]


@dataclass
class World:
    """What `lay_world` made. `at` holds per place what an address needs to name something there."""

    today: date
    at: dict[str, Arguments] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    towns: dict[str, Municipality] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    health: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    me: dict[str, Professional] = field(default_factory=dict)
    foreign_role: Role = field(init=False)
    keys: Iterator[int] = field(default_factory=lambda: count(FIRST_FOREIGN, STEP))

    @property
    def since(self) -> date:
        return self.today - timedelta(days=300)

    def key(self, place: str) -> int | None:
        """The key of a new row: one of its own in the other region, else whatever the database gives."""
        return next(self.keys) if place == "other" else None

    def arguments(self, role: str, place: str) -> Arguments | None:
        """What an address needs to name what lies there; None when this role has nothing there."""
        if place == "self":
            return {"professional_id": self.me[role].pk} if role in self.me else None
        return self.at[place]

    @contextmanager
    def reopened(self) -> Iterator[None]:
        """The closed school, as it was before; to see what its forms would send."""
        School.objects.filter(pk=self.schools["closed"].pk).update(closed_on=None)
        try:
            yield
        finally:
            School.objects.filter(pk=self.schools["closed"].pk).update(closed_on=self.schools["closed"].closed_on)


def lay_world(today: date | None = None) -> World:
    """The whole world in the database; some two hundred rows."""
    world = World(today or timezone.localdate())
    _lay_places(world)
    for place in SCHOOLS:
        _lay_team(world, place)
    seat_people(world)
    grant_power(world)
    _lay_people_apart(world)
    for place in ("own", "closed", "other"):
        PublicPage.objects.create(school=world.schools[place], opened_on=world.since)
    _lay_posters(world, "own", ("own", "town", "region"))
    _lay_posters(world, "other", ("other",))
    for place in ("own", "region", "other"):
        _lay_year(world, place)
    _lay_import(world, "own", "own")
    _lay_import(world, "other", "other")
    world.at["missing"] = {
        "code": "00AA00",
        "change_id": NO_CHANGE,
        "token": "geen",
        "secret": "geen",
        "start": MISSING,
        "question": world.at["own"]["question"],
        "voice": "cjg-coach",
        "table": "scholen",
        "kind_of_area": "gemeente",
        "area": "0000",
        **{name: MISSING for name in world.at["own"] if name.endswith("_id") and name != "change_id"},
    }
    # What is about nothing in particular, and still takes a key, names one that is not there.
    world.at["here"] = {"pk": MISSING, "provider_id": "geen", "token": "geen", "secret": "geen", "kind": "geen"}
    User.objects.filter(pk=world.users["deactivated"].pk).update(is_active=False)
    return world


def _lay_places(world: World) -> None:
    here = RegionFactory(name="Zuid-Duinstreek")
    elsewhere = RegionFactory(name="Ver weg", pk=world.key("other"))
    town, village = MunicipalityFactory(name="Duinveen"), MunicipalityFactory(name="Oosterdorp")
    far = MunicipalityFactory(name="Verweg", pk=world.key("other"))
    world.towns = {"own": town, "town": town, "closed": town, "region": village, "other": far}
    world.foreign_role = RoleFactory(pk=world.key("other"), code="elders", name="Elders")
    plan = SeatTemplate.objects.create(pk=world.key("other"), region=elsewhere, sector=Sector.BO, name="Elders")
    plan.roles.add(world.foreign_role)
    for place in SCHOOLS:
        world.regions[place] = elsewhere if place == "other" else here
        world.regions[place].municipalities.add(world.towns[place])
        world.organisations[place] = OrganisationFactory(
            pk=world.key(place), region=world.regions[place], name=f"{mark(place, 'org')} CJG"
        )
        world.organisations[place].municipalities.add(world.towns[place])
        world.schools[place] = SchoolFactory(
            pk=world.key(place),
            name=mark(place, "school"),
            city=f"{mark(place, 'school')}stad",
            street=f"{mark(place, 'school')}straat",
            region=world.regions[place],
            municipality=world.towns[place],
            closed_on=world.today - timedelta(days=30) if place == "closed" else None,
        )

    for place in ("region", "other"):
        world.health[place] = OrganisationFactory(
            pk=world.key(place),
            region=world.regions[place],
            name=f"{mark(place, 'org')} GGD",
            kind=OrganisationKind.GGD,
        )


def _lay_team(world: World, place: str) -> None:
    """A nurse with a stand-in, somebody before her, a free day, and a change that somebody made."""
    school, since = world.schools[place], world.since
    role = Role.objects.get(code="jeugdverpleegkundige")
    nurse, deputy, earlier = (person(world, place, name) for name in ("Nel", "Wil", "Eef"))
    member = MembershipFactory(pk=world.key(place), school=school, role=role, professional=nurse, starts_on=since)
    MembershipFactory(
        pk=world.key(place),
        school=school,
        role=role,
        professional=earlier,
        starts_on=since - timedelta(days=300),
        ends_on=since - timedelta(days=1),
    )
    stand_in = StandInFactory(
        pk=world.key(place),
        membership=member,
        professional=deputy,
        starts_on=world.today,
        ends_on=world.today + timedelta(days=9),
    )
    plan = PlannedMemberFactory(
        pk=world.key(place),
        school=school,
        role=Role.objects.get(code="leerplichtambtenaar"),
        professional=earlier,
        starts_on=world.today + timedelta(days=60),
    )
    day = world.today + timedelta(days=40)
    period = FreePeriodFactory(
        pk=world.key(place), school=school, label=mark(place, "school"), first_day=day, last_day=day
    )
    meeting, invitation = _lay_meeting(world, place, nurse, deputy)
    casus = _lay_casus(world, place, meeting)
    world.at[place] = {
        "code": school.establishment_code,
        "meeting_id": meeting.pk,
        "invitation_id": invitation.pk,
        "notice_id": invitation.notices.get().pk,
        **_lay_poll(world, place, invitation),
        "secret": "geen",
        **casus,
        "seat_id": vacant_seat(school).pk,
        "membership_id": member.pk,
        "stand_in_id": stand_in.pk,
        "plan_id": plan.pk,
        "period_id": period.pk,
        "professional_id": nurse.pk,
        "change_id": confirmed(world, school).pk,
        "token": "geen",
        **_lay_record(world, place, meeting, nurse),
        **_power_over(world, place),
    }


def _lay_meeting(world: World, place: str, nurse: Professional, guide: Professional) -> tuple[Meeting, Invitation]:
    """A session that is planned: the nurse is asked and told, somebody guides it, and a guest comes."""
    starts_at = datetime.combine(world.today + timedelta(days=45), time(15), tzinfo=get_current_timezone())
    meeting: Meeting = MeetingFactory(
        pk=world.key(place),
        school=world.schools[place],
        starts_at=starts_at,
        title=mark(place, "school"),
        place=mark(place, "school"),
    )
    row: Invitation = InvitationFactory(
        pk=world.key(place), meeting=meeting, professional=nurse, role=Role.objects.get(code="jeugdverpleegkundige")
    )
    InvitationFactory(pk=world.key(place), meeting=meeting, professional=guide, is_facilitator=True)
    GuestFactory(
        pk=world.key(place),
        meeting=meeting,
        guest_name=f"{mark(place, 'people')} gast",
        guest_email=f"{mark(place, 'people')}-gast@example.nl".lower(),
        guest_of=mark(place, "people"),
    )
    NoticeFactory(pk=world.key(place), invitation=row)
    return meeting, row


def _lay_record(world: World, place: str, meeting: Meeting, nurse: Professional) -> Arguments:
    """What came out of that session, and what its team and region say of sessions."""
    text = mark(place, "school")
    agreement = AgreementFactory(pk=world.key(place), meeting=meeting, text=text, owner=nurse)
    Minutes.objects.create(pk=world.key(place), meeting=meeting, text=text, version=1)
    year = meeting.year - SCHOOLS.index(place)  # each of another, so that one is not found at the school of another
    TeamAnswer.objects.create(
        pk=world.key(place), school=meeting.school, year=year, question=Question.ROUTES, text=text
    )
    item = AgendaItem.objects.create(
        pk=world.key(place), region=world.regions[place], kind=meeting.kind, title=mark(place, "org"), minutes=10
    )
    return {
        "agreement_id": agreement.pk,
        "start": year,
        "question": Question.ROUTES.value,
        "item_id": item.pk,
    }


def _lay_poll(world: World, place: str, invitation: Invitation) -> Arguments:
    """What was asked before the session got its date, the mail that asked the nurse, and what she answered."""
    meeting = invitation.meeting
    assert meeting.starts_at is not None
    opened_at = meeting.starts_at - timedelta(days=40)
    poll = Poll.objects.create(
        pk=world.key(place), meeting=meeting, deadline=world.today, opened_at=opened_at, closed_at=opened_at
    )
    option = DateOption.objects.create(pk=world.key(place), meeting=meeting, starts_at=meeting.starts_at)
    DateAnswer.objects.create(pk=world.key(place), option=option, invitation=invitation, answer="yes")
    mail = DateNotice.objects.create(
        pk=world.key(place), poll=poll, invitation=invitation, kind="ask", facts={"moments": []}, told_at=opened_at
    )
    return {"option_id": option.pk, "date_notice_id": mail.pk}


def _lay_casus(world: World, place: str, meeting: Meeting) -> Arguments:
    """A casus of the session, whose text only its team may read, and the copy that the region reads."""
    text = mark(place, "casus")
    casus: Casus = CasusFactory(pk=world.key(place), meeting=meeting, label=text, story=text)
    CasusPerspectiveFactory(pk=world.key(place), casus=casus, text=text)
    step: CasusStep = CasusStepFactory(pk=world.key(place), casus=casus, moment=text, who=text, what=text)
    shared: LibraryCasus = LibraryCasusFactory(
        pk=world.key(place),
        region=world.regions[place],
        source=casus,
        label=mark(place, "org"),
        story=mark(place, "org"),
    )
    return {"casus_id": casus.pk, "step_id": step.pk, "voice": "cjg-coach", "shared_id": shared.pk}


def _power_over(world: World, place: str) -> Arguments:
    """A region or an organisation, who has power over it, and what it agreed on."""
    region, organisation = world.regions[place], world.organisations[place]
    name = mark(place, "people") if place == "other" else f"{place}"  # who has a grant in a region reads who else has
    user = UserFactory(email=f"{name}-macht@example.nl".lower())
    grant = GrantFactory(pk=world.key(place), user=user, kind=GrantKind.SWV, region=region, starts_on=world.since)
    coordinator = Coordinator.objects.create(
        pk=world.key(place), user=user, organisation=organisation, starts_on=world.since
    )
    return {
        "region_id": region.pk,
        "table": "scholen",
        "kind_of_area": "gemeente",
        "area": world.schools[place].municipality.code,
        "organisation_id": organisation.pk,
        "grant_id": grant.pk,
        "coordinator_id": coordinator.pk,
        "role_id": Role.objects.get(code="wijkagent").pk,
    }


def _lay_posters(world: World, place: str, schools: tuple[str, ...]) -> None:
    """The posters of all schools of a region, ready to take."""
    bundle = PosterBundle.objects.create(
        pk=world.key(place),
        region=world.regions[place],
        day=world.today,
        state=BundleState.READY,
        done=len(schools),
        total=len(schools),
        moved_at=timezone.now(),
    )
    rosters = [roster_on(world.schools[each], world.today, today=world.today) for each in schools]
    content = pdf_of([poster_of(roster, Paint.COLOUR) for roster in rosters], Paper.A4, Way.LANDSCAPE)
    for position, each in enumerate(schools):
        BundledPoster.objects.create(bundle=bundle, position=position, school=world.schools[each])
    BundlePart.objects.create(
        bundle=bundle, number=1, first=mark(place, "school"), last="", size=len(content), content=content
    )
    world.at[place]["bundle_id"] = bundle.pk


def _lay_year(world: World, place: str) -> None:
    """The plan of a year: of the town of the own school, of the whole region, and of the other region; with what was
    computed and sent of it. The school of the place has both its sessions in it, one of which does not fit."""
    region, town = world.regions[place], world.towns["own"] if place == "own" else None
    plan = YearPlan.of(region, town, SchoolYear.of(world.today))
    plan.pk, plan.facilitator, plan.seconds = world.key(place), world.me["coach"] if place == "own" else None, 0
    plan.save()
    ready = {"state": RunState.READY, "seconds": 0, "moved_at": timezone.now()}
    run = Run.objects.create(pk=world.key(place), plan=plan, **ready)
    for nth in (1, 2):
        proposal = Proposal.objects.create(
            pk=world.key(place), plan=plan, run=run, number=nth, is_chosen=nth == 1, score=score_to_keep(NO_SCORE)
        )
        rows = [
            ProposedSessionFactory(pk=world.key(place), proposal=proposal, school=world.schools[place], kind=kind)
            for kind in TEAM_KINDS
        ]
        if nth == 1:
            world.at[place] |= {"proposal_id": proposal.pk, "session_id": rows[1].pk}
    nurse = world.at[place]["professional_id"]
    days = {"first_day": world.today, "last_day": world.today}
    absence = Absence.objects.create(pk=world.key(place), plan=plan, professional_id=nurse, **days)
    sender = UserFactory(email=f"{mark(place, 'people') if place == 'other' else place}-verstuurt@example.nl".lower())
    sent = {"state": BatchState.SENT, "made_by": sender, "moved_at": timezone.now()}
    batch = Batch.objects.create(pk=world.key(place), plan=plan, **sent)
    BatchLine.objects.create(
        pk=world.key(place),
        batch=batch,
        school=world.schools[place],
        kind=TEAM_KINDS[1],
        starts_at=rows[1].starts_at,
        minutes=90,
        state=LineState.SENT,
    )
    closed = ClosedDay.objects.create(pk=world.key(place), plan=plan, school=world.schools[place], day=world.today)
    keys = {"yearplan_id": plan.pk, "run_id": run.pk, "absence_id": absence.pk, "batch_id": batch.pk}
    world.at[place] |= keys | {"closed_id": closed.pk}


def _lay_import(world: World, place: str, school: str) -> None:
    """A spreadsheet with somebody of a region on its way in, chosen by nobody of the roles."""
    somebody = User.objects.filter(email="somebody@example.nl").first() or UserFactory(email="somebody@example.nl")
    row = TeamImport.objects.create(
        pk=world.key(place),
        region=world.regions[place],
        asked_by=somebody,
        file_name=f"{mark(place, 'people')}.csv",
        content=b"",
        heads=["School", "Naam"],
        columns=["school", "name"],
        starts_on=world.today,
        state=ImportState.READY,
        done=1,
        total=1,
        moved_at=timezone.now(),
    )
    row.rows.create(
        position=0,
        line=2,
        values={"school": mark(school, "school"), "name": mark(place, "people")},
        verdict=RowVerdict.REFUSED,
        what="Er staat geen rol.",
    )
    world.at[place]["import_id"] = row.pk


def _lay_people_apart(world: World) -> None:
    """Somebody without any seat, what is left of a record that was merged into hers, and the coach's own seat."""
    seatless = person(world, "seatless", "Zus")
    world.at["seatless"] = {"professional_id": seatless.pk}
    merged = person(world, "seatless", "Dubbel", merged_into_id=seatless.pk)
    world.at["merged"] = {"professional_id": merged.pk}
    coach = Membership.objects.get(school=world.schools["own"], professional=world.me["coach"])
    world.at["coach"] = world.at["own"] | {"professional_id": world.me["coach"].pk, "membership_id": coach.pk}


def person(world: World, place: str, first_name: str, **fields: Any) -> Professional:
    """Somebody all of whose data bear the mark of a place."""
    row: Professional = ProfessionalFactory(
        pk=world.key(place),
        first_name=first_name,
        surname=mark(place, "people"),
        organisation=world.health["other" if place == "other" else "region"],
        email=f"{mark(place, 'people')}-{first_name}@example.nl".lower(),
        phone=number(place, 100 + Professional._base_manager.count()),
        phone_visibility=Visibility.TEAMS,
        expertise=mark(place, "private"),
        introduction=mark(place, "private"),
        **fields,
    )
    return row


def vacant_seat(school: School) -> SeatTemplate:
    return SeatTemplate.objects.for_school(school).get(name="Leerplichtambtenaar")


def confirmed(world: World, school: School) -> Change:
    """Somebody, who is not one of the roles, said that the team is right."""
    somebody = User.objects.filter(email="somebody@example.nl").first() or UserFactory(email="somebody@example.nl")
    return confirm_team(school=school, today=world.since, actor=somebody)
