"""The pages of a date poll: start it, mail it, answer it by a personal link, read it, choose; and who may not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from meetings.actions.planning import cancel_meeting
from meetings.actions.poll_mails import reminders_due
from meetings.actions.polls import ask_dates
from meetings.enums import MeetingState
from meetings.forms.fields import NO_SUCH_MOMENT
from meetings.links import OF_DATES, token_of
from meetings.models import DateAnswer, DateNotice, Meeting
from outbox.models import Mail
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import SchoolFactory, person, seat
from tests.meetings.conftest import NOW, TUESDAY, planned
from tests.meetings.mails import received
from tests.meetings.polls import WEDNESDAY, choose, invitation_of, mailed, option_at, polled, question, say
from tests.pages import (
    all_words,
    beside,
    errors,
    meanwhile,
    messages,
    of_class,
    page,
    send,
    undo_url,
    values,
    warnings,
    words,
)

pytestmark = pytest.mark.usefixtures("mail_is_kept")

NOON = "22 november, 12.00 uur"
START = "/scholen/99AA00/bijeenkomsten/datumprikker/"
ROWS = {"day_0": "2026-12-08", "clock_0": "15:00", "day_1": "2026-12-09", "clock_1": "15:00"}


def of(meeting: Meeting, what: str = "") -> str:
    return f"/bijeenkomsten/{meeting.pk}/datumprikker/{what}"


def link(meeting: Meeting, first_name: str = "Samira") -> str:
    return f"/datum/{token_of(invitation_of(meeting, first_name), salt=OF_DATES)}/"


def said(meeting: Meeting, *answers: str, note: str = "") -> dict[str, str]:
    """What the personal page would send."""
    options = meeting.date_options.order_by("starts_at")
    return {**{f"moment_{option.pk}": answer for option, answer in zip(options, answers, strict=True)}, "note": note}


def kept() -> list[str]:
    return list(DateAnswer.objects.order_by("option__starts_at").values_list("answer", flat=True))


def pressed(client: Client, url: str, page_of: str) -> Any:
    """Press the button of a page that sends to this address."""
    return client.post(url, {name: value[0] for name, value in values(client.get(page_of), url).items()}, follow=True)


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
    answers = [client.get(of(poll, each)).status_code for each in pages]
    assert (client.get(of(poll)).status_code, {*answers, client.get(START).status_code}) == (reads, {plans})


@pytest.mark.parametrize("who", ["reader", "editor", "outsider"])
def test_who_does_not_plan_there_starts_mails_chooses_and_stops_nothing(
    poll: Meeting, request: pytest.FixtureRequest, who: str
) -> None:
    client: Client = request.getfixturevalue(who)
    option = option_at(poll, TUESDAY)
    before = Change.objects.count()
    for what in ("vragen/", "mails/", "herinneren/", f"{option.pk}/kiezen/", "stoppen/"):
        client.post(of(poll, what), {"key": "0" * 32})
    client.post(START, ROWS)
    poll.refresh_from_db()
    assert (Change.objects.count(), Mail.objects.count(), poll.state) == (before, 0, MeetingState.DATE_ASKED)


def test_who_only_reads_is_offered_no_button(poll: Meeting, reader: Client) -> None:
    assert page(reader.get(of(poll))).xpath("//main//form | //main//*[contains(@class, 'btn')]") == []


def test_a_moment_of_another_session_is_not_chosen_here(
    poll: Meeting, far: School, far_ib: Membership, ineke: Professional, planner: Client
) -> None:
    theirs = option_at(polled(far, ineke), TUESDAY)
    assert planner.get(of(poll, f"{theirs.pk}/kiezen/")).status_code == 404


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
        of(meeting),
        ["De datumprikker voor Verdieping staat klaar, met 2 momenten."],
    )


def test_a_poll_for_a_part_of_the_team_asks_only_them_for_as_long_as_it_takes(
    school: School, anneke: Membership, samira: Membership, planner: Client
) -> None:
    typed = {**ROWS, "kind": "subset", "roles": [samira.role_id], "minutes": "45", "although": "on"}
    send(planner, START, **typed)
    meeting = Meeting.objects.get()
    names = [row.name for row in meeting.invitations.all()]
    assert (meeting.minutes, list(meeting.roles.all()), names) == (45, [samira.role], ["Samira Bakkali"])


def test_a_poll_that_is_sent_twice_leads_to_the_one_that_it_made(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    data = {**values(planner.get(START), START), **ROWS, "kind": "other", "title": "Overleg", "although": "on"}
    first = planner.post(START, data)["Location"]
    polled(school, ineke)  # a colleague asks something else meanwhile
    assert planner.post(START, data)["Location"] == first == of(Meeting.objects.get(title="Overleg"))


def test_where_people_are_elsewhere_is_for_who_plans(
    poll: Meeting, school: School, samira: Membership, ineke: Professional, planner: Client, reader: Client
) -> None:
    boog = SchoolFactory(region=school.region, name="De Boog")
    seat(boog, "cjg-coach", professional=samira.professional)
    planned(boog, ineke, kind="verdieping", allow_double=True)
    told = [b"De Boog" in who.get(of(poll)).content for who in (planner, reader)]
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
    assert shown.xpath("//a[normalize-space()='Vraag wie wanneer kan']/@href") == [of(meeting, "vragen/")]
    send(planner, of(meeting, "vragen/"), **ROWS)
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
    send(planner, START, answer, although="on")
    assert Meeting.objects.get().date_options.count() == 2


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
    shown = planner.get(of(poll, "vragen/"))
    assert ineke.user is not None
    more = question(TUESDAY, WEDNESDAY, WEDNESDAY + timedelta(days=1))
    ask_dates(meeting=poll, question=more, now=NOW, actor=ineke.user)
    answer = send(planner, of(poll, "vragen/"), shown, deadline="2026-11-28")
    assert (answer.status_code, len(meanwhile(answer)), poll.date_options.count()) == (409, 1, 3)


# Mailing


def test_nothing_is_mailed_before_the_preview_is_sent(poll: Meeting, planner: Client) -> None:
    shown = planner.get(of(poll, "mails/"))
    before = Mail.objects.count()
    answer = pressed(planner, of(poll, "mails/"), of(poll, "mails/"))
    assert (all_words(page(shown), "//main//section/h2"), before, messages(answer), Mail.objects.count()) == (
        ["2 × vraag"],
        0,
        ["2 mails zijn onderweg."],
        2,
    )


def test_the_preview_shows_nobodys_link(poll: Meeting, planner: Client) -> None:
    assert "/datum/" not in planner.get(of(poll, "mails/")).content.decode()


def test_the_same_press_mails_once(poll: Meeting, planner: Client) -> None:
    data = values(planner.get(of(poll, "mails/")), of(poll, "mails/"))
    for _ in range(2):
        planner.post(of(poll, "mails/"), data)
    assert Mail.objects.count() == 2


def test_when_somebody_answers_during_the_preview_of_reminders_nothing_is_sent(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    mailed(poll, ineke)
    data = values(planner.get(of(poll, "herinneren/")), of(poll, "herinneren/"))
    say(poll, "Samira", "++")
    answer = planner.post(of(poll, "herinneren/"), data, follow=True)
    assert (Mail.objects.count(), messages(answer)) == (
        2,
        ["Er is niets verstuurd: er is intussen iets veranderd. Kijk het na."],
    )


def test_only_who_did_not_answer_is_reminded_and_the_page_says_when(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    mailed(poll, ineke)
    say(poll, "Anneke", "++")
    answer = pressed(planner, of(poll, "herinneren/"), of(poll, "herinneren/"))
    told = all_words(page(answer), "//section[@aria-labelledby='kop-stil']//li//p")
    assert ([each.to for each in received(after=2)], told) == (
        ["samira@example.nl"],
        [
            "Samira Bakkali",
            f"Gevraagd op {NOON} · 1 keer herinnerd, het laatst op {NOON} · mail: verstuurd",
        ],
    )


# Answering


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()


def test_a_link_opens_the_moments_without_signing_in_and_answers_nothing(poll: Meeting, visitor: Client) -> None:
    answer = visitor.get(link(poll))
    assert (answer.status_code, all_words(page(answer), "//fieldset/legend"), kept(), answer["Cache-Control"]) == (
        200,
        ["di 8 december 2026, 15.00-16.30 uur", "wo 9 december 2026, 15.00-16.30 uur"],
        [],
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_an_answer_is_kept_and_can_be_changed(poll: Meeting, visitor: Client) -> None:
    visitor.post(link(poll), said(poll, "yes", "no"))
    visitor.post(link(poll), said(poll, "if_need_be", "no", note="Liever later"))
    shown = page(visitor.get(link(poll)))
    assert (kept(), shown.xpath("//input[@checked]/@value"), shown.xpath("//input[@name='note']/@value")) == (
        ["if_need_be", "no"],
        ["if_need_be", "no"],
        ["Liever later"],
    )


def test_an_answer_that_is_sent_twice_is_said_once(poll: Meeting, visitor: Client) -> None:
    before = Change.objects.count()
    for _ in range(2):
        visitor.post(link(poll), said(poll, "yes", "no"))
    assert (kept(), Change.objects.count() - before) == (["yes", "no"], 1)


def test_a_moment_without_an_answer_is_asked_for_and_the_rest_stays(poll: Meeting, visitor: Client) -> None:
    answer = visitor.post(link(poll), {**said(poll, "yes", ""), "note": "Liever later"})
    assert (errors(answer), page(answer).xpath("//input[@checked]/@value"), kept()) == (
        ["wo 9 december 2026, 15.00-16.30 uur: Kies ja, als het moet of nee."],
        ["yes"],
        [],
    )


def test_a_note_that_looks_like_a_pupil_is_refused(poll: Meeting, visitor: Client) -> None:
    answer = visitor.post(link(poll), said(poll, "yes", "yes", note="Over 111222333"))
    [said_of_it] = errors(answer)
    assert ("lijkt op" in said_of_it, kept()) == (True, [])


def test_an_answer_to_a_moment_of_another_poll_is_not_kept(
    poll: Meeting, far: School, far_ib: Membership, ineke: Professional, visitor: Client
) -> None:
    theirs = polled(far, ineke)
    visitor.post(link(poll), {**said(poll, "yes", "no"), **said(theirs, "yes", "yes")})
    assert (kept(), DateAnswer.objects.filter(option__meeting=theirs).count()) == (["yes", "no"], 0)


def test_a_link_answers_for_one_person_whoever_is_signed_in(poll: Meeting, editor: Client) -> None:
    editor.post(link(poll, "Samira"), said(poll, "yes", "no"))
    assert {row.invitation.name for row in DateAnswer.objects.all()} == {"Samira Bakkali"}


@pytest.mark.parametrize("token", ["geen", "WzFd:1xY5q7:zVjjhp7dWRmJWIr0CKSK_I_M4yzmjJaxksgDvOG7sas"])
def test_a_forged_link_opens_nothing(poll: Meeting, visitor: Client, token: str) -> None:
    assert [visitor.get(f"/datum/{token}/").status_code, visitor.post(f"/datum/{token}/").status_code] == [410, 410]


def test_the_link_of_the_invitation_does_not_open_the_poll_nor_the_other_way_round(
    poll: Meeting, visitor: Client
) -> None:
    invitation = invitation_of(poll, "Samira")
    of_answer, of_dates = token_of(invitation), token_of(invitation, salt=OF_DATES)
    urls = [f"/datum/{of_answer}/", f"/antwoord/{of_dates}/"]
    assert [visitor.get(url).status_code for url in urls] == [410, 410]


def test_a_link_to_an_address_that_is_no_longer_hers_opens_nothing(
    poll: Meeting, samira: Membership, visitor: Client
) -> None:
    url = link(poll)
    samira.professional.email = "anders@example.nl"
    samira.professional.save()
    assert visitor.get(url).status_code == 410


def test_a_link_of_a_session_that_is_long_over_opens_nothing(
    poll: Meeting, ineke: Professional, visitor: Client, time_machine: TimeMachineFixture
) -> None:
    url = link(poll)
    choose(poll, TUESDAY, ineke)
    time_machine.move_to(datetime(2027, 1, 20, 12, tzinfo=TUESDAY.tzinfo), tick=False)
    assert visitor.get(url).status_code == 410


def notices(answer: Any) -> list[str]:
    return all_words(page(answer), of_class("notice"))


def test_after_the_choice_the_page_says_what_was_chosen_and_takes_no_answer(
    poll: Meeting, ineke: Professional, visitor: Client
) -> None:
    choose(poll, TUESDAY, ineke)
    answer = visitor.post(link(poll), said(poll, "yes", "no"), follow=True)
    assert (notices(answer), page(answer).xpath("//main//form"), kept()) == (
        ["De datum is gekozen: di 8 december 2026, 15.00-16.30 uur. Je krijgt daarvoor een eigen uitnodiging."],
        [],
        [],
    )


def test_after_the_deadline_the_page_says_so(poll: Meeting, visitor: Client, time_machine: TimeMachineFixture) -> None:
    url = link(poll)
    time_machine.move_to(datetime(2026, 11, 30, 9, tzinfo=TUESDAY.tzinfo), tick=False)
    visitor.post(url, said(poll, "yes", "no"))
    [told] = notices(visitor.get(url))
    assert (told.partition(".")[0], kept()) == ("Antwoorden kon tot en met zondag 29 november", [])


def test_of_a_session_that_is_called_off_the_page_says_so(poll: Meeting, ineke: Professional, visitor: Client) -> None:
    assert ineke.user is not None
    cancel_meeting(meeting=poll, actor=ineke.user)
    assert notices(visitor.get(link(poll))) == ["Deze bijeenkomst gaat niet door. Je hoeft niets te doen."]


def test_who_looks_over_her_shoulder_reads_nothing_of_the_others(poll: Meeting, visitor: Client) -> None:
    say(poll, "Anneke", "+-", note="Dan ben ik vrij")
    text = visitor.get(link(poll, "Samira")).content.decode()
    assert [word for word in ("Anneke", "Dan ben ik vrij") if word in text] == []


# Reading and choosing


def test_the_table_has_the_best_moment_first_and_marks_who_must_come(poll: Meeting, reader: Client) -> None:
    say(poll, "Anneke", "-+", note="Dinsdag ben ik weg")
    say(poll, "Samira", "+o")
    table = page(reader.get(of(poll))).xpath("//table")[0]
    assert [[words(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath(".//tr")] == [
        ["Wie", "wo 9 december15.00 uur", "di 8 december15.00 uur"],
        ["Anneke Visserintern begeleider · moet erbij zijn“Dinsdag ben ik weg”", "✓ ja", "× nee"],
        ["Samira BakkaliCJG-coach · moet erbij zijn", "~ als het moet", "✓ ja"],
    ]


def test_every_moment_has_its_reasons_in_words(poll: Meeting, reader: Client) -> None:
    say(poll, "Anneke", "-+")
    say(poll, "Samira", "+o")
    cards = page(reader.get(of(poll))).xpath("//ol/li")
    assert [all_words(card, ".//ul[contains(@class, 'proposal-reasons')]/li") for card in cards] == [
        ["✓ Alle 2 verplichte mensen kunnen, 1 als het moet"],
        ["✓ Van de 2 verplichte mensen: 1 ja, 1 nee", "! Anneke Visser kan niet (verplicht)"],
    ]


def test_a_moment_that_something_speaks_against_says_so_among_the_results_and_before_it_is_chosen(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    evening = datetime(2027, 3, 2, 20, tzinfo=TUESDAY.tzinfo)
    meeting = polled(school, ineke, TUESDAY, evening, although=True)
    cards = page(planner.get(of(meeting))).xpath("//ol/li")
    shown = planner.get(of(meeting, f"{option_at(meeting, evening).pk}/kiezen/"))
    late = "20.00-21.30 uur valt buiten schooltijd (8.15-17.00 uur)."
    assert ([f"! {late}" in all_words(card, ".//li") for card in cards], warnings(shown)) == ([False, True], [late])
    assert page(shown).xpath("//label[normalize-space()='Waarom toch dan?']") != []


def test_choosing_plans_the_session(poll: Meeting, planner: Client) -> None:
    url = of(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    asked = send(planner, url)
    answer = send(planner, url, asked, reason="Kort voor de vakantie") if asked.status_code == 200 else asked
    poll.refresh_from_db()
    assert (answer.headers["Location"], poll.starts_at) == (f"/bijeenkomsten/{poll.pk}/", TUESDAY)


def test_passing_over_who_must_come_takes_a_tick_with_her_name(poll: Meeting, planner: Client) -> None:
    say(poll, "Samira", "-+")
    samira = invitation_of(poll, "Samira").pk
    url = of(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    refused = send(planner, url, reason="Zo is het")
    poll.refresh_from_db()
    before = poll.starts_at
    send(planner, url, refused, reason="Zo is het", **{f"over_{samira}": "on"})
    poll.refresh_from_db()
    assert (beside(refused, f"over_{samira}"), before, poll.starts_at) == (
        "Samira Bakkali moet erbij zijn en kan dan niet. Zet het vinkje als het toch moet.",
        None,
        TUESDAY,
    )


def test_who_refuses_while_somebody_chooses_is_seen(poll: Meeting, planner: Client) -> None:
    url = of(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    shown = planner.get(url)
    say(poll, "Samira", "-+")
    answer = send(planner, url, shown, reason="Zo is het")
    poll.refresh_from_db()
    assert (answer.status_code, meanwhile(answer), poll.starts_at) == (
        409,
        ["Samira Bakkali: di 8 december 2026, 15.00 uur is nu nee (was nog geen antwoord)."],
        None,
    )


def test_sent_twice_it_chooses_once(poll: Meeting, planner: Client) -> None:
    url = of(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    data = {**values(planner.get(url), url), "reason": "Zo is het"}
    before = Change.objects.count()
    codes = [planner.post(url, data).status_code for _ in range(2)]
    assert (codes, Change.objects.count()) == ([302, 302], before + 1)


def test_choosing_is_undone_by_a_click(poll: Meeting, planner: Client) -> None:
    send(planner, of(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/"), reason="Zo is het")
    planner.post(undo_url(planner))
    poll.refresh_from_db()
    assert (poll.state, poll.starts_at) == (MeetingState.DATE_ASKED, None)


def test_stopping_is_a_button(poll: Meeting, planner: Client) -> None:
    answer = pressed(planner, of(poll, "stoppen/"), of(poll))
    poll.refresh_from_db()
    assert (messages(answer), poll.state) == (["De datumprikker voor Kennismaking is gestopt."], MeetingState.DRAFT)


def test_the_page_of_the_session_says_how_far_it_is(poll: Meeting, reader: Client) -> None:
    say(poll, "Samira", "+o")
    card = page(reader.get(f"/bijeenkomsten/{poll.pk}/")).xpath("//section[@aria-labelledby='kop-prikker']")[0]
    assert (words(card.xpath(".//p")[0]), words(card.xpath(".//p")[1]), card.xpath(".//a/@href")) == (
        "1 van 2 antwoordden · tot en met 29 november",
        "Nu het beste: di 8 december 2026, 15.00-16.30 uur",
        [link(poll, "Samira"), of(poll)],
    )


def test_a_session_without_a_poll_has_no_page_of_it(meeting: Meeting, planner: Client) -> None:
    assert [planner.get(of(meeting, each)).status_code for each in ("", "mails/", "herinneren/")] == [404] * 3


def test_after_the_choice_the_planner_is_told_what_calendars_still_hold(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    held = polled(school, ineke, wants_holds=True)
    mailed(held, ineke)
    choose(held, TUESDAY, ineke)
    assert all_words(page(planner.get(f"/bijeenkomsten/{held.pk}/")), of_class("banner")) == [
        "Nog niemand weet hiervan. Bekijk de mails en verstuur ze: 1 uitnodiging.",
        "2 keer houdt een agenda nog een moment vrij dat niet meer nodig is. Dat gaat met deze mails mee.",
        "Nog niemand begeleidt deze bijeenkomst. Kies iemand bij ‘Wijzig’.",
    ]


def test_pages_take_as_many_queries_however_much_is_asked(
    school: School, poll: Meeting, ineke: Professional, planner: Client, visitor: Client
) -> None:
    mailed(poll, ineke)
    say(poll, "Anneke", "+-")

    def counted(load: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert load().status_code == 200
        return len(queries)

    def counts() -> list[int]:
        option = option_at(poll, TUESDAY)
        pages = [of(poll), of(poll, "mails/"), of(poll, "herinneren/"), of(poll, "vragen/")]
        urls = [*pages, of(poll, f"{option.pk}/kiezen/"), f"/bijeenkomsten/{poll.pk}/"]
        return [*(counted(lambda url=url: planner.get(url)) for url in urls), counted(lambda: visitor.get(link(poll)))]

    planner.get(of(poll))
    before = counts()
    for number in range(6):
        who = person(school, f"Eva{number}", "", "Jansen", email=f"eva{number}@example.nl")
        seat(school, "jeugdarts", professional=who)
        poll.invitations.create(professional=who)
    assert ineke.user is not None
    more = [TUESDAY + timedelta(days=number) for number in range(9)]
    ask_dates(meeting=poll, question=question(*more, although=True), now=NOW, actor=ineke.user)
    mailed(poll, ineke)
    say(poll, "Eva1", "+" * 9)
    mailed(poll, ineke, reminders_due)
    assert (counts(), DateNotice.objects.count()) == (before, 17)


# How far the mails are


def lose(address: str) -> None:
    Mail.objects.filter(recipient=address).update(state="failed", last_error="550 onbekend")


def sent_mails(client: Client, meeting: Meeting) -> list[str]:
    return all_words(page(client.get(of(meeting))), of_class("poll-mails") + "//p")


def test_who_plans_sees_how_far_the_question_is_and_why_it_did_not_arrive(
    poll: Meeting, planner: Client, reader: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    title = all_words(page(planner.get(of(poll))), of_class("poll-mails") + "/summary")
    assert (title, sent_mails(planner, poll), sent_mails(reader, poll)) == (
        ["Mails: 1 verstuurd, 1 niet gelukt"],
        [
            "Anneke Visser",
            f"Vraag: verstuurd ({NOON})",
            "Samira Bakkali",
            f"Vraag: niet gelukt ({NOON}) · mail komt niet aan",
            "550 onbekend",
        ],
        [],
    )


def test_the_page_of_the_session_says_that_mails_did_not_arrive(
    poll: Meeting, planner: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    shown = page(planner.get(f"/bijeenkomsten/{poll.pk}/"))
    assert all_words(shown, of_class("poll-card") + of_class("vacant")) == [
        "! 1 mail komt niet aan. Bij ‘Bekijk wie wanneer kan’ lees je waarom."
    ]


def again(client: Client, meeting: Meeting, what: str, to: str) -> list[str]:
    """Press the button that sends one mail again, twice; to whom and about what mails went out."""
    before = Mail.objects.count()
    form = page(client.get(of(meeting))).xpath(f"//form[.//span[text()=' aan {to}: {what}']]")[0]
    for _ in range(2):
        client.post(form.get("action"), dict(form.form_values()))
    return [f"{mail.to}: {mail.subject}, {mail.method}" for mail in received(after=before)]


def test_a_question_is_sent_again(poll: Meeting, planner: Client, ineke: Professional) -> None:
    mailed(poll, ineke)
    lose("samira@example.nl")
    assert (again(planner, poll, "vraag", "Samira Bakkali"), messages(planner.get(of(poll)))[0]) == (
        ["samira@example.nl: Wanneer kun je? Kennismaking kernteam De Zeester, "],
        "De mail is opnieuw onderweg naar Samira Bakkali.",
    )


def test_a_reminder_is_sent_again_and_to_who_answered_meanwhile_as_the_question(
    poll: Meeting, planner: Client, ineke: Professional
) -> None:
    mailed(poll, ineke)
    mailed(poll, ineke, reminders_due)
    say(poll, "Anneke", "++")
    assert [
        again(planner, poll, "herinnering", name)[0].split("?")[0] for name in ("Anneke Visser", "Samira Bakkali")
    ] == [
        "anneke@example.nl: Wanneer kun je",
        "samira@example.nl: Nog even: wanneer kun je",
    ]


def test_what_calendars_hold_and_let_go_is_told_and_sent_again(
    school: School, anneke: Membership, planner: Client, ineke: Professional
) -> None:
    held = polled(school, ineke, wants_holds=True)
    mailed(held, ineke)
    moments = [f"{each}, 15.00-16.30 uur" for each in ("di 8 december 2026", "wo 9 december 2026")]
    lines = [f"moment vrijhouden: {each}: verstuurd ({NOON})".capitalize() for each in moments]
    before = (sent_mails(planner, held), again(planner, held, f"moment vrijhouden: {moments[0]}", "Anneke Visser"))
    choose(held, TUESDAY, ineke)
    stale = sent_mails(planner, held), page(planner.get(of(held))).xpath(of_class("poll-mails") + "//form")
    mailed(held, ineke)
    after = again(planner, held, f"moment weer vrij: {moments[1]}", "Anneke Visser")
    what = "Kennismaking kernteam De Zeester"
    assert (before, after, stale[1]) == (
        (
            ["Anneke Visser", f"Vraag: verstuurd ({NOON})", *lines],
            [f"anneke@example.nl: Houd vrij: {what}, {moments[0]}, REQUEST"],
        ),
        [f"anneke@example.nl: Weer vrij: {what}, {moments[1]}, CANCEL"],
        [],
    )


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403)])
def test_who_does_not_plan_sends_nothing_again(
    request: pytest.FixtureRequest, poll: Meeting, ineke: Professional, who: str, status: int
) -> None:
    mailed(poll, ineke)
    url = of(poll, f"mails/{DateNotice.objects.earliest('pk').pk}/opnieuw/")
    assert (request.getfixturevalue(who).post(url).status_code, Mail.objects.count()) == (status, 2)


def test_what_is_no_longer_so_is_not_sent_again(poll: Meeting, planner: Client, ineke: Professional) -> None:
    mailed(poll, ineke)
    choose(poll, TUESDAY, ineke)
    notice = DateNotice.objects.earliest("pk")
    answer = planner.post(of(poll, f"mails/{notice.pk}/opnieuw/"), follow=True)
    assert (messages(answer), Mail.objects.count()) == (
        [f"Deze mail aan {notice.invitation} klopt niet meer, en gaat niet opnieuw."],
        2,
    )
