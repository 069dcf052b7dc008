"""The forms of a casus. What looks like a real pupil is refused by the actions, beside the field."""

from datetime import date
from typing import Any

from django import forms

from meetings.access import casus_meetings
from meetings.actions import casus as writing
from meetings.actions.casus import Step, Story
from meetings.actions.library import use_shared
from meetings.casus.voices import Voice
from meetings.enums import AgeBand, CasusTheme
from meetings.forms.fields import TextField
from meetings.forms.guarded import GuardedForm
from meetings.models import Casus, CasusStep, LibraryCasus, Meeting
from meetings.models.casus import STEP_LENGTH, STORY_LENGTH, VIEW_LENGTH
from meetings.snapshots import about_meeting
from schools.models import Change
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import LineField


class StoryForm(GuardedForm, ActionForm):
    """What a casus is about, and how it goes."""

    label = LineField(label="Naam", max_length=60, help_text="Bijvoorbeeld: Casus A. Geen naam van een kind.")
    theme = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=[("", "Kies een thema"), *CasusTheme.choices],
        help_text="Alleen dit ziet het samenwerkingsverband ook.",
    )
    age_band = forms.ChoiceField(label="Hoe oud is het kind?", choices=[("", "Kies een leeftijd"), *AgeBand.choices])
    story = TextField(
        label="Het verhaal",
        rows=12,
        required=False,
        max_length=STORY_LENGTH,
        help_text="Wat is er aan de hand, thuis en op school? Verzin het, of verander het zo dat niemand het herkent.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def told(self) -> Story:
        """What the clean data tell."""
        data = self.cleaned_data
        return Story(data["label"], CasusTheme(data["theme"]), AgeBand(data["age_band"]), data["story"])


class MakeCasusForm(StoryForm):
    """Begin a casus."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        snapshot = writing.casussen_snapshot(meeting)
        super().__init__(*args, snapshot=snapshot, about=about_meeting(meeting), **kwargs)
        self.meeting = meeting
        self.fields["label"].initial = writing.next_label(meeting)

    def act(self, circumstances: Circumstances) -> Change:
        return writing.make_casus(
            meeting=self.meeting,
            story=self.told(),
            today=self.today,
            are_no_pupils=self.cleaned_data["are_no_pupils"],
            **circumstances,
        )


class ChangeCasusForm(StoryForm):
    """Change the story of a casus."""

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=writing.story_snapshot(casus), about=writing.about_casus(casus), **kwargs)
        self.casus = casus
        for name in ("label", "theme", "age_band", "story"):
            self.fields[name].initial = getattr(casus, name)

    def act(self, circumstances: Circumstances) -> Change:
        return writing.change_casus(
            casus=self.casus,
            story=self.told(),
            today=self.today,
            are_no_pupils=self.cleaned_data["are_no_pupils"],
            **circumstances,
        )


class PerspectiveForm(GuardedForm, ActionForm):
    """How one role looks at a casus."""

    text = TextField(
        label="Perspectief",
        rows=10,
        required=False,
        max_length=VIEW_LENGTH,
        help_text="Wat zie je, wat weet je, wat kun je doen? Maak het leeg om het weg te halen.",
    )

    def __init__(self, *args: Any, casus: Casus, voice: Voice, today: date, **kwargs: Any) -> None:
        snapshot = writing.perspective_snapshot(casus, voice.role)
        super().__init__(*args, snapshot=snapshot, about=writing.about_casus(casus), **kwargs)
        self.casus, self.voice, self.today = casus, voice, today
        self.fields["text"].label = f"Hoe kijkt {voice.role} hiernaar?"
        self.fields["text"].initial = voice.text

    def act(self, circumstances: Circumstances) -> Change:
        return writing.write_perspective(
            casus=self.casus,
            role=self.voice.role,
            text=self.cleaned_data["text"],
            today=self.today,
            are_no_pupils=self.cleaned_data["are_no_pupils"],
            **circumstances,
        )


class StepForm(GuardedForm, ActionForm):
    """Who does what when."""

    moment = LineField(label="Wanneer", max_length=40, help_text="Bijvoorbeeld: week 1, of: na 6 weken.")
    who = LineField(label="Wie", max_length=80, help_text="Een rol of organisatie, zoals: de leerkracht, of: CJG.")
    what = LineField(label="Doet wat", max_length=STEP_LENGTH)

    def __init__(self, *args: Any, casus: Casus, today: date, row: CasusStep | None = None, **kwargs: Any) -> None:
        snapshot = writing.step_snapshot(row) if row else {}
        super().__init__(*args, snapshot=snapshot, about=writing.about_casus(casus), **kwargs)
        self.casus, self.row, self.today = casus, row, today
        if row is not None:
            for name in ("moment", "who", "what"):
                self.fields[name].initial = getattr(row, name)

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        step = Step(data["moment"], data["who"], data["what"])
        said = {"step": step, "today": self.today, "are_no_pupils": data["are_no_pupils"]}
        if self.row is None:
            return writing.add_step(casus=self.casus, **said, **circumstances)
        return writing.change_step(row=self.row, **said, **circumstances)


class RemoveCasusForm(ActionForm):
    """Take a casus away for good."""

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=writing.casus_snapshot(casus), about=writing.about_casus(casus), **kwargs)
        self.casus = casus

    def act(self, circumstances: Circumstances) -> Change:
        return writing.remove_casus(casus=self.casus, **circumstances)


class UseSharedForm(ActionForm):
    """Copy a shared casus into a session."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Bij welke bijeenkomst?",
        empty_label="Kies een bijeenkomst",
        error_messages={"invalid_choice": "Kies een bijeenkomst uit de lijst."},
    )

    def __init__(self, *args: Any, shared: LibraryCasus, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=f"shared {shared.pk}", **kwargs)
        self.shared = shared
        field = self.fields["meeting"]
        rows = casus_meetings(user, today).filter(school__region=shared.region).with_school()
        field.queryset = rows.order_by("-year", "school__name", "starts_at", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: f"{row.school}: {row}"  # type: ignore[attr-defined]

    def act(self, circumstances: Circumstances) -> Change:
        return use_shared(shared=self.shared, meeting=self.cleaned_data["meeting"], **circumstances)
