"""The files of a plan: a spreadsheet with a row for each session, and a calendar."""

from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from time_machine import TimeMachineFixture

from meetings.models import Meeting
from schools.models import School
from teams.models import LogEntry, Membership, Professional
from tests.factories import SchoolFactory
from tests.meetings.conftest import THURSDAY, TUESDAY
from tests.yearplan.reading.conftest import BOOG, SPRING, add
from yearplan.models import Proposal, YearPlan

HEADS = [
    "School",
    "Gemeente",
    "Soort",
    "Datum",
    "Begint",
    "Eindigt",
    "Stand",
    "Begeleider",
    "Verplicht",
    "Mag komen",
    "Genodigden",
    "Akkoord",
    "Waarom niet",
]
MORNING = (time(10, 30), time(12))
WHY = "Samira Bakkali werkt alleen di, do: daarmee vallen op 31 dagen momenten af."


def url(plan: YearPlan, suffix: str) -> str:
    return f"/bijeenkomsten/jaarplanning/{plan.pk}/jaarplanning.{suffix}"


def book(client: Client, plan: YearPlan) -> Workbook:
    return load_workbook(BytesIO(client.get(url(plan, "xlsx")).content))


def events(client: Client, plan: YearPlan) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(client.get(url(plan, "ics")).content)
    names = ("SUMMARY", "STATUS", "UID", "SEQUENCE", "DESCRIPTION")
    return [
        {**{name: str(each.get(name, "")) for name in names}, "START": each["DTSTART"].dt}
        for each in calendar.walk("VEVENT")
    ]


def test_every_session_is_a_row_with_a_real_day_and_real_times(planner: Client, proposal: Proposal) -> None:
    rows = [[cell.value for cell in row] for row in book(planner, proposal.plan)["Jaarplanning"].rows]
    both, guide = "Samira Bakkali, Anneke Visser", "Ineke Vermaat"
    day, boog, zeester = datetime(2026, 12, 8), ("De Boog", "Duinveen"), ("De Zeester", "Duinveen")  # noqa: DTZ001
    spring = datetime(2027, 3, 2)  # noqa: DTZ001 a cell has no time zone
    assert rows == [
        HEADS,
        [*boog, "Kennismaking", day, *MORNING, "voorstel", guide, "Samira Bakkali", None, 2, "nee", None],
        [*boog, "Verdieping", None, None, None, "past niet", guide, "Samira Bakkali", None, 2, None, WHY],
        [*zeester, "Kennismaking", day, time(15), time(16, 30), "gepland", None, both, None, 2, None, None],
        [*zeester, "Verdieping", spring, *MORNING, "voorstel", guide, both, None, 3, "nee", None],
    ]


def test_what_does_not_fit_has_a_sheet_of_its_own(planner: Client, proposal: Proposal) -> None:
    rows = [[cell.value for cell in row] for row in book(planner, proposal.plan)["Wat niet past"].rows]
    assert rows == [
        ["School", "Gemeente", "Soort", "Waarom niet", "Wat zou helpen"],
        ["De Boog", "Duinveen", "Verdieping", WHY, None],
    ]


