"""One value of a file at a time: text in, the value as we store it out.

A reader raises ValueError with the reason in Dutch when the value cannot be; LeftEmpty when the row can do without.
"""

import re
from collections.abc import Callable

from schools import phones
from schools.duo.casing import recase
from schools.duo.refusal import LeftEmpty

WEBSITE = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>(?:[^\W_](?:-*[^\W_])*\.)+[^\W\d_]{2,63})\.?(?P<port>:\d{2,5})?(?P<rest>[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
HOLIDAY_REGIONS = {"NOORD": "N", "MIDDEN": "M", "ZUID": "Z"}
SECTORS = {"BO": "BO", "SBO": "SBO", "SO": "SO", "SO/VSO": "SO", "VSO": "VSO", "VO": "VO"}


def words(label: str, longest: int, *, required: bool = False) -> Callable[[str], str]:
    """A reader of free text that has to fit in our column; the label names it in the reason."""

    def read(text: str) -> str:
        if required and not text:
            raise ValueError(f"{label} ontbreekt.")
        if len(text) > longest:
            raise ValueError(f"{label} is langer dan {longest} tekens.")
        return text

    return read


def place(text: str) -> str:
    """The name of a place in capitals and small letters."""
    return recase(words("plaats", 60)(text))


def municipality_name(text: str) -> str:
    """The name in capitals and small letters; DUO leaves it out now and then."""
    if not text:
        raise LeftEmpty("gemeentenaam ontbreekt.")
    return recase(words("gemeentenaam", 60)(text))


def establishment_code(text: str, institution: str) -> str:
    """NNXXNN, from the whole code or from the two digits that follow the BRIN code of the institution."""
    institution = institution.upper()
    code = institution + text if re.fullmatch(r"[0-9]{2}", text) else text.upper()
    if not re.fullmatch(r"[0-9]{2}[A-Z]{2}[0-9]{2}", code):
        raise ValueError(f"vestigingscode “{text}” is geen code als 12AB00.")
    if not code.startswith(institution):
        raise ValueError(f"vestigingscode {code} hoort niet bij instelling “{institution}”.")
    return code


def postcode(text: str) -> str:
    """ "2033 DE"; "" stays ""."""
    joined = text.replace(" ", "").upper()
    if not re.fullmatch(r"([1-9][0-9]{3}[A-Z]{2})?", joined):
        raise ValueError(f"postcode “{text}” is geen postcode als 2033 DE.")
    return f"{joined[:4]} {joined[4:]}".strip()


def municipality_code(text: str) -> str:
    """Four digits: DUO drops the leading zero in some files."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(f"gemeentenummer “{text}” is geen nummer als 0392.")
    return text.zfill(4)


def board_code(text: str) -> str:
    """Five digits; "" stays ""."""
    if not re.fullmatch(r"([0-9]{5})?", text):
        raise ValueError(f"nummer bevoegd gezag “{text}” is geen nummer van vijf cijfers.")
    return text


def holiday_region(text: str) -> str:
    """N, M or Z."""
    if text.upper() not in HOLIDAY_REGIONS:
        raise ValueError(f"vakantieregio “{text}” is niet Noord, Midden of Zuid.")
    return HOLIDAY_REGIONS[text.upper()]


def sector(text: str, default: str) -> str:
    """The kind of education, the default for ""; SO/VSO counts as SO."""
    if text and text.upper() not in SECTORS:
        raise ValueError(f"soort onderwijs “{text}” is onbekend.")
    return SECTORS.get(text.upper(), default)


def digits(text: str) -> str:
    """The four digits of a postcode."""
    if not re.fullmatch(r"[1-9][0-9]{3}", text):
        raise ValueError(f"postcode “{text}” is geen vier cijfers als 2033.")
    return text


def swv_code(text: str, kind: str) -> str:
    """PO2704, also when it is written PO 27.04 or PO-27-04; kind is PO or VO; "" stays "".

    The annex names no code for a harbour ("Europoort"): a text without digits means that there is none.
    """
    code = re.sub(r"[ .-]", "", text).upper()
    if re.fullmatch(rf"({kind}[0-9]{{4}})?", code):
        return code
    if not re.search(r"[0-9]", text):
        raise LeftEmpty(f"SWV {kind} “{text}” is geen code en blijft onbekend.")
    raise ValueError(f"SWV {kind} “{text}” is geen code als {kind}2704.")


def phone(text: str) -> str:
    """E.164; "" stays ""."""
    try:
        return phones.parse_phone(text)
    except ValueError as error:
        raise LeftEmpty(f"telefoonnummer “{text}” is niet te lezen en blijft leeg.") from error


def website(text: str) -> str:
    """A whole address with its scheme and a host in small letters; "" stays ""."""
    if not text:
        return ""
    found = WEBSITE.fullmatch(text)
    if found is None:
        raise LeftEmpty(f"internetadres “{text}” is niet te lezen en blijft leeg.")
    scheme, rest = found["scheme"] or "https", found["rest"] or ""
    site = f"{scheme}://{found['host']}{found['port'] or ''}".lower()
    address = site if rest == "/" else site + rest
    if len(address) > 200:
        raise LeftEmpty("internetadres is langer dan 200 tekens en blijft leeg.")
    return address
