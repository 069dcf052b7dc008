"""Starting times, as people write them in one field."""

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError

from teams.dutch import clock_text, in_words
from teams.forms.fields import LineField
from yearplan.models.settings import ODD_TIME, is_sensible_start

MOST_STARTS = 10
TIME = re.compile("([01]?[0-9]|2[0-3]):[0-5][0-9]")
NO_TIME = "Dit is geen tijd: {}. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."


class StartsField(LineField):
    """Times of day, as "8.30, 10.30 en 13.00"; clean data is a tuple of them in order, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 80, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return in_words(map(clock_text, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[time, ...]:
        words = super().clean(value).replace(",", " ").replace(";", " ").split()
        found = {_time(word) for word in words if word not in {"en", "uur"}}
        if odd := sorted(start for start in found if not is_sensible_start(start)):
            raise ValidationError(ODD_TIME.format(clock_text(odd[0])))
        if len(found) > MOST_STARTS:
            raise ValidationError(f"Dit zijn er te veel: kies hoogstens {MOST_STARTS} begintijden.")
        return tuple(sorted(found))


def _time(word: str) -> time:
    hour, _, minute = word.replace(".", ":").partition(":")
    if TIME.fullmatch(f"{hour}:{minute or '00'}") is None:
        raise ValidationError(NO_TIME.format(word))
    return time(int(hour), int(minute or 0))
