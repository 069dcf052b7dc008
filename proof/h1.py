"""Row h1: guessing. How many guesses an hour are looked at, from one place and from many, and whom that shuts out."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.core.context import request_context
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.utils import get_form_class
from django.core.cache import cache
from django.test import RequestFactory

from proof.guesser import CODE_CHECK, PASSWORD_CHECK, TOTP_CHECK, counted, wrong_codes
from proof.rows import Figure
from proof.scratch import database_url
from proof.visitors import (
    PASSWORD,
    account,
    ask_code,
    at,
    at_once,
    code_mailed,
    comes_in_by_code,
    enter_code,
    try_password,
    who,
)

# What may be looked at in an hour about one account: ten passwords, wherever they come from; of each network ten codes,
# five times each; ten codes of a second step, of somebody who has her password or her mail already.
PASSWORDS, TRIES_OF_A_CODE, CODES, SECOND_STEPS = 10, 5, 10, 10


@dataclass
class Tally:
    """What came of guessing in one way."""

    sent: int
    looked_at: int
    wrong: list[str] = field(default_factory=list)


@at_once
def measure(*, quick: bool) -> Figure:
    """Guess in each way within an hour while the owner comes in from elsewhere; then by several processes at once."""
    many, codes = (3, 170) if quick else (100, 10_000)
    found: dict[str, tuple[Tally, int]] = {}
    for places in (1, many):
        ways: tuple[tuple[str, Callable[[int, int], Tally], int, int], ...] = (
            ("passwords", passwords, 20 + 2 * places, PASSWORDS),
            ("codes", codes_by_mail, codes if places > 1 else 70, CODES * TRIES_OF_A_CODE * places),
            ("second steps", second_steps, 20 + 2 * places, SECOND_STEPS),
        )
        for name, guess, number, most in ways:
            cache.clear()
            found[f"{name} from {places} network{'s' * (places > 1)}"] = guess(places, number), most
    processes, each = (2, 10) if quick else (8, 100)
    found[f"passwords by {processes} processes at once"] = passwords_at_once(processes, each), PASSWORDS
    found[f"tries of one code by {processes} processes at once"] = tries_at_once(processes, each), TRIES_OF_A_CODE
    wrong = [f"{name}: {line}" for name, (tally, _) in found.items() for line in tally.wrong]
    for name, (tally, most) in found.items():
        if not 0 < tally.looked_at <= most:
            wrong.append(f"{name}: {tally.looked_at} looked at, {most} at most")
    looked_at = "; ".join(f"{tally.looked_at} of {tally.sent} {name}" for name, (tally, _) in found.items())
    text = f"looked at within an hour: {looked_at}; the owner came in at once each time ({len(wrong)} findings)"
    return Figure(text, not wrong, tuple(wrong))


def passwords(places: int, number: int) -> Tally:
    """Meanwhile the owner comes in with a code in a new browser, and with her password in one that she used before."""
    email, wrong = f"wachtwoord{places}@example.nl", []
    account(email)
    hers = at(5_000)
    comes_in_by_code(hers, email)
    hers.post("/uitloggen/")
    with counted(PASSWORD_CHECK) as counter:
        for turn in range(number):
            try_password(at(turn % places), email, f"geraden {turn}")
    if not comes_in_by_code(at(6_000), email):
        wrong.append("the owner did not come in with a code in a new browser")
    try_password(hers, email, PASSWORD)
    if who(hers) != email:
        wrong.append("the owner did not come in with her password in her own browser")
    return Tally(number, counter.looked_at, wrong)


def codes_by_mail(places: int, number: int) -> Tally:
    """Who guesses asks for code upon code in her name. The code that she had stays good, and so is a new one."""
    email, codes, wrong = f"code{places}@example.nl", wrong_codes(), []
    account(email)
    hers = at(7_000)
    ask_code(hers, email)
    her_code = code_mailed(email)
    with counted(CODE_CHECK) as counter:
        for turn in range(number // TRIES_OF_A_CODE):
            client = at(turn % places)
            ask_code(client, email)
            for _ in range(TRIES_OF_A_CODE):
                enter_code(client, next(codes))
    enter_code(hers, her_code)
    if who(hers) != email:
        wrong.append("the owner did not come in with the code that she had")
    if not comes_in_by_code(at(8_000), email):
        wrong.append("the owner did not come in with a new code")
    return Tally(number, counter.looked_at, wrong)


def second_steps(places: int, number: int) -> Tally:
    """By the form itself, as allauth asks for it."""
    user = account(f"tweede{places}@example.nl")
    TOTP.activate(user, generate_totp_secret())
    form_class = get_form_class(mfa_settings.FORMS, "authenticate", AuthenticateForm)
    with counted(TOTP_CHECK) as counter:
        for turn in range(number):
            request = RequestFactory().post("/", REMOTE_ADDR=f"10.9.{turn % places}.1")
            with request_context(request):
                form_class(data={"code": "000000"}, user=user).is_valid()
    return Tally(number, counter.looked_at)


def passwords_at_once(processes: int, each: int) -> Tally:
    """Several workers, each with its own connection to the database."""
    cache.clear()
    account("samen@example.nl")
    return _at_once("passwords", "samen@example.nl", processes, each)


def tries_at_once(processes: int, each: int) -> Tally:
    """One code, tried by several workers at once in the session that asked for it."""
    account("samen2@example.nl")
    client = at(0)
    ask_code(client, "samen2@example.nl")
    return _at_once("codes", str(client.session.session_key), processes, each)


def _at_once(kind: str, aim: str, processes: int, each: int) -> Tally:
    command = [sys.executable, "-m", "proof.guesser", kind, aim, str(each)]
    environment = os.environ | {"DATABASE_URL": database_url(), "DEMO": "0", "LOG_LEVEL": "CRITICAL"}
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return Tally(processes * each, sum(int(process.communicate()[0]) for process in running))
