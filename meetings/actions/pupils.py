"""What looks like a real pupil is kept nowhere (domain.md 4.5)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from teams.pupil_data import case_data_in

CASUS = "een casus is verzonnen"
EVALUATION = "het kernteam en het samenwerkingsverband lezen dit"


def refuse_real_pupils(texts: Mapping[str, str], today: date, *, why: str = CASUS) -> None:
    """Raises ValidationError, beside each field, with everything in it that looks like a real pupil."""
    found = {field: case_data_in(text, today=today) for field, text in texts.items()}
    if any(found.values()):
        raise ValidationError(
            {
                field: [f"Dit lijkt op {piece}. Haal het weg: {why}." for piece in pieces]
                for field, pieces in found.items()
                if pieces
            }
        )
