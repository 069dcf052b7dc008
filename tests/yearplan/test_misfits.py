"""What does not fit, grouped: what is the same at many schools is said once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.planner.explaining import Fact, FactKind
from meetings.planner.freeing import Change, ChangeKind
from teams.week import HalfDays
from tests.factories import ProposedSessionFactory
from tests.yearplan.years import Around
from yearplan.findings import keep_changes, keep_facts
from yearplan.misfits import Help, groups_of
from yearplan.models import ProposedSession

pytestmark = pytest.mark.django_db


class Nowhere:
    """Sessions of a plan that stand nowhere, each for its own reasons."""

    def __init__(self) -> None:
        self.around = Around(schools=4)
        self.coach = self.around.coach
        first = ProposedSessionFactory(proposal__plan=self.around.plan, school=self.around.schools[0], starts_at=None)
        self.proposal = first.proposal
        first.delete()

    def add(self, school: int, facts: list[Fact], helps: list[Change] | None = None) -> ProposedSession:
        row: ProposedSession = ProposedSessionFactory(
            proposal=self.proposal,
            school=self.around.schools[school],
            starts_at=None,
            why=keep_facts(facts),
            helps=keep_changes(helps or []),
            is_explained=True,
        )
        return row


@pytest.fixture
def nowhere(today: date) -> Nowhere:
    return Nowhere()


def test_the_same_people_in_the_way_are_told_once_for_all_schools(nowhere: Nowhere) -> None:
    coach = nowhere.coach.pk
    rows = [
        nowhere.add(0, [Fact(FactKind.ELSEWHERE, coach, 8, 4, (7, 9))]),
        nowhere.add(1, [Fact(FactKind.ABSENT, coach, 8, 4)]),
        nowhere.add(2, [Fact(FactKind.ELSEWHERE, coach, 6, 3, (9, 11))]),
    ]
    groups = groups_of(rows, rows)
    assert [([row.school.name for row in group.rows], group.facts) for group in groups] == [
        (
            ["De Boog 0", "De Boog 2"],
            (f"{nowhere.coach} is op 3 tot 4 dagen al bij 3 andere bijeenkomsten, of daarheen onderweg.",),
        ),
        (["De Boog 1"], (f"{nowhere.coach} is afwezig op 4 dagen.",)),
    ]


def test_a_change_says_how_many_of_them_it_frees_each_by_itself(nowhere: Nowhere) -> None:
    coach = nowhere.coach.pk
    extra = Change(ChangeKind.EXTRA_HALF_DAY, coach, 3, 1, moved=1)
    facts = [Fact(FactKind.ABSENT, coach, 8, 4)]
    rows = [
        nowhere.add(0, facts, [extra, Change(ChangeKind.LATER)]),
        nowhere.add(1, facts, [Change(ChangeKind.EXTRA_HALF_DAY, coach, 3, 1)]),
    ]
    (group,) = groups_of(rows, rows)
    assert group.helps == (
        Help(f"Een halve dag extra van {nowhere.coach}, op donderdagmiddag: dan past het.", 2),
        Help("Als de periode een week later eindigt, past het.", 1),
    )


def test_what_is_not_explained_yet_is_no_group_with_others(nowhere: Nowhere) -> None:
    rows = [nowhere.add(number, []) for number in range(2)]
    assert [len(group.rows) for group in groups_of(rows, rows)] == [1, 1]


def test_a_computed_plan_says_of_both_sessions_of_a_school_that_two_never_work_together(today: date) -> None:
    around = Around(schools=2)
    for school in around.schools:
        ib = school.memberships.get(role__code="intern-begeleider").professional
        ib.half_days = HalfDays.whole([3]).mask
        ib.save()
        around.coach.half_days = HalfDays.whole([1]).mask
    rows = list(around.computed().sessions.filter(starts_at=None).with_places())
    groups = groups_of(rows, rows)
    assert sorted(len(group.rows) for group in groups) == [2, 2]
    for group in groups:
        (text,) = group.facts
        assert text.startswith("Op geen enkel dagdeel werken ")
        assert text.endswith(" allebei.")


def test_they_take_one_query_however_many_they_are(nowhere: Nowhere) -> None:
    rows = [nowhere.add(number, [Fact(FactKind.ABSENT, nowhere.coach.pk, 8, 4)]) for number in range(4)]
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            groups_of(some, some)
        assert len(queries) == 1
