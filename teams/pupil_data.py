"""Recognises what looks like data of a pupil, which this program must not hold (design.md 1)."""

import re

BSN = re.compile(r"(?<!\d)(?:\d[ .-]?){8}\d(?!\d)")
DATE_OF_BIRTH = re.compile(r"\b(geb|geboren|geboortedatum)\b\W{0,3}(op\W+)?\d{1,2}\W", re.IGNORECASE)
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the 11-test of a burgerservicenummer."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def pupil_data_in(text: str) -> str | None:
    """What in this text looks like a pupil's data, as a Dutch word; None when nothing does."""
    if any(is_bsn(re.sub(r"\D", "", found.group())) for found in BSN.finditer(text)):
        return "een burgerservicenummer"
    if DATE_OF_BIRTH.search(text):
        return "een geboortedatum"
    return None
