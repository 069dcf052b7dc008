"""The forms of a session: plan it, change it, call it off, ask a guest, answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localtime

from meetings.actions.inviting import guests_snapshot, invite_guest
from meetings.actions.planning import Plan, cancel_meeting, change_meeting, plan_meeting, sessions_snapshot
from meetings.enums import MeetingKind
from meetings.forms.about import AboutForm
from meetings.forms.fields import ClockField, moment
from meetings.forms.overruling import WARNINGS, MomentForm
from meetings.invitees import vacancies_on
from meetings.models import Meeting
from meetings.snapshots import about_meeting, meeting_snapshot
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.dutch import in_words
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, FreeLineField, LineField, MailField
from teams.models import Professional, Role
from teams.seen import Snapshot
from teams.snapshots import about_school


class _MeetingForm(AboutForm, MomentForm):
    """What is decided of a session."""

    day = DayField(label="Dag", required=False, help_text="Laat leeg als de datum nog niet bekend is.")
    clock = ClockField(label="Begint om", required=False)

    def __init__(
        self, *args: Any, school: School, now: datetime, snapshot: Snapshot, about: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.school, self.now = school, now
        self.offer(school, now.date())
        self.helper.layout = Layout(
            *("seen", "key", "kind", "title"),
            HTML('{% include "meetings/components/vacancies.html" with vacancies=form.vacancies only %}'),
            Div("day", "clock", "minutes", css_class="moment-line"),
            WARNINGS,
            *("reason", "allow_double", "place", "facilitator", "roles"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, clock = data.get("day"), data.get("clock")
        if day and not clock and "clock" not in self.errors:
            self.add_error("clock", "Vul ook een tijd in.")
        elif clock and not day and "day" not in self.errors:
            self.add_error("day", "Vul ook een dag in.")
        elif day and clock:
            try:
                data["starts_at"] = moment(day, clock)
            except ValidationError as error:
                self.add_error("clock", error)
        return data

    def plan(self) -> Plan:
        """What the clean data decide."""
        data = self.cleaned_data
        starts_at = data.get("starts_at")
        return Plan(
            kind=MeetingKind(data["kind"]),
            year=SchoolYear.of(localtime(starts_at).date()) if starts_at else self.year_without_date(),
            starts_at=starts_at,
            title=data["title"],
            minutes=data["minutes"],
            place=data["place"],
            facilitator=data["facilitator"],
            roles=list(data["roles"]),
            reason=data["reason"],
            allow_double=data["allow_double"],
        )

    @property
    def vacancies(self) -> str:
        """The seats that must be filled and are empty, of the roles that are chosen; no other moment mends that, so it
        asks for no reason, but it is known before the session is made."""
        today, chosen = self.now.date(), map(str, self["roles"].value() or [])
        offered: QuerySet[Role] = self.fields["roles"].queryset  # type: ignore[attr-defined]
        roles = offered.filter(pk__in=[pk for pk in chosen if pk.isdecimal()])
        return in_words(vacancies_on(self.school, today, today=today, roles=roles))

    def year_without_date(self) -> SchoolYear:
        return SchoolYear.of(self.now.date())


class PlanMeetingForm(_MeetingForm):
    """Plan a session of a school."""

    def __init__(
        self, *args: Any, school: School, now: datetime, proposed: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        snapshot = sessions_snapshot(school, SchoolYear.of(now.date()))
        super().__init__(*args, school=school, now=now, snapshot=snapshot, about=about_school(school), **kwargs)
        self.propose(school, now.date())
        for name, value in (proposed or {}).items():
            self.fields[name].initial = value

    def act(self, circumstances: Circumstances) -> Change:
        return plan_meeting(school=self.school, plan=self.plan(), now=self.now, **circumstances)


class ChangeMeetingForm(_MeetingForm):
    """Change a session that is still to come."""

    def __init__(
        self, *args: Any, meeting: Meeting, now: datetime, proposed: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.meeting = meeting
        about = about_meeting(meeting)
        super().__init__(
            *args, school=meeting.school, now=now, snapshot=meeting_snapshot(meeting), about=about, **kwargs
        )
        row = meeting.invitations.standing().filter(is_facilitator=True).first()
        begins = localtime(meeting.starts_at) if meeting.starts_at else None
        values = {
            "kind": meeting.kind,
            "title": meeting.title,
            "day": begins.date() if begins else None,
            "clock": begins.time() if begins else None,
            "minutes": meeting.minutes,
            "place": meeting.place,
            "facilitator": row.professional_id if row else None,
            "roles": [role.pk for role in meeting.roles.all()],
            **(proposed or {}),
        }
        for name, value in values.items():
            self.fields[name].initial = value
        if row and row.professional_id:
            people = self.fields["facilitator"]
            people.queryset |= Professional.objects.filter(pk=row.professional_id).distinct()  # type: ignore[attr-defined]

    def year_without_date(self) -> SchoolYear:
        return self.meeting.school_year

    def act(self, circumstances: Circumstances) -> Change:
        return change_meeting(meeting=self.meeting, plan=self.plan(), now=self.now, **circumstances)


class CancelMeetingForm(ActionForm):
    """Call a session off, or keep that it did not take place when it is over `now`."""

    because = FreeLineField(label="Waarom gaat het niet door?", required=False, max_length=200)

    def __init__(self, *args: Any, meeting: Meeting, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=meeting_snapshot(meeting), about=about_meeting(meeting), **kwargs)
        self.meeting, self.now = meeting, now
        if meeting.is_over(now):
            self.fields["because"].label = "Waarom ging het niet door?"

    def act(self, circumstances: Circumstances) -> Change:
        because = self.cleaned_data["because"]
        return cancel_meeting(meeting=self.meeting, because=because, now=self.now, **circumstances)


class GuestForm(ActionForm):
    """Ask a guest for one session."""

    name = LineField(label="Naam", max_length=80)
    email = MailField(label="E-mailadres", help_text="Daar gaat de uitnodiging heen.")
    of = LineField(label="Organisatie", required=False, max_length=80, help_text="Bijvoorbeeld: Veilig Thuis.")
    because = FreeLineField(label="Waarom past een gast hier?", required=False, max_length=200)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=guests_snapshot(meeting), about=about_meeting(meeting), **kwargs)
        self.meeting = meeting
        if meeting.kind == MeetingKind.VERDIEPING:
            self.fields["because"].widget = forms.HiddenInput()

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return invite_guest(
            meeting=self.meeting,
            name=data["name"],
            email=data["email"],
            of=data["of"],
            because=data["because"],
            **circumstances,
        )
