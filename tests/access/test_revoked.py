"""Access that ends while somebody is signed in has ended at her next request, whatever she had open."""

import pytest

from tests.access.events import EVENTS, Event, requests, until_refused
from tests.access.walk import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_refusals_are_not_logged")]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: f"{event.name}, {event.role} {event.route}")
def test_from_the_next_request_she_is_refused(walker: Walker, event: Event) -> None:
    tried = list(requests(event))
    assert {str(cell): until_refused(walker, event, cell) for cell in tried} == {str(cell): 1 for cell in tried}
