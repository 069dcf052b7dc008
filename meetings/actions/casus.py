"""Writing a casus: the story, a perspective per role, and who does what when.

A Change tells that there was written, never what: nothing of a casus is part of what history keeps. `are_no_pupils` is
what she says of all that has the looks of a name (`meetings.actions.pupils`); it is kept nowhere.
"""

from dataclasses import asdict, dataclass
from datetime import date
from string import ascii_uppercase
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.actions.ordering import move
from meetings.actions.pupils import refuse_real_pupils
from meetings.enums import AgeBand, CasusTheme
from meetings.models import Casus, CasusPerspective, CasusStep, Meeting
from schools.changes import Stale, recorded, reload
from schools.models import Change
from teams.seen import Snapshot, refuse_stale

MOST_STEPS = 100


@dataclass(frozen=True)
class Story:
    """What a casus is about, and how it goes."""

    label: str
    theme: CasusTheme
    age_band: AgeBand
    story: str = ""


@dataclass(frozen=True)
class Step:
    """Who does what when, in words."""

    moment: str
    who: str
    what: str


def make_casus(
    *,
    meeting: Meeting,
    story: Story,
    today: date,
    are_no_pupils: bool = False,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Begin a casus of a session.

    Raises ValidationError when a text looks like a real pupil or the session has one of this name, Stale when its
    casussen changed since `seen` or it was called off.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        _reload_standing(meeting)
        refuse_stale(seen, casussen_snapshot(meeting))
        _refuse_story(Casus(meeting=meeting), story, today, are_no_pupils=are_no_pupils)
        Casus.objects.create(meeting=meeting, **asdict(story))
        change.summary = f"Er is een casus bij {meeting.name}."
    return change


def change_casus(
    *,
    casus: Casus,
    story: Story,
    today: date,
    are_no_pupils: bool = False,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change the story. Raises ValidationError like `make_casus`, Stale when the story changed since `seen`."""
    with recorded(subject=casus.meeting.school, actor=actor, key=key) as change:
        _reload(casus)
        refuse_stale(seen, story_snapshot(casus))
        _refuse_story(casus, story, today, are_no_pupils=are_no_pupils)
        for field, value in asdict(story).items():
            setattr(casus, field, value)
        casus.save()
        change.summary = _written(casus)
    return change


def write_perspective(
    *,
    casus: Casus,
    role: str,
    text: str,
    today: date,
    are_no_pupils: bool = False,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Keep how one role looks at it; without a text nothing of it stays.

    Raises ValidationError when it looks like a real pupil or there is nothing to keep, Stale when this perspective
    changed since `seen`; that others write theirs meanwhile does not matter.
    """
    with recorded(subject=casus.meeting.school, actor=actor, key=key) as change:
        _reload(casus)
        refuse_stale(seen, perspective_snapshot(casus, role))
        refuse_real_pupils({"text": text}, today, are_no_pupils=are_no_pupils)
        row = casus.perspectives.filter(role=role).first()
        if text:
            row = row or CasusPerspective(casus=casus, role=role)
            row.text = text
            row.save()
        elif row is None:
            raise ValidationError({"text": "Dit is nog leeg. Vul het in."})
        else:
            row.delete()
        change.summary = _written(casus)
    return change


def add_step(
    *,
    casus: Casus,
    step: Step,
    today: date,
    are_no_pupils: bool = False,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Put a step at the end of the time line. What others wrote meanwhile is no part of what was `seen`: nothing.

    Raises ValidationError when it looks like a real pupil, or there are too many steps.
    """
    with recorded(subject=casus.meeting.school, actor=actor, key=key) as change:
        _reload(casus)
        refuse_stale(seen, {})
        refuse_real_pupils(asdict(step), today, are_no_pupils=are_no_pupils)
        if casus.steps.count() >= MOST_STEPS:
            raise ValidationError(f"Een casus heeft niet meer dan {MOST_STEPS} stappen. Haal er eerst een weg.")
        last = casus.steps.last()
        CasusStep.objects.create(casus=casus, position=last.position + 1 if last else 0, **asdict(step))
        change.summary = _written(casus)
    return change


def change_step(
    *,
    row: CasusStep,
    step: Step,
    today: date,
    are_no_pupils: bool = False,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change one step. Raises ValidationError when it looks like a real pupil, Stale when it changed since `seen`."""
    with recorded(subject=row.casus.meeting.school, actor=actor, key=key) as change:
        _reload_step(row, seen)
        refuse_real_pupils(asdict(step), today, are_no_pupils=are_no_pupils)
        row.moment, row.who, row.what = step.moment, step.who, step.what
        row.save()
        change.summary = _written(row.casus)
    return change


def remove_step(*, row: CasusStep, seen: Snapshot | None = None, actor: User, key: UUID | None = None) -> Change:
    """Take a step away for good. Raises Stale when it changed since `seen`."""
    with recorded(subject=row.casus.meeting.school, actor=actor, key=key) as change:
        _reload_step(row, seen)
        row.delete()
        change.summary = _written(row.casus)
    return change


def move_step(*, row: CasusStep, steps: int, actor: User, key: UUID | None = None) -> Change:
    """Show a step one place earlier (steps -1) or later (steps 1). Raises Stale when it is first or last already."""
    with recorded(subject=row.casus.meeting.school, actor=actor, key=key) as change:
        _reload_step(row, None)
        move(row, list(row.casus.steps.all()), steps)
        change.summary = _written(row.casus)
    return change


def remove_casus(*, casus: Casus, seen: Snapshot | None = None, actor: User, key: UUID | None = None) -> Change:
    """Take a casus away for good, with all that was written in it; a shared copy stays in the library.

    Raises Stale when anything in it changed since `seen`.
    """
    with recorded(subject=casus.meeting.school, actor=actor, key=key) as change:
        _reload(casus)
        refuse_stale(seen, casus_snapshot(casus))
        change.summary = f"Een casus bij {casus.meeting.name} is weggehaald."
        casus.delete()
    return change


def next_label(meeting: Meeting) -> str:
    """ "Casus A", or the first letter that is free."""
    taken = set(meeting.casussen.values_list("label", flat=True))
    names = [f"Casus {letter}" for letter in ascii_uppercase]
    return next((name for name in names if name not in taken), f"Casus {len(taken) + 1}")


def casussen_snapshot(meeting: Meeting) -> Snapshot:
    """Which casussen a session has, as the form to make another shows them."""
    return {row.label: {"thema": row.get_theme_display()} for row in meeting.casussen.all()}


def story_snapshot(casus: Casus) -> Snapshot:
    """What the form of the story shows."""
    return {
        "De casus": {
            "naam": casus.label,
            "thema": casus.get_theme_display(),
            "leeftijd": casus.get_age_band_display(),
            "verhaal": casus.story,
        }
    }


def perspective_snapshot(casus: Casus, role: str) -> Snapshot:
    """What the form of one perspective shows."""
    row = casus.perspectives.filter(role=role).first()
    return {f"Het perspectief van {role}": {"tekst": row.text if row else ""}}


def step_snapshot(row: CasusStep) -> Snapshot:
    """What the form of one step shows."""
    return {"De stap": {"wanneer": row.moment, "wie": row.who, "wat": row.what}}


def casus_snapshot(casus: Casus) -> Snapshot:
    """All that is written in it."""
    steps = {f"Stap {row.pk}": {"wanneer": row.moment, "wie": row.who, "wat": row.what} for row in casus.steps.all()}
    views = {str(row): {"tekst": row.text} for row in casus.perspectives.all()}
    return {**story_snapshot(casus), **views, **steps}


def about_casus(casus: Casus) -> str:
    """Names what a snapshot of a casus is about."""
    return f"casus {casus.pk}"


def _refuse_story(casus: Casus, story: Story, today: date, *, are_no_pupils: bool) -> None:
    refuse_real_pupils({"label": story.label, "story": story.story}, today, are_no_pupils=are_no_pupils)
    if casus.meeting.casussen.exclude(pk=casus.pk).filter(label=story.label).exists():
        raise ValidationError({"label": f"Er is al een {story.label} bij deze bijeenkomst. Kies een andere naam."})


def _reload_standing(meeting: Meeting) -> None:
    reload(meeting)
    if meeting.is_cancelled:
        raise Stale([f"{meeting.name} is afgezegd."])


def _reload(casus: Casus) -> None:
    _reload_standing(casus.meeting)
    reload(casus)


def _reload_step(row: CasusStep, seen: Snapshot | None) -> None:
    _reload(row.casus)
    reload(row)
    refuse_stale(seen, step_snapshot(row))


def _written(casus: Casus) -> str:
    return f"De casus bij {casus.meeting.name} is bijgewerkt."
