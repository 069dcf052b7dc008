"""Starting a date poll on a page, and who may."""

from datetime import timedelta

import pytest
from django.test import Client

from meetings.actions.polls import ask_dates
from meetings.enums import MeetingState
from meetings.forms.fields import NO_SUCH_MOMENT
from meetings.models import Meeting
from outbox.models import Mail
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import SchoolFactory, seat
from tests.meetings.conftest import NOW, TUESDAY, planned
from tests.meetings.polls import WEDNESDAY, option_at, poll_url, polled, question
from tests.pages import (
    beside,
    meanwhile,
    messages,
    page,
    send,
    undo_url,
    values,
    warnings,
)

pytestmark = pytest.mark.usefixtures("mail_is_kept")

START = "/scholen/99AA00/bijeenkomsten/datumprikker/"
ROWS = {"day_0": "2026-12-08", "clock_0": "15:00", "day_1": "2026-12-09", "clock_1": "15:00"}


# Who may


@pytest.mark.usefixtures("poll")
@pytest.mark.parametrize(
    ("who", "reads", "plans"),
    [("planner", 200, 200), ("reader", 200, 403), ("editor", 200, 403), ("outsider", 404, 404)],
)
def test_who_sees_the_school_sees_the_result_and_who_plans_there_does_the_rest(
    poll: Meeting, request: pytest.FixtureRequest, who: str, reads: int, plans: int
) -> None:
    client: Client = request.getfixturevalue(who)
    option = option_at(poll, TUESDAY)
    pages = ["vragen/", "mails/", "herinneren/", f"{option.pk}/kiezen/"]
    answers = [client.get(poll_url(poll, each)).status_code for each in pages]
    assert (client.get(poll_url(poll)).status_code, {*answers, client.get(START).status_code}) == (reads, {plans})


@pytest.mark.parametrize("who", ["reader", "editor", "outsider"])
def test_who_does_not_plan_there_starts_mails_chooses_and_stops_nothing(
    poll: Meeting, request: pytest.FixtureRequest, who: str
) -> None:
    client: Client = request.getfixturevalue(who)
    option = option_at(poll, TUESDAY)
    before = Change.objects.count()
    for what in ("vragen/", "mails/", "herinneren/", f"{option.pk}/kiezen/", "stoppen/"):
        client.post(poll_url(poll, what), {"key": "0" * 32})
    client.post(START, ROWS)
    poll.refresh_from_db()
    assert (Change.objects.count(), Mail.objects.count(), poll.state) == (before, 0, MeetingState.DATE_ASKED)


def test_who_only_reads_is_offered_no_button(poll: Meeting, reader: Client) -> None:
    assert page(reader.get(poll_url(poll))).xpath("//main//form | //main//*[contains(@class, 'btn')]") == []


def test_a_moment_of_another_session_is_not_chosen_here(
    poll: Meeting, far: School, far_ib: Membership, ineke: Professional, planner: Client
) -> None:
    theirs = option_at(polled(far, ineke), TUESDAY)
    assert planner.get(poll_url(poll, f"{theirs.pk}/kiezen/")).status_code == 404


# Starting


def test_ticked_proposals_become_a_poll(
    school: School, anneke: Membership, samira: Membership, planner: Client
) -> None:
    proposals = page(planner.get("/scholen/99AA00/bijeenkomsten/momenten/?soort=verdieping"))
    [form] = proposals.xpath(f"//form[@action='{START}']")
    ticked = form.xpath(".//input[@name='moment']/@value")[:2]
    shown = planner.get(START, {"soort": "verdieping", "moment": ticked})
    answer = planner.post(START, values(shown, START), follow=True)
    meeting = Meeting.objects.get()
    times = [f"{row.starts_at.astimezone(TUESDAY.tzinfo):%Y-%m-%dT%H:%M}" for row in meeting.date_options.all()]
    assert (meeting.kind, times, answer.redirect_chain[-1][0], messages(answer)) == (
        "verdieping",
        sorted(ticked),
        poll_url(meeting),
        ["De datumprikker voor Verdieping staat klaar, met 2 momenten."],
    )


def test_a_poll_for_a_part_of_the_team_asks_only_them_for_as_long_as_it_takes(
    school: School, anneke: Membership, samira: Membership, planner: Client
) -> None:
    typed = {**ROWS, "kind": "subset", "roles": [samira.role_id], "minutes": "45", "although": "Zo is het"}
    send(planner, START, **typed)
    meeting = Meeting.objects.get()
    names = [row.name for row in meeting.invitations.all()]
    assert (meeting.minutes, list(meeting.roles.all()), names) == (45, [samira.role], ["Samira Bakkali"])


