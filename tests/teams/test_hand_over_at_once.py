"""Two who act at the same moment on the same coach: one is first, the other is told, and nothing is left half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from schools.changes import CannotUndo, Stale
from schools.models import Change
from teams.actions.handover import take_back
from teams.actions.people import confirm_professional
from teams.actions.seats import replace_member
from teams.models import Coordinator, Membership
from teams.snapshots import seat_snapshot, seats_snapshot
from tests.factories import TODAY, UserFactory
from tests.teams.handing_over import JANUARY, NEW_YEARS_EVE, Fleet, fresh, lay_fleet

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="in memory, SQLite has one connection"),
]
Act = Callable[[], object]


@pytest.fixture
def fleet() -> Fleet:
    return lay_fleet(11)


@pytest.fixture
def second(fleet: Fleet) -> User:
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=fleet.cjg, starts_on=TODAY)
    return user


def at_once(*acts: Act) -> list[str]:
    """What became of each: "done", or the name of what it was told."""
    together = Barrier(len(acts))

    def run(act: Act) -> str:
        together.wait()
        try:
            act()
        except (Stale, CannotUndo) as told:
            return type(told).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def test_two_coordinators_hand_over_the_same_coach(fleet: Fleet, second: User) -> None:
    seen = seats_snapshot(fleet.samira, TODAY)
    first, other = fleet.moves(fleet.tom), list(reversed(fleet.moves(fleet.noor)))
    became = at_once(
        lambda: fleet.hand_over(*first, seen=seen),
        lambda: fleet.hand_over(*other, seen=seen, actor=second),
    )
    successors = set(Membership.objects.filter(starts_on=JANUARY).values_list("professional", flat=True))
    assert (became, Change.objects.count(), len(successors)) == (["Stale", "done"], 1, 1)
    assert Membership.objects.filter(starts_on=JANUARY).count() == 11


def test_a_hand_over_and_a_replacement_at_one_school(fleet: Fleet, second: User) -> None:
    row = fresh(fleet.seats)[4]
    seen, seen_there = seats_snapshot(fleet.samira, TODAY), seat_snapshot(row.school, row.role)
    moves = fleet.moves(fleet.tom)
    became = at_once(
        lambda: fleet.hand_over(*moves, seen=seen),
        lambda: replace_member(membership=row, successor=fleet.noor, starts_on=JANUARY, seen=seen_there, actor=second),
    )
    assert (became, Change.objects.count()) == (["Stale", "done"], 1)
    assert Membership.objects.filter(school=row.school, role=row.role).count() == 2


def test_confirming_the_people_of_a_hand_over_meanwhile_waits_for_nobody_in_a_ring(fleet: Fleet, second: User) -> None:
    rows, moves = fresh(fleet.seats), fleet.moves(fleet.tom)
    became = at_once(
        lambda: fleet.hand_over(*moves),
        *(
            lambda row=row: confirm_professional(professional=row.professional, today=TODAY, actor=second)  # type: ignore[misc]
            for row in (rows[0], fleet.ibs[3], fleet.ibs[5])
        ),
    )
    assert became == ["done"] * 4


def test_undoing_a_hand_over_while_one_of_its_seats_is_ended(fleet: Fleet, second: User) -> None:
    change = fleet.hand_over(*fleet.moves(fleet.tom))
    came = Membership.objects.filter(professional=fleet.tom).select_related("school", "role")[6]
    seen = seat_snapshot(came.school, came.role)
    became = at_once(
        lambda: take_back(change=change, actor=fleet.leader, today=TODAY),
        lambda: replace_member(
            membership=came, successor=fleet.noor, starts_on=JANUARY.replace(month=2), seen=seen, actor=second
        ),
    )
    held = Membership.objects.filter(role__code="cjg-coach", professional=fleet.samira, ends_on=NEW_YEARS_EVE).count()
    assert (became, held) in [(["Stale", "done"], 0), (["CannotUndo", "done"], 11)]
