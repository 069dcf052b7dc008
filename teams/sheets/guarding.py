"""Text for a csv file that no spreadsheet program takes for a formula, and that reads back as what it was."""

STARTS = frozenset("=+-@＝＋－＠\t\r\n\0")
GUARD = "'"


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a program could take for a formula. A name such as ’t Kompas or 't Hof
    stays as it is."""
    return GUARD + text if _needs_guard(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    """Also what would lose an apostrophe of its own on the way back."""
    bare = text.lstrip(GUARD)
    return any(start in STARTS for start in (bare[:1], bare.lstrip()[:1]) if start)
