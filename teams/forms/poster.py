from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet

from schools.models import Municipality
from teams.poster.choice import Choice
from teams.poster.paint import Paint
from teams.poster.paper import Paper, Way


class PosterForm(forms.Form):
    """Asks how a poster is printed; its answers stand in the address, and `Choice.of` reads them."""

    papier = forms.ChoiceField(
        label="Papier", choices=[(Paper.A3.value, "A3, voor aan de muur"), (Paper.A4.value, "A4")]
    )
    stand = forms.ChoiceField(label="Hoe het hangt", choices=[(way.value, way.value) for way in Way])
    kleur = forms.ChoiceField(
        label="Kleur", choices=[(Paint.COLOUR.value, "in kleur"), (Paint.BLACK.value, "zwart-wit")]
    )

    def __init__(self, choice: Choice, **kwargs: Any) -> None:
        super().__init__(initial=asdict(choice), **kwargs)


class BundleForm(PosterForm):
    """The same for all schools of a region, or of one municipality of it."""

    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="alle gemeenten"
    )

    def __init__(self, municipalities: QuerySet[Municipality], choice: Choice, **kwargs: Any) -> None:
        super().__init__(choice, **kwargs)
        self.fields["gemeente"].queryset = municipalities  # type: ignore[attr-defined]
