from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from meetings.enums import Reply
from meetings.models import Invitation
from teams.forms.fields import FreeLineField, LineField


class OnBehalf(forms.Form):
    """Who is signed in as somebody else than a personal link is of says that she answers for her."""

    def ask_on_behalf(self, name: str) -> None:
        """Ask so, when there is a `name` to answer for."""
        if name:
            self.fields["on_behalf"] = forms.BooleanField(
                label=f"Ik antwoord namens {name}",
                error_messages={"required": "Vink dit aan als dat zo is, of gebruik de link uit je eigen mail."},
            )


class AnswerForm(OnBehalf):
    """Whether somebody comes. Sending it again says nothing new; it needs no key against doing it twice."""

    answer = forms.ChoiceField(
        label="Kom je?",
        choices=[(Reply.YES, "Ja, ik kom"), (Reply.MAYBE, "Misschien"), (Reply.NO, "Nee, ik kom niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord."},
    )
    stand_in_name = LineField(
        label="Wie komt er in jouw plaats?", required=False, max_length=80, help_text="Alleen als jij niet komt."
    )
    note = FreeLineField(label="Wil je er iets bij zeggen?", required=False, max_length=200)
    about = forms.DateTimeField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Open de link in je mail opnieuw, en antwoord dan."},
    )

    def clean_stand_in_name(self) -> str:
        """Who comes herself has no stand-in: a name that she types beside that is never dropped in silence. One that
        was there before is, for then her answer became another."""
        name: str = self.cleaned_data["stand_in_name"]
        if self.cleaned_data.get("answer") in {Reply.YES, Reply.MAYBE} and name:
            if name != self.invitation.stand_in_name:
                raise forms.ValidationError(
                    "Komt er iemand in jouw plaats? Kies dan ‘Nee, ik kom niet’. Haal anders de naam weg."
                )
            return ""
        return name

    def __init__(self, *args: Any, invitation: Invitation, on_behalf_of: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_on_behalf(on_behalf_of)
        self.invitation = invitation
        answered = invitation.answer != Reply.NONE
        self.fields["answer"].initial = invitation.answer if answered else None
        self.fields["stand_in_name"].initial = invitation.stand_in_name
        self.fields["note"].initial = invitation.note
        self.fields["about"].initial = invitation.meeting.starts_at
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def ask_again(self, why: str) -> None:
        """Show what she typed once more, now about the moment at which the session is by now."""
        self.add_error(None, why)
        self.data = {**{name: self.data[name] for name in self.data}, "about": self["about"].initial}
