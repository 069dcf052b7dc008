"""The shared casussen of a region: giving one, taking it back, using one.

No page of the library names a school. So giving and taking back leave no Change either: the logbook of a region would
name it.
"""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.actions.casus import casus_snapshot, next_label
from meetings.actions.pupils import refuse_real_pupils
from meetings.models import Casus, CasusPerspective, CasusStep, LibraryCasus, Meeting
from schools.changes import Stale, lock, recorded, reload
from schools.models import Change
from teams.seen import Snapshot, refuse_stale


def offer_casus(
    *, casus: Casus, are_no_pupils: bool = False, seen: Snapshot | None = None, today: date
) -> LibraryCasus:
    """Give the region a copy of a casus as it is now; given again, the copy becomes what it is now.

    Raises Stale when it was changed since `seen` or taken away, ValidationError when something in it looks like a real
    pupil: what counts as that may have been extended since it was written, and `are_no_pupils` was said of that alone.
    """
    with lock(casus.meeting.school):
        reload(casus)
        refuse_stale(seen, casus_snapshot(casus))
        perspectives = [[row.role, row.text] for row in casus.perspectives.all()]
        steps = [[row.moment, row.who, row.what] for row in casus.steps.all()]
        texts = [
            casus.label,
            casus.story,
            *(text for _, text in perspectives),
            *(text for row in steps for text in row),
        ]
        refuse_real_pupils(
            {f"tekst {number}": text for number, text in enumerate(texts)}, today, are_no_pupils=are_no_pupils
        )
        copy = LibraryCasus.objects.filter(source=casus).first() or LibraryCasus(source=casus)
        copy.region_id = _region_of(casus)
        copy.label, copy.theme, copy.age_band, copy.story = casus.label, casus.theme, casus.age_band, casus.story
        copy.perspectives, copy.steps, copy.offered_on = perspectives, steps, today
        copy.save()
    return copy


def withdraw_shared(*, shared: LibraryCasus) -> None:
    """Take a casus out of the library; who used it keeps her own. Raises Stale when it is gone already."""
    with lock(shared.region):
        reload(shared)
        shared.delete()


def use_shared(
    *, shared: LibraryCasus, meeting: Meeting, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Copy a shared casus into a session, which from then on is the team's own.

    Raises Stale when the casus was taken out of the library, or the session was called off, meanwhile.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        reload(shared)
        refuse_stale(seen, {})
        if meeting.is_cancelled:
            raise Stale([f"{meeting.name} is afgezegd."])
        is_taken = meeting.casussen.filter(label=shared.label).exists()
        casus = Casus.objects.create(
            meeting=meeting,
            label=next_label(meeting) if is_taken else shared.label,
            theme=shared.theme,
            age_band=shared.age_band,
            story=shared.story,
        )
        for role, text in shared.perspectives:
            CasusPerspective.objects.create(casus=casus, role=role, text=text)
        for position, (moment, who, what) in enumerate(shared.steps):
            CasusStep.objects.create(casus=casus, position=position, moment=moment, who=who, what=what)
        change.summary = f"Er is een casus bij {meeting.name}."
    return change


def _region_of(casus: Casus) -> int:
    region = casus.meeting.school.region_id
    if region is None:
        raise ValidationError("Deze school hoort bij geen regio.")
    return region
