"""A date poll of two moments, and who said what of them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from meetings.actions.planning import Plan
from meetings.actions.poll_mails import mails_due, send_date_mails
from meetings.actions.polls import Question, answer_dates, choose_moment, start_poll
from meetings.enums import DateReply, MeetingKind
from meetings.links import OF_DATES, token_of
from meetings.models import DateOption, Invitation, Meeting
from outbox.models import Mail
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.models import Professional
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.mails import Received, received
from tests.pages import values

WEDNESDAY = TUESDAY + timedelta(days=1)
THURSDAY_AFTER = TUESDAY + timedelta(days=2)
DEADLINE = date(2026, 11, 29)
SIGNS = {"+": DateReply.YES, "o": DateReply.IF_NEED_BE, "-": DateReply.NO}


def question(*moments: datetime, **fields: object) -> Question:
    values = {"moments": moments or (TUESDAY, WEDNESDAY), "deadline": DEADLINE, **fields}
    return Question(**values)  # type: ignore[arg-type]


def polled(school: School, by: Professional, *moments: datetime, **fields: object) -> Meeting:
    """A kennismaking of which the moments are asked."""
    assert by.user is not None
    plan = Plan(kind=MeetingKind.KENNISMAKING, year=SchoolYear(2026), place="De Zeester")
    start_poll(school=school, plan=plan, question=question(*moments, **fields), now=NOW, actor=by.user)
    found: Meeting = Meeting.objects.latest("pk")
    return found


def invitation_of(meeting: Meeting, first_name: str) -> Invitation:
    found: Invitation = meeting.invitations.get(professional__first_name=first_name)
    return found


def option_at(meeting: Meeting, starts_at: datetime) -> DateOption:
    found: DateOption = meeting.date_options.get(starts_at=starts_at)
    return found


def choose(meeting: Meeting, starts_at: datetime, by: Professional, **fields: object) -> Change:
    """Let the session be at one of its moments."""
    values = {"option": option_at(meeting, starts_at), "reason": "Zo is het", "now": NOW, "actor": by.user, **fields}
    return choose_moment(**values)  # type: ignore[arg-type]


def say(meeting: Meeting, first_name: str, signs: str, *, now: datetime = NOW, note: str = "") -> None:
    """Somebody answers on the moments in order: + yes, o if need be, - no."""
    options = meeting.date_options.order_by("starts_at")
    answers = {option.pk: SIGNS[sign] for option, sign in zip(options, signs, strict=True)}
    answer_dates(invitation=invitation_of(meeting, first_name), answers=answers, note=note, now=now, actor=None)


def mailed(meeting: Meeting, by: Professional, which: object = mails_due, **fields: object) -> list[Received]:
    """Send what is due, and give back what is received."""
    assert by.user is not None
    before = Mail.objects.count()
    values = {"meeting": meeting, "which": which, "now": NOW, "actor": by.user, **fields}
    send_date_mails(**values)  # type: ignore[arg-type]
    return received(after=before)


def subjects(mails: list[Received]) -> list[str]:
    """To whom and about what, in the order of the addresses."""
    return sorted(f"{each.to}: {each.subject}" for each in mails)


def poll_url(meeting: Meeting, what: str = "") -> str:
    """The page of the poll, or one below it."""
    return f"/bijeenkomsten/{meeting.pk}/datumprikker/{what}"


def poll_link(meeting: Meeting, first_name: str = "Samira") -> str:
    """The personal link of somebody who is asked."""
    return f"/datum/{token_of(invitation_of(meeting, first_name), salt=OF_DATES)}/"


def pressed(client: Client, url: str, page_of: str) -> Any:
    """Press the button of a page that sends to this address."""
    return client.post(url, {name: value[0] for name, value in values(client.get(page_of), url).items()}, follow=True)
