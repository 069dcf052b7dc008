"""What may be in the minutes of a session, and how two versions of them are laid side by side."""

from dataclasses import dataclass

from teams.pupil_data import pupil_data_in

MOST_KB = 200
MOST_BYTES = MOST_KB * 1024


@dataclass(frozen=True)
class Line:
    """A line of a text; `is_only_here` when the other text has no such line."""

    text: str
    is_only_here: bool


def tidy(text: str) -> str:
    """The text with line ends of one kind: browsers send two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refusal(text: str) -> str:
    """Why this text cannot be kept, in Dutch; "" when it can (domain.md 4.5: no data of pupils)."""
    if "\x00" in text:
        return "Er staat een onleesbaar teken in (NUL). Dat komt soms mee met plakken. Haal het weg en bewaar opnieuw."
    if (size := len(text.encode())) > MOST_BYTES:
        return (
            f"Dit verslag is te lang: {size // 1024} KB, en er past {MOST_KB} KB in. "
            "Wat je typte staat er nog. Maak het korter en bewaar opnieuw."
        )
    if found := pupil_data_in(text):
        return f"Dit lijkt op {found}. Haal het weg: hier horen geen gegevens van leerlingen."
    return ""


def lines_of(text: str, other: str) -> list[Line]:
    """The lines of a text, each with whether the other has it too."""
    known = {line.strip() for line in other.split("\n")}
    return [Line(line, bool(line.strip()) and line.strip() not in known) for line in text.split("\n")]
