"""Recognises a first name with a surname where capitals say nothing: SANNE DE VRIES, sanne de vries, Sanne DE VRIES.

Without one capital as a sign a list has to help. It is a name when a known first name is followed by

- a known surname, with a tussenvoegsel or straight away, however both are written;
- any word with a capital or in capitals that is no word of this field or of everyday Dutch;

also when any word is followed by "van der" or "van den", which today stand in names only, and another word; and when
any word in capitals is followed by a known surname in capitals. A pet name (Jantje) is known by its name. What has its
capitals as names have them is left to `teams.full_names`. An unknown first name in lower case stays unseen:
`teams.full_names` is the rule, this is the net behind it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from teams.known_names import AFTER_INFIX, FIRST_NAMES, SURNAMES
from teams.names import plain

ONLY_IN_NAMES = frozenset({"van der", "van den", "von der"})
PET_ENDINGS = ("etje", "tje", "pje", "je", "ke", "ie")
LEAST = 4  # letters: shorter words in capitals are abbreviations (IB, GGD, SWV)


@dataclass(frozen=True)
class Part:
    """One word of a text, and whether a name could go on from the word before."""

    text: str
    start: int
    end: int
    goes_on: bool

    @property
    def plain(self) -> str:
        """Without accents and capitals, and of a double name the first half."""
        return plain(re.split(r"[’'-]", self.text)[0]) or plain(self.text)

    @property
    def is_cased(self) -> bool:
        """With a capital and small letters, as a name has."""
        return self.text[:1].isupper() and not self.text.isupper()


def uncased_names(
    parts: Sequence[Part], infixes: frozenset[str], is_everyday: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """Where such names begin and end. `is_everyday` tells a word, in lower case, that is part of no name."""
    spans: list[tuple[int, int]] = []
    for at, first in enumerate(parts):
        for length in (2, 1, 0):
            if _is_name(parts[at : at + length + 2], length, infixes, is_everyday):
                spans.append((first.start, parts[at + length + 1].end))
                break
    return spans


def _is_name(parts: Sequence[Part], length: int, infixes: frozenset[str], is_everyday: Callable[[str], bool]) -> bool:
    infix = " ".join(part.text.lower() for part in parts[1:-1])
    if len(parts) < length + 2 or not all(part.goes_on for part in parts[1:]) or (length and infix not in infixes):
        return False
    first, last = parts[0], parts[-1]
    if (first.is_cased and last.is_cased) or is_everyday(last.text.lower()):
        return False
    if infix in ONLY_IN_NAMES and not is_everyday(first.text.lower()) and len(first.text) > 1:
        return True
    is_surname = last.plain in SURNAMES or (bool(length) and last.plain in AFTER_INFIX)
    if not _is_first_name(first.plain):
        return is_surname and all(map(_shouts, (first, last))) and not is_everyday(first.text.lower())
    return is_surname or _stands_out(last)


def _is_first_name(word: str) -> bool:
    return any(word.endswith(end) and word.removesuffix(end) in FIRST_NAMES for end in ("", *PET_ENDINGS))


def _shouts(part: Part) -> bool:
    return part.text.isupper() and len(part.text) >= LEAST


def _stands_out(part: Part) -> bool:
    return (part.is_cased and len(part.text) > 1) or _shouts(part)
