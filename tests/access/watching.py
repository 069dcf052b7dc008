"""What a request writes, seen by the statements that it sends to the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)
# Who is signed in, where, how often somebody tried, and who looked at what: kept of a request that changes nothing.
OF_LOOKING = {"django_session", "usersessions_usersession", "cache", "teams_logentry"}


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables that are written meanwhile, but for what is kept of merely looking."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found[1] not in OF_LOOKING:
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
