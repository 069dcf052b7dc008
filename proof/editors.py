"""Two people with the same thing on their screens: what the second sends, and what must come of that."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from lxml import html

from proof.stage import Filled, Stage, client_of, forms_of, open_form

TYPED = "wat ik typte"


@dataclass
class Tally:
    """What happened over all trials; `wrong` names what should not have."""

    conflicts: int = 0
    overwrites: int = 0
    disjoint: int = 0
    merged: int = 0
    wrong: tuple[str, ...] = ()

    def require(self, what: str, *, is_so: bool) -> None:
        if not is_so:
            self.wrong += (what,)


@dataclass(frozen=True)
class Editor:
    """Somebody with a form open: what she sends is what the page showed when she opened it, and what she typed."""

    client: Client
    page: str
    action: str
    data: Filled

    def send(self) -> tuple[int, bytes]:
        answer = self.client.post(self.action or self.page, self.data)
        return answer.status_code, answer.content


def at(stage: Stage, who: str, page: str, typed: Filled, action: str = "") -> Editor:
    client = client_of(stage.ib if who == "ib" else stage.directeur)
    return Editor(client, page, action, open_form(client, page, action) | typed)


def conflict(
    tally: Tally, name: str, second: Editor, *, shown: str, kept: Callable[[], bool], is_retried: bool = False
) -> None:
    """The second is refused with what changed and what she typed; when `is_retried` she can then decide to save all the
    same."""
    status, content = second.send()
    tally.conflicts += 1
    tally.overwrites += not kept()
    page = html.document_fromstring(content.decode()) if status == 409 else html.Element("nothing")
    told = " ".join(page.xpath("//*[@class='meanwhile']//li//text()"))
    again = forms_of(content)[second.page] if status == 409 else {}
    tally.require(f"{name}: answers {status}", is_so=status == 409)
    tally.require(f"{name}: says {told!r}, not {shown!r}", is_so=shown in told)
    tally.require(f"{name}: forgets what was typed", is_so=[TYPED] in again.values())
    if is_retried:
        status = second.client.post(second.page, again).status_code
        tally.require(f"{name}: a second try is refused", is_so=status == 302)


def merged(tally: Tally, name: str, *, is_so: bool) -> None:
    tally.disjoint += 1
    tally.merged += is_so
    tally.require(f"{name}: one of the edits is gone", is_so=is_so)
