"""The forms of a date poll: what is asked, which moment is chosen, and when somebody can."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate, localtime

from meetings.actions import polls
from meetings.actions.planning import Plan
from meetings.actions.polls import Question, choose_moment, new_poll_snapshot
from meetings.enums import DateReply, MeetingKind
from meetings.forms.about import AboutForm
from meetings.forms.answer import OnBehalf
from meetings.forms.fields import ClockField, moment
from meetings.forms.overruling import WARNINGS, MomentForm, OverrulingForm
from meetings.models import DateOption, Invitation, Meeting
from meetings.models.poll import DAYS_TO_ANSWER, FEWEST, MOST
from meetings.moments.objecting import objections_by_moment
from meetings.polls.reading import choice_snapshot, options_of, poll_of, poll_snapshot
from meetings.snapshots import about_meeting
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.forms.base import Circumstances
from teams.forms.fields import DayField, FreeLineField
from teams.seen import Snapshot
from teams.snapshots import about_school

ROWS_SHOWN = 4  # empty rows for a moment that are not folded away


class _QuestionForm(OverrulingForm):
    """Which moments are asked, in rows of a day and a time, and until when one can answer."""

    overrules: ClassVar[Mapping[str, str]] = {"although": "schrijf hieronder waarom je ze toch vraagt"}
    instead = "Kies andere momenten"

    although = FreeLineField(
        label="Waarom vraag je deze momenten toch?", required=False, max_length=200, widget=forms.HiddenInput
    )
    deadline = DayField(label="Antwoorden kan tot en met")
    wants_holds = forms.BooleanField(
        label="Zet elk moment alvast als ‘misschien’ in ieders agenda",
        required=False,
        help_text="Ieder krijgt dan per moment een eigen mail. Is er een datum, dan haal je de rest met één knop weg.",
    )

    def __init__(
        self,
        *args: Any,
        now: datetime,
        moments: Sequence[datetime],
        snapshot: Snapshot,
        about: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.now = now
        for number in range(MOST):
            begins = localtime(moments[number]) if number < len(moments) else None
            day = DayField(label=f"Dag van moment {number + 1}", required=False)
            clock = ClockField(label=f"Tijd van moment {number + 1}", required=False)
            day.initial, clock.initial = (begins.date(), begins.time()) if begins else (None, None)
            self.fields[f"day_{number}"], self.fields[f"clock_{number}"] = day, clock
        self.shown = max(len(moments) + 1, ROWS_SHOWN)
        first = min((localdate(each) for each in moments), default=None)
        week = localdate(now) + timedelta(days=DAYS_TO_ANSWER)
        self.fields["deadline"].initial = min(week, first) if first else week

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"day_{number}"], self[f"clock_{number}"]) for number in range(MOST)]

    def rows_shown(self) -> list[tuple[BoundField, BoundField]]:
        """The rows that everybody sees; also every one that was filled in."""
        return self.rows()[: self._last_filled()]

    def rows_folded(self) -> list[tuple[BoundField, BoundField]]:
        return self.rows()[self._last_filled() :]

    def fields_before(self) -> list[BoundField]:
        """What is said of the session, above its moments."""
        return [self[name] for name in AboutForm.base_fields if name in self.fields]

    def fields_after(self) -> list[BoundField]:
        return [self["deadline"], self["wants_holds"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        found: list[datetime] = []
        for number in range(MOST):
            starts_at = self._moment_in(number, data)
            if starts_at is None:
                continue
            if starts_at <= self.now:
                self.add_error(f"day_{number}", "Dit moment is al voorbij. Kies een dag die nog komt.")
            elif starts_at in found:
                self.add_error(f"day_{number}", "Dit moment staat er al.")
            found.append(starts_at)
        if not self.errors and not FEWEST <= len(found) <= MOST:
            self.add_error("day_0", f"Kies {FEWEST} tot {MOST} momenten.")
        data["moments"] = found
        return data

    def question(self) -> Question:
        data = self.cleaned_data
        return Question(data["moments"], data["deadline"], data["wants_holds"], although=data["although"])

    def _last_filled(self) -> int:
        filled = [
            number + 1
            for number, pair in enumerate(self.rows())
            if any(field.value() not in {None, ""} or field.errors for field in pair)
        ]
        return max([self.shown, *filled]) if self.shown < MOST else MOST

    def _moment_in(self, number: int, data: dict[str, Any]) -> datetime | None:
        """The moment in one row; None when that is empty or not right, which its fields then say."""
        names = f"day_{number}", f"clock_{number}"
        day, clock = (data.get(name) for name in names)
        if any(name in self.errors for name in names) or (not day and not clock):
            return None
        if not clock:
            self.add_error(names[1], "Vul ook een tijd in.")
        elif not day:
            self.add_error(names[0], "Vul ook een dag in.")
        else:
            try:
                return moment(day, clock)
            except ValidationError as error:
                self.add_error(names[1], error)
        return None


class StartPollForm(AboutForm, _QuestionForm):
    """Ask who can when for a session that is not there yet."""

    def __init__(
        self, *args: Any, school: School, now: datetime, moments: Sequence[datetime], kind: str, **kwargs: Any
    ) -> None:
        today = now.date()
        snapshot = new_poll_snapshot(school, today)
        super().__init__(*args, now=now, moments=moments, snapshot=snapshot, about=about_school(school), **kwargs)
        self.school = school
        self.offer(school, today)
        self.propose(school, today)
        self.fields["kind"].initial = kind or self.fields["kind"].initial

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        plan = Plan(
            kind=MeetingKind(data["kind"]),
            year=SchoolYear.of(localdate(min(data["moments"]))),
            title=data["title"],
            minutes=data["minutes"],
            place=data["place"],
            facilitator=data["facilitator"],
            roles=list(data["roles"]),
        )
        return polls.start_poll(school=self.school, plan=plan, question=self.question(), now=self.now, **circumstances)


class AskDatesForm(_QuestionForm):
    """Ask who can when for a session without a date, or ask otherwise."""

    def __init__(
        self, *args: Any, meeting: Meeting, now: datetime, ticked: Sequence[datetime] = (), **kwargs: Any
    ) -> None:
        self.meeting = meeting
        poll = poll_of(meeting)
        asked = [option.starts_at for option in options_of(meeting)] if poll and poll.is_open else []
        moments = sorted(list(dict.fromkeys([*asked, *ticked]))[:MOST])
        super().__init__(
            *args, now=now, moments=moments, snapshot=poll_snapshot(meeting), about=about_meeting(meeting), **kwargs
        )
        if poll and poll.is_open:
            self.fields["deadline"].initial = poll.deadline
            self.fields["wants_holds"].initial = poll.wants_holds

    def act(self, circumstances: Circumstances) -> Change:
        return polls.ask_dates(meeting=self.meeting, question=self.question(), now=self.now, **circumstances)


class ChooseMomentForm(MomentForm):
    """Choose a moment; who must be there and cannot is passed over by name."""

    def __init__(self, *args: Any, option: DateOption, now: datetime, **kwargs: Any) -> None:
        super().__init__(
            *args, snapshot=choice_snapshot(option), about=f"{about_meeting(option.meeting)} {option.pk}", **kwargs
        )
        self.option, self.now = option, now
        self.refusers = polls.refusers_of(option)
        for voter in self.refusers:
            label = f"{voter.name} moet erbij zijn en kan dan niet. Kies dit moment toch."
            self.fields[polls.over(voter)] = forms.BooleanField(label=label, required=False)
        self.helper.layout = Layout(
            "seen", "key", WARNINGS, "reason", "allow_double", *(polls.over(voter) for voter in self.refusers)
        )
        for objection in objections_by_moment(option.meeting, [option.starts_at])[option.starts_at]:
            if objection.is_blocking or objection.needs_reason:
                self.warn("allow_double" if objection.is_blocking else "reason", [objection.text])

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return choose_moment(
            option=self.option,
            although={voter.key for voter in self.refusers if data.get(polls.over(voter))},
            reason=data["reason"],
            allow_double=data["allow_double"],
            now=self.now,
            **circumstances,
        )


class DatesForm(OnBehalf):
    """When somebody can. Sending it again says nothing new; it needs no key against doing it twice."""

    note = FreeLineField(label="Wil je er iets bij zeggen?", required=False, max_length=200)

    def __init__(
        self, *args: Any, invitation: Invitation, options: Sequence[DateOption], on_behalf_of: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        said = dict(invitation.date_answers.values_list("option", "answer"))
        for option in options:
            self.fields[f"moment_{option.pk}"] = forms.ChoiceField(
                label=option.when,
                choices=[(DateReply.YES, "Ja"), (DateReply.IF_NEED_BE, "Als het moet"), (DateReply.NO, "Nee")],
                widget=forms.RadioSelect,
                initial=said.get(option.pk),
                error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies ja, als het moet of nee."),
            )
        self.fields["note"].initial = invitation.note
        self.ask_on_behalf(on_behalf_of)
        self.order_fields([*(f"moment_{option.pk}" for option in options), "note", "on_behalf"])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def moments(self) -> list[BoundField]:
        return [self[f"moment_{option.pk}"] for option in self.options]

    def answers(self) -> dict[int, DateReply]:
        """What was said, by the number of the moment."""
        return {option.pk: DateReply(self.cleaned_data[f"moment_{option.pk}"]) for option in self.options}
