"""Place names as people write them: DUO has IJMUIDEN, 'T HARDE and S GRAVENHAGE."""

import re

PROVINCES = frozenset({"DR", "FLE", "FR", "GLD", "GN", "LB", "NB", "NH", "OV", "UT", "ZH", "ZLD"})
LOWER = frozenset(
    {"AAN", "AD", "BIJ", "CA", "DE", "DEN", "DER", "EN", "GEM", "IN", "ONDER", "OP", "OVER", "TEN", "TER", "TOT", "VAN"}
)
WORD = re.compile(r"[^\W\d_]+")
BARE_S = re.compile(r"^S[ -](?=\w)")
BARE_T = re.compile(r"^T (?=\w)")
# DUO leaves out accents, and some names follow no rule.
SPELLINGS = {
    "2e Exloermond": "2e Exloërmond",
    "Aldwald": "Aldwâld",
    "Broeksterwald": "Broeksterwâld",
    "Damwald": "Damwâld",
    "Earnewald": "Earnewâld",
    "Feanwalden": "Feanwâlden",
    "Marienberg": "Mariënberg",
    "Marienheem": "Mariënheem",
    "Marienvelde": "Mariënvelde",
    "Munein": "Mûnein",
    "Noardeast-Fryslan": "Noardeast-Fryslân",
    "Nuenen C.A.": "Nuenen c.a.",
    "Nuenen ca": "Nuenen c.a.",
    "Oudega de Fryske Marren": "Oudega De Fryske Marren",
    "Oudega Sudwest-Fryslan": "Oudega Súdwest-Fryslân",
    "Reahus": "Reahûs",
    "Sint Odilienberg": "Sint Odiliënberg",
    "Sudwest-Fryslan": "Súdwest-Fryslân",
    "Suwald": "Suwâld",
    "Walterswald": "Wâlterswâld",
    "Wehe-Den Hoorn": "Wehe-den Hoorn",
    "Westerhaar-Vriezenv Wijk": "Westerhaar-Vriezenveensewijk",
}


def recase(name: str) -> str:
    """ "BERGEN OP ZOOM" as "Bergen op Zoom"; a name that has small letters already stays as it is."""
    if not name.isupper():
        return name
    marked = BARE_T.sub("'T ", BARE_S.sub("'S-", name))
    recased = WORD.sub(_recase_word, marked)
    return SPELLINGS.get(recased, recased)


def _recase_word(found: re.Match[str]) -> str:
    word, before, after = found[0], found.string[: found.start()], found.string[found.end() :]
    if word in {"S", "T"} and before.endswith(("'", "’")):
        return word.lower()
    if before[-1:].isdigit():  # 2E EXLOERMOND
        return word.lower()
    if word in PROVINCES and before.endswith((" ", "(")) and not after.strip(".)"):
        return word
    if word in LOWER and before.endswith(" ") and not before.endswith(("GEM ", "GEM. ")):
        return word.lower()
    capital = 2 if word.startswith("IJ") else 1
    return word[:capital] + word[capital:].lower()
