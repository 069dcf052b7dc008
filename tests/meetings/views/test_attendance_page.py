"""/bijeenkomsten/<id>/aanwezig/: who was there, on one screen."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from meetings.models import Invitation, Meeting
from schools.models import Change
from tests.meetings.conftest import TUESDAY
from tests.meetings.views.addresses import url_of
from tests.pages import all_words, beside, errors, meanwhile, of_class, page, send, values


@pytest.fixture
def during(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(TUESDAY + timedelta(minutes=20), tick=False)


@pytest.mark.usefixtures("during")
def test_who_was_there_is_kept_on_one_screen(meeting: Meeting, reader: Client) -> None:
    anneke, samira = Invitation.objects.order_by("pk")
    typed = {
        f"stand_{anneke.pk}": "late",
        f"stand_{samira.pk}": "stand_in",
        f"naam_{samira.pk}": " Mies  Bos ",
    }
    answer = send(reader, url_of(meeting, "aanwezig/"), **typed)
    assert (answer.status_code, answer["Location"]) == (302, url_of(meeting))
    rows = [(row.attendance, row.stand_in_name) for row in Invitation.objects.order_by("pk")]
    assert rows == [("late", ""), ("stand_in", "Mies Bos")]
    tree = page(reader.get(url_of(meeting)))
    assert all_words(tree, of_class("participant") + of_class("chip")) == ["✓ later gekomen", "✓ vervanger was er"]


@pytest.mark.usefixtures("during")
def test_who_came_later_and_left_early_is_kept_as_both_and_read_so_in_the_minutes(
    meeting: Meeting, reader: Client
) -> None:
    send(reader, url_of(meeting, "aanwezig/"), **{f"stand_{Invitation.objects.earliest('pk').pk}": "in_between"})
    there = page(reader.get(url_of(meeting, "verslag/"))).xpath("string(//h3[.='Wie was er?']/following-sibling::p[1])")
    assert " ".join(there.split()) == "Anneke Visser (intern begeleider, later en eerder weg)."


@pytest.mark.usefixtures("during")
def test_the_attendance_form_sent_twice_acts_once(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    data = {**values(reader.get(url), url), f"stand_{Invitation.objects.earliest('pk').pk}": "present"}
    before = Change.objects.count()
    assert [reader.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.count() == before + 1


@pytest.mark.usefixtures("during")
def test_a_stand_in_without_a_name_is_asked_for_it_and_all_choices_stay(meeting: Meeting, reader: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    anneke, samira = Invitation.objects.order_by("pk")
    answer = send(reader, url, **{f"stand_{anneke.pk}": "present", f"stand_{samira.pk}": "stand_in"})
    assert beside(answer, f"naam_{samira.pk}") == "Vul in wie er in plaats van Samira Bakkali was."
    assert (values(answer, url)[f"stand_{anneke.pk}"], Invitation.objects.filter(attendance="present").count()) == (
        ["present"],
        0,
    )


@pytest.mark.usefixtures("during")
def test_who_came_unasked_is_added_on_the_same_screen(meeting: Meeting, reader: Client) -> None:
    send(reader, url_of(meeting, "aanwezig/"), extra_name=" Wilma  Terpstra ", extra_of="Veilig Thuis")
    guest = Invitation.objects.latest("pk")
    assert (guest.name, guest.guest_of, guest.attendance) == ("Wilma Terpstra", "Veilig Thuis", "present")


@pytest.mark.usefixtures("during")
def test_everybody_there_is_proposed_by_one_click_and_kept_by_the_button(meeting: Meeting, reader: Client) -> None:
    anneke, samira = Invitation.objects.order_by("pk")
    Invitation.objects.filter(pk=samira.pk).update(attendance="late")
    url = url_of(meeting, "aanwezig/")
    link = page(reader.get(url)).xpath("//a[@data-everybody]/@href")[0]
    filled = values(reader.get(f"{url}{link}"), url)
    assert [filled.get(f"stand_{row.pk}") for row in (anneke, samira)] == [["present"], ["late"]]
    assert not Invitation.objects.filter(attendance="present").exists()
    reader.post(url, filled)
    assert [row.attendance for row in Invitation.objects.order_by("pk")] == ["present", "late"]


def test_before_its_day_nobody_can_have_been_there(meeting: Meeting, reader: Client) -> None:
    answer = send(reader, url_of(meeting, "aanwezig/"), **{f"stand_{Invitation.objects.earliest('pk').pk}": "present"})
    assert errors(answer) == ["Dit kan vanaf de dag van de bijeenkomst: 8 december 2026."]


@pytest.mark.usefixtures("during")
def test_two_keep_attendance_and_the_second_is_told(meeting: Meeting, reader: Client, editor: Client) -> None:
    url = url_of(meeting, "aanwezig/")
    pk = Invitation.objects.earliest("pk").pk
    opened = editor.get(url)
    send(reader, url, **{f"stand_{pk}": "late"})
    answer = send(editor, url, opened, **{f"stand_{pk}": "present"})
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Anneke Visser (intern begeleider): aanwezigheid is nu later gekomen (was niet ingevuld)."],
    )
    assert values(answer, url)[f"stand_{pk}"] == ["present"]
