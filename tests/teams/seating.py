"""Acting on seats in tests: what is written, what a refused action says, and everything that must be as it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.models import Change, School
from teams.actions import seats
from teams.models import Membership, Professional, Role, StandIn

AUGUST, DECEMBER, JANUARY = date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1)


def coach() -> Role:
    return Role.objects.get(code="cjg-coach")


def team(school: School) -> list[tuple[str, str, date, date | None]]:
    rows = school.memberships.select_related("professional", "role")
    return [(str(row.professional), row.role.code, row.starts_on, row.ends_on) for row in rows]


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Professional, Membership, StandIn)]


def refusal(action: Callable[[], Any]) -> dict[str, list[str]]:
    """What a refused action says, by field; it must have left everything as it was."""
    before = (everything(), Change.objects.count(), User.objects.count())
    with pytest.raises(ValidationError) as refused:
        action()
    assert (everything(), Change.objects.count(), User.objects.count()) == before
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


def correct(membership: Membership, actor: User, **wrong: Any) -> Change:
    values = {name: getattr(membership, name) for name in ("professional", "role", "starts_on", "ends_on")}
    return seats.correct_membership(membership=membership, **{**values, **wrong}, actor=actor)
