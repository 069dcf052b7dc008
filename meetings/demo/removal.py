"""Takes the sessions of the demo away, with all that hangs on them."""

from django.db.models import Q, QuerySet

from meetings.models import (
    AgendaItem,
    Agreement,
    CalendarFeed,
    Casus,
    DateAnswer,
    DateNotice,
    DateOption,
    Digest,
    Evaluation,
    Invitation,
    LibraryCasus,
    MailChoice,
    Meeting,
    Minutes,
    MinutesDraft,
    Notice,
    Ownership,
    Poll,
    Reminder,
    TeamAnswer,
)
from schools.models import Region, School
from teams.extensions import Forget


def remove(regions: QuerySet[Region], forget: Forget) -> None:
    """Take all that `lay` and visitors made of these regions away, with its history."""
    schools = School.objects.filter(region__in=regions)
    of_schools, of_people = Q(school__in=schools), Q(professional__organisation__region__in=regions)
    meetings = Meeting.objects.filter(of_schools)
    Notice.objects.filter(invitation__meeting__in=meetings).delete()
    CalendarFeed.objects.filter(of_schools | of_people).delete()
    Digest.objects.filter(of_people).delete()
    MailChoice.objects.filter(of_people).delete()
    MinutesDraft.objects.filter(meeting__in=meetings).delete()
    Minutes.objects.filter(meeting__in=meetings).delete()
    LibraryCasus.objects.filter(region__in=regions).delete()
    Casus.objects.filter(meeting__in=meetings).delete()
    Evaluation.objects.filter(invitation__meeting__in=meetings).delete()
    Reminder.objects.filter(invitation__meeting__in=meetings).delete()
    DateNotice.objects.filter(invitation__meeting__in=meetings).delete()
    former = Meeting.history.filter(of_schools).values("id")
    of_meetings = Q(meeting__in=meetings.values("pk")) | Q(meeting__in=former)
    options = DateOption.history.filter(of_meetings).values("id")
    forget(DateAnswer, Q(option__in=options))
    forget(DateOption, of_meetings)
    forget(Poll, of_meetings)
    forget(Invitation, of_meetings)
    for model in (Agreement, TeamAnswer, Ownership):
        forget(model, of_schools)
    forget(AgendaItem, Q(region__in=regions))
    forget(Meeting, of_schools)
