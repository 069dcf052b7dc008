"""/antwoord/<link>/ once the session was held, and /bijeenkomsten/<nummer>/evaluatie/."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from meetings.actions.planning import hold_meeting
from meetings.enums import Attendance
from meetings.links import token_of
from meetings.models import Evaluation, Invitation, Meeting, Notice
from outbox.models import Mail
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import EvaluationFactory, GrantFactory, InvitationFactory
from tests.pages import all_words, beside, errors, messages, of_class, page, send, sign_in, words

pytestmark = pytest.mark.usefixtures("mail_is_kept")

AFTER = datetime(2026, 12, 9, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
ENDS = datetime(2026, 12, 8, 16, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def held(meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture) -> Meeting:
    time_machine.move_to(AFTER, tick=False)
    hold_meeting(meeting=meeting, now=AFTER, actor=ineke.user)
    found: Meeting = Meeting.objects.get(pk=meeting.pk)
    return found


def link_of(held: Meeting, member: Membership) -> str:
    row = Invitation.objects.select_related("professional").get(meeting=held, professional=member.professional)
    return f"/antwoord/{token_of(row)}/"


def said(held: Meeting, *texts: str) -> None:
    for text in texts:
        row = InvitationFactory(meeting=held, starts_at=None, ends_at=None, blocks_time=False)
        EvaluationFactory(invitation=row, gained=text)


def sent(client: Client, url: str, **typed: object) -> object:
    """As a browser sends the form, which has no key."""
    return client.post(url, {"gained": "", "learned": "", "time_spent": "", "score": "", **typed})


# By the personal link


def test_it_names_nobody_for_nobody_reads_who_said_what(client: Client, held: Meeting, samira: Membership) -> None:
    assert "Samira" not in client.get(link_of(held, samira)).content.decode()


def test_before_it_was_held_the_link_asks_whether_she_comes(
    client: Client, meeting: Meeting, samira: Membership
) -> None:
    assert "Kom je?" in client.get(link_of(meeting, samira)).content.decode()


def test_afterwards_it_asks_the_three_questions(client: Client, held: Meeting, samira: Membership) -> None:
    tree = page(client.get(link_of(held, samira)))
    labels = [words(label).removesuffix(" (niet verplicht)") for label in tree.xpath("//label[@for]")]
    assert [label for label in labels if "?" in label][:3] == [
        "Wat heeft het impulstraject je opgeleverd?",
        "Wat weet je van je partners wat je eerder niet wist?",
        "Hoe ervaar je de tijdsinvestering ten opzichte van de opbrengsten?",
    ]


def test_opening_it_saves_nothing_and_sending_does(client: Client, held: Meeting, samira: Membership) -> None:
    url = link_of(held, samira)
    client.get(url)
    client.head(url)
    assert Evaluation.objects.count() == 0
    answer = sent(client, url, gained="Korte lijnen.", score="4")
    assert (answer.status_code, answer["Location"]) == (302, url)  # type: ignore[attr-defined, index]
    assert [(row.gained, row.score) for row in Evaluation.objects.all()] == [("Korte lijnen.", 4)]
    assert "Bedankt, je antwoord is bewaard." in client.get(url).content.decode()


def test_what_she_answered_is_shown_only_in_the_browser_that_sent_it(
    client: Client, held: Meeting, samira: Membership
) -> None:
    url = link_of(held, samira)
    sent(client, url, gained="Kanarie.", score="2")
    told = [each.get(url).content.decode() for each in (client, Client())]
    assert [("Kanarie." in each, "Er is al een antwoord bewaard." in each) for each in told] == [
        (True, False),
        (False, True),
    ]


def test_she_may_change_it_until_the_link_expires(
    client: Client, held: Meeting, samira: Membership, time_machine: TimeMachineFixture
) -> None:
    url = link_of(held, samira)
    sent(client, url, gained="Eerst.")
    time_machine.move_to(ENDS + timedelta(days=30), tick=False)
    sent(client, url, gained="Nu.")
    time_machine.move_to(ENDS + timedelta(days=30, seconds=1), tick=False)
    answer = sent(client, url, gained="Te laat.")
    assert (answer.status_code, Evaluation.objects.get().gained) == (410, "Nu.")  # type: ignore[attr-defined]


def test_who_is_signed_in_as_another_answers_nothing_and_reads_no_name(
    held: Meeting, editor: Client, samira: Membership
) -> None:
    url = link_of(held, samira)  # she signs in once it was held: her session does not last till then
    answer = sent(editor, url, gained="Rust")
    assert Evaluation.objects.count() == 0
    assert all_words(page(answer), of_class("notice")) == [
        "Deze vragen zijn voor een ander. Jij bent met je eigen account ingelogd: gebruik de link uit je eigen mail."
    ]


def test_a_forged_link_opens_nothing(client: Client, held: Meeting, samira: Membership) -> None:
    url = link_of(held, samira)
    answer = sent(client, f"{url[:-3]}xx/", gained="Vals.")
    assert (answer.status_code, Evaluation.objects.count()) == (410, 0)  # type: ignore[attr-defined]


def test_a_pupil_is_refused_beside_the_question_and_what_was_typed_stays(
    client: Client, held: Meeting, samira: Membership
) -> None:
    typed = "Bel 06-12345678"
    answer = sent(client, link_of(held, samira), learned=typed)
    assert "een telefoonnummer (06-12345678)" in beside(answer, "learned")
    assert all_words(page(answer), "//textarea[@name='learned']") == [typed]
    assert Evaluation.objects.count() == 0


def test_what_only_looks_like_a_name_is_kept_after_a_tick(client: Client, held: Meeting, samira: Membership) -> None:
    typed = "De Haarlemse Hockeyclub doet mee"
    refused = sent(client, link_of(held, samira), learned=typed)
    assert len(page(refused).xpath("//input[@type='checkbox' and @name='are_no_pupils']")) == 1
    sent(client, link_of(held, samira), learned=typed, are_no_pupils="on")
    assert Evaluation.objects.get().learned == typed


def test_nothing_filled_in_is_told(client: Client, held: Meeting, samira: Membership) -> None:
    assert errors(sent(client, link_of(held, samira))) == ["Vul minstens één vraag in."]


def test_who_was_not_there_is_not_asked(client: Client, held: Meeting, samira: Membership) -> None:
    url = link_of(held, samira)
    Invitation.objects.filter(professional=samira.professional).update(attendance=Attendance.ABSENT)
    assert page(client.get(url)).xpath("//textarea") == []
    sent(client, url, gained="Toch.")
    assert Evaluation.objects.count() == 0


# What came back


def url_of(held: Meeting, rest: str = "") -> str:
    return f"/bijeenkomsten/{held.pk}/evaluatie/{rest}"


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("planner", 200)])
def test_who_reads_it(request: pytest.FixtureRequest, held: Meeting, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url_of(held)).status_code == status


@pytest.mark.parametrize("who", ["reader", "editor", "planner"])
def test_three_answers_are_only_counted_and_four_are_read(
    request: pytest.FixtureRequest, held: Meeting, who: str
) -> None:
    client = request.getfixturevalue(who)
    said(held, "Zo.", "Kanarie.", "Mooi.")
    pages = [client.get(url).content.decode() for url in (url_of(held), f"/bijeenkomsten/{held.pk}/")]
    assert [("3 antwoorden" in each, "Kanarie" in each) for each in pages] == [(True, False), (True, False)]
    said(held, "Anders.")
    tree = page(client.get(url_of(held)))
    assert all_words(tree, of_class("said", "ul") + "/li") == ["Anders.", "Kanarie.", "Mooi.", "Zo."]


def test_no_name_of_who_answered_is_on_the_page(held: Meeting, school: School) -> None:
    said(held, "a", "b", "c", "d")
    Professional.objects.filter(invitations__evaluation__isnull=False).update(surname="Kanarie")
    swv = sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)
    told = swv.get(url_of(held)).content.decode()
    assert ("4 mensen gaven antwoord" in told, "Kanarie" in told) == (True, False)


def test_more_answers_take_as_many_queries(held: Meeting, reader: Client) -> None:
    said(held, *"abcd")
    counts = []
    for more in ("", "efghij"):
        said(held, *more)
        reader.get(url_of(held))
        with CaptureQueriesContext(connection) as found:
            reader.get(url_of(held))
        counts.append(len(found))
    assert counts[0] == counts[1]


# Asking by mail


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("reader", 403), ("editor", 403), ("planner", 200)])
def test_who_plans_asks(request: pytest.FixtureRequest, held: Meeting, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url_of(held, "mails/")).status_code == status


def test_a_preview_first_then_a_click_sends(held: Meeting, samira: Membership, planner: Client) -> None:
    Invitation.objects.filter(professional=samira.professional).update(attendance=Attendance.PRESENT)
    url = url_of(held, "mails/")
    shown = planner.get(url)
    assert "Beste Samira Bakkali" in words(page(shown))
    assert "/antwoord/" not in shown.content.decode()  # what somebody says by her link is hers alone
    assert Mail.objects.count() == 0
    answer = send(planner, url, shown)
    assert (messages(planner.get(answer["Location"])), [mail.recipient for mail in Mail.objects.all()]) == (
        ["1 mail is onderweg."],
        ["samira@example.nl"],
    )
    assert "Er is niemand meer om te mailen" in planner.get(url).content.decode()


def test_the_mail_opens_her_own_questions(held: Meeting, samira: Membership, planner: Client, client: Client) -> None:
    Invitation.objects.filter(professional=samira.professional).update(attendance=Attendance.PRESENT)
    send(planner, url_of(held, "mails/"))
    assert token_of(Invitation.objects.get(professional=samira.professional)) in Mail.objects.get().text


def test_the_page_offers_the_mail_only_while_there_is_somebody_to_mail(held: Meeting, planner: Client) -> None:
    def offered() -> list[str]:
        tree = page(planner.get(f"/bijeenkomsten/{held.pk}/"))
        return [str(each) for each in tree.xpath("//a[text()='Vraag het per mail']/@href")]

    before = offered()
    held.invitations.update(attendance=Attendance.PRESENT)
    assert (before, offered()) == ([], [f"/bijeenkomsten/{held.pk}/evaluatie/mails/"])


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (AFTER, "Er is niemand meer om te mailen: wie er was, heeft de vraag al gekregen of heeft geen e-mailadres."),
        (ENDS + timedelta(days=31), "Mailen kon tot 30 dagen na de bijeenkomst: daarna werken de links niet meer."),
    ],
)
def test_when_nobody_is_left_to_mail_the_page_says_why_and_has_no_button(
    held: Meeting, ineke: Professional, reader: Client, time_machine: TimeMachineFixture, now: datetime, why: str
) -> None:
    time_machine.move_to(now, tick=False)
    planner = sign_in(Client(), ineke.user)  # type: ignore[arg-type]
    shown, mails = (page(planner.get(url_of(held, rest))) for rest in ("", "mails/"))
    assert shown.xpath("//a[.='Vraag het per mail']") == []
    assert (why in all_words(shown, "//p"), why in all_words(mails, "//p")) == (True, True)
    assert why not in reader.get(url_of(held, "")).content.decode()


def test_while_somebody_is_left_the_page_of_the_answers_has_the_button(held: Meeting, planner: Client) -> None:
    held.invitations.update(attendance=Attendance.PRESENT)
    assert len(page(planner.get(url_of(held, ""))).xpath("//a[.='Vraag het per mail']")) == 1


# How far the mails are


@pytest.fixture
def asked(held: Meeting, planner: Client) -> Meeting:
    """The session, of which everybody was asked how it was; Samira's mail is lost."""
    held.invitations.update(attendance=Attendance.PRESENT)
    send(planner, url_of(held, "mails/"))
    Mail.objects.filter(recipient="samira@example.nl").update(state="failed", last_error="550 onbekend")
    return held


