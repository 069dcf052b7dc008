"""Row a3: no answer tells a name, address or number that its reader may not see."""

from proof.rows import Figure
from proof.walked import control, walked


def measure(*, quick: bool) -> Figure:
    """Body, headers, messages, mails and what forms keep sealed, of every answer of the walk: pages, pieces of pages,
    searches, redirects, refusals."""
    found = walked(quick=quick)
    text = (
        f"{len(found.leaks)} canaries in {found.cells} answers; control: {len(control().leaks)} in {control().cells} "
        "when everybody sees every school"
    )
    return Figure(text, found.cells > 0 and not found.leaks and len(control().leaks) > 0, tuple(found.leaks[:30]))
