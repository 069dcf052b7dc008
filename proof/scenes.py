"""What is interrupted in rows f1 and f4: every form that does something, and what the worker does with a year plan or
a spreadsheet. Each can be tried again and again as long as nothing came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proof.deed import Deed
from proof.deeds import some_deeds
from proof.region_stage import plan_of_next_year
from proof.stage import Filled, build, client_of, forms_of, open_form
from teams.enums import ImportState
from teams.importing import steps
from teams.models import TeamImport
from tests.teams.importing.corpus import csv
from tests.teams.importing.filing import lay_guide, lay_region, take
from tests.yearplan.years import NOW, Around
from yearplan.actions.proposals import chosen_of
from yearplan.actions.sending import USUAL_REASON, resume_batch, send_batch, take_step
from yearplan.enums import BatchState
from yearplan.forms.sending import ALL
from yearplan.models import Batch
from yearplan.sendable import sendable_of
from yearplan.tasks import send

Answer = Any  # of the test client; None of the worker, which answers nobody
Act = Callable[[], Answer]
SHEET = csv(
    "De Zeester;;CJG-coach;Ayşe Yıldız;ayse@example.nl;06-12345678;1-9-2026;",
    "De Ark;Duinveen;CJG-coach;Yıldız, Ayşe;;;;",
    "De Zeester;;IB;Anneke Visser;;06-87654321;;",
    "De Zeester;;directeur;Floor van den Berg;;;;",
    head="School;Plaats;Rol;Naam;E-mail;Telefoon;Vanaf;Organisatie",
)


@dataclass(frozen=True)
class Scene:
    """`lay` makes what it is about and answers what is done with it. The worker writes down in the tables of `states`
    that it did not succeed, so that somebody can ask for it again. One that `is_alone` needs an empty database. `mend`
    is what the worker does later by itself with work that nobody takes up."""

    name: str
    lay: Callable[[], Act]
    states: frozenset[str] = frozenset()
    is_alone: bool = False
    mend: Callable[[], object] = lambda: None


def scenes(step: int, *, quick: bool) -> list[Scene]:
    """All of them; where a measurement must be quick every so many-th form, and one of the worker's."""
    forms = [Scene(deed.name, _form(deed)) for deed in some_deeds(step, quick=quick)]
    return [*forms, *(WORK[-1:] if quick else WORK)]


def _form(deed: Deed) -> Callable[[], Act]:
    def lay() -> Act:
        stage = build()
        client = client_of(deed.user(stage))
        return _sent(client, *deed.fill(client, stage))

    return lay


def _sent(client: Client, url: str, data: Filled) -> Act:
    return lambda: client.post(url, data)


def _around() -> Around:
    """One school with the sessions of the next school year proposed."""
    around = Around(schools=1, **plan_of_next_year())
    around.computed()
    return around


def _moving() -> Act:
    """The first other moment on the page of a session."""
    around = _around()
    client, row = client_of(around.user), around.session()
    address = (row.proposal.plan_id, row.pk)
    page, action = (reverse(f"yearplan:{name}", args=address) for name in ("session", "move"))
    return _sent(client, action, open_form(client, page, action))


def _letting_go() -> Act:
    """The button under the numbers, which has a batch sent."""
    around = _around()
    client, page = client_of(around.user), reverse("yearplan:send", args=[around.plan.pk])
    chosen = open_form(client, page) | {"which": [ALL], "reason": [USUAL_REASON]}
    return _sent(client, page, forms_of(client.post(page, chosen).content)[page])


def _taking_up() -> None:
    """As `yearplan.tasks.go_on_with_what_stands_still` does every minute; it is an hour later."""
    now = timezone.now() + timedelta(hours=1)
    for batch in Batch.objects.standing_still(now):
        resume_batch(batch=batch, now=now, enqueue=send.enqueue)


def _sending() -> Act:
    """The worker puts one session on the calendar and tells its people."""
    around = _around()
    chosen = chosen_of(around.plan)
    assert chosen is not None
    wanted = [each.to_send for each in sendable_of(chosen, today=NOW.date())]
    batch = send_batch(
        plan=around.plan, wanted=wanted, reason=USUAL_REASON, now=NOW, actor=around.user, enqueue=_nobody
    )

    def act() -> None:
        Batch.objects.filter(pk=batch.pk).update(state=BatchState.SENDING, trouble="", moved_at=NOW)
        take_step(batch.pk, batch.attempt, _nobody)

    return act


def _nobody(*_: object) -> None:
    """Nobody is told that there is a next step."""


def _taking_over() -> Act:
    """The worker takes over what was chosen of a spreadsheet."""
    region = lay_region()
    guide = lay_guide(region)
    row = take(SHEET, region, guide)
    steps.start_taking_over(team_import=row, actor=guide, now=timezone.now())
    row.refresh_from_db()

    def act() -> None:
        TeamImport.objects.filter(pk=row.pk).update(state=ImportState.APPLYING, trouble="")
        steps.carry_out.call(row.pk, row.attempt, guide.pk)

    return act


WORK = (
    Scene("move a session of a year", _moving),
    Scene("have a year sent", _letting_go, is_alone=True, mend=_taking_up),
    Scene("send a session of a year", _sending, frozenset({"yearplan_batch"})),
    Scene("take over a spreadsheet", _taking_over, frozenset({"teams_teamimport"}), is_alone=True),
)
