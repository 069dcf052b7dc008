"""What the page of a session says of its casussen and of how it was, for who looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from meetings.access import can_read_casus, can_write_casus
from meetings.actions.evaluating import to_ask
from meetings.after.evaluations import Results, results_of
from meetings.enums import MeetingKind
from meetings.models import Casus, Invitation, Meeting


@dataclass(frozen=True)
class CasusCard:
    """The casussen of a session. Who may not read them (`can_read`) is shown their themes only."""

    casussen: tuple[Casus, ...]
    can_read: bool
    can_write: bool
    is_wanted: bool  # a verdieping is held by a casus (domain.md 1.1, 36)

    @property
    def is_shown(self) -> bool:
        return bool(self.casussen) or self.can_write or self.is_wanted


@dataclass(frozen=True)
class EvaluationCard:
    """How many said how it was, and whether she may mail that question to somebody: there has to be somebody left."""

    results: Results
    can_ask: bool


def casus_card(user: User, meeting: Meeting, today: date) -> CasusCard:
    """Without the text: a page of the session never holds it."""
    rows = meeting.casussen.defer("story")
    is_wanted = meeting.kind == MeetingKind.VERDIEPING and not meeting.is_cancelled
    return CasusCard(
        tuple(rows), can_read_casus(user, meeting, today), can_write_casus(user, meeting, today), is_wanted
    )


def casus_labels(user: User, meeting: Meeting, today: date) -> list[str]:
    """The names of its casussen, as the agenda has them; none for who may not read them. Nothing else of a casus is on
    an agenda: that is printed, and handed round."""
    if not can_read_casus(user, meeting, today):
        return []
    return list(meeting.casussen.values_list("label", flat=True))


def evaluation_card(
    meeting: Meeting, invitations: Iterable[Invitation], now: datetime, *, can_ask: bool
) -> EvaluationCard | None:
    """None before the session was held. `invitations` are those of the session, with what everybody was told; who may
    plan it `can_ask`."""
    if not meeting.is_held:
        return None
    is_left = any(row.address for row in to_ask(meeting, invitations, now))
    return EvaluationCard(results_of(meeting), is_left and can_ask)
