"""Every form of the sessions that does something, up to the moment of sending."""

from datetime import timedelta
from operator import attrgetter

from django.test import Client
from django.urls import reverse

from meetings.enums import MeetingKind
from meetings.links import OF_DATES, token_of
from meetings.mails.choices import reader_of
from meetings.mails.choices import token_of as token_of_reader
from meetings.models import Invitation
from proof.deed import NOBODY, Address, Deed, Typed, button, typing
from proof.sessions import OF_REGION, WHY
from proof.stage import Filled, Stage, open_form
from tests.factories import seat

PLANNER, BEHEERDER = "planner", "beheerder"


def _at(name: str, *paths: str) -> Address:
    """A page about something of the sessions: `paths` say where the parts of its address are found."""
    return lambda stage: reverse(f"meetings:{name}", args=[attrgetter(path)(stage.sessions) for path in paths])


def _of_school(name: str) -> Address:
    return _at(name, "school.establishment_code")


def _of_casus(name: str) -> Address:
    return _at(name, "casus.meeting_id", "casus.pk")


def _of_step(name: str) -> Address:
    return _at(name, "casus.meeting_id", "casus.pk", "step.pk")


def _of_shared(name: str) -> Address:
    return _at(name, "region.pk", "shared.pk")


def _of_item(name: str) -> Address:
    return _at(name, "region.pk", "item.pk")


TOLD = _at("meeting", "told.pk")
BEGUN = _at("meeting", "begun.pk")
CASUS = _of_casus("casus")
REGION = _at("region_agenda", "region.pk")


def _beside(name: str, row: str, says: str) -> Deed:
    """A button beside somebody who is invited."""
    page, action = _at("meeting", f"{row}.meeting_id"), _at("invitation", f"{row}.meeting_id", f"{row}.pk")
    return button(name, page, action, _pressed("doe", says), who=PLANNER)


def _pressed(name: str, value: str) -> Typed:
    """What one of several buttons in a form says."""
    return lambda _: {name: [value]}


def _perspective(stage: Stage) -> str:
    casus = stage.sessions.casus
    return reverse("meetings:perspective", args=[casus.meeting_id, casus.pk, "leerling"])


def _question(stage: Stage) -> str:
    year = stage.sessions.year.start
    return reverse("meetings:answer_question", args=[stage.school.establishment_code, year, "wie"])


def _link(stage: Stage) -> str:
    return _personal("answer", stage.sessions.invitation)


def _link_afterwards(stage: Stage) -> str:
    return _personal("answer", stage.sessions.asked_to(stage.sessions.held))


def _link_of_dates(stage: Stage) -> str:
    return _personal("dates", stage.sessions.asked_to(stage.sessions.polled), salt=OF_DATES)


def _personal(name: str, row: Invitation, **salt: str) -> str:
    return reverse(f"meetings:{name}", args=[token_of(row, **salt)])


def _link_of_choices(stage: Stage) -> str:
    return reverse("meetings:mail_choices", args=[token_of_reader(reader_of(stage.sessions.invitation))])


def tokens(stage: Stage) -> tuple[str, ...]:
    """What the personal links say."""
    links = (_link, _link_afterwards, _link_of_dates, _link_of_choices)
    return tuple(link(stage).rstrip("/").rpartition("/")[2] for link in links)


def _on(stage: Stage, days: int) -> str:
    return str(stage.today + timedelta(days=days))


def _session(stage: Stage) -> Filled:
    when = {"day": [_on(stage, 60)], "clock": ["10:30"], "reason": [WHY]}
    return {"kind": [MeetingKind.OTHER], "title": ["Verzuim"], **when}


def _moved(stage: Stage) -> Filled:
    return {"day": [_on(stage, 61)], "reason": [WHY]}


def _two_moments(stage: Stage) -> Filled:
    days = {f"day_{number}": [_on(stage, 70 + number)] for number in range(2)}
    clocks = {f"clock_{number}": ["15:00"] for number in range(2)}
    return {"kind": [MeetingKind.OTHER], "title": ["Verzuim"], "although": ["Zo is het"], **days, **clocks}


def _another_moment(stage: Stage) -> Filled:
    return {"day_2": [_on(stage, 72)], "clock_2": ["15:00"], "although": ["Zo is het"]}


def _present(stage: Stage) -> Filled:
    row = stage.sessions.asked_to(stage.sessions.begun)
    return {f"stand_{row.pk}": ["present"]}


