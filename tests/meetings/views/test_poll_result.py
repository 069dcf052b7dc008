"""Reading what everybody answered, choosing a moment and stopping."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.actions.poll_mails import reminders_due
from meetings.actions.polls import ask_dates, close_poll
from meetings.enums import MeetingState
from meetings.models import DateNotice, Meeting
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory, SchoolFactory, person, seat
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.polls import (
    choose,
    invitation_of,
    mailed,
    option_at,
    poll_link,
    poll_url,
    polled,
    pressed,
    question,
    say,
)
from tests.pages import (
    all_words,
    beside,
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


def test_the_table_has_the_best_moment_first_and_marks_who_must_come(poll: Meeting, reader: Client) -> None:
    say(poll, "Anneke", "-+", note="Dinsdag ben ik weg")
    say(poll, "Samira", "+o")
    table = page(reader.get(poll_url(poll))).xpath("//table")[0]
    assert [[words(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath(".//tr")] == [
        ["Wie", "wo 9 december15.00 uur", "di 8 december15.00 uur"],
        ["Anneke Visserintern begeleider · moet erbij zijn“Dinsdag ben ik weg”", "✓ ja", "× nee"],
        ["Samira BakkaliCJG-coach · moet erbij zijn", "~ als het moet", "✓ ja"],
    ]


def test_every_moment_has_its_reasons_in_words(poll: Meeting, reader: Client) -> None:
    say(poll, "Anneke", "-+")
    say(poll, "Samira", "+o")
    cards = page(reader.get(poll_url(poll))).xpath("//ol/li")
    assert [all_words(card, ".//ul[contains(@class, 'proposal-reasons')]/li") for card in cards] == [
        ["✓ Alle 2 verplichte mensen kunnen, 1 als het moet"],
        ["Van de 2 verplichte mensen: 1 ja, 1 nee", "! Anneke Visser kan niet (verplicht)"],
    ]


def test_a_moment_that_something_speaks_against_says_so_among_the_results_and_before_it_is_chosen(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    evening = datetime(2027, 3, 2, 20, tzinfo=TUESDAY.tzinfo)
    meeting = polled(school, ineke, TUESDAY, evening, although="Zo is het")
    cards = page(planner.get(poll_url(meeting))).xpath("//ol/li")
    shown = planner.get(poll_url(meeting, f"{option_at(meeting, evening).pk}/kiezen/"))
    late = "20.00-21.30 uur valt buiten schooltijd (8.15-17.00 uur)."
    assert ([f"! {late}" in all_words(card, ".//li") for card in cards], warnings(shown)) == ([False, True], [late])
    assert page(shown).xpath("//label[normalize-space()='Waarom toch dan?']") != []


@pytest.fixture
def booked(poll: Meeting, samira: Membership) -> Meeting:
    """Samira, who must come, sits elsewhere at the first moment of the poll."""
    other = MeetingFactory(school=SchoolFactory(name="De Boog"), starts_at=TUESDAY)
    when = {"starts_at": other.starts_at, "ends_at": other.ends_at}
    InvitationFactory(meeting=other, professional=samira.professional, blocks_time=True, **when)
    return poll


def test_a_moment_at_which_who_must_come_sits_elsewhere_is_not_the_best_though_she_said_yes(
    booked: Meeting, planner: Client, reader: Client
) -> None:
    for name in ("Anneke", "Samira"):
        say(booked, name, "+o")
    shown = [page(client.get(poll_url(booked))).xpath("//ol/li") for client in (planner, reader)]
    first = [words(cards[0].xpath("./h3")[0]) for cards in shown]
    said = [all_words(cards[1], ".//ul[contains(@class, 'proposal-reasons')]/li") for cards in shown]
    assert (first, said[0][0], "De Boog" in said[0][1], said[1]) == (
        ["wo 9 december 2026, 15.00-16.30 uur"] * 2,
        "Alle 2 verplichte mensen kunnen",
        True,
        ["Alle 2 verplichte mensen kunnen"],
    )


def test_without_answers_the_moment_without_warnings_comes_first(booked: Meeting, planner: Client) -> None:
    first = page(planner.get(poll_url(booked))).xpath("//ol/li")[0]
    assert words(first.xpath("./h3")[0]) == "wo 9 december 2026, 15.00-16.30 uur"


def test_where_every_moment_misses_somebody_none_is_called_the_best(booked: Meeting, planner: Client) -> None:
    say(booked, "Anneke", "+-")
    card = page(planner.get(f"/bijeenkomsten/{booked.pk}/")).xpath("//section[@aria-labelledby='kop-prikker']")[0]
    primary = page(planner.get(poll_url(booked))).xpath("//ol//a[contains(@class, 'btn-primary')]")
    assert (words(card.xpath(".//p")[1]), primary) == (
        "Nog geen moment past voor wie erbij moet zijn. Het minst slecht: di 8 december 2026, 15.00-16.30 uur",
        [],
    )


def test_once_answering_is_over_the_session_says_so_and_offers_no_link_to_answer(poll: Meeting, reader: Client) -> None:
    url = f"/bijeenkomsten/{poll.pk}/"
    where = "//section[@aria-labelledby='kop-prikker']"

    def shown() -> tuple[str, list[str]]:
        [card] = page(reader.get(url)).xpath(where)
        return words(card.xpath(".//p")[0]), all_words(card, ".//a")

    before = shown()
    poll.poll.deadline = NOW.date() - timedelta(days=1)
    poll.poll.save()
    assert (before, shown()) == (
        ("0 van 2 antwoordden · tot en met 29 november", ["Zeg wanneer je kunt", "Bekijk wie wanneer kan"]),
        ("0 van 2 antwoordden · verlopen: antwoorden kon tot en met 21 november", ["Bekijk wie wanneer kan"]),
    )


def test_of_a_poll_that_stopped_the_page_does_not_say_that_nobody_was_asked(
    poll: Meeting, ineke: Professional, planner: Client
) -> None:
    mailed(poll, ineke)
    assert ineke.user is not None
    close_poll(meeting=poll, now=NOW, actor=ineke.user)
    assert all_words(page(planner.get(f"/bijeenkomsten/{poll.pk}/")), of_class("banner"))[0] == (
        "De datumprikker is gestopt, en er is nog geen datum. Wie gevraagd was, weet dat nog niet: bekijk de mails en "
        "verstuur ze."
    )


def test_choosing_plans_the_session(poll: Meeting, planner: Client) -> None:
    url = poll_url(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    asked = send(planner, url)
    answer = send(planner, url, asked, reason="Kort voor de vakantie") if asked.status_code == 200 else asked
    poll.refresh_from_db()
    assert (answer.headers["Location"], poll.starts_at) == (f"/bijeenkomsten/{poll.pk}/", TUESDAY)


def test_passing_over_who_must_come_takes_a_tick_with_her_name(poll: Meeting, planner: Client) -> None:
    say(poll, "Samira", "-+")
    samira = invitation_of(poll, "Samira").pk
    url = poll_url(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
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
    url = poll_url(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
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
    url = poll_url(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/")
    data = {**values(planner.get(url), url), "reason": "Zo is het"}
    before = Change.objects.count()
    codes = [planner.post(url, data).status_code for _ in range(2)]
    assert (codes, Change.objects.count()) == ([302, 302], before + 1)


def test_choosing_is_undone_by_a_click(poll: Meeting, planner: Client) -> None:
    send(planner, poll_url(poll, f"{option_at(poll, TUESDAY).pk}/kiezen/"), reason="Zo is het")
    planner.post(undo_url(planner))
    poll.refresh_from_db()
    assert (poll.state, poll.starts_at) == (MeetingState.DATE_ASKED, None)


def test_stopping_is_a_button(poll: Meeting, planner: Client) -> None:
    answer = pressed(planner, poll_url(poll, "stoppen/"), poll_url(poll))
    poll.refresh_from_db()
    assert (messages(answer), poll.state) == (["De datumprikker voor Kennismaking is gestopt."], MeetingState.DRAFT)


def test_the_page_of_the_session_says_how_far_it_is(poll: Meeting, reader: Client) -> None:
    say(poll, "Samira", "+o")
    card = page(reader.get(f"/bijeenkomsten/{poll.pk}/")).xpath("//section[@aria-labelledby='kop-prikker']")[0]
    assert (words(card.xpath(".//p")[0]), words(card.xpath(".//p")[1]), card.xpath(".//a/@href")) == (
        "1 van 2 antwoordden · tot en met 29 november",
        "Nu het beste: di 8 december 2026, 15.00-16.30 uur",
        [poll_link(poll, "Samira"), poll_url(poll)],
    )


def test_a_session_without_a_poll_has_no_page_of_it(meeting: Meeting, planner: Client) -> None:
    assert [planner.get(poll_url(meeting, each)).status_code for each in ("", "mails/", "herinneren/")] == [404] * 3


def test_after_the_choice_the_planner_is_told_what_calendars_still_hold(
    school: School, anneke: Membership, ineke: Professional, planner: Client
) -> None:
    held = polled(school, ineke, wants_holds=True)
    mailed(held, ineke)
    choose(held, TUESDAY, ineke)
    assert all_words(page(planner.get(f"/bijeenkomsten/{held.pk}/")), of_class("banner")) == [
        "Nog niemand weet welke datum het is. Bekijk de mails en verstuur ze: 1 uitnodiging.",
        "1 keer houdt een agenda nog een moment vrij dat niet meer nodig is. Dat gaat met deze mails mee.",
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
        pages = [poll_url(poll), poll_url(poll, "mails/"), poll_url(poll, "herinneren/"), poll_url(poll, "vragen/")]
        urls = [*pages, poll_url(poll, f"{option.pk}/kiezen/"), f"/bijeenkomsten/{poll.pk}/"]
        return [
            *(counted(lambda url=url: planner.get(url)) for url in urls),
            counted(lambda: visitor.get(poll_link(poll))),
        ]

    planner.get(poll_url(poll))
    before = counts()
    for number in range(6):
        who = person(school, f"Eva{number}", "", "Jansen", email=f"eva{number}@example.nl")
        seat(school, "jeugdarts", professional=who)
        poll.invitations.create(professional=who)
    assert ineke.user is not None
    more = [TUESDAY + timedelta(days=number) for number in range(9)]
    ask_dates(meeting=poll, question=question(*more, although="Zo is het"), now=NOW, actor=ineke.user)
    mailed(poll, ineke)
    say(poll, "Eva1", "+" * 9)
    mailed(poll, ineke, reminders_due)
    assert (counts(), DateNotice.objects.count()) == (before, 17)
