"""What every form that changes something shares: a key against doing it twice, what was seen, and plain layout."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, cast
from uuid import UUID, uuid4, uuid5

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import QueryDict

from accounts.models import User
from schools.changes import Stale
from schools.models import Change
from teams.forms.buttons import posted_key
from teams.seen import Snapshot, seal, unseal

RELOAD = dict.fromkeys(
    ("required", "invalid"),
    "Deze pagina is verlopen en er is niets bewaard. Laad haar opnieuw.",
)


class Circumstances(TypedDict):
    """What every action is told beside its content: what was seen, who acts, and the key against doing it twice."""

    seen: Snapshot
    actor: User
    key: UUID | None


class ActionForm(forms.Form):
    """A form whose `save` carries out one action.

    `key` makes the same form sent twice act once. `seen` is what the page showed (`snapshot`, of the thing that `about`
    names); when others changed that meanwhile, `save` reports it in `meanwhile`, keeps what was typed, and takes the
    new state as seen, so that sending it again is a decision. `asks` is what saving would mean, and
    `is_asking` that it was sent and waits for an answer to that.
    """

    asks: Sequence[str] = ()
    is_asking = False

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages=RELOAD)
    seen = forms.CharField(widget=forms.HiddenInput, error_messages=RELOAD)

    def __init__(self, *args: Any, snapshot: Snapshot, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot, self.about = snapshot, about
        self.meanwhile: list[str] = []
        self.fields["key"].initial = uuid4
        self.fields["seen"].initial = lambda: seal(self.snapshot, self.about)
        for name, field in self.fields.items():
            if name not in {"key", "seen"}:
                field.error_messages["required"] = "Dit is nog leeg. Vul het in."
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_seen(self) -> Snapshot:
        try:
            return unseal(self.cleaned_data["seen"], self.about)
        except signing.BadSignature as error:
            raise ValidationError(RELOAD["invalid"]) from error

    @property
    def action_key(self) -> UUID | None:
        """The key of exactly what is asked: of this form with this content, so that other input is another action."""
        posted = posted_key(self.data)
        content = [
            (name, cast("QueryDict", self.data).getlist(self.add_prefix(name)))
            for name in self.names_of_content()
            if name not in {"key", "seen"}
        ]
        return uuid5(posted, repr(content)) if posted else None

    def names_of_content(self) -> Iterable[str]:
        """The fields that say what is asked; the same before it was done and after."""
        return self.fields

    def act(self, circumstances: Circumstances) -> Change:
        """Carry out the action with the clean data."""
        raise NotImplementedError

    def save(self, *, actor: User) -> Change | None:
        """The change that was made, or None when the action refused: then the form says why."""
        try:
            return self.act({"seen": self.cleaned_data["seen"], "actor": actor, "key": self.action_key})
        except ValidationError as refused:
            self._report(refused)
        except IntegrityError:
            self.add_error(None, "Dit botst met iets dat er al staat. Kijk de dagen en de personen na.")
        except Stale as stale:
            self.meanwhile = stale.differences
            self._see(self.seen_next())
        return None

    @property
    def advice(self) -> str:
        """What to do after `meanwhile` was shown."""
        return "Wat jij typte staat er nog en is nog niet bewaard. Klopt het nog? Bewaar dan opnieuw."

    def seen_next(self) -> Snapshot:
        """What counts as seen after `meanwhile` was shown."""
        return self.snapshot

    def _see(self, snapshot: Snapshot) -> None:
        """From now on this is what was seen; the rest of what was typed stays."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = seal(snapshot, self.about)
        self.data = data

    def _report(self, refused: ValidationError) -> None:
        """Beside the field it is about, where the form has that field."""
        if not hasattr(refused, "error_dict"):
            self.add_error(None, refused)
            return
        for field, errors in refused.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)