def _dates(stage: Stage) -> Filled:
    return {f"moment_{option.pk}": ["no"] for option in stage.sessions.polled.date_options.all()}


def _following(client: Client, stage: Stage) -> tuple[str, Filled]:
    """Somebody joined the team since people were invited."""
    page, action = _at("meeting", "planned.pk")(stage), _at("follow", "planned.pk")(stage)
    seat(stage.school, "leerplichtambtenaar", professional=stage.spare, starts_on=stage.today)
    return action, open_form(client, page, action)


def _guest(_: Stage) -> Filled:
    return {"name": ["Wilma Terpstra"], "email": ["wilma@example.nl"], "because": ["Zij weet ervan"]}


def _found_it(_: Stage) -> Filled:
    return {"gained": ["Korte lijnen"], "score": ["4"]}


def _story(_: Stage) -> Filled:
    return {"theme": ["verzuim"], "age_band": ["4-6"], "story": ["Een meisje is vaak moe."]}


def _step(_: Stage) -> Filled:
    return {"moment": ["week 3"], "who": ["CJG"], "what": ["belt de ouders"]}


def _into_a_session(stage: Stage) -> Filled:
    return {"meeting": [str(stage.sessions.planned.pk)]}


def _item(_: Stage) -> Filled:
    return {"kind": [OF_REGION], "title": ["Foto"], "minutes": ["5"]}


FIRST_OF_YEAR = _pressed("kind", MeetingKind.KENNISMAKING)


def _region_page(stage: Stage) -> str:
    """With the agenda of the region's own on it."""
    assert stage.sessions.items
    return REGION(stage)


def _dropping(client: Client, stage: Stage) -> tuple[str, Filled]:
    """The page names in its query which agenda it is about."""
    assert stage.sessions.items
    action = _at("drop_agenda", "region.pk")(stage)
    return action, open_form(client, f"{action}?soort={OF_REGION.value}", action)


def _feed(stage: Stage) -> str:
    """The page of the school's calendar address, which is there."""
    assert stage.sessions.feed
    return _of_school("school_feed")(stage)


def _owned(stage: Stage) -> str:
    """Where a school that plans for itself gives that back."""
    assert stage.sessions.owned
    return _of_school("owner")(stage)


