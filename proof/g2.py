"""Row g2: everything of one person exported. Each field that speaks of her holds a word found nowhere else."""

import io
import re

import pypdf
from django.utils import timezone

from proof.canaries import DEEDS, PERSONAL, PHONES, somebody
from proof.rows import Figure
from teams.dossier import dossier_of
from teams.dossier.exports import as_json, as_pdf
from tests.factories import UserFactory


def measure(*, quick: bool) -> Figure:  # noqa: ARG001 it is small already
    """Her JSON, her PDF and the page must hold every word; those of somebody else, the control, none."""
    her = somebody(is_over=False)
    missing = [f"{name} is not in the {shape}" for shape, text in _files(her.user).items() for name in _missing(text)]
    fields = len(PERSONAL) + len(PHONES) + len(DEEDS)
    strangers = {shape: fields - len(_missing(text)) for shape, text in _files(UserFactory()).items()}
    text = (
        f"{len(missing)} fields missing of {fields} in JSON and in PDF; control: {sum(strangers.values())} of them in "
        f"the files of somebody else"
    )
    return Figure(text, not missing and not any(strangers.values()), tuple(missing))


def _files(user: object) -> dict[str, str]:
    dossier = dossier_of(user, timezone.localtime())  # type: ignore[arg-type]
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(dossier))).pages
    return {"JSON": _squeezed(as_json(dossier)), "PDF": _squeezed("".join(page.extract_text() for page in pages))}


def _missing(text: str) -> list[str]:
    words = PERSONAL | DEEDS | {name: shown for name, (_, shown) in PHONES.items()}
    return [name for name, word in words.items() if _squeezed(word) not in text]


def _squeezed(text: str) -> str:
    """Without what a line break in a PDF adds or takes."""
    return re.sub(r"[\s\u00ad-]", "", text)
