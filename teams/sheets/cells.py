"""What stands in one cell: a day, a name. Each raises ValueError with a Dutch sentence about what is wrong."""

import re
from datetime import date
from typing import NamedTuple

from teams import names
from teams.dutch import MONTHS

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2}) ([a-z]+)\.? (\d{4})")
_TITLES = re.compile(r"^(dhr|mevr|mw|mvr|drs|dr|ir|mr|prof)\.? +", re.IGNORECASE)
_MONTHS = {**{name: number for number, name in enumerate(MONTHS, 1)}}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"mrt": 3}


class Name(NamedTuple):
    first_name: str
    infix: str
    surname: str


def day_of(text: str) -> date | None:
    """The day of "1-8-2026", "2026-08-01" or "1 augustus 2026"; None for an empty cell."""
    if not text:
        return None
    try:
        day = _day(text.lower().split(" 00:00")[0])
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise ValueError(f"‘{text}’ is geen datum. Schrijf hem als 1-8-2026.")
    return day


def _day(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _NUMBERS.fullmatch(text):
        day, month, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    elif (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    else:
        return None
    return date(year, month, day)


def name_of(text: str) -> Name:
    """The parts of "Floor van den Berg", "Berg, Floor van den" or "mw. F. de Vries"."""
    text = _TITLES.sub("", text)
    if "," in text:
        surname, _, rest = (part.strip() for part in text.partition(","))
        first_name, infix = _cut_infix_off(rest)
        return Name(first_name, infix, surname)
    first_name, _, rest = text.partition(" ")
    if not rest:
        return Name("", "", first_name)
    while rest and not rest.lower().startswith(names.INFIXES) and _is_initial(rest.split()[0]):
        more, _, rest = rest.partition(" ")
        first_name = f"{first_name} {more}"
    for known in names.INFIXES:
        if rest.lower().startswith(f"{known} "):
            return Name(first_name, known, rest[len(known) :].strip())
    return Name(first_name, "", rest)


def _is_initial(word: str) -> bool:
    return len(word) <= 2 and word.endswith(".")


def _cut_infix_off(text: str) -> tuple[str, str]:
    """ "Floor van den" is Floor, with van den."""
    if text.lower() in names.INFIXES:
        return "", text.lower()
    for known in names.INFIXES:
        if text.lower().endswith(f" {known}"):
            return text[: -len(known)].strip(), known
    return text, ""
