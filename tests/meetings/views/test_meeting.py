"""/bijeenkomsten/<id>/: what everybody who sees the school reads, and what only who plans there sees and does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from meetings.actions.inviting import withdraw_invitation
from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting
from meetings.models import Invitation, Meeting, Notice
from outbox.delivery import remove_old
from outbox.models import Mail
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import GuestFactory, InvitationFactory, MeetingFactory, SchoolFactory, person, seat
from tests.meetings.conftest import NOW, TUESDAY, planned
from tests.meetings.mails import received
from tests.pages import all_words, errors, messages, of_class, page, send, sign_in, values, words

pytestmark = pytest.mark.usefixtures("mail_is_kept")

PEOPLE = of_class("participant")


def url(meeting: Meeting, rest: str = "") -> str:
    return f"/bijeenkomsten/{meeting.pk}/{rest}"


def button(client: Client, meeting: Meeting, action: str) -> dict[str, object]:
    return dict(page(client.get(url(meeting))).xpath(f"//form[@action='{action}']")[0].form_values())


@pytest.mark.parametrize(
    ("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200), ("planner", 200)]
)
def test_who_sees_the_school_sees_its_session(
    request: pytest.FixtureRequest, meeting: Meeting, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).get(url(meeting)).status_code == status


def test_a_reader_sees_who_comes_and_nothing_of_mails_and_addresses(
    reader: Client, meeting: Meeting, ineke: Professional
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    GuestFactory(meeting=meeting, guest_email="geheim@example.nl")
    answer = reader.get(url(meeting))
    assert all_words(page(answer), PEOPLE) == [
        "Anneke Visser nog geen antwoord Intern begeleider · moet erbij zijn",
        "Samira Bakkali nog geen antwoord CJG-coach · moet erbij zijn",
        "Wilma Terpstra nog geen antwoord Gast, Veilig Thuis",
    ]
    assert ("geheim@" in answer.content.decode(), page(answer).xpath("//main//form")) == (False, [])


def test_who_plans_sees_how_far_each_mail_is(planner: Client, meeting: Meeting, ineke: Professional) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    Mail.objects.filter(recipient="samira@example.nl").update(state="failed", last_error="550 onbekend")
    rows = [" ".join(all_words(row, ".//p")) for row in page(planner.get(url(meeting))).xpath(PEOPLE)]
    assert [row.split("moet erbij zijn ")[1] for row in rows] == [
        "Uitnodiging: verstuurd (22 november, 12.00 uur)",
        "Uitnodiging: niet gelukt (22 november, 12.00 uur) · mail komt niet aan 550 onbekend",
    ]


def test_a_mail_that_failed_long_ago_was_still_not_sent(planner: Client, meeting: Meeting, ineke: Professional) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    Mail.objects.filter(recipient="anneke@example.nl").update(state="sent")
    Mail.objects.filter(recipient="samira@example.nl").update(state="failed", last_error="550 onbekend")
    remove_old(now=timezone.now() + timedelta(days=31))
    rows = [" ".join(all_words(row, ".//p")) for row in page(planner.get(url(meeting))).xpath(PEOPLE)]
    assert [row.split("moet erbij zijn ")[1] for row in rows] == [
        "Uitnodiging: verstuurd (22 november, 12.00 uur)",
        "Uitnodiging: niet gelukt (22 november, 12.00 uur) · mail komt niet aan",
    ]


def test_her_own_answer_leads_to_where_she_gives_it(reader: Client, meeting: Meeting) -> None:
    link = page(reader.get(url(meeting))).xpath("//a[text()='Laat weten of je komt']/@href")[0]
    reader.post(link, {"answer": "yes"})
    assert meeting.invitations.get(professional__first_name="Samira").answer == "yes"


def test_the_number_of_queries_does_not_grow_with_the_people(planner: Client, school: School, meeting: Meeting) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            planner.get(url(meeting))
        return len(captured)

    Notice.objects.create(invitation=meeting.invitations.first(), kind="invitation", sequence=0, facts={}, told_at=NOW)
    queries()
    few = queries()
    for number in range(12):
        row = InvitationFactory(meeting=meeting, blocks_time=False, starts_at=None, ends_at=None)
        Notice.objects.create(invitation=row, kind="invitation", sequence=0, facts={}, told_at=NOW)
        GuestFactory(meeting=meeting, guest_name=f"Gast {number}")
    assert queries() == few


# Mails


def test_the_preview_says_who_gets_what_and_then_they_are_sent_once(planner: Client, meeting: Meeting) -> None:
    preview = planner.get(url(meeting, "mails/"))
    assert all_words(page(preview), "//section/h2 | //section/p[1]") == [
        "2 × uitnodiging",
        "Aan: Anneke Visser, Samira Bakkali.",
    ]
    assert "/antwoord/" not in preview.content.decode()  # with her link somebody else could answer
    data = values(preview, url(meeting, "mails/"))
    for _ in range(2):
        planner.post(url(meeting, "mails/"), data)
    assert (messages(planner.get(url(meeting))), Mail.objects.count()) == (["2 mails zijn onderweg."], 2)


def test_what_changed_since_the_preview_is_looked_at_again(planner: Client, meeting: Meeting, school: School) -> None:
    data = values(planner.get(url(meeting, "mails/")), url(meeting, "mails/"))
    GuestFactory(meeting=meeting)
    answer = planner.post(url(meeting, "mails/"), data, follow=True)
    assert (messages(answer), Mail.objects.count()) == (
        ["Er is niets verstuurd: er is intussen iets veranderd. Kijk het na."],
        0,
    )


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 403)])
def test_who_does_not_plan_sends_nothing(
    request: pytest.FixtureRequest, planner: Client, meeting: Meeting, who: str, status: int
) -> None:
    data = values(planner.get(url(meeting, "mails/")), url(meeting, "mails/"))
    visitor = request.getfixturevalue(who)
    assert (
        visitor.get(url(meeting, "mails/")).status_code,
        visitor.post(url(meeting, "mails/"), data).status_code,
    ) == (
        status,
        status,
    )
    assert Mail.objects.count() == 0


def test_one_mail_is_sent_again(planner: Client, meeting: Meeting, ineke: Professional) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    again = url(meeting, f"mails/{Notice.objects.earliest('pk').pk}/opnieuw/")
    planner.post(again, button(planner, meeting, again))
    assert messages(planner.get(url(meeting))) == ["De mail is opnieuw onderweg naar Anneke Visser."]


def lose(address: str) -> None:
    Mail.objects.filter(recipient=address).update(state="failed", last_error="550 onbekend")


def again_beside(client: Client, meeting: Meeting, name: str) -> list[str]:
    """The buttons beside somebody that send her something again."""
    row = next(row for row in page(client.get(url(meeting))).xpath(PEOPLE) if name in row.text_content())
    return [word for word in all_words(row, ".//button") if "pnieuw" in word]


def test_a_lost_mail_has_its_button_beside_it(planner: Client, meeting: Meeting, ineke: Professional) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    lose("samira@example.nl")
    assert [again_beside(planner, meeting, name) for name in ("Anneke", "Samira")] == [
        ["Mail opnieuw versturen"],
        ["Opnieuw versturen aan Samira Bakkali: uitnodiging", "Mail opnieuw versturen"],
    ]


@pytest.mark.parametrize("how", ["cancelled", "withdrawn"])
def test_a_lost_cancellation_is_told_and_sent_again(
    planner: Client, meeting: Meeting, ineke: Professional, how: str
) -> None:
    assert ineke.user is not None
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)
    if how == "cancelled":
        cancel_meeting(meeting=meeting, because="Griep", actor=ineke.user)
    else:
        withdraw_invitation(invitation=meeting.invitations.get(professional__first_name="Samira"), actor=ineke.user)
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)
    lose("samira@example.nl")
    before = Mail.objects.count()
    row = next(row for row in page(planner.get(url(meeting))).xpath(PEOPLE) if "Samira" in row.text_content())
    assert all_words(row, "." + of_class("sent-mail") + "//p") == [
        "Afzegging: niet gelukt (22 november, 12.00 uur) · mail komt niet aan",
        "550 onbekend",
    ]
    form = row.xpath("." + of_class("sent-mail") + "//form")[0]
    for _ in range(2):
        planner.post(form.get("action"), dict(form.form_values()))
    assert [(mail.to, mail.method) for mail in received(after=before)] == [("samira@example.nl", "CANCEL")]


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_who_does_not_plan_sees_nothing_of_lost_mails(
    request: pytest.FixtureRequest, meeting: Meeting, ineke: Professional, who: str
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    lose("samira@example.nl")
    assert page(request.getfixturevalue(who).get(url(meeting))).xpath(of_class("sent-mail")) == []


# Who is asked


def test_a_guest_for_a_kennismaking_asks_for_a_reason(planner: Client, meeting: Meeting) -> None:
    answer = send(planner, url(meeting, "gast/"), name="Wilma Terpstra", email="wilma@example.nl", of="Veilig Thuis")
    assert all_words(page(answer), of_class("error-summary") + "//li") == [
        "Waarom past een gast hier? Gasten komen meestal bij een verdieping. Schrijf waarom het hier past."
    ]
    send(planner, url(meeting, "gast/"), answer, because="Zij kent de school")
    assert [row.name for row in meeting.invitations.filter(professional=None)] == ["Wilma Terpstra"]


@pytest.mark.parametrize("address", ["wilma@example.nl\nBcc: ander@example.nl", "wilma", "a@b@c"])
def test_an_address_that_is_none_is_refused(planner: Client, meeting: Meeting, address: str) -> None:
    answer = send(planner, url(meeting, "gast/"), name="Wilma", email=address, because="Zij kent de school")
    assert (answer.status_code, meeting.invitations.filter(professional=None).count()) == (200, 0)


def test_the_guest_stands_in_the_circle_and_in_the_list_until_she_has_been(
    reader: Client, school: School, meeting: Meeting
) -> None:
    GuestFactory(meeting=meeting)
    shown = page(reader.get("/scholen/99AA00/"))
    drawn = shown.xpath("//*[starts-with(@data-place, 'gast-')]/@aria-label")
    listed = all_words(shown, "//*[starts-with(@id, 'gast-')]//p")
    assert (drawn, listed) == (
        ["Wilma Terpstra, Veilig Thuis, gast op 8 december 2026"],
        ["Wilma Terpstra gast op 8 december 2026", "Veilig Thuis"],
    )
    poster = reader.get("/scholen/99AA00/cirkel.svg").content.decode()
    assert "Wilma" not in poster


@pytest.mark.parametrize(
    ("press", "then"),
    [("intrekken", {"is_withdrawn": True}), ("hoeft", {"is_required": False})],
)
def test_the_buttons_beside_a_name(planner: Client, meeting: Meeting, press: str, then: dict[str, bool]) -> None:
    row = meeting.invitations.get(professional__first_name="Samira")
    action = url(meeting, f"genodigden/{row.pk}/")
    planner.post(action, {**button(planner, meeting, action), "doe": press})
    assert Invitation.objects.filter(pk=row.pk, **then).exists()


@pytest.mark.parametrize(("press", "answer"), [("komt", "yes"), ("misschien", "maybe"), ("komt-niet", "no")])
def test_who_plans_keeps_what_somebody_said_and_the_logbook_says_who_did(
    planner: Client, meeting: Meeting, ineke: Professional, press: str, answer: str
) -> None:
    row = meeting.invitations.get(professional__first_name="Samira")
    action = url(meeting, f"genodigden/{row.pk}/")
    planner.post(action, {**button(planner, meeting, action), "doe": press})
    row.refresh_from_db()
    change = Change.objects.exclude(summary__contains="staat gepland").get()
    said = {"yes": "komt", "maybe": "komt misschien", "no": "komt niet"}[answer]
    assert (row.answer, change.actor, change.summary) == (
        answer,
        ineke.user,
        f"Namens Samira Bakkali: {said} bij Kennismaking.",
    )


def test_an_answer_for_somebody_offers_what_she_did_not_answer(planner: Client, meeting: Meeting) -> None:
    meeting.invitations.filter(professional__first_name="Samira").update(answer="no", blocks_time=False)
    shown = page(planner.get(url(meeting)))
    assert all_words(shown, of_class("row-menu-group") + "[legend='Antwoord namens Samira Bakkali']//button") == [
        "Komt",
        "Misschien",
    ]


def test_for_who_is_elsewhere_no_yes_is_kept(
    planner: Client, meeting: Meeting, far: School, ineke: Professional, samira: Membership
) -> None:
    row = meeting.invitations.get(professional=samira.professional)
    Invitation.objects.filter(pk=row.pk).update(blocks_time=False, starts_at=None, ends_at=None)
    InvitationFactory(
        meeting=MeetingFactory(school=far, starts_at=TUESDAY),
        professional=samira.professional,
        starts_at=TUESDAY,
        ends_at=TUESDAY + timedelta(hours=1),
        blocks_time=True,
    )
    answer = planner.post(url(meeting, f"genodigden/{row.pk}/"), {"doe": "komt"}, follow=True)
    row.refresh_from_db()
    assert (row.answer, [each.split(" zit dan al bij ")[0] for each in messages(answer)]) == (
        "none",
        ["Samira Bakkali"],
    )


def test_somebody_of_another_session_is_not_found(planner: Client, meeting: Meeting) -> None:
    other = InvitationFactory()
    answer = planner.post(url(meeting, f"genodigden/{other.pk}/"), {"doe": "intrekken"})
    assert (answer.status_code, Invitation.objects.get(pk=other.pk).is_withdrawn) == (404, False)


def test_somebody_of_the_team_is_not_asked_as_a_guest_too(
    planner: Client, meeting: Meeting, samira: Membership
) -> None:
    typed = {"name": "Wilma", "email": "SAMIRA@example.nl", "because": "Zij kent de school"}
    answer = send(planner, url(meeting, "gast/"), **typed)
    assert errors(answer) == [
        "E-mailadres: Dit is het adres van Samira Bakkali, die al bij de genodigden staat.",
    ]


def test_a_guest_is_named_to_who_asks_her_and_not_in_the_logbook(planner: Client, meeting: Meeting) -> None:
    typed = {"name": "Wilma", "email": "wilma@example.nl", "of": "Veilig Thuis", "because": "Zij kent de school"}
    send(planner, url(meeting, "gast/"), **typed)
    assert (
        messages(planner.get(url(meeting))),
        Change.objects.exclude(summary__contains="staat gepland").get().summary,
    ) == (
        ["Wilma staat op de lijst, en weet het nog niet: de uitnodiging verstuur je zelf."],
        "Een gast, Veilig Thuis staat op de lijst voor Kennismaking. Reden: Zij kent de school",
    )


def test_a_changed_team_is_shown_and_taken_over_by_a_click(
    planner: Client, reader: Client, meeting: Meeting, school: School
) -> None:
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=NOW.date())
    told = "Het kernteam is veranderd sinds de uitnodiging. Erbij: Eva Jansen (jeugdarts)."
    assert [all_words(page(who.get(url(meeting))), of_class("banner-action") + "/p") for who in (reader, planner)] == [
        [told],
        [told],
    ]
    planner.post(url(meeting, "kernteam-volgen/"), button(planner, meeting, url(meeting, "kernteam-volgen/")))
    assert meeting.invitations.filter(professional__surname="Jansen").count() == 1


def test_a_team_that_changed_again_meanwhile_is_shown_before_it_is_followed(
    planner: Client, meeting: Meeting, school: School
) -> None:
    follow = url(meeting, "kernteam-volgen/")
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"), starts_on=NOW.date())
    opened = button(planner, meeting, follow)
    seat(school, "leerplichtambtenaar", professional=person(school, "Henk", "", "Smit"), starts_on=NOW.date())
    planner.post(follow, opened)
    assert meeting.invitations.filter(professional__surname__in=["Jansen", "Smit"]).count() == 0
    planner.post(follow, button(planner, meeting, follow))
    assert meeting.invitations.filter(professional__surname__in=["Jansen", "Smit"]).count() == 2


def test_what_speaks_against_its_moment_is_for_who_plans(
    planner: Client, reader: Client, meeting: Meeting, school: School, samira: Membership, ineke: Professional
) -> None:
    boog = SchoolFactory(region=school.region, name="De Boog")
    seat(boog, "cjg-coach", professional=samira.professional)
    planned(boog, ineke, kind="verdieping", starts_at=TUESDAY + timedelta(minutes=95), allow_double=True)
    assert [b"De Boog" in who.get(url(meeting)).content for who in (planner, reader)] == [True, False]


def test_held_is_said_once_it_began(meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(TUESDAY)
    planner = sign_in(Client(), ineke.user)  # type: ignore[arg-type]
    planner.post(url(meeting, "gehouden/"), button(planner, meeting, url(meeting, "gehouden/")))
    meeting.refresh_from_db()
    assert meeting.is_held


def test_once_it_is_over_its_page_asks_who_was_there_and_whether_it_was_held(
    meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(TUESDAY + timedelta(minutes=90), tick=False)
    planner = sign_in(Client(), ineke.user)  # type: ignore[arg-type]

    def head() -> list[str]:
        tree = page(planner.get(url(meeting)))
        return all_words(tree, "//section[@aria-labelledby='kop-wie']//div[@class='card-head']/*")

    before = head()
    meeting.invitations.filter(professional__first_name="Samira").update(attendance="present")
    assert (before, head()) == (["Wie was er?", "Nog niet ingevuld"], ["Wie was er?", "1 van 2 aanwezig"])
    tree = page(planner.get(url(meeting)))
    gone = [words for words in ("Bekijk goede momenten", "Vraag een gast") if tree.xpath(f"//a[.='{words}']")]
    assert (gone, tree.xpath("//a[.='Deze ging niet door']/@href")) == ([], [url(meeting, "afzeggen/")])


def test_who_sends_somebody_in_her_place_counts_among_who_comes(planner: Client, meeting: Meeting) -> None:
    GuestFactory(meeting=meeting, answer="no", stand_in_name="Piet Bos")
    GuestFactory(meeting=meeting, guest_name="Zegt Nee", answer="no")
    head = "//section[@aria-labelledby='kop-wie']//div[@class='card-head']/p"
    assert all_words(page(planner.get(url(meeting))), head) == ["2 van 4 antwoordden · 1 komt"]


@pytest.mark.usefixtures("meeting")
def test_the_logbook_tells_of_it(editor: Client, school: School) -> None:
    entries = all_words(page(editor.get("/scholen/99AA00/logboek/?onderwerp=bijeenkomsten")), of_class("logbook-what"))
    assert entries == ["Kennismaking staat gepland op di 8 december 2026, 15.00-16.30 uur."]


def test_a_member_who_left_sees_it_no_more(reader: Client, meeting: Meeting, samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=NOW.date().replace(day=1))
    assert reader.get(url(meeting)).status_code == 404


def test_of_a_session_without_a_date_nobody_is_said_not_to_have_answered(
    planner: Client, school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    draft = planned(school, ineke, starts_at=None)
    card = page(planner.get(f"/bijeenkomsten/{draft.pk}/")).xpath("//section[@aria-labelledby='kop-wie']")[0]
    assert (
        all_words(card, ".//h2"),
        words(card.xpath(".//p[@class='muted']")[0]),
        all_words(card, ".//li//span[contains(@class, 'chip')]"),
    ) == (["Wie wil je uitnodigen?"], "2 mensen", [])


# What cannot be mailed


def mails_page(client: Client, meeting: Meeting) -> list[str]:
    tree = page(client.get(url(meeting, "mails/")))
    return [*all_words(tree, of_class("banner")), *all_words(tree, of_class("empty"))]


def test_a_guest_without_an_address_keeps_no_mails_waiting(
    planner: Client, meeting: Meeting, ineke: Professional
) -> None:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    GuestFactory(meeting=meeting, guest_name="Piet Zonder", guest_email="")
    tree = page(planner.get(url(meeting)))
    assert "Geen e-mailadres · Uitnodiging nog versturen" in all_words(tree, PEOPLE)[-1]
    assert [text for text in all_words(tree, "//main//*") if text == "Mails bekijken en versturen"] == []
    said, rest = mails_page(planner, meeting)
    assert (said.partition(". ")[0], rest) == (
        "Zonder e-mailadres, dus zonder mail: Piet Zonder (uitnodiging)",
        "Er is verder niets te versturen.",
    )


def test_once_a_session_began_the_page_of_mails_says_so(
    meeting: Meeting, ineke: Professional, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(TUESDAY + timedelta(minutes=5), tick=False)
    client = sign_in(Client(), ineke.user)  # type: ignore[arg-type]
    assert mails_page(client, meeting) == [
        "De bijeenkomst is al begonnen of geweest. Daarover versturen we geen uitnodigingen of wijzigingen meer."
    ]