_SESSIONS = (
    typing("plan a session", _of_school("plan"), _session, who=PLANNER),
    typing("change a session", _at("change", "planned.pk"), lambda _: {"place": ["De Klim"]}, who=PLANNER),
    typing("move a session", _at("change", "planned.pk"), _moved, who=PLANNER),
    typing("call off", _at("cancel", "planned.pk"), lambda _: {"because": ["Griep"]}, who=PLANNER),
    button("held", BEGUN, _at("hold", "begun.pk"), who=PLANNER),
    typing("ask a guest", _at("guest", "planned.pk"), _guest, who=PLANNER),
    Deed("follow the team", _following, who=PLANNER),
    _beside("need not come", "invitation", "intrekken"),
    _beside("may come", "invitation", "hoeft"),
    _beside("must come", "optional", "moet"),
    _beside("come after all", "withdrawn", "terug"),
    typing("mail", _at("send", "planned.pk"), who=PLANNER, is_final=True),
    button("mail again", TOLD, _at("send_again", "told.pk", "notice.pk"), who=PLANNER, is_final=True),
    button("hand over to the school", _of_school("owner"), _of_school("owner")),
    button("take back from the school", _owned, _of_school("owner"), _pressed("terug", "1")),
    typing("answer", _link, lambda _: {"answer": ["yes"], "note": ["Iets later"]}, who=NOBODY),
    typing("choose mails", _link_of_choices, lambda _: {"digest": []}, who=NOBODY, is_final=True),
    typing("make a calendar address", _at("my_feed"), _pressed("nieuw", "1"), is_final=True),
    typing("another calendar address", _feed, _pressed("nieuw", "1"), is_final=True),
    typing("stop a calendar address", _feed, _pressed("stop", "1"), is_final=True),
)
_POLLS = (
    typing("ask for a date", _of_school("start_poll"), _two_moments, who=PLANNER),
    typing("ask for another date", _at("ask_dates", "polled.pk"), _another_moment, who=PLANNER),
    typing("mail about dates", _at("send_poll", "unmailed.pk"), who=PLANNER, is_final=True),
    typing("remind of dates", _at("remind_poll", "polled.pk"), who=PLANNER, is_final=True),
    typing("say when one can", _link_of_dates, _dates, who=NOBODY),
    typing("choose a moment", _at("choose_moment", "polled.pk", "option.pk"), lambda _: {"reason": [WHY]}, who=PLANNER),
    button("stop asking", _at("poll", "polled.pk"), _at("close_poll", "polled.pk"), who=PLANNER),
)
_RECORD = (
    typing("who was there", _at("attendance", "begun.pk"), _present),
    typing("write minutes", _at("write_minutes", "begun.pk"), lambda _: {"text": ["Wie belt wie?"]}, is_final=True),
    typing("agree", _at("add_agreement", "begun.pk"), lambda _: {"text": ["We bellen"]}),
    typing("agree otherwise", _at("change_agreement", "agreement.pk"), lambda _: {"text": ["We mailen"]}),
    typing("no agreement", _at("remove_agreement", "agreement.pk")),
    button("done", _at("meeting", "agreement.meeting_id"), _at("keep_agreement", "agreement.pk")),
    button("not done", _at("meeting", "kept.meeting_id"), _at("keep_agreement", "kept.pk"), _pressed("terug", "1")),
    typing("answer a question", _question, lambda _: {"text": ["Eerst bellen"]}),
    typing("ask how it was", _at("ask_evaluation", "held.pk"), who=PLANNER, is_final=True),
    typing(
        "say how it was",
        _link_afterwards,
        lambda _: {"gained": ["Korte lijnen"], "score": ["4"]},
        who=NOBODY,
        is_final=True,
    ),
)
_CASUSSEN = (
    typing("make a casus", _at("make_casus", "planned.pk"), _story, is_final=True),
    typing("tell a casus", _of_casus("change_casus"), lambda _: {"story": ["Een ander verhaal."]}, is_final=True),
    typing("look at a casus", _perspective, lambda _: {"text": ["Zo zie ik het."]}, is_final=True),
    typing("add a step", _of_casus("add_step"), _step, is_final=True),
    typing("change a step", _of_step("change_step"), lambda _: {"what": ["belt terug"]}, is_final=True),
    button("move a step", CASUS, _of_step("press_step"), _pressed("doe", "later"), is_final=True),
    button("drop a step", CASUS, _of_step("press_step"), _pressed("doe", "weg"), is_final=True),
    typing("remove a casus", _of_casus("remove_casus"), is_final=True),
    typing("share a casus", _of_casus("offer_casus"), is_final=True),
    typing("use a shared casus", _of_shared("use_shared"), _into_a_session, is_final=True),
    button("withdraw a shared casus", _of_shared("shared"), _of_shared("withdraw_shared"), is_final=True),
)
_AGENDAS = (
    button("an agenda of its own", REGION, _at("adopt_agenda", "region.pk"), FIRST_OF_YEAR, who=BEHEERDER),
    typing("add an item", _at("add_agenda_item", "region.pk"), _item, who=BEHEERDER),
    typing("change an item", _of_item("edit_agenda_item"), lambda _: {"title": ["Foto"]}, who=BEHEERDER),
    button("move an item", _region_page, _of_item("move_agenda_item"), _pressed("naar", "later"), who=BEHEERDER),
    typing("remove an item", _of_item("remove_agenda_item"), who=BEHEERDER),
    Deed("the usual agenda", _dropping, who=BEHEERDER),
)
MEETING_DEEDS = (*_SESSIONS, *_POLLS, *_RECORD, *_CASUSSEN, *_AGENDAS)
PAGES = (
    *map(_of_school, ("plan", "start_poll", "school", "school_feed")),
    *(_at(name, "planned.pk") for name in ("meeting", "change", "cancel", "guest", "send", "make_casus")),
    *(_at(name, "polled.pk") for name in ("poll", "ask_dates", "remind_poll")),
    *(_at(name, "begun.pk") for name in ("meeting", "attendance", "write_minutes", "add_agreement")),
    *(_at(name, "agreement.pk") for name in ("change_agreement", "remove_agreement")),
    *map(_of_casus, ("casus", "change_casus", "add_step", "remove_casus", "offer_casus")),
    *(_of_step("change_step"), _of_shared("shared"), _of_shared("use_shared"), _perspective, _question),
    *(_at("choose_moment", "polled.pk", "option.pk"), _at("ask_evaluation", "held.pk"), TOLD, _at("my_feed")),
    *(_link, _link_afterwards, _link_of_dates, _link_of_choices),
)
