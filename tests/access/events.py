"""What can happen to somebody's access while she is signed in, and what she is answered at her next request."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from schools.models import Grant, School
from teams.models import Coordinator, Membership, Professional, Role, StandIn
from tests.access.matrix import SIGN_IN
from tests.access.table import BY_NAME
from tests.access.walk import Cell, Walker
from tests.access.world import World

REQUESTS_TRIED = 3


@dataclass(frozen=True)
class Event:
    """`happens` to a role; from then on her page or form at `place` answers `then`."""

    name: str
    role: str
    route: str
    then: str
    happens: Callable[[World], object]
    place: str = "own"


def _yesterday(world: World) -> dict[str, object]:
    return {"ends_on": world.today - timedelta(days=1)}


def _seat_ends(role: str) -> Callable[[World], object]:
    return lambda world: Membership.objects.filter(professional=world.me[role]).update(**_yesterday(world))


def _grant_ends(role: str) -> Callable[[World], object]:
    return lambda world: Grant.objects.filter(user=world.users[role]).update(**_yesterday(world))


def _switched_off(role: str) -> Callable[[World], object]:
    return lambda world: User.objects.filter(pk=world.users[role].pk).update(is_active=False)


def _stand_in_stops(world: World) -> None:
    StandIn.objects.filter(professional=world.me["stand_in"]).update(
        starts_on=world.today - timedelta(days=9), **_yesterday(world)
    )


def _coordinator_ends(world: World) -> None:
    Coordinator.objects.filter(user=world.users["coordinator"]).update(**_yesterday(world))


def _no_longer_edits(world: World) -> None:
    Role.objects.filter(code="intern-begeleider").update(edits_team=False)


def _closes(world: World) -> None:
    School.objects.filter(pk=world.schools["own"].pk).update(closed_on=world.today)


def _moves_to_another_region(world: World) -> None:
    School.objects.filter(pk=world.schools["region"].pk).update(region=world.regions["other"])


def _moves_to_another_town(world: World) -> None:
    School.objects.filter(pk=world.schools["town"].pk).update(municipality=world.towns["region"])


def _account_leaves_record(world: World) -> None:
    Professional.objects.filter(pk=world.me["coach"].pk).update(user=None)


SEES, EDITS = "teams:school", "teams:set_contact"
EVENTS = (
    Event("her seat ended", "ib", SEES, "404", _seat_ends("ib")),
    Event("her seat ended", "ib", EDITS, "404", _seat_ends("ib")),
    Event("her seat ended", "coach", SEES, "404", _seat_ends("coach"), "town"),
    Event("she stands in no longer", "stand_in", EDITS, "404", _stand_in_stops),
    Event("her role edits no longer", "ib", EDITS, "403", _no_longer_edits),
    Event("the school closed", "ib", EDITS, "403", _closes),
    Event("the school closed", "beheerder", EDITS, "403", _closes),
    Event("the school moved to another region", "pb", EDITS, "404", _moves_to_another_region, "region"),
    Event("the school moved to another region", "swv", SEES, "404", _moves_to_another_region, "region"),
    Event("the school moved to another town", "pb_town", EDITS, "404", _moves_to_another_town, "town"),
    Event("her grant ended", "pb", EDITS, "404", _grant_ends("pb")),
    Event("her grant ended", "pb_town", EDITS, "404", _grant_ends("pb_town")),
    Event("her grant ended", "swv", SEES, "404", _grant_ends("swv")),
    Event("her grant ended", "beheerder", EDITS, "404", _grant_ends("beheerder")),
    Event("she coordinates no longer", "coordinator", SEES, "404", _coordinator_ends),
    Event("her account was switched off", "ib", EDITS, SIGN_IN, _switched_off("ib")),
    Event("her account was switched off", "beheerder", SEES, SIGN_IN, _switched_off("beheerder")),
    Event("her account is no longer hers", "coach", SEES, "404", _account_leaves_record),
)


def requests(event: Event) -> Iterator[Cell]:
    """What she may have open at that moment: a page, a piece of one, a form filled in."""
    route = BY_NAME[event.route]
    yield Cell(route, event.role, event.place, "GET")
    yield Cell(route, event.role, event.place, "GET", htmx=True)
    if route.form is not None:
        yield Cell(route, event.role, event.place, "POST", filled=True)


def until_refused(walker: Walker, event: Event, cell: Cell) -> int:
    """At which request after the event she is refused as she should be; 0 when never, or when she was before."""
    should = "401" if cell.htmx and event.then == SIGN_IN else event.then
    with transaction.atomic():
        walker.bodies.clear()
        before = walker.ask(cell)
        assert before is not None
        event.happens(walker.world)
        answers = (walker.ask(cell) for _ in range(REQUESTS_TRIED))
        found = [number for number, answer in enumerate(answers, 1) if answer and answer.status_word == should]
        transaction.set_rollback(True)
    walker.bodies.clear()
    return found[0] if found and before.status in {200, 302} and before.status_word != SIGN_IN else 0