def test_a_name_can_be_no_formula(planner: Client, proposal: Proposal, boog: School, samira: Membership) -> None:
    School.objects.filter(pk=boog.pk).update(name="=cmd()")
    Professional.objects.filter(pk=samira.professional_id).update(first_name="=1+1", infix="", surname="Šaû")
    cells = [cell for sheet in book(planner, proposal.plan) for row in sheet.rows for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert {"=cmd()", "=1+1 Šaû"} <= {cell.value for cell in texts}


def test_that_a_school_agrees_is_in_it(planner: Client, proposal: Proposal) -> None:
    proposal.sessions.filter(starts_at=BOOG).update(agreed_at=timezone.now())
    assert book(planner, proposal.plan)["Jaarplanning"]["L2"].value == "ja"


def test_what_is_proposed_is_tentative_in_the_calendar_and_what_is_planned_is_sure(
    planner: Client, proposal: Proposal, meeting: Meeting
) -> None:
    found = events(planner, proposal.plan)
    assert [(each["SUMMARY"], each["STATUS"], each["START"]) for each in found] == [
        ("Kennismaking kernteam De Zeester", "CONFIRMED", TUESDAY),
        ("Voorstel: kennismaking kernteam De Boog", "TENTATIVE", BOOG),
        ("Voorstel: verdieping kernteam De Zeester", "TENTATIVE", SPRING),
    ]
    assert found[0]["UID"] == f"{meeting.uid}@kernteam"
    assert found[1]["DESCRIPTION"] == "Nog niet verstuurd. Erbij: Ineke Vermaat en Samira Bakkali."


def test_a_move_that_was_not_sent_leaves_the_session_where_its_people_know_it(
    planner: Client, proposal: Proposal, meeting: Meeting
) -> None:
    proposal.sessions.filter(starts_at=TUESDAY).update(starts_at=THURSDAY, moves_from=TUESDAY)
    found = {str(each["START"]): each for each in events(planner, proposal.plan) if "Zeester" in str(each["SUMMARY"])}
    assert [(key[:10], each["STATUS"]) for key, each in sorted(found.items())] == [
        ("2026-12-08", "CONFIRMED"),
        ("2027-03-02", "TENTATIVE"),
        ("2027-03-11", "TENTATIVE"),
    ]
    moved = next(each for key, each in found.items() if key.startswith("2027-03-11"))
    assert str(moved["DESCRIPTION"]).startswith("Staat nu nog op di 8 december 2026, 15.00-16.30 uur.\n")


def test_a_later_file_replaces_what_an_earlier_one_brought(
    planner: Client, proposal: Proposal, time_machine: TimeMachineFixture
) -> None:
    first = events(planner, proposal.plan)[1]
    time_machine.move_to(timezone.now() + timedelta(hours=1), tick=False)
    proposal.sessions.filter(starts_at=BOOG).update(starts_at=BOOG + timedelta(days=2))
    second = events(planner, proposal.plan)[1]
    assert second["UID"] == first["UID"]
    assert int(str(second["SEQUENCE"])) == int(str(first["SEQUENCE"])) + 60


@pytest.mark.parametrize("suffix", ["xlsx", "ics"])
def test_that_it_was_taken_stands_in_the_logbook_of_the_region(
    planner: Client, proposal: Proposal, school: School, suffix: str
) -> None:
    answer = planner.get(url(proposal.plan, suffix))
    name = f"Jaarplanning 2026-2027 van {school.region}.{suffix}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    entry = LogEntry.objects.get()
    assert (entry.region, entry.summary) == (
        school.region,
        f"Gedownload: Jaarplanning 2026-2027 van {school.region} ({suffix}).",
    )


@pytest.mark.parametrize("suffix", ["xlsx", "ics"])
def test_asking_whether_it_is_there_is_not_taking_it(planner: Client, proposal: Proposal, suffix: str) -> None:
    assert planner.head(url(proposal.plan, suffix)).status_code == 200
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("suffix", ["xlsx", "ics"])
@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_who_does_not_see_the_plan_gets_nothing(
    request: pytest.FixtureRequest, proposal: Proposal, who: str, suffix: str
) -> None:
    assert request.getfixturevalue(who).get(url(proposal.plan, suffix)).status_code == 404


def test_a_plan_without_a_proposal_has_what_is_on_the_calendar(
    planner: Client, plan: YearPlan, meeting: Meeting
) -> None:
    sheet = book(planner, plan)["Jaarplanning"]
    assert [(row[2].value, row[6].value) for row in sheet.iter_rows(min_row=2)] == [
        ("Kennismaking", "gepland"),
        ("Verdieping", "nog niet berekend"),
    ]
    assert [each["START"] for each in events(planner, plan)] == [TUESDAY]


@pytest.mark.parametrize("suffix", ["xlsx", "ics"])
def test_it_takes_as_many_queries_for_many_schools_as_for_two(
    planner: Client, proposal: Proposal, boog: School, suffix: str
) -> None:
    counts = []
    for number in (0, 9):
        for _ in range(number):
            row = SchoolFactory(region=boog.region, municipality=boog.municipality)
            add(proposal, row, "verdieping", SPRING)
            add(proposal, row, "kennismaking", None)
        with CaptureQueriesContext(connection) as queries:
            planner.get(url(proposal.plan, suffix))
        counts.append(len(queries))
    assert counts[0] == counts[1]
