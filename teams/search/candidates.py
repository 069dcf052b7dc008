"""The rows that may be an answer, found by the index of the database; `matching` says which of them are."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, FloatField, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from teams.search.index import PEOPLE, SCHOOLS, Searched
from teams.search.matching import trigrams

MOST = 200  # rows that are looked at one by one
NEAR = 0.3  # of the trigrams at least: two mistakes in a word of eight letters leave more
Row = TypeVar("Row", bound=Model)
_TEXTS = {each.table: each for each in (SCHOOLS, PEOPLE)}


def holding(rows: QuerySet[Row, Row], words: Sequence[str]) -> list[Row]:
    """Rows whose text holds every word as it is."""
    searched = _TEXTS[rows.model._meta.db_table]
    long = [word for word in words if len(word) > 2]
    found: Any = rows.alias(plain=_plain(searched))
    if long and connection.vendor == "sqlite":
        found = found.filter(pk__in=_matching(searched, " ".join(f'"{word}"' for word in long)))
    for word in words if connection.vendor != "sqlite" else set(words) - set(long):
        found = found.filter(Q(plain__contains=word) if len(word) > 2 else _begins(word))
    return list(found[:MOST])


def resembling(rows: QuerySet[Row, Row], words: Sequence[str]) -> list[Row]:
    """Rows whose text has enough letters in common with the words, the most alike first."""
    searched = _TEXTS[rows.model._meta.db_table]
    wanted = " ".join(words)
    if connection.vendor == "sqlite":
        parts = sorted(set().union(*map(trigrams, words)))
        near = _matching(searched, " OR ".join(f'"{part}"' for part in parts))
        return _nearest(rows.filter(pk__in=near), searched, "teams_likeness", wanted) if parts else []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(NEAR)])
        near = RawSQL(f"SELECT id FROM {searched.table} WHERE %s <%% {searched.text()}", [wanted])
        return _nearest(rows.filter(pk__in=near), searched, "word_similarity", wanted)


def _nearest(rows: QuerySet[Row, Row], searched: Searched, function: str, wanted: str) -> list[Row]:
    plain = _plain(searched)
    arguments = (plain, Value(wanted)) if function == "teams_likeness" else (Value(wanted), plain)
    likeness = Func(*arguments, function=function, output_field=FloatField())
    return list(rows.order_by(likeness.desc(), "pk")[:MOST])


def _matching(searched: Searched, query: str) -> RawSQL:
    """The rows that SQLite's table of trigrams gives for a query in its own language."""
    return RawSQL(f"SELECT rowid FROM {searched.its_index} WHERE plain MATCH %s", [query])


def _plain(searched: Searched) -> Func:
    """The text of a row as the index has it."""
    columns: list[Any] = [F(column) for column in searched.columns]
    parts = [part for column in columns for part in (Value(" "), column)][1:]
    text = Concat(*parts) if len(parts) > 1 else parts[0]
    return Func(text, function="teams_plain", output_field=TextField())


def _begins(word: str) -> Q:
    """Some word of the text begins with so few letters."""
    return Q(plain__startswith=word) | Q(plain__contains=f" {word}")
