"""Guesses of which it is counted how many are really looked at; as a process of its own, for many at once.

python -m proof.guesser passwords <address> <number>, or codes <session> <number>: prints how many were looked at.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, product
from typing import Any
from unittest.mock import patch

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class Counter:
    """Wraps what looks at a guess."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.looked_at = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.looked_at += 1
        return self.original(*args, **kwargs)


@contextmanager
def counted(where: str) -> Iterator[Counter]:
    """Count how often this function of allauth is asked."""
    from django.utils.module_loading import import_string

    counter = Counter(import_string(where))
    with patch(where, counter):
        yield counter


PASSWORD_CHECK = "django.contrib.auth.base_user.check_password"  # noqa: S105
CODE_CHECK = "allauth.account.forms.compare_user_code"
TOTP_CHECK = "allauth.mfa.totp.internal.auth.validate_totp_code"


def wrong_codes() -> Iterator[str]:
    """Codes in the right form, one after the other."""
    return ("".join(letters) * 2 for letters in cycle(product(LETTERS, repeat=4)))


def main() -> None:
    """Guess in a database that another process has set up."""
    kind, aim, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    from proof.scratch import choose_database

    choose_database()
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from proof import visitors

    client, codes = visitors.at(0), wrong_codes()
    if kind == "codes":
        client.cookies[settings.SESSION_COOKIE_NAME] = aim
    with counted(PASSWORD_CHECK if kind == "passwords" else CODE_CHECK) as counter:
        for turn in range(number):
            if kind == "passwords":
                visitors.try_password(visitors.at(turn), aim, f"geraden {turn}")
            else:
                visitors.enter_code(client, next(codes))
    sys.stdout.write(f"{counter.looked_at}\n")


if __name__ == "__main__":
    main()
