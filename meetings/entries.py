"""What this app adds to the pages of the apps below it: a card, guests in the circle, a place in menu and logbook."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from meetings.access import can_plan_meetings
from meetings.actions.booking import book_anew, let_go
from meetings.actions.forgetting import forget_guests, forget_person
from meetings.actions.merging import join_sessions
from meetings.actions.retention import forget_casussen
from meetings.demo.laying import lay
from meetings.demo.removal import remove
from meetings.dossier import SECTIONS
from meetings.listing import with_replies
from meetings.mails.choices import Reader, choices_path
from meetings.merging import carried_along, schools_of
from meetings.models import (
    AgendaItem,
    Agreement,
    DateAnswer,
    DateOption,
    Invitation,
    Meeting,
    Ownership,
    Poll,
    TeamAnswer,
)
from meetings.undoing import KINDS, changes_to_make
from schools.changes import Derived, derived
from schools.models import Region, School
from schools.school_year import SchoolYear
from teams import extensions
from teams.enums import LogTopic
from teams.extensions import Card, Cleanup, Door, Guest, MenuItem, Merging, UndoRule
from teams.models import Professional
from teams.trail import selection
from teams.trail.names import Names
from teams.trail.words import describe


def enter() -> None:
    """Called once, when the apps are ready."""
    extensions.school_cards.append(meetings_card)
    extensions.guests.append(guests_of_next)
    extensions.menu.append(menu_of)
    extensions.erasures.append(forget_person)
    extensions.mergings.append(Merging(schools_of, carried_along, join_sessions))
    extensions.dossier_sections += SECTIONS
    extensions.demo_layers.append(lay)
    extensions.demo_removals.append(remove)
    extensions.region_doors.append(agenda_door)
    extensions.region_doors.append(library_door)
    extensions.own_doors.append(mail_door)
    extensions.cleanups.append(Cleanup("casussen", "casussen", forget_old_casussen))
    extensions.cleanups.append(Cleanup("guests", "gasten van bijeenkomsten", forget_old_guests))
    selection.TOPICS[LogTopic.MEETINGS] = KINDS
    extensions.undo_rules.append(UndoRule(KINDS, changes_to_make))
    derived.append(Derived(Invitation, let_go, book_anew))
    describe(Meeting, lambda row, _: f"Bijeenkomst: {row.instance.name}", {"school", "kind", "title"})
    describe(Invitation, _invitation_label, {"meeting", "professional", "guest_name"})
    describe(Agreement, lambda row, _: f"Afspraak: {row.text}", {"school", "meeting", "text"})
    describe(TeamAnswer, lambda row, _: f"Antwoord op: {row.instance.get_question_display()}", {"school", "question"})
    describe(AgendaItem, lambda row, _: f"Agendapunt: {row.title}", {"region", "kind", "title", "position"})
    describe(Ownership, lambda *_: "De school plant zelf", {"school"})
    describe(Poll, lambda row, names: f"Datumprikker voor {names.of(Meeting, row.meeting_id)}", {"meeting"})
    describe(DateOption, lambda row, _: f"Moment: {row.instance}", {"meeting", "starts_at"})
    describe(DateAnswer, lambda row, names: f"Antwoord op {names.of(DateOption, row.option_id)}", {"option"})


def meetings_card(user: User, school: School, today: date) -> Card:
    """The sessions of this school year, on the page of the school."""
    year = SchoolYear.of(today)
    rows = list(with_replies(Meeting.objects.standing().filter(school=school).of_year(year)).in_order())
    return Card(
        "meetings/components/school_card.html",
        {"school": school, "year": year, "meetings": rows, "can_plan": can_plan_meetings(user, school, today)},
    )


def guests_of_next(school: School, today: date) -> Iterator[Guest]:
    """Who comes to the next session of a school as a guest; who said no does not."""
    upcoming = Meeting.objects.planned().filter(school=school, starts_at__date__gte=today).in_order().first()
    if upcoming is None:
        return
    for row in upcoming.invitations.standing().exclude(guest_name="").order_by("pk"):
        if row.is_coming:
            yield Guest(f"gast-{row.pk}", row.guest_name, row.guest_of, upcoming.day_text)


def menu_of(_user: User, here: str) -> Iterator[MenuItem]:
    """Everybody who is signed in has a list of her own sessions."""
    url = reverse("meetings:mine")
    own = (url, "/mijn-afspraken/", "/afspraken/", "/mijn-agenda/")
    yield "Bijeenkomsten", url, here.startswith(own) or "/bijeenkomsten/" in here or "/casussen/" in here


def agenda_door(_user: User, region: Region) -> Iterator[Door]:
    """Where a region sets the running order of its sessions."""
    url = reverse("meetings:region_agenda", args=[region.pk])
    yield Door("Agenda van bijeenkomsten", url, "Wat er in een bijeenkomst aan bod komt.")


def library_door(_user: User, region: Region) -> Iterator[Door]:
    """The shared casussen of a region, for everybody who sees its page."""
    url = reverse("meetings:library", args=[region.pk])
    yield Door("Casussen", url, "Verzonnen verhalen die kernteams delen, en waar casussen over gaan.")


def mail_door(professional: Professional) -> Iterator[Door]:
    """Where somebody who gets mail chooses what she gets."""
    if professional.email:
        yield Door("Welke mail ik krijg", choices_path(Reader(professional)), "Herinneringen en het weekoverzicht.")


def forget_old_casussen(today: date, dry_run: bool) -> int:
    """Casussen go after the next school year, or as many as the settings say."""
    return forget_casussen(today=today, years=settings.CASUS_KEEP_SCHOOL_YEARS, dry_run=dry_run)


def forget_old_guests(today: date, dry_run: bool) -> int:
    """Who came as a guest is known as long as the casus she came for."""
    return forget_guests(today=today, years=settings.CASUS_KEEP_SCHOOL_YEARS, dry_run=dry_run)


def _invitation_label(row: Any, names: Names) -> str:
    who = names.of(Professional, row.professional_id) if row.professional_id else row.guest_name
    return f"{who}, genodigd voor {names.of(Meeting, row.meeting_id)}"
