"""A plan as files: a spreadsheet of its sessions, and a calendar."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings

from meetings.calendars import ical as calendars
from meetings.calendars.feeds import event_of
from meetings.models import Meeting
from teams.dutch import in_words
from teams.names import one_line
from teams.spreadsheet import Value
from yearplan.models import YearPlan
from yearplan.pages.diary import Diary, Entry
from yearplan.pages.misfits import misfits_of
from yearplan.standing import Stage
from yearplan.workbook import Column, Sheet, workbook_of

COLUMNS = (
    Column("School", 30),
    Column("Gemeente", 18),
    Column("Soort", 14),
    Column("Datum", 16),
    Column("Begint", 8),
    Column("Eindigt", 8),
    Column("Stand", 18),
    Column("Begeleider", 24),
    Column("Verplicht", 40),
    Column("Mag komen", 40),
    Column("Genodigden", 11),
    Column("Akkoord", 12),
    Column("Waarom niet", 60),
)
MISFIT_COLUMNS = (
    Column("School", 30),
    Column("Gemeente", 18),
    Column("Soort", 14),
    Column("Waarom niet", 80),
    Column("Wat zou helpen", 80),
)


def sheet_of(diary: Diary) -> bytes:
    """Every session of the plan in a row, by school; and on a second sheet what does not fit, worst first."""
    entries = sorted(diary.of_plan, key=lambda each: (each.where.casefold(), each.key))
    rows = [each.row for each in entries if each.row is not None]
    nowhere = [each.row for each in entries if each.row is not None and each.standing.stage == Stage.NOWHERE]
    misfits = misfits_of(nowhere, rows)
    why = {each.row.pk: " ".join(each.facts) for each in misfits}
    return workbook_of(
        [
            Sheet("Jaarplanning", COLUMNS, [_row(each, why) for each in entries]),
            Sheet(
                "Wat niet past",
                MISFIT_COLUMNS,
                [
                    (
                        str(each.row.school),
                        str(each.row.school.municipality),
                        each.row.get_kind_display(),
                        "\n".join(each.facts),
                        "\n".join(way.text for way in each.helps),
                    )
                    for each in misfits
                ],
            ),
        ]
    )


def calendar_of(diary: Diary, *, now: datetime) -> bytes:
    """Every session with a moment. What is on the calendar is there as it is told; what is only proposed is tentative,
    also the moment to which a session would move."""
    plan = diary.year.plan
    known = [each.meeting_id for each in diary.of_plan if each.meeting_id and each.standing.known]
    meetings = Meeting.objects.filter(pk__in=known).with_school().with_state_for_calendars().in_order()
    proposed = [each for each in diary.of_plan if each.standing.is_to_send]
    events = [*(event_of(row) for row in meetings), *_proposed(plan, proposed, now)]
    return calendars.feed(one_line(str(plan)), events)


def _row(entry: Entry, why: dict[int, str]) -> tuple[Value, ...]:
    slot, row = entry.slot, entry.row
    agreed = "" if row is None or not entry.standing.is_to_send else "ja" if row.agreed_at else "nee"
    return (
        entry.where,
        str(entry.school.municipality) if entry.school else "",
        entry.what,
        slot.day if slot else None,
        slot.starts if slot else None,
        slot.ends if slot else None,
        entry.stage,
        str(entry.guide or ""),
        ", ".join(map(str, entry.required)),
        ", ".join(map(str, entry.optional)),
        len(entry.people),
        agreed,
        why.get(row.pk, "") if row is not None else "",
    )


def _proposed(plan: YearPlan, entries: Iterable[Entry], now: datetime) -> Iterator[calendars.Event]:
    """The number of each state rises with the minutes, so that a later file replaces what an earlier one brought."""
    sequence = int((now - plan.made_at).total_seconds()) // 60
    for entry in entries:
        row = entry.row
        if row is None or row.starts_at is None or row.ends_at is None:
            continue
        moves = f"Staat nu nog op {entry.was}.\n" if entry.was else ""
        yield calendars.Event(
            uid=f"jaarplanning-{plan.pk}-{entry.key}@kernteam",
            sequence=max(0, sequence),
            stamp=now,
            summary=f"Voorstel: {entry.what.lower()} kernteam {one_line(entry.where)}",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            description=f"{moves}Nog niet verstuurd. Erbij: {in_words(map(str, entry.people)) or 'nog niemand'}.",
            url=f"{settings.SITE_URL}{entry.url}",
            is_tentative=True,
            alarm=None,
        )
