"""Whether a database that was put back is the program's again: people sign in, see, find and do; rules still hold."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.test import Client

from proof.deeds import DEEDS
from proof.signing_in import Property, half_in, is_in
from proof.stage import Stage, client_of
from schools.models import Change
from teams.models import Membership

TRIED = ("fill a seat", "replace", "plan a session", "move a session", "agree")


def properties(stage: Stage) -> Iterator[Property]:
    """Of everything that this stage had before it was backed up."""
    client = client_of(stage.ib)
    yield "healthz is well", lambda: Client().get("/healthz").status_code == 200
    yield "she signs in with her password", lambda: is_in(half_in(stage.ib))
    for name in ("school", "confirm", "calendar"):
        yield f"the page {name} is there", _shows(client, stage.url(name) if name != "confirm" else "/")
    yield "a person is found", lambda: _finds(client, stage.coach.professional.surname)
    yield "every counter of keys is ahead of its table", lambda: not behind()
    for deed in DEEDS:
        if deed.name in TRIED:
            yield f"{deed.name} succeeds", lambda deed=deed: _acts(deed, stage)  # type: ignore[misc]
    yield "nobody has a seat twice on a day", lambda: is_refused(lambda: _seat_again(stage.nurse))
    yield "the trail only grows", lambda: is_refused(lambda: Change.objects.update(summary="anders"))


def _shows(client: Client, page: str) -> Callable[[], bool]:
    return lambda: client.get(page, follow=True).status_code == 200


def _finds(client: Client, surname: str) -> bool:
    return surname in client.get("/zoeken/", {"zoek": surname}).content.decode()


def _acts(deed: Any, stage: Stage) -> bool:
    client = client_of(deed.user(stage))
    url, data = deed.fill(client, stage)
    return client.post(url, data).status_code == 302


def _seat_again(row: Membership) -> None:
    row.pk = None
    Membership.objects.bulk_create([row])


def is_refused(attempt: Callable[[], object]) -> bool:
    """By the database itself."""
    try:
        with transaction.atomic():
            attempt()
    except IntegrityError:
        return True
    return False


def behind() -> list[str]:
    """Tables whose next key exists already. SQLite counts from the highest key that there ever was."""
    if connection.vendor != "postgresql":
        return []
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for sequence in connection.introspection.get_sequences(cursor, table):
                cursor.execute(
                    f"SELECT (SELECT last_value FROM {sequence['name']}) >= COALESCE(max({sequence['column']}), 0)"  # noqa: S608
                    f" FROM {table}"
                )
                if cursor.fetchone() != (True,):
                    found.append(table)
    return found
