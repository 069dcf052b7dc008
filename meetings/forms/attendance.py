from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms

from meetings.actions.attendance import Attended, Extra, attendance_snapshot, attended_rows, record_attendance
from meetings.enums import Attendance
from meetings.models import Invitation, Meeting
from meetings.snapshots import about_meeting
from schools.models import Change
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import LineField

CHOICES = [(each.value, each.label.capitalize()) for each in Attendance if each != Attendance.UNKNOWN]


class AttendanceForm(ActionForm):
    """Who was there: a choice for everybody who was asked, the name of who came in somebody's place, and somebody who
    came unasked. `is_full` proposes that everybody is there of whom nothing is kept yet."""

    def __init__(self, *args: Any, meeting: Meeting, now: datetime, is_full: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=attendance_snapshot(meeting), about=about_meeting(meeting), **kwargs)
        self.meeting, self.now = meeting, now
        self.rows = attended_rows(meeting)
        unknown = Attendance.PRESENT.value if is_full else ""
        for row in self.rows:
            self.fields[f"stand_{row.pk}"] = forms.ChoiceField(
                label=row.name,
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=unknown if row.attendance == Attendance.UNKNOWN else row.attendance,
                error_messages={"invalid_choice": "Kies wat er op de pagina staat."},
            )
            self.fields[f"naam_{row.pk}"] = LineField(
                label=f"Wie was er in plaats van {row.name}?",
                max_length=80,
                required=False,
                initial=row.stand_in_name,
            )

        self.fields["extra_name"] = LineField(label="Naam", max_length=80, required=False)
        self.fields["extra_of"] = LineField(label="Organisatie", max_length=80, required=False)

    def people(self) -> Iterator[tuple[Invitation, forms.BoundField, forms.BoundField]]:
        """Everybody with her two fields, for the page."""
        for row in self.rows:
            yield row, self[f"stand_{row.pk}"], self[f"naam_{row.pk}"]

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        attended = {
            row.pk: Attended(Attendance(data[f"stand_{row.pk}"] or Attendance.UNKNOWN), data[f"naam_{row.pk}"])
            for row in self.rows
        }
        extra = Extra(data["extra_name"], data["extra_of"]) if data["extra_name"] else None
        return record_attendance(meeting=self.meeting, attended=attended, extra=extra, now=self.now, **circumstances)
