"""Every form that does something: how somebody fills it in, up to the moment of sending. Those of sessions are in
`proof.meeting_deeds`."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from proof.deed import Address, Deed, button, typing
from proof.meeting_deeds import MEETING_DEEDS
from proof.stage import Filled, Stage, forms_of, open_form


def _undoing(client: Client, stage: Stage) -> tuple[str, Filled]:
    """The button in the message that reports a change."""
    confirm = stage.url("confirm")
    client.post(confirm, open_form(client, _editing(stage), confirm))
    forms = forms_of(client.get(stage.url("school")).content)
    url = next((action for action in forms if "terugdraaien" in action), "")
    return url, forms[url]


def _handing_over(client: Client, stage: Stage) -> tuple[str, Filled]:
    """The button under the preview, which carries everything that was chosen before."""
    url = _person_page("hand_over")(stage)
    chosen = open_form(client, url) | {"successor": [str(stage.spare.pk)]}
    preview = forms_of(client.post(url, chosen).content)[url]
    return url, preview | {"bevestigd": ["on"]}


def _merging(client: Client, stage: Stage) -> tuple[str, Filled]:
    """The form that shows what comes of two records."""
    url = _person_page("merge")(stage)
    return url, open_form(client, f"{url}?met={stage.double.pk}", url)


def _seat_page(name: str) -> Address:
    return lambda stage: stage.url(name, stage.coach.pk)


def _person_page(name: str) -> Address:
    return lambda stage: reverse(f"teams:{name}", args=[stage.coach.professional_id])


def _editing(stage: Stage) -> str:
    return stage.url("school") + "?bewerken=1"


def _vacant(stage: Stage) -> str:
    return stage.url("fill_seat", stage.vacant.pk)


def _someone(stage: Stage) -> Filled:
    return {"professional": [str(stage.spare.pk)], "starts_on": [str(stage.today)]}


def _someone_new(stage: Stage) -> Filled:
    new = {"surname": [f"Nieuw-{uuid4().hex[:8]}"], "organisation": [str(stage.organisation.pk)]}
    return {"professional": ["nieuw"], "starts_on": [str(stage.today)], **new}


def _for_a_while(stage: Stage) -> Filled:
    return {**_someone(stage), "ends_on": [str(stage.today + timedelta(days=20))]}


def _planned(stage: Stage) -> Filled:
    return {**_someone(stage), "starts_on": [str(stage.today + timedelta(days=60))]}


def _plan_page(name: str) -> Address:
    return lambda stage: stage.url(name, stage.plan.pk)


def _study_day(stage: Stage) -> Filled:
    return {"label": ["Studiedag"], "first_day": [str(stage.today + timedelta(days=40))]}


TEAM_DEEDS = (
    typing("fill a seat", _vacant, _someone),
    typing("fill a seat, somebody new", _vacant, _someone_new),
    typing("replace", _seat_page("replace_member"), _someone),
    typing("end", _seat_page("end_membership"), lambda stage: {"ends_on": [str(stage.today)]}),
    typing("correct", _seat_page("correct_membership"), lambda stage: {"starts_on": [str(stage.today)]}),
    typing("contact", _seat_page("set_contact"), lambda _: {"contact_hours": ["di 9.00 uur"]}),
    typing("stand in", _seat_page("arrange_stand_in"), _for_a_while),
    typing("plan", lambda stage: stage.url("plan_member", stage.vacant.pk), _planned),
    button("asked", _editing, _plan_page("ask_planned")),
    button("drop a plan", _editing, _plan_page("drop_plan")),
    typing("agree to a plan", _plan_page("agree_plan"), lambda _: {}),
    button("remove", _seat_page("correct_membership"), _seat_page("remove_member")),
    button("stop a stand-in", _editing, lambda stage: stage.url("stop_stand_in", stage.stand_in.pk)),
    button("confirm the team", _editing, lambda stage: stage.url("confirm")),
    typing("add free days", lambda stage: stage.url("calendar"), _study_day),
    button(
        "remove free days",
        lambda stage: stage.url("calendar"),
        lambda stage: stage.url("remove_period", stage.free_period.pk),
    ),
    typing("change a person", _person_page("edit_person"), lambda _: {"expertise": ["verzuim"]}),
    button("confirm a person", _person_page("person"), _person_page("confirm_person")),
    button("open the public page", lambda stage: stage.url("school"), lambda stage: stage.url("set_public_page")),
    button("ask to be erased", lambda _: reverse("teams:ask_erasure"), lambda _: reverse("teams:ask_erasure")),
    Deed("undo", _undoing),
    Deed("hand over", _handing_over, who="coordinator"),
    Deed("merge", _merging, who="coordinator"),
)

DEEDS = (*TEAM_DEEDS, *MEETING_DEEDS)


def some_deeds(step: int, *, quick: bool) -> tuple[Deed, ...]:
    """Every form; where a measurement must be quick every so many-th, spread over all of them."""
    return DEEDS[:: step if quick else 1]
