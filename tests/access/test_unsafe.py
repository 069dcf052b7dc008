"""No address changes anything without the token of its own page, and none when it is only read."""

from zlib import crc32

import pytest

from tests.access.unsafe import (
    ANOTHER_TOKEN,
    SAFE,
    UNSAFE,
    Request,
    changed_by,
    requests,
    with_token,
    without_token,
)
from tests.access.walk import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_refusals_are_not_logged")]


def some(chosen: list[Request], one_in: int) -> list[Request]:
    """Always the same ones; the proof (c1) asks them all."""
    return [request for request in chosen if crc32(str(request).encode()) % one_in == 0]


def test_without_its_token_nothing_is_accepted(walker: Walker) -> None:
    chosen = list(requests(walker, ("POST",), ("beheerder",)))
    assert [str(each) for each in chosen if without_token(walker, each) != 403] == []


@pytest.mark.parametrize("token", ["", ANOTHER_TOKEN], ids=["no token", "a made up token"])
def test_nor_by_another_method_or_with_another_token(walker: Walker, token: str) -> None:
    chosen = some(list(requests(walker, UNSAFE, ("anonymous", "beheerder"))), 12)
    assert [str(each) for each in chosen if without_token(walker, each, token=token) != 403] == []


def test_with_its_token_a_form_is_accepted(walker: Walker) -> None:
    assert with_token(walker) == 302


def test_reading_changes_nothing(walker: Walker) -> None:
    assert changed_by(walker, some(list(requests(walker, SAFE)), 16)) == []
