"""A date poll as it is in the database: who was asked, who did not answer yet, and what the answers say."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from meetings.models import DateAnswer, DateOption, Meeting, Poll
from meetings.moments.objecting import Judged
from meetings.moments.objections import Kind
from meetings.polls.result import Can, Hindrance, Ranked, Voter, ranked
from meetings.snapshots import meeting_snapshot
from teams.dutch import day_text
from teams.seen import Snapshot

IN_WORDS = {Can.YES: "ja", Can.IF_NEED_BE: "als het moet", Can.NO: "nee", Can.UNKNOWN: "nog geen antwoord"}


def poll_of(meeting: Meeting) -> Poll | None:
    """The date poll of a session, if it ever had one."""
    poll = Poll.objects.filter(meeting=meeting).first()
    if poll is not None:
        poll.meeting = meeting
    return poll


def options_of(meeting: Meeting) -> list[DateOption]:
    """The moments that are proposed, by day."""
    options = list(meeting.date_options.order_by("starts_at"))
    for option in options:
        option.meeting = meeting
    return options


def answered_by(poll: Poll) -> set[int]:
    """The keys of the invitations of who said of every moment whether she can."""
    options = set(poll.meeting.date_options.values_list("pk", flat=True))
    said: dict[int, set[int]] = {}
    for invitation, option in _answers(poll).values_list("invitation", "option"):
        said.setdefault(invitation, set()).add(option)
    return {invitation for invitation, about in said.items() if about == options}


def result_of(poll: Poll, against: Mapping[datetime, Judged] | None = None) -> list[Ranked]:
    """The moments, the best one first, with what everybody who is asked said, and what is known `against` them; in
    three queries."""
    moments = dict(poll.meeting.date_options.values_list("pk", "starts_at"))
    rows = list(poll.meeting.invitations.standing().with_people())
    voters = [Voter(row.pk, row.name, row.is_required) for row in rows]
    answers = {(row.option_id, row.invitation_id): Can(row.answer) for row in _answers(poll)}
    by_professional = {row.professional_id: row.pk for row in rows if row.professional_id}
    judged = against or {}
    hindered = {key: _hindrance(judged[at], by_professional) for key, at in moments.items() if at in judged}
    return ranked(moments, voters, answers, hindered)


def _hindrance(judged: Judged, by_professional: Mapping[int, int]) -> Hindrance:
    """What is known of people, as of those who are asked."""
    away, off = (
        frozenset(by_professional[key] for key in keys if key in by_professional) for keys in (judged.away, judged.off)
    )
    others = sum(each.needs_reason and each.kind != Kind.NOT_WORKING for each in judged.objections)
    return Hindrance(away, off, others)


def poll_snapshot(meeting: Meeting) -> Snapshot:
    """What the form of a date poll shows: the session, the moments, until when."""
    poll = poll_of(meeting)
    asked = {str(option): "gevraagd" for option in options_of(meeting)} if poll else {}
    until = {"antwoorden tot en met": day_text(poll.deadline)} if poll else {}
    return {**meeting_snapshot(meeting), "De momenten": asked, "De vraag": until}


def choice_snapshot(option: DateOption) -> Snapshot:
    """What the page to choose a moment shows: the session, and what everybody said of this moment."""
    poll = poll_of(option.meeting)
    found = next((each for each in result_of(poll) if each.key == option.pk), None) if poll else None
    said = {vote.voter.name: {str(option): IN_WORDS[vote.can]} for vote in found.votes} if found else {}
    return {**meeting_snapshot(option.meeting), **said}


def _answers(poll: Poll) -> QuerySet[DateAnswer]:
    return DateAnswer.objects.filter(option__meeting=poll.meeting)
