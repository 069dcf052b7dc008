"""Of which changes a user may write every row of sessions, and of what comes out of them. The rules are those of the
views in which such a change is made."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from meetings.access import agreements_of, meetings_to_record, schools_to_hand_over, schools_to_plan, schools_to_record
from meetings.models import (
    AgendaItem,
    Agreement,
    DateAnswer,
    DateOption,
    Invitation,
    Meeting,
    Ownership,
    Poll,
    TeamAnswer,
)
from schools.access import regions_to_manage
from teams.extensions import Images

Row = Sequence[Any]  # the images of one row: as a change left it and, unless it was new, as it was before
KINDS = (Meeting, Invitation, Agreement, TeamAnswer, Ownership, AgendaItem, Poll, DateOption, DateAnswer)
ATTENDANCE = {"attendance", "stand_in_name"}
KEEPING = {"done_on"}


def changes_to_make(user: User | AnonymousUser, images: Images, day: date) -> set[UUID]:
    """The keys of the changes of which a user may write all these rows."""
    rights = _Rights(user, images, day)
    return {key for key in set[UUID]().union(*images.values()) if rights.may_make(key)}


class _Rights:
    """What a user may write, read once for all rows that some changes touched."""

    def __init__(self, user: User | AnonymousUser, images: Images, day: date) -> None:
        self.user, self.images, self.day = user, images, day
        self.rules: dict[Any, Callable[[Row], bool]] = {
            Meeting: lambda row: row[0].school_id in self.planned,
            Poll: lambda row: self._plans(row[0].meeting_id),
            DateOption: lambda row: self._plans(row[0].meeting_id),
            DateAnswer: lambda row: self._plans(self.meeting_of.get(row[0].invitation_id)),
            Invitation: self._may_write_invitation,
            Agreement: self._may_write_agreement,
            TeamAnswer: lambda row: row[0].school_id in self.recorded,
            Ownership: lambda row: row[0].school_id in self.handed_over,
            AgendaItem: lambda row: row[0].region_id in self.managed,
        }

    def may_make(self, key: UUID) -> bool:
        return all(may(row) for model, may in self.rules.items() for row in _rows(self.images[model].get(key, ())))

    @cached_property
    def planned(self) -> set[int | None]:
        return _keys(schools_to_plan(self.user, self.day))

    @cached_property
    def recorded(self) -> set[int]:
        return _keys(schools_to_record(self.user, self.day))

    @cached_property
    def handed_over(self) -> set[int]:
        return _keys(schools_to_hand_over(self.user, self.day))

    @cached_property
    def managed(self) -> set[int]:
        return _keys(regions_to_manage(self.user, self.day))

    @cached_property
    def kept(self) -> set[int]:
        """The sessions of which she keeps what came out."""
        found = {image.meeting_id for model in (Invitation, Agreement) for image in self._all(model)}
        return _keys(meetings_to_record(self.user, self.day).filter(pk__in=found))

    @cached_property
    def promised(self) -> set[int]:
        """What she promised herself."""
        found = {image.id for image in self._all(Agreement)}
        return _keys(agreements_of(self.user, self.day).filter(pk__in=found))

    @cached_property
    def meeting_of(self) -> dict[int, int]:
        """By invitation; also of those that are there no more."""
        answered = {image.invitation_id for image in self._all(DateAnswer)}
        return dict(Invitation.history.filter(id__in=answered).values_list("id", "meeting_id"))

    @cached_property
    def school_of(self) -> dict[int | None, int]:
        """By session; also of those that are there no more."""
        found = {image.meeting_id for model in (Invitation, Poll, DateOption) for image in self._all(model)}
        found.update(self.meeting_of.values())
        return dict(Meeting.history.filter(id__in=found).values_list("id", "school_id"))

    def _all(self, model: Any) -> list[Any]:
        return [image for images in self.images[model].values() for image in images]

    def _plans(self, meeting: int | None) -> bool:
        return self.school_of.get(meeting) in self.planned

    def _may_write_invitation(self, row: Row) -> bool:
        """Who was there is kept by who records; all else of an invitation is planning."""
        if _only(row, ATTENDANCE):
            return row[0].meeting_id in self.kept
        return self._plans(row[0].meeting_id)

    def _may_write_agreement(self, row: Row) -> bool:
        """That it is done is also said by who promised it."""
        return row[0].meeting_id in self.kept or (_only(row, KEEPING) and row[0].id in self.promised)


def _keys(rows: QuerySet[Any]) -> set[Any]:
    return set(rows.order_by().values_list("pk", flat=True))


def _rows(images: Sequence[Any]) -> list[Row]:
    """The images of one change and one model, row by row."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for image in images:
        found[image.id].append(image)
    return list(found.values())


def _only(row: Row, fields: set[str]) -> bool:
    """Whether these fields of a row were changed, and nothing else: it did not come or go either."""
    if len(row) == 1 or any(image.history_type == "-" for image in row):
        return False
    after, before = row
    changed = {
        field.name for field in after.tracked_fields if getattr(after, field.attname) != getattr(before, field.attname)
    }
    return set() < changed <= fields
