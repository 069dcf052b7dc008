"""Writing the chosen rows: one change, all of it or nothing, that can be undone as one."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from schools.changes import Stale, recorded, reload
from schools.models import Change, School
from teams.actions.people import register
from teams.actions.seats import cut_stand_ins, fulfil_plans, leave_one_first_contact, refuse_bad_period, succeed
from teams.dutch import count_text
from teams.importing.judging import Deed, Judged, judge
from teams.importing.known import Known
from teams.models import ImportRow, Membership, PlannedMember, Professional, TeamImport

CHANGED_SINCE = "Er is intussen iets veranderd. We hebben alles opnieuw vergeleken: kijk nog een keer wat er gebeurt."


def take_over(*, team_import: TeamImport, today: date, actor: User) -> Change:
    """Write what the chosen rows of a file say. Raises Stale when one of them would do something else by now."""
    region = team_import.region
    schools = list(School.objects.filter(region=region))
    with recorded(subject=region, also=schools, actor=actor) as change:
        deeds = _deeds(team_import, today, actor)
        new = _give_numbers(deeds, change)
        counted = Counter(_carry_out(deed) for deed in deeds if deed.seat is None)
        _seat([deed.seat for deed in deeds if deed.seat is not None], change)
        for deed in deeds:
            _set_contact(deed)
        seats = sum(deed.seat is not None for deed in deeds)
        change.summary = _summary(seats=seats, people=new, others=counted)
    return change


def _deeds(team_import: TeamImport, today: date, actor: User) -> list[Deed]:
    """What the chosen rows do, judged anew now that nobody else can change these teams. The others are judged with
    them: who else a file names at a seat makes a difference."""
    rows = list(team_import.rows.all())
    known = Known(team_import.region, actor, today)
    found: list[Deed] = []
    judged = judge([row.values for row in rows], known, team_import.starts_on)
    for row, now in zip(rows, judged, strict=True):
        if row.is_chosen and row.can_be_chosen:
            found += _as_shown(row, now)
    return found


def _as_shown(row: ImportRow, now: Judged) -> list[Deed]:
    if (now.verdict, now.what[:400]) != (row.verdict, row.what) or now.deed is None:
        raise Stale([CHANGED_SINCE])
    return [now.deed]


def _give_numbers(deeds: Sequence[Deed], change: Change) -> int:
    """Keep everybody who is new, each once, however many rows she is in; how many that were."""
    new = list({id(deed.person): deed.person for deed in deeds if deed.person.pk is None}.values())
    _keep(Professional, new, change)
    return len(new)


def _carry_out(deed: Deed) -> str:
    """Let somebody be succeeded, or set the days of a membership right."""
    if deed.follows is not None and deed.starts_on is not None:
        reload(deed.follows)
        seated = succeed(deed.follows, register(deed.person), deed.starts_on, contact_days=0)
        if deed.ends_on is not None:
            seated.ends_on = deed.ends_on
            seated.save()
        return "opgevolgd"
    if deed.corrected is not None and deed.starts_on is not None:
        reload(deed.corrected)
        row = copy(deed.corrected)
        row.starts_on, row.ends_on = deed.starts_on, deed.ends_on
        refuse_bad_period(row)
        leave_one_first_contact(row)
        row.save()
        cut_stand_ins(row)
        fulfil_plans(row)
    return "gewijzigd"


def _seat(seats: list[Membership], change: Change) -> None:
    """Give all of them their seats at once. A plan for somebody is fulfilled by hers."""
    for seat in seats:
        seat.professional = seat.professional  # by now she has a number
    _keep(Membership, seats, change)
    planned = set(
        PlannedMember.objects.filter(school__in={seat.school_id for seat in seats}).values_list(
            "school", "role", "professional"
        )
    )
    for seat in seats:
        if (seat.school_id, seat.role_id, seat.professional_id) in planned:
            fulfil_plans(seat)


def _set_contact(deed: Deed) -> None:
    """How somebody known is reached. An address that comes so waits until she confirmed it."""
    if not deed.contact:
        return
    person = deed.person
    reload(person)
    for name, value in deed.contact.items():
        setattr(person, name, value)
    person.email_is_confirmed = person.email_is_confirmed and "email" not in deed.contact
    person.save()


def _keep(model: Any, rows: Sequence[Any], change: Change) -> None:
    """In bulk, with the image of each row that ties it to the change."""
    if rows:
        bulk_create_with_history(
            rows, model, batch_size=500, default_user=change.actor, custom_historical_attrs={"change": change}
        )


def _summary(*, seats: int, people: int, others: Counter[str]) -> str:
    parts = [
        count_text(seats, "nieuwe plek", "nieuwe plekken") if seats else "",
        count_text(people, "nieuw persoon", "nieuwe mensen") if people else "",
        *(f"{number} {what}" for what, number in sorted(others.items())),
    ]
    if not any(parts):
        raise ValidationError("Er is geen regel gekozen die iets verandert.")
    return f"Ingelezen uit een bestand: {', '.join(filter(None, parts))}."
