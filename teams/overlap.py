"""Rules that no two rows hold on one day, or at one moment, kept by the database itself.

PostgreSQL has exclusion constraints for this. SQLite gets triggers that answer the same; because Django drops a table's
triggers whenever it alters that table, they are laid again after every migrate.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connections


class Rule(NamedTuple):
    """Rows of a table that agree on these columns (and for which a flag holds) have no day in common.

    In `empties` two rows agree also when both are empty. Rows with `moments` last from `starts_at` until `ends_at` and
    have no moment in common: one may begin when another ends. Their flag holds only where both are filled.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    flag: str = ""
    empties: tuple[str, ...] = ()
    moments: bool = False

    @property
    def needed(self) -> set[str]:
        """The columns that it speaks of."""
        return {*self.columns, *self.empties, *filter(None, [self.flag])}


SEAT_RULES = (
    Rule("teams_membership_no_overlap", "teams_membership", ("school_id", "role_id", "professional_id")),
    Rule("teams_membership_one_first_contact", "teams_membership", ("school_id", "role_id"), "is_first_contact"),
    Rule("teams_standin_no_overlap", "teams_standin", ("membership_id",)),
)
GRANT_RULES = (
    Rule("schools_grant_once", "schools_grant", ("user_id", "kind"), empties=("region_id", "municipality_id")),
    Rule("teams_coordinator_once", "teams_coordinator", ("user_id", "organisation_id")),
)
RULES = SEAT_RULES + GRANT_RULES


# What SQLite asks of two spans; its days and moments are texts that sort.
_IN_COMMON = {
    "days": (
        "other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')",
        "COALESCE(other.ends_on, '9999-12-31') >= NEW.starts_on",
    ),
    "moments": ("other.starts_at < NEW.ends_at", "other.ends_at > NEW.starts_at"),
}


def postgresql(rule: Rule) -> str:
    """The exclusion constraint of a rule; needs the extension btree_gist."""
    columns = (*rule.columns, *(f"COALESCE({column}, 0)" for column in rule.empties))
    same = ", ".join(f"{column} WITH =" for column in columns)
    span = "tstzrange(starts_at, ends_at)" if rule.moments else "daterange(starts_on, ends_on, '[]')"
    where = f" WHERE ({rule.flag})" if rule.flag else ""
    return f"ALTER TABLE {rule.table} ADD CONSTRAINT {rule.name} EXCLUDE USING gist ({same}, {span} WITH &&){where}"


def sqlite(rule: Rule) -> Iterator[str]:
    """The triggers of a rule, replacing those that are there."""
    conditions = [f"other.{column} = NEW.{column}" for column in rule.columns]
    conditions += [f"other.{column} IS NEW.{column}" for column in rule.empties]
    conditions += [f"other.{rule.flag} AND NEW.{rule.flag}"] if rule.flag else []
    conditions += list(_IN_COMMON["moments" if rule.moments else "days"])
    for event, but_itself in (("insert", []), ("update", ["other.id <> NEW.id"])):
        yield f"DROP TRIGGER IF EXISTS {rule.name}_{event}"
        yield (
            f"CREATE TRIGGER {rule.name}_{event} BEFORE {event.upper()} ON {rule.table} "
            f"WHEN EXISTS (SELECT 1 FROM {rule.table} AS other WHERE {' AND '.join([*but_itself, *conditions])}) "
            f"BEGIN SELECT RAISE(ABORT, '{rule.name}'); END"
        )


def lay_triggers(using: str, rules: Iterable[Rule] = RULES, **_: Any) -> None:
    """Receiver of post_migrate: on SQLite the rules are there again, whatever the migrations did to the tables."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in rules:
            # On the way back to an older migration a table may be there without a column yet.
            if rule.table in tables and rule.needed <= _columns_of(rule.table, connection, cursor):
                for statement in sqlite(rule):
                    cursor.execute(statement)


def _columns_of(table: str, connection: Any, cursor: Any) -> set[str]:
    return {column.name for column in connection.introspection.get_table_description(cursor, table)}
