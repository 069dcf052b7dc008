"""What every form that changes something shares: a key against doing it twice, what was seen, and plain layout."""

from typing import Any, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import User
from schools.models import Change
from teams.seen import Snapshot, Stale, seal, unseal


class ActionForm(forms.Form):
    """A form whose `save` carries out one action.

    `key` makes the same form sent twice act once. `seen` is what the page showed; when others changed that meanwhile,
    `save` reports it in `meanwhile`, keeps what was typed, and takes the new state as seen, so that sending it again is
    a decision.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "Laad de pagina opnieuw."})
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, snapshot: Snapshot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot = snapshot
        self.meanwhile: list[str] = []
        self.fields["key"].initial = uuid4
        self.fields["seen"].initial = lambda: seal(self.snapshot)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_seen(self) -> Snapshot:
        try:
            return unseal(self.cleaned_data["seen"])
        except signing.BadSignature as error:
            raise ValidationError("Deze pagina is verlopen. Laad haar opnieuw.") from error

    def act(self, *, actor: User) -> Change:
        """Carry out the action with the clean data."""
        raise NotImplementedError

    def save(self, *, actor: User) -> Change | None:
        """The change that was made, or None when the action refused: then the form says why."""
        try:
            return self.act(actor=actor)
        except ValidationError as refused:
            self._report(refused)
        except Stale as stale:
            self.meanwhile = stale.differences
            self._see(self.snapshot)
        return None

    def _see(self, snapshot: Snapshot) -> None:
        """From now on this is what was seen; the rest of what was typed stays."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = seal(snapshot)
        self.data = data

    def _report(self, refused: ValidationError) -> None:
        """Beside the field it is about, where the form has that field."""
        if not hasattr(refused, "error_dict"):
            self.add_error(None, refused)
            return
        for field, errors in refused.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)
