"""manage.py forget_second_step: for somebody who lost both her telephone and her recovery codes."""

from io import StringIO

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.second_step import ways_of
from tests.pages import sign_in
from tests.second_steps import give_app


def test_it_is_gone_and_she_is_signed_out_and_nobody_else_is(anneke: User, ineke: User) -> None:
    for user in (anneke, ineke):
        give_app(user)
    clients = [sign_in(Client(), user) for user in (anneke, ineke)]
    said = StringIO()
    call_command("forget_second_step", " Anneke@example.nl", stdout=said)
    assert ([ways_of(user).is_any for user in (anneke, ineke)], [get_user(client).pk for client in clients]) == (  # type: ignore[arg-type]
        [False, True],
        [None, ineke.pk],
    )
    assert said.getvalue() == "anneke@example.nl is overal uitgelogd, en logt nu in zonder tweede stap.\n"


def test_an_unknown_address_is_told(anneke: User) -> None:
    with pytest.raises(CommandError, match="Er is geen account met het adres weg"):
        call_command("forget_second_step", "weg@example.nl")
