from dataclasses import asdict
from typing import Any

from django import forms

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
