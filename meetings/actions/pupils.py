"""What looks like a real pupil is kept nowhere (domain.md 4.5)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from teams.pupil_data import names_in, numbers_in

CASUS = "een casus is verzonnen"
NAME = "name"  # the code of a refusal that she can answer: it only looks like a name
EVALUATION = "het kernteam en het samenwerkingsverband lezen dit"


def refuse_real_pupils(texts: Mapping[str, str], today: date, *, why: str = CASUS, are_no_pupils: bool = False) -> None:
    """Raises ValidationError, beside each field, with everything in it that looks like a real pupil.

    `are_no_pupils` is what she says of all that has the looks of a name; of a number or a date nobody can say it.
    """
    found = {field: _refusals(text, today, why, are_no_pupils=are_no_pupils) for field, text in texts.items()}
    if any(found.values()):
        raise ValidationError({field: refusals for field, refusals in found.items() if refusals})


def may_be_nobody(refused: ValidationError) -> bool:
    """Whether something was refused that only looks like a name."""
    return any(error.code == NAME for error in getattr(refused, "error_list", ())) or any(
        error.code == NAME for errors in getattr(refused, "error_dict", {}).values() for error in errors
    )


def _refusals(text: str, today: date, why: str, *, are_no_pupils: bool) -> list[ValidationError]:
    pieces = [(piece, "number") for piece in numbers_in(text, today=today)]
    names = [] if are_no_pupils else [(piece, NAME) for piece in names_in(text)]
    return [
        ValidationError(f"Dit lijkt op {piece}. Haal het weg: {why}.", code=code) for piece, code in [*pieces, *names]
    ]