def sent_mails(client: Client, held: Meeting) -> list[str]:
    return all_words(page(client.get(f"/bijeenkomsten/{held.pk}/")), of_class("sent-mail") + "//p")


def test_who_plans_sees_how_far_the_mails_are_and_nobody_else(
    asked: Meeting, planner: Client, reader: Client, editor: Client
) -> None:
    assert [sent_mails(who, asked) for who in (planner, reader, editor)] == [
        [
            "Vraag hoe het was: verstuurd (9 december, 09.00 uur)",
            "Vraag hoe het was: niet gelukt (9 december, 09.00 uur) · mail komt niet aan",
            "550 onbekend",
        ],
        [],
        [],
    ]


def test_a_lost_question_is_sent_again_once(asked: Meeting, planner: Client) -> None:
    shown = page(planner.get(f"/bijeenkomsten/{asked.pk}/"))
    form = shown.xpath(of_class("sent-mail") + "//form")[0]
    for _ in range(2):
        planner.post(form.get("action"), dict(form.form_values()))
    assert [(mail.recipient, mail.subject[:12]) for mail in Mail.objects.order_by("pk")[2:]] == [
        ("samira@example.nl", "Hoe was het?")
    ]
    assert (
        messages(planner.get(f"/bijeenkomsten/{asked.pk}/")) == ["De mail is opnieuw onderweg naar Samira Bakkali."] * 2
    )


def test_whose_question_was_lost_is_asked_with_the_others_again(asked: Meeting, planner: Client) -> None:
    shown = page(planner.get(url_of(asked, "mails/")))
    assert all_words(shown, "//section[@aria-labelledby='kop-mail']/p")[0] == "Aan: Samira Bakkali."


def test_too_long_afterwards_the_question_is_not_sent_again(
    asked: Meeting, planner: Client, time_machine: TimeMachineFixture
) -> None:
    notice = Notice.objects.latest("pk")
    time_machine.move_to(ENDS + timedelta(days=30, seconds=1), tick=False)
    planner = sign_in(Client(), notice.told_by)
    answer = planner.post(f"/bijeenkomsten/{asked.pk}/mails/{notice.pk}/opnieuw/", follow=True)
    assert (messages(answer), Mail.objects.count()) == ([f"Aan {notice.invitation} is dit niet meer te vragen."], 2)
