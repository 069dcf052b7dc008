"""What is believed of what a provider says."""

from typing import Any

import pytest

from accounts.sso.claims import Identity, NotVouchedFor, identity_of

TOKEN = {"sub": "uid-1", "email": "anneke@example.nl", "email_verified": True}


def who(said: dict[str, Any]) -> Identity:
    return identity_of("bestuur", said, trusted_domains=())


@pytest.mark.parametrize(
    "said",
    [
        {"id_token": TOKEN},
        {"id_token": TOKEN, "userinfo": {"sub": "uid-1"}},
        {"id_token": {"sub": "uid-1"}, "userinfo": TOKEN},
        {"id_token": TOKEN | {"email": " Anneke@Example.NL "}},
    ],
    ids=["only in the token", "the rest says nothing of it", "only in the rest", "with capitals"],
)
def test_an_address_that_is_confirmed(said: dict[str, Any]) -> None:
    assert who(said) == Identity("bestuur", "uid-1", "anneke@example.nl")


def test_the_word_about_one_address_is_not_taken_for_another() -> None:
    with pytest.raises(NotVouchedFor):
        who({"id_token": TOKEN, "userinfo": {"sub": "uid-1", "email": "bram@example.nl"}})


def test_two_answers_about_different_people_are_nonsense() -> None:
    with pytest.raises(ValueError, match="different people"):
        who({"id_token": TOKEN, "userinfo": TOKEN | {"sub": "uid-2"}})


@pytest.mark.parametrize(
    "said", [{"userinfo": TOKEN}, {"id_token": {"email": "anneke@example.nl", "email_verified": True}}], ids=str
)
def test_without_a_token_that_says_who_it_is_about_nobody_is(said: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        who(said)
