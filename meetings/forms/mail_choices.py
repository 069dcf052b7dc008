from crispy_forms.helper import FormHelper
from django import forms

from meetings.mails.choices import Reader


class MailChoicesForm(forms.Form):
    """Which mails she wants. Sending it again changes nothing more; it needs no key against doing it twice."""

    reminders = forms.BooleanField(
        label="Herinneringen",
        required=False,
        help_text="Twee weken en twee dagen voor een bijeenkomst, als je nog niet liet weten of je komt.",
    )
    digest = forms.BooleanField(
        label="Weekoverzicht",
        required=False,
        help_text="Op maandag, alleen als er voor jou nog iets open staat, of in de regio waarvoor je werkt.",
    )

    def __init__(self, data: object = None, *, reader: Reader) -> None:
        choice = reader.choice
        super().__init__(data, initial={"reminders": choice.reminders, "digest": choice.digest})  # type: ignore[arg-type]
        if reader.guest is not None:
            del self.fields["digest"]  # a guest has no agreements here
        if reader.account is not None:
            del self.fields["reminders"]  # who is not in the roster is invited to nothing
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
