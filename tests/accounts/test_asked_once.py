"""What a page asks of its reader it asks once; a request that may write, and the next page, ask anew."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.asked_once import AskedOnceMiddleware, once
from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant
from teams.access import visible_schools
from tests.factories import GrantFactory, SchoolFactory

TODAY = date(2026, 11, 22)


def asked_during(method: str) -> tuple[list[tuple[int, ...]], list[int]]:
    """What was really asked when a page asks the same thing twice and another once, and the answers it got."""
    asked: list[tuple[int, ...]] = []

    @once
    def add(*numbers: int) -> int:
        asked.append(numbers)
        return sum(numbers)

    answers = [0]

    def view(_: HttpRequest) -> HttpResponse:
        answers[:] = [add(1, 2), add(1, 2), add(3)]
        return HttpResponse()

    AskedOnceMiddleware(view)(RequestFactory().generic(method, "/"))
    return asked, answers


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_asks_once(method: str) -> None:
    assert asked_during(method) == ([(1, 2), (3,)], [3, 3, 3])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_request_that_may_write_asks_each_time(method: str) -> None:
    assert asked_during(method) == ([(1, 2), (1, 2), (3,)], [3, 3, 3])


def test_outside_a_page_and_after_one_that_broke_off_it_is_asked_each_time() -> None:
    asked: list[str] = []
    ask: Callable[[str], None] = once(asked.append)

    def breaks(_: HttpRequest) -> HttpResponse:
        ask("in")
        raise LookupError

    with pytest.raises(LookupError):
        AskedOnceMiddleware(breaks)(RequestFactory().get("/"))
    ask("out")
    ask("out")
    assert asked == ["in", "out", "out"]


@pytest.mark.django_db
def test_the_next_page_knows_that_a_grant_is_gone() -> None:
    grant = GrantFactory(kind=GrantKind.SWV, region=SchoolFactory().region)
    counted: list[tuple[int, int]] = []

    def view(request: HttpRequest) -> HttpResponse:
        user = User.objects.get(pk=grant.user_id)
        schools = visible_schools(user, TODAY).count()
        with CaptureQueriesContext(connection) as captured:
            visible_schools(user, TODAY)
        counted.append((schools, len(captured)))
        return HttpResponse()

    page = AskedOnceMiddleware(view)
    page(RequestFactory().get("/"))
    Grant.objects.all().delete()
    page(RequestFactory().get("/"))
    assert counted == [(1, 0), (0, 0)]
