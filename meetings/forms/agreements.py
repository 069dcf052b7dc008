from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from meetings.actions.agreements import SHOWN, Promise, change_agreement, make_agreement
from meetings.enums import Theme
from meetings.models import Agreement, Meeting
from meetings.snapshots import about_meeting
from schools.models import Change
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import CountedLineField, DayField
from teams.models import Membership, Professional
from teams.seen import Snapshot
from teams.snapshots import about_row, row_snapshot

NO_THEME = "geen"


class _AgreementForm(ActionForm):
    text = CountedLineField(
        label="Wat spreken jullie af?",
        max_length=400,
        rows=3,
        help_text="Bijvoorbeeld: de IB’er belt de jeugdarts elke eerste maandag.",
    )
    theme = forms.ChoiceField(
        label="Bij welk thema hoort het?",
        choices=[(NO_THEME, "Geen van de drie"), *Theme.choices],
        initial=NO_THEME,
        widget=forms.RadioSelect,
    )
    owner = forms.ModelChoiceField(
        Professional.objects.none(), label="Wie zorgt ervoor?", required=False, empty_label="Nog niemand"
    )
    due_on = DayField(label="Wanneer is het klaar?", required=False)

    def __init__(
        self, *args: Any, meeting: Meeting, today: date, keep: int | None, snapshot: Snapshot, about: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.meeting = meeting
        people = self.fields["owner"]
        people.queryset = owners_for(meeting, today, keep=keep)  # type: ignore[attr-defined]

    def promise(self) -> Promise:
        """What the clean data agree."""
        data = self.cleaned_data
        theme = "" if data["theme"] == NO_THEME else data["theme"]
        return Promise(text=data["text"], theme=theme, owner=data["owner"], due_on=data["due_on"])


class NewAgreementForm(_AgreementForm):
    """One more agreement of a session."""

    def __init__(self, *args: Any, meeting: Meeting, theme: str = "", **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, keep=None, snapshot={}, about=about_meeting(meeting), **kwargs)
        self.fields["theme"].initial = theme or NO_THEME

    def act(self, circumstances: Circumstances) -> Change:
        return make_agreement(meeting=self.meeting, promise=self.promise(), **circumstances)


class ChangeAgreementForm(_AgreementForm):
    """What, who and when of an agreement."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        snapshot = row_snapshot(agreement, SHOWN)
        about = about_row(agreement)
        keep = agreement.owner_id
        super().__init__(*args, meeting=agreement.meeting, keep=keep, snapshot=snapshot, about=about, **kwargs)
        self.agreement = agreement
        for name in ("text", "due_on"):
            self.fields[name].initial = getattr(agreement, name)
        self.fields["theme"].initial = agreement.theme or NO_THEME
        self.fields["owner"].initial = agreement.owner_id

    def act(self, circumstances: Circumstances) -> Change:
        return change_agreement(agreement=self.agreement, promise=self.promise(), **circumstances)


def owners_for(meeting: Meeting, today: date, *, keep: int | None) -> Any:
    """Who can promise something: the team of today, who was asked to the session, and who has it already."""
    team = Membership.objects.on(today).filter(school=meeting.school_id).order_by().values("professional")
    asked = meeting.invitations.standing().exclude(professional=None).order_by().values("professional")
    return Professional.objects.filter(Q(pk__in=team) | Q(pk__in=asked) | Q(pk=keep))
