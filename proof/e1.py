"""Row e1: two editors have the same team on their screens; whoever saves last must not undo the other unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Barrier
from unittest.mock import patch

from django.db import connection
from django.urls import reverse

from proof import session_editors
from proof.editors import TYPED, Editor, Tally, at, conflict, merged
from proof.rows import Figure
from proof.stage import Filled, Stage, build, client_of, forms_of, open_form
from teams.models import Membership, Professional


def _contact(stage: Stage, who: str, hours: str, row: Membership | None = None) -> Editor:
    page = stage.url("set_contact", (row or stage.coach).pk)
    return at(stage, who, page, {"contact_hours": [hours]})


def _person(stage: Stage, who: str, typed: Filled) -> Editor:
    return at(stage, who, reverse("teams:edit_person", args=[stage.coach.professional_id]), typed)


def same_row(tally: Tally) -> None:
    """Both change the contact of the same member: the second is told, and keeps what she typed."""
    stage = build()
    second = _contact(stage, "directeur", TYPED)
    _contact(stage, "ib", "di 9.00 uur").send()
    conflict(
        tally,
        "same row",
        second,
        shown="di 9.00 uur",
        kept=lambda: _hours(stage.coach) == "di 9.00 uur",
        is_retried=True,
    )


def same_field(tally: Tally) -> None:
    """Both change the same field of the same person."""
    stage = build()
    second = _person(stage, "directeur", {"expertise": [TYPED]})
    _person(stage, "ib", {"expertise": ["verzuim"]}).send()
    person = stage.coach.professional

    def kept() -> bool:
        return _fresh(person).expertise == "verzuim"

    conflict(tally, "same field", second, shown="verzuim", kept=kept, is_retried=True)


def role_changed(tally: Tally) -> None:
    """One corrects the role of a member while the other plans her contact."""
    stage = build()
    second = _contact(stage, "directeur", TYPED, stage.nurse)
    page = stage.url("correct_membership", stage.nurse.pk)
    doctor = stage.nurse.role.seat_templates.get(
        region=stage.school.region_id, sector=stage.school.sector
    ).roles.exclude(pk=stage.nurse.role_id)
    at(stage, "ib", page, {"role": [str(doctor.get().pk)]}).send()
    conflict(tally, "role changed", second, shown="jeugdarts", kept=lambda: _hours(stage.nurse) == "")


def replaced(tally: Tally) -> None:
    """One lets a member be succeeded while the other plans her contact."""
    stage = build()
    second = _contact(stage, "directeur", TYPED)
    typed = {"professional": [str(stage.spare.pk)], "starts_on": [str(stage.today)]}
    at(stage, "ib", stage.url("replace_member", stage.coach.pk), typed).send()
    conflict(tally, "replaced", second, shown=str(stage.spare), kept=lambda: _hours(stage.coach) == "")


def handed_over(tally: Tally) -> None:
    """One lets a member be succeeded while a coordinator, who looked before that, hands over all her seats."""
    stage = build()
    client = client_of(stage.coordinator)
    page = reverse("teams:hand_over", args=[stage.coach.professional_id])
    looked = client.post(page, open_form(client, page) | {"successor": ["niemand"]}).content
    second = Editor(client, page, "", forms_of(looked)[page] | {"bevestigd": ["on"]})
    typed = {"professional": [str(stage.spare.pk)], "starts_on": [str(stage.today + timedelta(days=9))]}
    at(stage, "ib", stage.url("replace_member", stage.coach.pk), typed).send()
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
    at(stage, "ib", page, {}, action).send()
    status, _ = second.send()
    tally.conflicts += 1
    came_back = Membership.objects.filter(pk=stage.coach.pk).exists()
    tally.overwrites += came_back
    tally.require(f"edit after delete answers {status}", is_so=status in {404, 409} and not came_back)


def delete_after_edit(tally: Tally) -> None:
    """One plans a member's contact while the other, who has not seen that, takes the member away."""
    stage = build()
    page, action = (stage.url(name, stage.coach.pk) for name in ("correct_membership", "remove_member"))
    second = at(stage, "directeur", page, {}, action)
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
    merged(tally, "different rows", is_so=both)


def different_fields(tally: Tally) -> None:
    """Each changes another field of the same person: both stay."""
    stage = build()
    first = _person(stage, "ib", {"expertise": ["verzuim"]})
    second = _person(stage, "directeur", {"phone": ["06-87654321"]})
    first.send()
    second.send()
    person = _fresh(stage.coach.professional)
    merged(tally, "different fields", is_so=(person.expertise, person.phone) == ("verzuim", "+31687654321"))


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


TEAM_ACTIONS = tuple(f"teams.actions.{name}" for name in ("people", "seats", "stand_ins", "handover"))
CONFLICTS = (
    *session_editors.CONFLICTS,
    same_row,
    same_field,
    role_changed,
    replaced,
    handed_over,
    edit_after_delete,
    delete_after_edit,
    at_once,
)
DISJOINT = (different_rows, different_fields, *session_editors.DISJOINT)


def measure(*, quick: bool) -> Figure:
    """Every way to meet, several times; and once more without the check of what was seen, which must overwrite."""
    tally, control = Tally(), Tally()
    for trial in (CONFLICTS + DISJOINT) * (1 if quick else 10):
        trial(tally)
    with without_the_check():
        for trial in (same_row, same_field, replaced, handed_over, *session_editors.CHECKED):
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
        for module in (*TEAM_ACTIONS, *session_editors.ACTIONS):
            patches.enter_context(patch(f"{module}.refuse_stale", lambda *_: None))
        yield


def _hours(row: Membership) -> str:
    return Membership.objects.get(pk=row.pk).contact_hours


def _fresh(person: Professional) -> Professional:
    return Professional.objects.get(pk=person.pk)
