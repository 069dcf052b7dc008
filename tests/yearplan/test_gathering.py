"""A year as it is gathered: who comes, where, when, and what stays where it is."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Ownership
from meetings.moments.circumstances import Slot
from meetings.planner.rules import Kind
from schools.periods import Period
from teams.models import Professional
from tests.factories import (
    FreePeriodFactory,
    InvitationFactory,
    MeetingFactory,
    ProposedSessionFactory,
    StandInFactory,
    seat,
)
from tests.yearplan.years import Around, at
from yearplan.gathering import gather
from yearplan.models import Absence, SchoolWish
from yearplan.slots import key_of

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 9)  # a Tuesday


def test_every_school_has_two_sessions_with_its_team_and_who_guides(today: date) -> None:
    """The IB and the coach are required by the default seats."""
    around = Around(schools=1)
    ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
    year = gather(around.plan, today=today)
    assert [(each.kind, each.required, each.optional, each.facilitator) for each in year.instance.sessions] == [
        (kind, tuple(sorted([ib.pk, around.coach.pk])), (), around.guide.pk)
        for kind in (Kind.KENNISMAKING, Kind.VERDIEPING)
    ]


def test_nothing_is_planned_in_the_next_days_on_closed_days_or_outside_the_windows(today: date) -> None:
    around = Around(schools=1, notice_days=7)
    FreePeriodFactory(school=around.schools[0], first_day=MARCH, last_day=MARCH)
    year = gather(around.plan, today=today)
    (school,) = year.instance.schools
    assert MARCH not in school.days
    assert MARCH + timedelta(days=1) in school.days
    assert date(2027, 2, 23) not in school.days  # in the spring holiday of Noord
    assert year.instance.windows[Kind.KENNISMAKING].first_day == date(2026, 11, 30)
    assert year.instance.windows[Kind.VERDIEPING].first_day == date(2027, 1, 10)


def test_a_school_that_plans_itself_or_is_left_out_is_not_planned(today: date) -> None:
    around = Around(schools=3)
    Ownership.objects.create(school=around.schools[0], since=today)
    SchoolWish.objects.create(plan=around.plan, school=around.schools[1], is_left_out=True)
    assert list(gather(around.plan, today=today).schools) == [around.schools[2].pk]


def test_a_plan_of_one_municipality_has_only_its_schools(today: date) -> None:
    around = Around(schools=1)
    elsewhere = Around(schools=1)
    around.plan.municipality = around.town
    elsewhere.plan.municipality = around.town
    assert list(gather(around.plan, today=today).schools) == [around.schools[0].pk]
    assert list(gather(elsewhere.plan, today=today).schools) == []


def test_what_is_on_the_calendar_stays_and_keeps_its_own_people(today: date) -> None:
    around = Around(schools=1)
    meeting = MeetingFactory(school=around.schools[0], starts_at=at(date(2026, 12, 8), 15))
    invited = InvitationFactory(meeting=meeting)
    InvitationFactory(meeting=meeting, answer="no")
    session = gather(around.plan, today=today).instance.session[key_of(around.schools[0].pk, "kennismaking")]
    assert session.fixed == Slot(date(2026, 12, 8), time(15), 90)
    assert session.people == (invited.professional_id,)


def test_a_session_for_which_a_moment_is_asked_is_left_to_its_poll(today: date) -> None:
    around = Around(schools=1)
    MeetingFactory(school=around.schools[0], state=MeetingState.DATE_ASKED, starts_at=None, year=2026)
    year = gather(around.plan, today=today)
    assert [each.kind for each in year.instance.sessions] == [Kind.VERDIEPING]
    assert len(year.keys) == 2


def test_what_people_do_at_other_schools_takes_their_time(today: date) -> None:
    around = Around(schools=1)
    meeting = MeetingFactory(kind=MeetingKind.OTHER, starts_at=at(MARCH, 10))
    InvitationFactory(meeting=meeting, professional=around.coach)
    other = [each for each in gather(around.plan, today=today).instance.sessions if each.kind == Kind.OTHER]
    assert [(each.required, each.fixed, each.school) for each in other] == [
        ((around.coach.pk,), Slot(MARCH, time(10), 90), meeting.school_id)
    ]


def test_who_guides_is_asked_once_also_when_she_sits_in_the_team(today: date) -> None:
    around = Around(schools=1)
    seat(around.schools[0], "wijkagent", professional=around.guide)
    sessions = gather(around.plan, today=today).instance.sessions
    assert all(around.guide.pk in each.must and around.guide.pk not in each.may for each in sessions)


def test_locked_stays_what_is_proposed_may_move_and_what_was_proposed_for_the_past_is_forgotten(today: date) -> None:
    around = Around(schools=3)
    chosen = ProposedSessionFactory(
        proposal__plan=around.plan, school=around.schools[0], starts_at=at(MARCH, 15), is_locked=True
    ).proposal
    ProposedSessionFactory(proposal=chosen, school=around.schools[1], starts_at=at(MARCH, 10, 30))
    ProposedSessionFactory(proposal=chosen, school=around.schools[2], starts_at=at(date(2026, 11, 3), 15))
    year = gather(around.plan, today=today, chosen=chosen)
    first, second, third = (key_of(school.pk, "verdieping") for school in around.schools)
    assert (year.instance.session[first].fixed, year.instance.session[first].is_locked) == (
        Slot(MARCH, time(15), 90),
        True,
    )
    assert year.slots == {second: Slot(MARCH, time(10, 30), 90)}
    assert year.instance.session[third].fixed is None
    assert year.told == {}


def test_an_absence_moves_also_what_was_chosen_against_a_rule(today: date) -> None:
    """Both sessions are at one moment, and at one of the schools somebody who must be there is away."""
    around = Around(schools=2)
    for school in around.schools:
        meeting = MeetingFactory(school=school, kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 15))
        InvitationFactory(meeting=meeting, professional=around.coach, blocks_time=school is around.schools[0])
    Absence.objects.create(plan=around.plan, professional=around.coach, first_day=MARCH, last_day=MARCH)
    year = gather(around.plan, today=today, may_move=True)
    keys = {key_of(school.pk, "verdieping") for school in around.schools}
    assert [year.instance.session[key].fixed for key in keys] == [None, None]


def test_who_said_no_to_a_moment_is_asked_again_for_another(today: date) -> None:
    around = Around(schools=1)
    meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 15))
    InvitationFactory(meeting=meeting, professional=around.coach, answer="no")
    key = key_of(around.schools[0].pk, "verdieping")
    assert around.coach.pk not in gather(around.plan, today=today).instance.session[key].people
    assert around.coach.pk in gather(around.plan, today=today, loose=key).instance.session[key].must


def test_a_draft_keeps_its_own_length_and_who_guides_it(today: date) -> None:
    around = Around(schools=1)
    draft = MeetingFactory(school=around.schools[0], state=MeetingState.DRAFT, starts_at=None, year=2026, minutes=120)
    guide = InvitationFactory(meeting=draft, is_facilitator=True, starts_at=None, ends_at=None, blocks_time=False)
    session = gather(around.plan, today=today).instance.session[key_of(around.schools[0].pk, "kennismaking")]
    assert (session.minutes, session.facilitator) == (120, guide.professional_id)


def test_what_a_school_agreed_to_stays_like_what_is_locked(today: date) -> None:
    around = Around(schools=1)
    row = ProposedSessionFactory(
        proposal__plan=around.plan, school=around.schools[0], starts_at=at(MARCH, 15), agreed_at=at(today, 12)
    )
    session = gather(around.plan, today=today, chosen=row.proposal).instance.session[key_of(row.school_id, row.kind)]
    assert session.fixed == Slot(MARCH, time(15), 90)


def test_planning_again_lets_the_calendar_move_but_not_what_was_chosen_against_a_rule(today: date) -> None:
    """The coach works on Tuesdays: the session on a Wednesday had its reason."""
    around = Around(schools=2)
    for school, day in zip(around.schools, (MARCH, MARCH + timedelta(days=1)), strict=True):
        meeting = MeetingFactory(school=school, kind=MeetingKind.VERDIEPING, starts_at=at(day, 15))
        InvitationFactory(meeting=meeting, professional=around.coach)
    year = gather(around.plan, today=today, may_move=True)
    first, second = (key_of(school.pk, "verdieping") for school in around.schools)
    assert year.slots == {first: Slot(MARCH, time(15), 90)}
    assert year.instance.session[second].fixed == Slot(MARCH + timedelta(days=1), time(15), 90)


def test_two_on_the_calendar_that_clash_both_stay_when_all_is_planned_again(today: date) -> None:
    around = Around(schools=2)
    for school in around.schools:
        meeting = MeetingFactory(school=school, kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 15))
        InvitationFactory(meeting=meeting, professional=around.coach, blocks_time=school is around.schools[0])
    year = gather(around.plan, today=today, may_move=True)
    fixed = {each.school: each.fixed for each in year.instance.sessions if each.fixed}
    assert fixed == {school.pk: Slot(MARCH, time(15), 90) for school in around.schools}


def test_absences_are_known_of_this_plan_only(today: date) -> None:
    around, other = Around(schools=1), Around(schools=1)
    days = {"first_day": MARCH, "last_day": MARCH + timedelta(days=6)}
    Absence.objects.create(plan=around.plan, professional=around.coach, **days)
    Absence.objects.create(plan=other.plan, professional=around.coach, first_day=today, last_day=today)
    coach = gather(around.plan, today=today).instance.person[around.coach.pk]
    assert [(each.first_day, each.last_day) for each in coach.absences] == [(MARCH, MARCH + timedelta(days=6))]


def test_gathering_takes_as_many_queries_for_many_schools_as_for_few(today: date) -> None:
    counted = []
    for number in (2, 9):
        around = Around(schools=number)
        MeetingFactory(school=around.schools[0])
        with CaptureQueriesContext(connection) as queries:
            gather(around.plan, today=today, may_move=True)
        counted.append(len(queries))
    assert counted[0] == counted[1]


class TestSuccession:
    """The coach is succeeded at one school on 1 March."""

    MARCH_1 = date(2027, 3, 1)

    @pytest.fixture
    def around(self, today: date) -> Around:  # noqa: ARG002 the clock stands still first
        return Around(schools=1)

    def hand_over(self, around: Around, starts: date = MARCH_1) -> Professional:
        school = around.schools[0]
        school.memberships.filter(professional=around.coach).update(ends_on=self.MARCH_1 - timedelta(days=1))
        return seat(school, "cjg-coach", starts_on=starts).professional

    def test_each_is_asked_in_her_own_time(self, around: Around, today: date) -> None:
        successor = self.hand_over(around)
        autumn, spring = gather(around.plan, today=today).instance.sessions
        ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
        assert (set(autumn.required), autumn.tenures, autumn.incomplete) == ({ib.pk, around.coach.pk}, (), ())
        assert set(spring.required) == {ib.pk, around.coach.pk, successor.pk}
        assert {tenure.person: tenure.period for tenure in spring.tenures} == {
            around.coach.pk: Period(date.min, self.MARCH_1 - timedelta(days=1), ""),
            successor.pk: Period(self.MARCH_1, date.max, ""),
        }

    def test_who_stands_in_comes_instead_of_whom_she_stands_in_for(self, around: Around, today: date) -> None:
        membership = around.schools[0].memberships.get(professional=around.coach)
        days = {"starts_on": self.MARCH_1, "ends_on": date(2027, 3, 31)}
        stand_in = StandInFactory(membership=membership, **days).professional
        spring = gather(around.plan, today=today).instance.sessions[1]
        for day, who in ((self.MARCH_1 - timedelta(days=1), around.coach), (MARCH, stand_in)):
            assert set(spring.must_on(day)) & {around.coach.pk, stand_in.pk} == {who.pk}

    def test_while_a_seat_is_empty_that_somebody_will_fill_it_waits(self, around: Around, today: date) -> None:
        self.hand_over(around, starts=MARCH)
        spring = gather(around.plan, today=today).instance.sessions[1]
        assert spring.incomplete == (Period(self.MARCH_1, MARCH - timedelta(days=1), ""),)

    def test_nobody_waits_for_a_successor_who_is_not_known(self, around: Around, today: date) -> None:
        around.schools[0].memberships.filter(professional=around.coach).update(ends_on=self.MARCH_1)
        spring = gather(around.plan, today=today).instance.sessions[1]
        assert spring.incomplete == ()
        assert around.coach.pk not in spring.must_on(MARCH)

    def test_what_moves_past_the_day_is_for_her_successor_and_what_stays_for_who_was_invited(
        self, around: Around, today: date
    ) -> None:
        successor = self.hand_over(around)
        meeting = MeetingFactory(
            school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(date(2027, 2, 9), 15)
        )
        coach = around.schools[0].memberships.get(professional=around.coach).role
        InvitationFactory(meeting=meeting, professional=around.coach, role=coach)
        guest = InvitationFactory(meeting=meeting, is_required=False).professional
        key = key_of(around.schools[0].pk, "verdieping")
        stays = gather(around.plan, today=today).instance.session[key]
        assert (stays.required, stays.optional, stays.tenures) == ((around.coach.pk,), (guest.pk,), ())
        moves = gather(around.plan, today=today, may_move=True).instance.session[key]
        assert successor.pk in moves.must_on(MARCH)
        assert around.coach.pk not in moves.people_on(MARCH)
        assert moves.may_on(MARCH) == (guest.pk,)

    def test_who_need_not_come_to_it_does_not_when_it_moves(self, around: Around, today: date) -> None:
        meeting = MeetingFactory(
            school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(date(2027, 2, 9), 15)
        )
        role = around.schools[0].memberships.get(professional=around.coach).role
        InvitationFactory(meeting=meeting, professional=around.coach, role=role, is_withdrawn=True)
        year = gather(around.plan, today=today, may_move=True)
        assert around.coach.pk not in year.instance.session[key_of(around.schools[0].pk, "verdieping")].people
