"""Agreements as pages list them: whether one is late, and who may do what with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from meetings.access import agreements_of, can_record
from meetings.enums import Theme
from meetings.models import Agreement, Meeting


@dataclass(frozen=True)
class AgreementRow:
    """One agreement. `can_keep` says that it is done, `can_change` what it says."""

    agreement: Agreement
    is_late: bool
    can_keep: bool
    can_change: bool


@dataclass(frozen=True)
class SessionAgreements:
    """What was agreed in a session, and what was carried to it; `asked` are the themes that still have none."""

    own: list[AgreementRow]
    carried: list[AgreementRow]
    asked: list[Theme]


def session_agreements(meeting: Meeting, carried: Sequence[Agreement], user: User, today: date) -> SessionAgreements:
    """Of one session; one agreement is asked for every theme (domain.md 1.1, 19)."""
    rows = list(meeting.agreements.with_people().in_order())
    themes = {row.theme for row in rows}
    may = can_record(user, meeting, today)
    return SessionAgreements(
        own=rows_for(rows, user, today, can_change=may),
        carried=rows_for(carried, user, today, can_change=may),
        asked=[theme for theme in Theme if theme.value not in themes],
    )


def rows_for(
    agreements: Iterable[Agreement], user: User, today: date, *, can_change: bool = False
) -> list[AgreementRow]:
    """Rows for the page, in one query; who promised it may always say that it is done."""
    hers = set(agreements_of(user, today).values_list("pk", flat=True))
    return [AgreementRow(row, row.is_late(today), can_change or row.pk in hers, can_change) for row in agreements]
