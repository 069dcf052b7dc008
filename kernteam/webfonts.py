"""Cuts Fira Sans to the letters the interface needs, as woff2, into static/fonts/ (run by `make install`).

The same TrueType files measure the circle's labels, so what is measured is what is shown.
"""

from pathlib import Path

import fontpkg_fira_sans
from fontTools import subset

TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
WEIGHTS = {"400": "FiraSans-Regular.ttf", "600": "FiraSans-SemiBold.ttf"}
# Latin up to Extended-B and Extended Additional, general punctuation, euro, arrows, geometric signs.
LETTERS = "U+0020-024F,U+0300-036F,U+1E00-1EFF,U+2000-206F,U+20AC,U+2190-2193,U+2212,U+25CB,U+25CF"


def source(weight: str) -> Path:
    """The full TrueType file of a weight ("400" or "600") as the font package ships it."""
    return next(Path(fontpkg_fira_sans.__path__[0]).rglob(WEIGHTS[weight]))


def cut(weight: str) -> Path:
    """Write the subset of one weight and return its path; does nothing when it is there already."""
    target = TARGET / f"fira-sans-{weight}.woff2"
    if not target.exists():
        TARGET.mkdir(parents=True, exist_ok=True)
        subset.main(
            [
                str(source(weight)),
                f"--unicodes={LETTERS}",
                "--flavor=woff2",
                "--layout-features+=tnum",
                f"--output-file={target}",
            ]
        )
    return target


if __name__ == "__main__":
    for each in WEIGHTS:
        print(cut(each))  # noqa: T201 the command's answer
