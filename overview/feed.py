"""The region for a program of the region's own: JSON, of which docs/overzicht-feed.md says what every key means."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from overview.figures import Figures, Sessions, figures
from overview.matrix import Row
from overview.seats import SeatPlan
from overview.selection import Scope
from overview.tables import school_rows
from schools.models import Region

VERSION = 1


def feed_pieces(region: Region, scope: Scope) -> Iterator[str]:
    """The whole as text, piece by piece, so that a country takes no more memory than a region."""
    head = {
        "version": VERSION,
        "made_at": localtime().isoformat(timespec="seconds"),
        "day": scope.day.isoformat(),
        "school_year": scope.moment.year.label,
        "region": {"id": region.pk, "name": region.name, "po_code": region.po_code, "vo_code": region.vo_code},
        "totals": _totals(figures(scope)),
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "schools": ['
    yield from _between(json.dumps(each, ensure_ascii=False) for each in _schools(scope))
    yield "]}"


def _between(pieces: Iterable[str]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        yield f",\n{piece}" if place else f"\n{piece}"


def _totals(found: Figures) -> dict[str, Any]:
    return {
        "schools": found.schools,
        "required_seats": found.teams.required,
        "complete_teams": found.teams.whole,
        "vacancies": found.teams.vacancies,
        "vacancies_by_organisation": {each.kind.value: each.count for each in found.teams.missing},
        "kennismaking": _sessions(found.first),
        "verdieping": _sessions(found.second),
        "stale_teams": found.stale,
    }


def _sessions(found: Sessions) -> dict[str, int]:
    return {"held": found.held, "planned": found.planned, "undated": found.undated}


def _schools(scope: Scope) -> Iterator[dict[str, Any]]:
    """No plans: a program reads what anybody in the region may know."""
    columns = scope.plan.columns(scope.sectors)
    for row in school_rows(scope, "", columns, None):
        yield _school(row, [column.name for column in columns], scope.plan)


def _school(row: Row, names: Iterable[str], plan: SeatPlan) -> dict[str, Any]:
    asked = {seat.name: seat for seat in plan.of(row.sector)}
    return {
        "code": row.code,
        "name": row.name,
        "sector": row.sector,
        "city": row.city,
        "district": row.district,
        "municipality": {"code": row.town, "name": row.municipality},
        "board": row.board or None,
        "seats": [
            {
                "name": name,
                "need": asked[name].need.value,
                "organisation": asked[name].kind.value,
                "state": cell.mark.value,
                "vacancy": cell.is_vacancy,
                "empty_since": _iso(cell.since),
                "filled_from": _iso(cell.comes_on),
            }
            for name, cell in zip(names, row.cells, strict=True)
            if name in asked
        ],
        "kennismaking": {"state": row.first.code, "day": _iso(row.first.day)},
        "verdieping": {"state": row.second.code, "day": _iso(row.second.day)},
        "confirmed_on": _iso(row.confirmed_on),
        "stale": row.is_stale,
        "questions_answered": row.answered,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
