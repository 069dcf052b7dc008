"""Dutch personal names: how a tussenvoegsel is written and how names are sorted (taaladvies.net)."""

import unicodedata

INFIXES = (
    *(
        "van der",
        "van den",
        "van de",
        "van het",
        "van 't",
        "van ’t",
        "van la",
        "von der",
        "aan de",
        "aan den",
        "aan het",
    ),
    *("in de", "in den", "in het", "in 't", "in ’t", "op de", "op den", "op het", "op 't", "op ’t", "uit de", "de la"),
    *("van", "von", "vom", "zum", "zur", "de", "den", "der", "het", "'t", "’t", "'s", "’s", "ten", "ter", "te", "el"),
    *("al", "ben", "bin", "la", "le", "du", "des", "di", "da", "do", "dos", "das", "del", "della"),
)
# Letters that Unicode does not take apart, written as people type them when they search.
PLAIN_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
JOINERS = "\u200c\u200d"  # hold emoji and some scripts together; other invisible signs mislead


def one_line(text: str) -> str:
    """The text without line breaks, control and invisible characters or double spaces, in composed Unicode form."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(_seen_as(sign) for sign in composed)
    return " ".join(visible.split()).strip(JOINERS)


def split_infix(infix: str, surname: str) -> tuple[str, str]:
    """The tussenvoegsel and the core word, also when both were typed as surname ("van den Berg")."""
    if infix:
        return (infix.lower() if infix.lower() in INFIXES else infix), surname
    for known in INFIXES:
        if surname.startswith(f"{known} "):  # with a capital it is part of the name: Van Dijk
            return known, surname[len(known) :].strip()
    return infix, surname


def full_name(first_name: str, infix: str, surname: str) -> str:
    """The tussenvoegsel: lower case after a first name, a capital without one (Floor van den Berg, Van den Berg)."""
    glue = "" if infix.endswith(("'", "’")) else " "
    if not first_name and infix and glue:  # what is glued to the core word stays as it is: d'Ancona
        infix = infix[0].upper() + infix[1:]
    return " ".join(part for part in (first_name, f"{infix}{glue}{surname}".strip()) if part)


def list_name(first_name: str, infix: str, surname: str) -> str:
    """As in a sorted list, core word first: "Berg, Floor van den"."""
    rest = " ".join(part for part in (first_name, infix) if part)
    return f"{surname}, {rest}" if rest else surname


def sort_key(first_name: str, infix: str, surname: str) -> str:
    """Sorts on the core word, then first name, then tussenvoegsel, whatever the database's collation."""
    return " ".join(plain(part) for part in (surname, first_name, infix)).strip()


def initials(first_name: str, surname: str) -> str:
    """One letter of the first name and one of the core word: "FB"."""
    return "".join(part[0] for part in (first_name.strip(), surname.strip()) if part).upper()


def plain(text: str) -> str:
    """The letters and digits of a text in lower case, without accents: what people type when they search."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    letters = "".join(sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(letters.split())


def _seen_as(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category == "Cf" and sign not in JOINERS else sign
