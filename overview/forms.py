"""What somebody types here: what a key is for, and what she calls what she chose."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.actions import make_reading_key, save_page
from accounts.models import ReadingKey, SavedPage, User
from teams.forms.fields import FreeLineField


class KeyForm(forms.Form):
    """A new key for a program that reads the overview."""

    name = FreeLineField(label="Waarvoor is de sleutel?", max_length=60)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ReadingKey.objects.filter(user=self.user, name=name).exists():
            raise ValidationError("Je hebt al een sleutel met deze naam. Stop die eerst, of kies een andere naam.")
        return name

    def save(self) -> tuple[ReadingKey, str]:
        """The key and its secret."""
        return make_reading_key(user=self.user, name=self.cleaned_data["name"])


class ViewForm(forms.Form):
    """A name for what was chosen."""

    name = FreeLineField(label="Hoe noem je deze keuzes?", max_length=60)

    def save(self, user: User, address: str) -> SavedPage:
        return save_page(user=user, name=self.cleaned_data["name"], address=address)
