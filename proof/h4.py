"""Row h4: a code of the second step is used again, one after the other and at once; and who is asked for one."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.second_step import ways_of
from proof.rows import Figure
from proof.signing_in import PASSWORD, Property, at_once, figure, half_in, is_in, somebody
from schools.enums import GrantKind
from teams.models import Coordinator
from tests.factories import GrantFactory, OrganisationFactory, RegionFactory, UserFactory
from tests.pages import sign_in
from tests.second_steps import app_code, enter_second_step, give_app, recovery_codes_of, secret_shown

AT_ONCE = 4
GATE = "/beveiliging/tweede-stap/"


def measure(*, quick: bool) -> Figure:
    """Every way to use a code again, some times over; then the properties of the gate."""
    trials = (app_again, earlier_code, code_that_set_up, app_at_once, recovery_again, recovery_at_once)
    rounds = 1 if quick else 5
    replays = [(trial.__name__, trial()) for _ in range(rounds) for trial in trials]
    accepted = sum(count for _, count in replays)
    extra = f"; {accepted} of {len(replays)} replays accepted"
    details = [f"{name}: {count} accepted" for name, count in replays if count]
    return figure(PROPERTIES, extra, holds=accepted == 0, details=details)


def app_again() -> int:
    user = somebody()
    code = app_code(give_app(user))
    return _after_the_first(enter_second_step(half_in(user), code), enter_second_step(half_in(user), code))


def earlier_code() -> int:
    """The code of half a minute ago, which is still accepted of who comes first, after the one of now."""
    user = somebody()
    secret = give_app(user)
    first = enter_second_step(half_in(user), app_code(secret))
    return _after_the_first(first, enter_second_step(half_in(user), app_code(secret, periods=-1)))


def code_that_set_up() -> int:
    user = somebody()
    client = half_in(user)
    client.post("/inloggen/opnieuw/", {"password": PASSWORD})
    code = app_code(secret_shown(client))
    client.post("/beveiliging/app/", {"code": code})
    return _after_the_first(_has_app(user), enter_second_step(half_in(user), code))


def app_at_once() -> int:
    user = somebody()
    code = app_code(give_app(user))
    return _race(user, code)


def recovery_again() -> int:
    user = somebody()
    give_app(user)
    code = recovery_codes_of(user)[0]
    return _after_the_first(enter_second_step(half_in(user), code), enter_second_step(half_in(user), code))


def recovery_at_once() -> int:
    user = somebody()
    give_app(user)
    return _race(user, recovery_codes_of(user)[0])


def _race(user: User, code: str) -> int:
    clients = [half_in(user) for _ in range(AT_ONCE)]
    return at_once(lambda client: enter_second_step(client, code), clients) - 1


def _after_the_first(first: bool, again: bool) -> int:
    if not first:
        raise AssertionError("The code did not work the first time: there is nothing to replay.")
    return int(again)


def _has_app(user: User) -> bool:
    return bool(ways_of(user).app)


def _is_asked(user: User) -> bool:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    pages = ("/", "/scholen/", "/beveiliging/", "/wachtwoord/weghalen/")
    return all(str(client.get(page).headers.get("Location", "")).startswith(GATE) for page in pages)


def _asks(kind: GrantKind) -> Property:
    region = None if kind == GrantKind.BEHEERDER else RegionFactory
    return f"{kind.label} is asked", lambda: _is_asked(GrantFactory(kind=kind, region=region and region()).user)


def _coordinator_is_asked() -> bool:
    user, since = UserFactory(), timezone.localdate() - timedelta(days=9)
    Coordinator.objects.create(user=user, organisation=OrganisationFactory(), starts_on=since)
    return _is_asked(user)


def _with_the_step_she_is_let_in() -> bool:
    answer = sign_in(Client(), GrantFactory().user).get("/scholen/")
    return bool(answer.status_code == 200)


def _without_power_she_is_not_asked() -> bool:
    return not _is_asked(UserFactory())


def _new_power_asks_at_the_next_request() -> bool:
    user = UserFactory()
    before = _is_asked(user)
    GrantFactory(user=user)
    return not before and _is_asked(user)


def _first_step_alone_opens_nothing() -> bool:
    user = somebody()
    give_app(user)
    return not is_in(half_in(user))


def _the_password_does_not_take_it_away() -> bool:
    user = somebody()
    give_app(user)
    client = sign_in(Client(), user)
    client.post("/inloggen/opnieuw/", {"password": PASSWORD})
    client.post("/beveiliging/app/weghalen/")
    return _has_app(user)


PROPERTIES: tuple[Property, ...] = (
    *(_asks(kind) for kind in GrantKind),
    ("a coordinator is asked", _coordinator_is_asked),
    ("who took the step is let in", _with_the_step_she_is_let_in),
    ("who has no power is not asked", _without_power_she_is_not_asked),
    ("who gets power is asked at her next request", _new_power_asks_at_the_next_request),
    ("the first step alone opens nothing", _first_step_alone_opens_nothing),
    ("a password does not take the second step away", _the_password_does_not_take_it_away),
)
