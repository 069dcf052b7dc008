"""Which part of a proposal goes out now."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from schools.models import Municipality
from teams.forms.fields import FreeLineField
from yearplan.actions.sending import USUAL_REASON

AGREED, ALL = "akkoord", "alles"


class SendForm(forms.Form):
    """All that can go, only what schools agreed to, or one municipality. `expected` is the
    fingerprint of what the page said that would be."""

    which = forms.ChoiceField(label="Wat verstuur je nu?", widget=forms.RadioSelect)
    reason = FreeLineField(
        label="Als er iets tegen een moment spreekt: waarom toch dan?",
        help_text="Dit staat bij de bijeenkomst, bijvoorbeeld als een verplichte plek nog leeg is.",
        max_length=200,
        initial=USUAL_REASON,
    )
    expected = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, towns: Sequence[Municipality], agreed: int, total: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ALL, f"Alles ({total})")]
        if 0 < agreed < total:
            choices.append((AGREED, f"Alleen wat een school goed vindt ({agreed})"))
        if len(towns) > 1:
            choices += [(str(town.pk), f"Alleen {town}") for town in towns]
        self.fields["which"].choices = choices  # type: ignore[attr-defined]
        self.fields["which"].initial = ALL
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("which", "reason")  # the page writes `expected`, of what it shows
