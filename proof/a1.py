"""Row a1: every address, asked for by every role, in every place, by every method, answers what the table says."""

from proof.rows import Figure
from proof.walked import control, in_resolver, walked
from tests.access.people import ROLES
from tests.access.table import BY_NAME, METHODS


def measure(*, quick: bool) -> Figure:
    """The walk over the table; a URL that the table does not know counts as wrong."""
    found = walked(quick=quick)
    unlisted = sorted(in_resolver() - set(BY_NAME))
    listed = in_resolver() & set(BY_NAME)
    text = (
        f"{len(found.wrong)} of {found.cells} cells wrong; {len(in_resolver())} URLs in the resolver, {len(listed)} of "
        f"them in the table; {len(ROLES)} roles, {len(METHODS)} methods, filled-in forms and pieces of pages; control: "
        f"{len(control().wrong)} of {control().cells} cells wrong when everybody sees every school"
    )
    holds = found.cells > 0 and not found.wrong and not unlisted and len(control().wrong) > 0
    return Figure(text, holds, (*unlisted, *found.wrong[:30]))
