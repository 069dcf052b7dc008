"""Row h3: reset links. There are none: who forgot her password gets a code by mail, worth no more than that."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from accounts.models import User
from proof.rows import Figure
from proof.visitors import PASSWORD, account, ask_code, at, at_once, code_mailed, enter_code, try_password, who

EMAIL = "vergeten@example.nl"
ANOTHER = "een heel ander wachtwoord"
Property = Callable[[User], bool]


@at_once
def measure(*, quick: bool) -> Figure:  # noqa: ARG001 small as it is
    """Each property with an account of its own."""
    failing = []
    for holds in PROPERTIES:
        cache.clear()
        mail.outbox.clear()
        User.objects.filter(email=EMAIL).delete()
        if not holds(account(EMAIL)):
            failing.append(holds.__name__)
    text = f"{len(PROPERTIES) - len(failing)} of {len(PROPERTIES)} properties pass"
    return Figure(text, not failing, tuple(failing))


def a_code_lets_its_owner_in(_: User) -> bool:
    """The control: what the others forbid is possible without it."""
    client = _asked()
    enter_code(client, code_mailed(EMAIL))
    return who(client) == EMAIL


def no_reset_page_has_an_address(_: User) -> bool:
    names = ("reset_password_from_key", "reset_password_from_key_done", "reset_password_done", "confirm_email", "email")
    return not any(_is_address(f"account_{name}") for name in names)


def a_good_reset_token_leads_nowhere(user: User) -> bool:
    token = f"{int_to_base36(user.pk)}-{default_token_generator.make_token(user)}"
    paths = [f"/{prefix}password/reset/key/{token}/" for prefix in ("", "accounts/", "inloggen/")]
    answers = [at(1).post(path, {"password1": ANOTHER, "password2": ANOTHER}) for path in paths]
    user.refresh_from_db()
    return all(answer.status_code in {302, 404} for answer in answers) and user.check_password(PASSWORD)


def forgotten_mails_nothing_and_leads_to_signing_in(_: User) -> bool:
    answer = at(1).post("/inloggen/vergeten/", {"email": EMAIL})
    return answer.get("Location") == reverse("account_login") and not mail.outbox


def a_code_is_good_once(_: User) -> bool:
    client = _asked()
    code = code_mailed(EMAIL)
    enter_code(client, code)
    client.post("/uitloggen/")
    enter_code(client, code)
    return who(client) == ""


def a_code_is_good_in_one_browser(_: User) -> bool:
    _asked()
    code, other = code_mailed(EMAIL), _asked(2)
    enter_code(other, code)
    return who(other) == ""


def a_code_is_void_after_a_newer_one(_: User) -> bool:
    client = _asked()
    code = code_mailed(EMAIL)
    client.post("/uitloggen/")
    ask_code(client, EMAIL)
    enter_code(client, code)
    return who(client) == ""


def a_code_expires(_: User) -> bool:
    client = _asked()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        enter_code(client, code_mailed(EMAIL))
        return who(client) == ""


def a_code_of_a_closed_account_is_void(_: User) -> bool:
    client = _asked()
    User.objects.update(is_active=False)
    enter_code(client, code_mailed(EMAIL))
    return who(client) == ""


def a_code_is_no_second_step(user: User) -> bool:
    TOTP.activate(user, generate_totp_secret())
    client = _asked()
    enter_code(client, code_mailed(EMAIL))
    return bool(code_mailed(EMAIL)) and who(client) == ""


def a_code_leaves_the_password_as_it_is(_: User) -> bool:
    client, other = _asked(), at(2)
    enter_code(client, code_mailed(EMAIL))
    try_password(other, EMAIL, PASSWORD)
    return who(other) == EMAIL


def another_password_ends_every_session_elsewhere(user: User) -> bool:
    elsewhere, client = at(2), at(1)
    for browser in (elsewhere, client):
        try_password(browser, EMAIL, PASSWORD)
    were_in = who(elsewhere) == who(client) == EMAIL
    client.post("/wachtwoord/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER})
    user.refresh_from_db()
    return were_in and user.check_password(ANOTHER) and (who(elsewhere), who(client)) == ("", EMAIL)


def another_host_is_refused(_: User) -> bool:
    answer = at(1).post("/inloggen/code/", {"email": EMAIL}, headers={"host": "kwaad.example"})
    return answer.status_code == 400 and not mail.outbox


def no_mail_repeats_a_host(_: User) -> bool:
    named = {"host": "kwaad.example", "x-forwarded-host": "kwaad.example"}
    with override_settings(ALLOWED_HOSTS=["*"]):
        at(1).post("/inloggen/code/", {"email": EMAIL}, headers=named)
    return [("kwaad" in str(sent.message()), sent.to) for sent in mail.outbox] == [(False, [EMAIL])]


def a_line_break_adds_no_receiver(_: User) -> bool:
    for typed in (f"{EMAIL}\nBcc: kwaad@example.nl", f"{EMAIL},kwaad@example.nl", f"{EMAIL}\x00"):
        ask_code(at(1), typed)
    return not mail.outbox


PROPERTIES: tuple[Property, ...] = (
    a_code_lets_its_owner_in,
    no_reset_page_has_an_address,
    a_good_reset_token_leads_nowhere,
    forgotten_mails_nothing_and_leads_to_signing_in,
    a_code_is_good_once,
    a_code_is_good_in_one_browser,
    a_code_is_void_after_a_newer_one,
    a_code_expires,
    a_code_of_a_closed_account_is_void,
    a_code_is_no_second_step,
    a_code_leaves_the_password_as_it_is,
    another_password_ends_every_session_elsewhere,
    another_host_is_refused,
    no_mail_repeats_a_host,
    a_line_break_adds_no_receiver,
)


def _asked(network: int = 1) -> Client:
    """A browser in which a code was asked for."""
    client = at(network)
    ask_code(client, EMAIL)
    return client


def _is_address(name: str) -> bool:
    for arguments in ({}, {"key": "x"}, {"uidb36": "x", "key": "y"}):
        try:
            reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
        return True
    return False
