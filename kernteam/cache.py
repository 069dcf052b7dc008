from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections


class RememberingCache(DatabaseCache):
    """A cache in the database that forgets only what has expired.

    Django's makes room by throwing away a third of what is still valid. The limits on signing in are kept here, so
    whoever fills the cache would make it forget how often others guessed.
    """

    def _cull(self, db: str, cursor: Any, now: Any, num: int) -> None:  # noqa: ARG002 Django's own signature
        operations = connections[db].ops
        table = operations.quote_name(self._table)  # type: ignore[attr-defined]
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [operations.adapt_datetimefield_value(now)])  # noqa: S608
