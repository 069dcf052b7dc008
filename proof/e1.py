"""Row e1: two editors have the same team on their screens; whoever saves last must not undo the other unseen."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from proof.rows import Figure
from proof.stage import Filled, Stage, build, client_of, forms_of, open_form
from teams.models import Membership, Professional

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


def _at(stage: Stage, who: str, page: str, typed: Filled, action: str = "") -> Editor:
    client = client_of(stage.ib if who == "ib" else stage.directeur)
    return Editor(client, page, action, open_form(client, page, action) | typed)


def _contact(stage: Stage, who: str, hours: str, row: Membership | None = None) -> Editor:
    page = stage.url("set_contact", (row or stage.coach).pk)
    return _at(stage, who, page, {"contact_hours": [hours]})


def _person(stage: Stage, who: str, typed: Filled) -> Editor:
    return _at(stage, who, reverse("teams:edit_person", args=[stage.coach.professional_id]), typed)


def same_row(tally: Tally) -> None:
    """Both change the contact of the same member: the second is told, and keeps what she typed."""
    stage = build()
    second = _contact(stage, "directeur", TYPED)
    _contact(stage, "ib", "di 9.00 uur").send()
    _conflict(tally, "same row", second, shown="di 9.00 uur", kept=lambda: _hours(stage.coach) == "di 9.00 uur")


def same_field(tally: Tally) -> None:
    """Both change the same field of the same person."""
    stage = build()
    second = _person(stage, "directeur", {"expertise": [TYPED]})
    _person(stage, "ib", {"expertise": ["verzuim"]}).send()
    person = stage.coach.professional
    _conflict(tally, "same field", second, shown="verzuim", kept=lambda: _fresh(person).expertise == "verzuim")


def role_changed(tally: Tally) -> None:
    """One corrects the role of a member while the other plans her contact."""
    stage = build()
    second = _contact(stage, "directeur", TYPED, stage.nurse)
    page = stage.url("correct_membership", stage.nurse.pk)
    doctor = stage.nurse.role.seat_templates.get(
        region=stage.school.region_id, sector=stage.school.sector
    ).roles.exclude(pk=stage.nurse.role_id)
    _at(stage, "ib", page, {"role": [str(doctor.get().pk)]}).send()
    _conflict(tally, "role changed", second, shown="jeugdarts", kept=lambda: _hours(stage.nurse) == "")


def replaced(tally: Tally) -> None:
    """One lets a member be succeeded while the other plans her contact."""
    stage = build()
    second = _contact(stage, "directeur", TYPED)
    typed = {"professional": [str(stage.spare.pk)], "starts_on": [str(stage.today)]}
    _at(stage, "ib", stage.url("replace_member", stage.coach.pk), typed).send()
    _conflict(tally, "replaced", second, shown=str(stage.spare), kept=lambda: _hours(stage.coach) == "")


def handed_over(tally: Tally) -> None:
    """One lets a member be succeeded while a coordinator, who looked before that, hands over all her seats."""
    stage = build()
    client = client_of(stage.coordinator)
    page = reverse("teams:hand_over", args=[stage.coach.professional_id])
    looked = client.post(page, open_form(client, page) | {"successor": ["niemand"]}).content
    second = Editor(client, page, "", forms_of(looked)[page] | {"bevestigd": ["on"]})
    typed = {"professional": [str(stage.spare.pk)], "starts_on": [str(stage.today + timedelta(days=9))]}
    _at(stage, "ib", stage.url("replace_member", stage.coach.pk), typed).send()
    status, _ = second.send()
    tally.conflicts += 1
    last_day = Membership.objects.get(pk=stage.coach.pk).ends_on
    overwritten = last_day != stage.today + timedelta(days=8)
    tally.overwrites += overwritten
    tally.require(f"handed over answers {status}", is_so=status == 409 and not overwritten)


def edit_after_delete(tally: Tally) -> None:
    """One takes a member away while the other plans her contact: there is nothing left to write to."""
    stage = build()
    second = _contact(stage, "directeur", TYPED)
    page, action = (stage.url(name, stage.coach.pk) for name in ("correct_membership", "remove_member"))
    _at(stage, "ib", page, {}, action).send()
    status, _ = second.send()
    tally.conflicts += 1
    came_back = Membership.objects.filter(pk=stage.coach.pk).exists()
    tally.overwrites += came_back
    tally.require(f"edit after delete answers {status}", is_so=status in {404, 409} and not came_back)


def delete_after_edit(tally: Tally) -> None:
    """One plans a member's contact while the other, who has not seen that, takes the member away."""
    stage = build()
    page, action = (stage.url(name, stage.coach.pk) for name in ("correct_membership", "remove_member"))
    second = _at(stage, "directeur", page, {}, action)
    _contact(stage, "ib", "di 9.00 uur").send()
    status, _ = second.send()
    tally.conflicts += 1
    gone = not Membership.objects.filter(pk=stage.coach.pk).exists()
    tally.overwrites += gone
    tally.require(f"delete after edit answers {status}: the edit went along unseen", is_so=not gone)


