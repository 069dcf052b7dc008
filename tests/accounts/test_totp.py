"""A code of an authenticator app is good for one use."""

import pytest
from allauth.mfa.models import Authenticator
from time_machine import TimeMachineFixture

from accounts.models import User
from accounts.totp import spend
from tests.second_steps import app_code, give_app

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def secret(anneke: User) -> str:
    return give_app(anneke)


@pytest.fixture
def app(secret: str, anneke: User) -> Authenticator:
    return Authenticator.objects.get(user=anneke, type="totp")


def test_a_code_works_once(app: Authenticator, secret: str) -> None:
    assert [spend(app, app_code(secret)) for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("periods", "works"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(app: Authenticator, secret: str, periods: int, works: bool) -> None:
    assert spend(app, app_code(secret, periods=periods)) is works


def test_after_a_code_no_earlier_one_works(app: Authenticator, secret: str) -> None:
    spend(app, app_code(secret))
    assert spend(app, app_code(secret, periods=-1)) is False


def test_a_code_stays_used_as_long_as_it_would_be_accepted(
    app: Authenticator, secret: str, time_machine: TimeMachineFixture
) -> None:
    code = app_code(secret)
    spend(app, code)
    time_machine.shift(59)
    assert (spend(app, code), spend(app, app_code(secret))) == (False, True)


@pytest.mark.parametrize("code", ["", "000000x", "é", "12345", "\x00"])
def test_what_is_no_code_does_not_work(app: Authenticator, code: str) -> None:
    assert spend(app, code) is False