def test_a_poll_that_is_sent_twice_leads_to_the_one_that_it_made(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    data = {**values(planner.get(START), START), **ROWS, "kind": "other", "title": "Overleg", "although": "Zo is het"}
    first = planner.post(START, data)["Location"]
    polled(school, ineke)  # a colleague asks something else meanwhile
    assert planner.post(START, data)["Location"] == first == poll_url(Meeting.objects.get(title="Overleg"))


def test_where_people_are_elsewhere_is_for_who_plans(
    poll: Meeting, school: School, samira: Membership, ineke: Professional, planner: Client, reader: Client
) -> None:
    boog = SchoolFactory(region=school.region, name="De Boog")
    seat(boog, "cjg-coach", professional=samira.professional)
    planned(boog, ineke, kind="verdieping", allow_double=True)
    told = [b"De Boog" in who.get(poll_url(poll)).content for who in (planner, reader)]
    at_session = [b"De Boog" in who.get(f"/bijeenkomsten/{poll.pk}/").content for who in (planner, reader)]
    assert (told, at_session[1]) == ([True, False], False)


def test_what_was_ticked_that_is_no_moment_is_left_out(planner: Client, school: School) -> None:
    shown = planner.get(START, {"soort": "geen", "moment": ["onzin", "2026-02-31T10:00", "2026-12-08T15:00"]})
    assert [values(shown, START)[name] for name in ("day_0", "clock_0", "day_1")] == [["2026-12-08"], ["15:00"], [""]]


def test_the_deadline_is_a_week_away(planner: Client, school: School) -> None:
    assert values(planner.get(START), START)["deadline"] == ["2026-11-29"]


def test_a_session_without_a_date_is_asked_from_its_page(school: School, anneke: Membership, planner: Client) -> None:
    send(planner, "/scholen/99AA00/bijeenkomsten/nieuw/", kind="verdieping")
    meeting = Meeting.objects.get()
    shown = page(planner.get(f"/bijeenkomsten/{meeting.pk}/"))
    assert shown.xpath("//a[normalize-space()='Vraag wie wanneer kan']/@href") == [poll_url(meeting, "vragen/")]
    send(planner, poll_url(meeting, "vragen/"), **ROWS)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.date_options.count()) == (MeetingState.DATE_ASKED, 2)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"day_1": "2026-11-20"}, "day_1", "Dit moment is al voorbij. Kies een dag die nog komt."),
        ({"day_1": "2026-12-08"}, "day_1", "Dit moment staat er al."),
        (
            {"day_1": "2027-03-28", "clock_1": "02:30"},
            "clock_1",
            NO_SUCH_MOMENT,
        ),
        ({"clock_1": ""}, "clock_1", "Vul ook een tijd in."),
        ({"day_1": ""}, "day_1", "Vul ook een dag in."),
        ({"day_1": "", "clock_1": ""}, "day_0", "Kies 2 tot 12 momenten."),
        ({"deadline": "2026-12-20"}, "deadline", "Dit is na het eerste moment. Kies een eerdere dag."),
        ({"kind": "other"}, "title", "Schrijf waar de bijeenkomst over gaat."),
        ({"kind": "other", "title": "Over 111222333"}, "title", None),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field_and_stays_typed(
    school: School, planner: Client, typed: dict[str, str], field: str, says: str | None
) -> None:
    answer = send(planner, START, **{**ROWS, **typed})
    stays = {name: values(answer, START)[name][0] for name in typed}
    said_beside = beside(answer, field)
    is_said = said_beside == says if says else "lijkt op" in said_beside
    assert (is_said, stays, Meeting.objects.count()) == (True, typed, 0)


def test_what_speaks_against_the_moments_is_shown_before_anybody_is_asked(
    school: School, anneke: Membership, planner: Client
) -> None:
    typed = {**ROWS, "day_1": "2027-08-03", "clock_1": "21:00", "day_0": "2027-08-02", "clock_0": "10:00"}
    answer = send(planner, START, **typed)
    assert (warnings(answer), Meeting.objects.count()) == (
        [
            "ma 2 augustus 2027, 10.00-11.30 uur: De school is dan dicht: Zomervakantie.",
            (
                "di 3 augustus 2027, 21.00-22.30 uur: De school is dan dicht: Zomervakantie. "
                "21.00-22.30 uur valt buiten schooltijd (8.15-17.00 uur)."
            ),
        ],
        0,
    )
    send(planner, START, answer, although="Het jaar is al vol")
    assert (Meeting.objects.get().date_options.count(), Change.objects.latest("made_at").summary) == (
        2,
        "De datumprikker voor Kennismaking staat klaar, met 2 momenten. Reden: Het jaar is al vol",
    )


def test_who_guides_is_asked_too(school: School, anneke: Membership, ineke: Professional, planner: Client) -> None:
    send(planner, START, **ROWS, facilitator=str(ineke.pk))
    asked = Meeting.objects.get().invitations.get(is_facilitator=True)
    assert (asked.name, asked.is_required) == ("Ineke Vermaat", True)


def test_sent_twice_it_asks_once(school: School, anneke: Membership, planner: Client) -> None:
    data = {**values(planner.get(START), START), **ROWS}
    first, second = planner.post(START, data), planner.post(START, data)
    assert (first.headers["Location"], Meeting.objects.count()) == (second.headers["Location"], 1)


def test_starting_is_undone_by_a_click(school: School, anneke: Membership, planner: Client) -> None:
    send(planner, START, **ROWS)
    planner.post(undo_url(planner))
    assert Meeting.objects.count() == 0


def test_who_changes_the_question_meanwhile_is_not_overwritten(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    shown = planner.get(poll_url(poll, "vragen/"))
    assert ineke.user is not None
    more = question(TUESDAY, WEDNESDAY, WEDNESDAY + timedelta(days=1))
    ask_dates(meeting=poll, question=more, now=NOW, actor=ineke.user)
    answer = send(planner, poll_url(poll, "vragen/"), shown, deadline="2026-11-28")
    assert (answer.status_code, len(meanwhile(answer)), poll.date_options.count()) == (409, 1, 3)


def test_what_a_box_does_is_read_below_it(planner: Client, school: School) -> None:
    [box] = page(planner.get(START)).xpath("//div[contains(@id, '-wants_holds')]")
    assert [child.tag for child in box] == ["label", "p"]