def different_rows(tally: Tally) -> None:
    """Each changes a member in another seat: both stay."""
    stage = build()
    first = _contact(stage, "ib", "di 9.00 uur")
    second = _contact(stage, "directeur", "wo 9.00 uur", stage.nurse)
    first.send()
    second.send()
    both = (_hours(stage.coach), _hours(stage.nurse)) == ("di 9.00 uur", "wo 9.00 uur")
    _merged(tally, "different rows", is_so=both)


def different_fields(tally: Tally) -> None:
    """Each changes another field of the same person: both stay."""
    stage = build()
    first = _person(stage, "ib", {"expertise": ["verzuim"]})
    second = _person(stage, "directeur", {"phone": ["06-87654321"]})
    first.send()
    second.send()
    person = _fresh(stage.coach.professional)
    _merged(tally, "different fields", is_so=(person.expertise, person.phone) == ("verzuim", "+31687654321"))


def at_once(tally: Tally) -> None:
    """Both send in the same moment: one is saved, the other is told."""
    stage = build()
    editors = [_contact(stage, "ib", "di 9.00 uur"), _contact(stage, "directeur", TYPED)]
    together = Barrier(len(editors))

    def send(editor: Editor) -> int:
        together.wait()
        try:
            return editor.send()[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as threads:
        statuses = sorted(threads.map(send, editors))
    tally.conflicts += 1
    tally.overwrites += statuses == [302, 302]
    tally.require(f"at once: {statuses}", is_so=statuses == [302, 409])


CONFLICTS = (
    same_row,
    same_field,
    role_changed,
    replaced,
    handed_over,
    edit_after_delete,
    delete_after_edit,
    at_once,
)
DISJOINT = (different_rows, different_fields)


def measure(*, quick: bool) -> Figure:
    """Every way to meet, several times; and once more without the check of what was seen, which must overwrite."""
    tally, control = Tally(), Tally()
    for trial in (CONFLICTS + DISJOINT) * (1 if quick else 10):
        trial(tally)
    with without_the_check():
        for trial in (same_row, same_field, replaced, handed_over):
            trial(control)
    text = (
        f"{tally.overwrites} silent overwrites in {tally.conflicts} conflicts, {tally.merged} of {tally.disjoint} "
        f"disjoint edits kept; control without the check: {control.overwrites} overwrites in {control.conflicts}"
    )
    return Figure(text, not tally.wrong and control.overwrites == control.conflicts, tally.wrong)


@contextmanager
def without_the_check() -> Iterator[None]:
    """The negative control: nobody compares what was seen with what is."""
    with ExitStack() as patches:
        for module in ("people", "seats", "stand_ins", "handover"):
            patches.enter_context(patch(f"teams.actions.{module}.refuse_stale", lambda *_: None))
        yield


def _conflict(tally: Tally, name: str, second: Editor, *, shown: str, kept: Callable[[], bool]) -> None:
    """The second is refused with what changed and what she typed, and can then decide to save all the same."""
    status, content = second.send()
    tally.conflicts += 1
    tally.overwrites += not kept()
    page = html.document_fromstring(content.decode()) if status == 409 else html.Element("nothing")
    told = " ".join(page.xpath("//*[@class='meanwhile']//li//text()"))
    again = forms_of(content)[second.page] if status == 409 else {}
    tally.require(f"{name}: answers {status}", is_so=status == 409)
    tally.require(f"{name}: says {told!r}, not {shown!r}", is_so=shown in told)
    tally.require(f"{name}: forgets what was typed", is_so=[TYPED] in again.values())
    if name in {"same row", "same field"}:
        status = second.client.post(second.page, again).status_code
        tally.require(f"{name}: a second try is refused", is_so=status == 302)


def _merged(tally: Tally, name: str, *, is_so: bool) -> None:
    tally.disjoint += 1
    tally.merged += is_so
    tally.require(f"{name}: one of the edits is gone", is_so=is_so)


def _hours(row: Membership) -> str:
    return Membership.objects.get(pk=row.pk).contact_hours


def _fresh(person: Professional) -> Professional:
    return Professional.objects.get(pk=person.pk)
