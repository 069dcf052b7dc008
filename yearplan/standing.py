"""Where a session of the year stands: on the calendar, or only in a proposal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from meetings.enums import MeetingState
from meetings.models import Meeting
from yearplan.models import ProposedSession


class Stage(StrEnum):
    """How far a session is, for whoever looks at the year. The value is how it is shown."""

    HELD = "gehouden"
    PLANNED = "gepland"
    MOVING = "verplaatsing, nog niet verstuurd"
    PROPOSED = "voorstel"
    ASKED = "datum gevraagd"
    NOWHERE = "past niet"


@dataclass(frozen=True)
class Standing:
    """Where a session stands. `known` is the moment that its people may know of, `starts_at` where it is or will be."""

    stage: Stage
    starts_at: datetime | None = None
    minutes: int = 0
    known: datetime | None = None

    @property
    def is_to_send(self) -> bool:
        """Whether sending would do something for it."""
        return self.stage in {Stage.PROPOSED, Stage.MOVING}


def standing_of(row: ProposedSession | None, meeting: Meeting | None) -> Standing:
    """What the calendar says comes first. A proposal moves a session that is on it only as long as that is where the
    session was when the move was proposed."""
    if meeting is not None and meeting.starts_at is not None:
        known = meeting.starts_at
        if meeting.state == MeetingState.HELD:
            return Standing(Stage.HELD, known, meeting.minutes, known)
        if row is not None and row.moves_from == known and row.starts_at not in {None, known}:
            return Standing(Stage.MOVING, row.starts_at, row.minutes, known)
        return Standing(Stage.PLANNED, known, meeting.minutes, known)
    if meeting is not None and meeting.state == MeetingState.DATE_ASKED:
        return Standing(Stage.ASKED)
    if row is None or row.starts_at is None:
        return Standing(Stage.NOWHERE)
    return Standing(Stage.PROPOSED, row.starts_at, row.minutes)
