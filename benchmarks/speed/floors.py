"""The plainest way to the rows of a page: one statement on a connection of the driver itself, without Django."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from benchmarks.speed.country import Country
from schools.school_year import SchoolYear

NAMED = re.compile(r"(?<!:):(\w+)")


class Floor:
    """A plain connection to the database of the country."""

    def __init__(self, database_url: str, country: Country) -> None:
        self.is_sqlite = database_url.startswith("sqlite")
        self.connection: Any = _sqlite(database_url) if self.is_sqlite else _postgres(database_url)
        self.values = _values(country, as_text=self.is_sqlite)

    def rows(self, sql: str, **values: Any) -> Callable[[], Sequence[Any]]:
        """Asks a statement anew each time."""
        statement = sql if self.is_sqlite else NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))
        given = self.values | values

        def ask() -> Sequence[Any]:
            cursor = self.connection.cursor()
            cursor.execute(statement, given)
            found: Sequence[Any] = cursor.fetchall()
            self.connection.commit()  # nothing stays open that a writer would wait for
            return found

        return ask

    def write(self, *statements: str, **values: Any) -> Callable[[], None]:
        """Writes in one transaction."""
        changed = [each if self.is_sqlite else NAMED.sub(r"%(\1)s", each) for each in statements]

        def act() -> None:
            cursor = self.connection.cursor()
            for statement in changed:
                cursor.execute(statement, self.values | values)
            self.connection.commit()

        return act

    def insert(self, rows: Sequence[Sequence[Any]]) -> None:
        """So many rows into a table that is gone after."""
        sign = "?" if self.is_sqlite else "%s"
        cursor = self.connection.cursor()
        cursor.execute(f"CREATE TEMPORARY TABLE taken ({', '.join(f'c{n} TEXT' for n in range(len(rows[0])))})")
        cursor.executemany(f"INSERT INTO taken VALUES ({', '.join([sign] * len(rows[0]))})", rows)
        cursor.execute("DROP TABLE taken")
        self.connection.commit()


def _sqlite(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def _postgres(url: str) -> Any:
    import psycopg2

    found = urlsplit(url)
    return psycopg2.connect(url) if not found.query else psycopg2.connect(unquote(url))


def _values(country: Country, *, as_text: bool) -> dict[str, Any]:
    today = country.today
    now = timezone.make_aware(datetime.combine(today, time()))
    moments = {"now": now, "tomorrow": now + timedelta(days=1), "back": now - timedelta(days=400)}
    days = {"today": today, "yesterday": today - timedelta(days=1), "stale": today - timedelta(days=366)}
    utc = timezone.get_fixed_timezone(0)
    written = {name: moment.astimezone(utc).strftime("%Y-%m-%d %H:%M:%S") for name, moment in moments.items()}
    return {
        **(written if as_text else moments),
        **({name: day.isoformat() for name, day in days.items()} if as_text else days),
        "region": country.region,
        "town": country.town,
        "school": country.school,
        "invited": country.invited,
        "year": SchoolYear.of(today).start,
        "size": 41,
        "text": "%terpstra%",
    }
