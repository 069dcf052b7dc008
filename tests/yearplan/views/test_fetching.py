"""What a view of a plan starts from: 404 for who may not see it, 403 for who only reads it, and only its own pieces."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from accounts.models import User
from schools.enums import GrantKind
from tests.factories import (
    TODAY,
    GrantFactory,
    ProposalFactory,
    ProposedSessionFactory,
    RegionFactory,
    UserFactory,
    YearPlanFactory,
)
from yearplan.models import ProposedSession, YearPlan
from yearplan.views import fetching

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> YearPlan:
    row: YearPlan = YearPlanFactory()
    return row


def by(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def found(fetch: Callable[..., Any], *arguments: Any) -> Any:
    """What is fetched, or the status of the refusal."""
    try:
        return fetch(*arguments)
    except Http404:
        return 404
    except PermissionDenied:
        return 403


def user_who(who: str, plan: YearPlan) -> User:
    kinds = {"guide": GrantKind.PROCESBEGELEIDER, "swv": GrantKind.SWV}
    if who == "elsewhere":
        user: User = GrantFactory(region=RegionFactory()).user
    else:
        user = GrantFactory(kind=kinds[who], region=plan.region).user if who in kinds else UserFactory()
    return user


@pytest.mark.parametrize(
    ("who", "seen", "made"),
    [("guide", "plan", "plan"), ("swv", "plan", 403), ("elsewhere", 404, 404), ("no", 404, 404)],
)
def test_a_plan_is_there_for_who_may_see_it_and_can_be_worked_on_by_who_makes_it(
    plan: YearPlan, who: str, seen: object, made: object
) -> None:
    YearPlanFactory()  # of another region
    request = by(user_who(who, plan))
    shown = [found(fetch, request, plan.pk, TODAY) for fetch in (fetching.visible_plan, fetching.plan_to_make)]
    assert shown == [plan if each == "plan" else each for each in (seen, made)]


def test_nothing_is_worked_on_before_something_was_computed(plan: YearPlan) -> None:
    ProposalFactory()  # of another plan
    assert found(fetching.chosen_proposal, plan) == 404


def test_the_proposal_that_was_chosen_is_worked_on(plan: YearPlan) -> None:
    ProposalFactory(plan=plan, is_chosen=False)
    chosen = ProposalFactory(plan=plan)
    assert found(fetching.chosen_proposal, plan) == chosen


def test_only_a_session_of_the_chosen_proposal_of_this_plan(plan: YearPlan) -> None:
    mine: ProposedSession = ProposedSessionFactory(proposal=ProposalFactory(plan=plan))
    set_aside: ProposedSession = ProposedSessionFactory(proposal=ProposalFactory(plan=plan, is_chosen=False))
    foreign: ProposedSession = ProposedSessionFactory()
    assert [found(fetching.session_of, plan, row.pk) for row in (mine, set_aside, foreign)] == [mine, 404, 404]
