"""Dutch personal names: how a tussenvoegsel is written and how names are sorted (taaladvies.net)."""

import unicodedata


def one_line(text: str) -> str:
    """The text without line breaks, control characters or double spaces, in composed Unicode form."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in composed)
    return " ".join(visible.split())


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
    return " ".join(_plain(part) for part in (surname, first_name, infix)).strip()


def initials(first_name: str, surname: str) -> str:
    """One letter of the first name and one of the core word: "FB"."""
    return "".join(part[0] for part in (first_name.strip(), surname.strip()) if part).upper()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(letters.split())
