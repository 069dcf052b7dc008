"""What row e1 tries with sessions: two people of a school that plans for itself, who meet in every way there is."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse

from meetings.actions.minutes import draft_of, minutes_of
from meetings.models import Agreement, Casus, CasusPerspective, Meeting, TeamAnswer
from proof.editors import TYPED, Editor, Tally, at, conflict, merged
from proof.sessions import WHY
from proof.stage import Filled, Stage, build

ACTIONS = tuple(f"meetings.actions.{name}" for name in ("agreements", "attendance", "casus", "planning", "questions"))


def _stage() -> Stage:
    stage = build()
    assert stage.sessions.owned
    return stage


def _at(stage: Stage, who: str, name: str, /, *args: object, **typed: str) -> Editor:
    return at(stage, who, reverse(f"meetings:{name}", args=args), {field: [value] for field, value in typed.items()})


def _changing(stage: Stage, who: str, **typed: str) -> Editor:
    return _at(stage, who, "change", stage.sessions.planned.pk, **typed)


def _now(stage: Stage) -> Meeting:
    return Meeting.objects.get(pk=stage.sessions.planned.pk)


def same_session(tally: Tally) -> None:
    """Both let the session be in another place."""
    stage = _stage()
    second = _changing(stage, "directeur", place=TYPED)
    _changing(stage, "ib", place="De Klim").send()
    kept = _is(lambda: _now(stage).place, "De Klim")
    conflict(tally, "same session", second, shown="De Klim", kept=kept, is_retried=True)


def moved(tally: Tally) -> None:
    """One moves the session while the other lets it be in another place."""
    stage = _stage()
    second = _changing(stage, "directeur", place=TYPED)
    _changing(stage, "ib", day=str(stage.today + timedelta(days=60)), reason=WHY).send()
    kept = _is(lambda: _now(stage).day, stage.today + timedelta(days=60))
    conflict(tally, "moved", second, shown="moment is nu", kept=kept)


def for_others(tally: Tally) -> None:
    """One asks only the coach to the session while the other lets it be in another place."""
    stage = _stage()
    second = _changing(stage, "directeur", place=TYPED)
    _changing(stage, "ib", roles=str(stage.coach.role_id)).send()
    kept = _is(lambda: [role.pk for role in _now(stage).roles.all()], [stage.coach.role_id])
    conflict(tally, "for others", second, shown=str(stage.coach.role), kept=kept)


def called_off(tally: Tally) -> None:
    """One calls the session off while the other lets it be in another place."""
    stage = _stage()
    second = _changing(stage, "directeur", place=TYPED)
    _at(stage, "ib", "cancel", stage.sessions.planned.pk).send()
    conflict(tally, "called off", second, shown="afgezegd", kept=_is(lambda: _now(stage).place, "De Zeester"))


def same_agreement(tally: Tally) -> None:
    """Both say an agreement otherwise."""
    stage = _stage()
    agreement = stage.sessions.agreement
    second = _at(stage, "directeur", "change_agreement", agreement.pk, text=TYPED)
    _at(stage, "ib", "change_agreement", agreement.pk, text="We mailen").send()
    kept = _is(lambda: Agreement.objects.get(pk=agreement.pk).text, "We mailen")
    conflict(tally, "same agreement", second, shown="We mailen", kept=kept, is_retried=True)


def agreement_gone(tally: Tally) -> None:
    """One takes an agreement away while the other says it otherwise."""
    stage = _stage()
    agreement = stage.sessions.agreement
    second = _at(stage, "directeur", "change_agreement", agreement.pk, text=TYPED)
    _at(stage, "ib", "remove_agreement", agreement.pk).send()
    status, _ = second.send()
    came_back = Agreement.objects.filter(pk=agreement.pk).exists()
    tally.conflicts += 1
    tally.overwrites += came_back
    tally.require(f"agreement gone answers {status}", is_so=status in {404, 409} and not came_back)


def same_attendance(tally: Tally) -> None:
    """Both keep who was there."""
    stage = _stage()
    row = stage.sessions.asked_to(stage.sessions.begun)
    stood_in: Filled = {f"stand_{row.pk}": ["stand_in"], f"naam_{row.pk}": [TYPED]}
    page = reverse("meetings:attendance", args=[stage.sessions.begun.pk])
    second = at(stage, "directeur", page, stood_in)
    at(stage, "ib", page, {f"stand_{row.pk}": ["present"]}).send()
    kept = _is(lambda: stage.sessions.asked_to(stage.sessions.begun).attendance, "present")
    conflict(tally, "same attendance", second, shown="aanwezig", kept=kept, is_retried=True)


def same_answer(tally: Tally) -> None:
    """Both write what the team says of one of the four questions."""
    stage = _stage()
    question = (stage.school.establishment_code, stage.sessions.year.start, "wie")
    second = _at(stage, "directeur", "answer_question", *question, text=TYPED)
    _at(stage, "ib", "answer_question", *question, text="Eerst bellen").send()
    kept = _is(lambda: TeamAnswer.objects.get(school=stage.school).text, "Eerst bellen")
    conflict(tally, "same answer", second, shown="Eerst bellen", kept=kept, is_retried=True)


def same_story(tally: Tally) -> None:
    """Both tell the same casus."""
    stage = _stage()
    casus = stage.sessions.casus
    second = _at(stage, "directeur", "change_casus", casus.meeting_id, casus.pk, story=TYPED)
    _at(stage, "ib", "change_casus", casus.meeting_id, casus.pk, story="Een meisje is moe.").send()
    kept = _is(lambda: Casus.objects.get(pk=casus.pk).story, "Een meisje is moe.")
    conflict(tally, "same story", second, shown="Een meisje is moe.", kept=kept, is_retried=True)


def same_minutes(tally: Tally) -> None:
    """Both write the minutes: those of the first stay, and the second finds hers beside them (decision 28)."""
    stage = _stage()
    meeting = stage.sessions.begun
    second = _at(stage, "directeur", "write_minutes", meeting.pk, text=TYPED)
    _at(stage, "ib", "write_minutes", meeting.pk, text="Wie belt wie?").send()
    status, _ = second.send()
    draft = draft_of(meeting, stage.directeur)
    overwritten = minutes_of(meeting).text != "Wie belt wie?"
    tally.conflicts += 1
    tally.overwrites += overwritten
    tally.require(f"same minutes: answers {status}", is_so=status == 409 and not overwritten)
    tally.require("same minutes: forgets what was typed", is_so=draft is not None and draft.text == TYPED)


def different_agreements(tally: Tally) -> None:
    """Each says another agreement otherwise: both stay."""
    stage = _stage()
    pair = (stage.sessions.agreement, stage.sessions.kept)
    whos = ("ib", "directeur")
    editors = [_at(stage, who, "change_agreement", row.pk, text=who) for row, who in zip(pair, whos, strict=True)]
    for editor in editors:
        editor.send()
    texts = [Agreement.objects.get(pk=row.pk).text for row in pair]
    merged(tally, "different agreements", is_so=texts == list(whos))


def different_perspectives(tally: Tally) -> None:
    """Each writes how another role looks at a casus: both stay."""
    stage = _stage()
    casus = stage.sessions.casus
    voices = {"ib": "leerling", "directeur": "ouders"}
    editors = [
        _at(stage, who, "perspective", casus.meeting_id, casus.pk, voice, text=who) for who, voice in voices.items()
    ]
    for editor in editors:
        editor.send()
    texts = set(CasusPerspective.objects.filter(casus=casus, text__in=voices).values_list("text", flat=True))
    merged(tally, "different perspectives", is_so=texts == set(voices))


def a_guest_and_a_place(tally: Tally) -> None:
    """One asks a guest while the other lets the session be in another place: both stay."""
    stage = _stage()
    first = _changing(stage, "ib", place="De Klim")
    guest = {"name": "Wilma", "email": "wilma@example.nl", "because": WHY}
    second = _at(stage, "directeur", "guest", stage.sessions.planned.pk, **guest)
    first.send()
    second.send()
    there = _now(stage).invitations.filter(guest_name="Wilma").exists()
    merged(tally, "a guest and a place", is_so=there and _now(stage).place == "De Klim")


def _is(found: Callable[[], object], wanted: object) -> Callable[[], bool]:
    return lambda: found() == wanted


CHECKED = (same_session, for_others, same_agreement, same_attendance, same_answer, same_story)
CONFLICTS = (*CHECKED, moved, called_off, agreement_gone, same_minutes)
DISJOINT = (different_agreements, different_perspectives, a_guest_and_a_place)
