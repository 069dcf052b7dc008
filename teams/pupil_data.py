"""Recognises what looks like data of a pupil, which this program must not hold (design.md 1, domain.md 4.5)."""

import re
from collections.abc import Iterator
from datetime import date

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

from schools.phones import REGION
from teams.dutch import MONTHS
from teams.full_names import full_names_in

BSN = re.compile(r"(?<!\d)(?:\d[ .-]?){8}\d(?!\d)")
# Of one that begins with a zero, often written without it.
BSN_WITHOUT_ZERO = re.compile(r"(?<!\d)(?<!\d[ .-])\d{3}([ .-]?)\d\d\1\d{3}(?![ .-]?\d)")
_DATE_IN_DIGITS = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
DATE_OF_BIRTH = re.compile(r"\b(geb|geboren|geboortedatum)\b\W{0,3}(op\W+)?\d{1,2}\W[\w./-]*", re.IGNORECASE)
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

YOUNGEST = 3  # years old: nobody younger is on a school's mind
_DAY, _NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_MONTH = rf"(?:{'|'.join([*MONTHS, 'mrt', *(month[:3] for month in MONTHS)])})\b\.?"
FULL_DATE = re.compile(
    rf"(?<!\d)(?:{_DAY} ?[-/.] ?{_NUMBER} ?[-/.] ?20\d\d|{_DAY} {_MONTH},? 20\d\d|20\d\d-{_NUMBER}-{_DAY})(?!\d)",
    re.IGNORECASE,
)
_BIRTH = (
    rf"(?:{_DAY}[-/. ]{_NUMBER}(?:[-/. ]\d\d(?:\d\d)?)?|{_DAY} {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{4}}|(?:19|20)\d\d)"
    r"(?!\d)"
)
BORN = re.compile(
    rf"\b(?:geb|geboren|geboortedatum|geboortejaar)\b\W{{0,3}}(?:(?:op|in)\s+)?(?P<after>{_BIRTH})"
    rf"|(?<!\d)(?P<before>{_BIRTH})\s+geboren\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Numbers of organisations: 0800-2000 of Veilig Thuis, 088, a municipality's 14 023.
NOBODYS_NUMBERS = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
)


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the 11-test of a burgerservicenummer."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def pupil_data_in(text: str) -> str | None:
    """What in this text looks like a pupil's data, as a Dutch phrase; None when nothing does."""
    if found := _phrases("een burgerservicenummer", _bsns(text)):
        return found[0]
    if born := DATE_OF_BIRTH.search(text):
        return f"een geboortedatum ({born.group().rstrip('. ')})"
    return None


def case_data_in(text: str, *, today: date = date.max) -> list[str]:
    """All in the text of a fictional case that looks like a real pupil, as Dutch phrases that show what was found.

    A first name alone is fine. So is a date on which nobody who goes to school `today` can have been born.
    """
    return [*numbers_in(text, today=today), *names_in(text)]


def numbers_in(text: str, *, today: date = date.max) -> list[str]:
    """What of `case_data_in` can be nothing but data of a person: numbers, dates and addresses."""
    return [
        *_phrases("een burgerservicenummer", _bsns(text)),
        *_phrases("een geboortedatum", _birth_dates(text, today.year - YOUNGEST)),
        *_phrases("een telefoonnummer", _phones(text)),
        *_phrases("een e-mailadres", MAIL.findall(text)),
    ]


def names_in(text: str) -> list[str]:
    """What of `case_data_in` has the looks of a name. It may be that of a club: only its writer knows."""
    return _phrases("een voor- en achternaam", full_names_in(text))


def _bsns(text: str) -> Iterator[str]:
    """Each BSN by its first and last digits: enough to find it, and no copy of it. A phone number is none; neither is a
    date of eight digits."""
    for found in [*BSN.finditer(text), *BSN_WITHOUT_ZERO.finditer(text)]:
        digits = re.sub(r"\D", "", found.group())
        is_date = _DATE_IN_DIGITS.fullmatch(found.group()) is not None
        if is_bsn(digits.zfill(9)) and not is_date and not _is_in_phone(text, *found.span()):
            yield f"{digits[:-6]} … {digits[-3:]}"


def _is_in_phone(text: str, start: int, end: int) -> bool:
    """Whether these digits are part of a phone number; looks no further around them than one is long."""
    begin = max(0, start - 8)
    phones = PhoneNumberMatcher(text[begin : end + 12], REGION)
    return any(begin + phone.start < end and start < begin + phone.end for phone in phones)


def _phrases(what: str, found: Iterator[str] | list[str]) -> list[str]:
    return [f"{what} ({piece})" for piece in dict.fromkeys(found)]


def _birth_dates(text: str, last_year: int) -> Iterator[str]:
    yield from (found["after"] or found["before"] for found in BORN.finditer(text))
    for found in FULL_DATE.findall(text):
        if int(re.findall(r"20\d\d", found)[0]) <= last_year:
            yield found


def _phones(text: str) -> Iterator[str]:
    for found in PhoneNumberMatcher(text, REGION):
        if number_type(found.number) not in NOBODYS_NUMBERS:
            yield found.raw_string
