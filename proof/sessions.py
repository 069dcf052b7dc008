"""The sessions of a school on the stage, each made by its own action once somebody asks for it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from meetings.actions.agenda import adopt_agenda, own_items
from meetings.actions.agreements import Promise, complete_agreement, make_agreement
from meetings.actions.attendance import Attended, record_attendance
from meetings.actions.casus import Step, Story, add_step, make_casus, write_perspective
from meetings.actions.feeds import renew_feed
from meetings.actions.inviting import set_required, withdraw_invitation
from meetings.actions.library import offer_casus
from meetings.actions.notices import send_notices
from meetings.actions.ownership import hand_to_school
from meetings.actions.planning import Plan, hold_meeting, plan_meeting
from meetings.actions.poll_mails import mails_due, send_date_mails
from meetings.actions.polls import Question, answer_dates, start_poll
from meetings.actions.questions import answer_question
from meetings.enums import AgeBand, Attendance, CasusTheme, DateReply, MeetingKind
from meetings.enums import Question as Asked
from meetings.models import (
    AgendaItem,
    Agreement,
    CalendarFeed,
    Casus,
    CasusStep,
    DateOption,
    Invitation,
    LibraryCasus,
    Meeting,
    Notice,
)
from schools.enums import GrantKind
from schools.models import Region, School
from schools.school_year import SchoolYear
from teams.models import Membership, Role
from tests.factories import GrantFactory

WHY = "Zo is het"  # what speaks against a moment is overruled
OF_REGION = MeetingKind.VERDIEPING  # the kind of which the region has an agenda of its own


class Sessions:
    """What `ib` records, and `planner` plans, of this school; `coach` is asked to all of it."""

    def __init__(self, school: School, ib: User, coach: Membership) -> None:
        self.school, self.ib, self.seat = school, ib, coach
        self.coach = coach.professional
        self.now = timezone.localtime()

    def moment(self, days: int) -> datetime:
        """So many days from now, in the afternoon."""
        return timezone.make_aware(datetime.combine(self.now.date() + timedelta(days=days), time(15)))

    @cached_property
    def planner(self) -> User:
        """The procesbegeleider, who plans here."""
        user: User = GrantFactory(region=self.region, kind=GrantKind.PROCESBEGELEIDER).user
        return user

    @cached_property
    def beheerder(self) -> User:
        """Who manages every region."""
        user: User = GrantFactory(region=None, kind=GrantKind.BEHEERDER).user
        return user

    @cached_property
    def planned(self) -> Meeting:
        """One that is still to come, and of which nobody was told."""
        return self._plan(45, "Overleg")

    @cached_property
    def told(self) -> Meeting:
        """One that is still to come, and of which everybody was told."""
        meeting = self._plan(46, "Overleg met mails")
        send_notices(meeting=meeting, now=self.now, actor=self.planner)
        return meeting

    @cached_property
    def begun(self) -> Meeting:
        """One of yesterday, of which nobody said yet that it was held."""
        return self._plan(-1, "Overleg van gisteren", made=-30)

    @cached_property
    def held(self) -> Meeting:
        """One that was held, with the coach."""
        meeting = self._plan(-2, "Overleg van eergisteren", made=-30)
        there = {self.asked_to(meeting).pk: Attended(Attendance.PRESENT)}
        record_attendance(meeting=meeting, attended=there, now=self.now, actor=self.ib)
        hold_meeting(meeting=meeting, now=self.now, actor=self.planner)
        return meeting

    @cached_property
    def unmailed(self) -> Meeting:
        """One without a date, of which nobody was asked yet which of two moments suits."""
        return self._ask(80, "Overleg zonder datum")

    @cached_property
    def polled(self) -> Meeting:
        """One of which everybody was mailed which of two moments suits, and the coach answered."""
        meeting = self._ask(50, "Overleg met datumprikker")
        answers = {option.pk: DateReply.YES for option in meeting.date_options.all()}
        answer_dates(invitation=self.asked_to(meeting), answers=answers, now=self.now, actor=None)
        send_date_mails(meeting=meeting, which=mails_due, now=self.now, actor=self.planner)
        return meeting

    @cached_property
    def option(self) -> DateOption:
        """The first moment of the poll."""
        found: DateOption = self.polled.date_options.order_by("starts_at")[0]
        return found

    @cached_property
    def agreement(self) -> Agreement:
        make_agreement(meeting=self.begun, promise=Promise("We bellen elke maandag", owner=self.coach), actor=self.ib)
        return Agreement.objects.latest("pk")

    @cached_property
    def kept(self) -> Agreement:
        """An agreement that was done."""
        make_agreement(meeting=self.begun, promise=Promise("We maken een lijst"), actor=self.ib)
        agreement = Agreement.objects.latest("pk")
        complete_agreement(agreement=agreement, today=self.now.date(), actor=self.ib)
        return agreement

    @cached_property
    def year(self) -> SchoolYear:
        """Of which the team answered one of the four questions."""
        year = SchoolYear.of(self.now.date())
        answer_question(school=self.school, year=year, question=Asked.WHO, text="Kijk op de poster", actor=self.ib)
        return year

    @cached_property
    def withdrawn(self) -> Invitation:
        """The invitation of the coach, taken back."""
        row = self.asked_to(self._plan(47, "Overleg zonder coach"))
        withdraw_invitation(invitation=row, actor=self.planner)
        return row

    @cached_property
    def optional(self) -> Invitation:
        """The invitation of the coach to a session that can do without her."""
        row = self.asked_to(self._plan(48, "Overleg met alleen coaches", roles=[self.seat.role]))
        set_required(invitation=row, required=False, actor=self.planner)
        return row

    @cached_property
    def casus(self) -> Casus:
        """A casus with one perspective and two steps."""
        today = self.now.date()
        story = Story("Casus Z", CasusTheme.VERZUIM, AgeBand.YOUNG, "Een jongen is vaak te laat.")
        make_casus(meeting=self.planned, story=story, today=today, actor=self.ib)
        casus = Casus.objects.latest("pk")
        write_perspective(casus=casus, role="CJG-coach", text="Wat speelt er thuis?", today=today, actor=self.ib)
        for moment in ("week 1", "week 2"):
            step = Step(moment, "de leerkracht", "belt de ouders")
            add_step(casus=casus, step=step, today=today, actor=self.ib)
        return casus

    @cached_property
    def shared(self) -> LibraryCasus:
        """The copy of it that the region reads."""
        return offer_casus(casus=self.casus, today=self.now.date())

    @cached_property
    def feed(self) -> CalendarFeed:
        """The calendar address of the school."""
        return renew_feed(of=self.school, actor=self.ib)

    @cached_property
    def owned(self) -> School:
        """The school, which from now on plans for itself."""
        hand_to_school(school=self.school, today=self.now.date(), actor=self.ib)
        return self.school

    @cached_property
    def items(self) -> list[AgendaItem]:
        """The region's own agenda."""
        if not own_items(self.region, OF_REGION):
            adopt_agenda(region=self.region, kind=OF_REGION, actor=self.beheerder)
        return own_items(self.region, OF_REGION)

    @property
    def item(self) -> AgendaItem:
        return self.items[0]

    @property
    def step(self) -> CasusStep:
        step: CasusStep = self.casus.steps.all()[0]
        return step

    @property
    def invitation(self) -> Invitation:
        """That of the coach, to the session that is planned."""
        return self.asked_to(self.planned)

    @property
    def notice(self) -> Notice:
        """What the coach was told."""
        notice: Notice = self.asked_to(self.told).notices.get()
        return notice

    @property
    def region(self) -> Region:
        assert self.school.region is not None
        return self.school.region

    def asked_to(self, meeting: Meeting) -> Invitation:
        """The invitation of the coach."""
        row: Invitation = meeting.invitations.select_related("professional").get(professional=self.coach)
        row.meeting = meeting
        return row

    def lay(self) -> None:
        """Everything, for who looks at all of it at once."""
        for name, kind in vars(type(self)).items():
            if isinstance(kind, cached_property):
                getattr(self, name)

    def _plan(self, days: int, title: str, *, made: int = 0, roles: Sequence[Role] = ()) -> Meeting:
        moment = self.moment(days)
        year = SchoolYear.of(moment.date())
        plan = Plan(MeetingKind.OTHER, year, moment, title=title, place="De Zeester", roles=roles, reason=WHY)
        now = self.now + timedelta(days=made)
        plan_meeting(school=self.school, plan=plan, now=now, actor=self.planner)
        return self._newest()

    def _ask(self, days: int, title: str) -> Meeting:
        moments = [self.moment(days), self.moment(days + 1)]
        plan = Plan(MeetingKind.OTHER, SchoolYear.of(moments[0].date()), title=title)
        question = Question(moments, self.now.date() + timedelta(days=10), although="Zo is het")  # whatever day it is
        start_poll(school=self.school, plan=plan, question=question, now=self.now, actor=self.planner)
        return self._newest()

    def _newest(self) -> Meeting:
        return Meeting.objects.select_related("school__region").filter(school=self.school).latest("pk")
