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
    """Take all that `lay` and visitors made of these regions away, with its history.

    What hangs on what is read first: PostgreSQL, which counts the rows of a table only now and then, takes minutes for
    nested questions about tables that were filled a moment ago.
    """
    schools = list(School.objects.filter(region__in=regions).values_list("pk", flat=True))
    of_schools, of_people = Q(school__in=schools), Q(professional__organisation__region__in=regions)
    of_regions = Q(region__in=regions)
    meetings = set(Meeting.objects.filter(of_schools).values_list("pk", flat=True))
    of_meetings = Q(meeting__in=meetings | set(Meeting.history.filter(of_schools).values_list("id", flat=True)))
    options = set(DateOption.history.filter(of_meetings).values_list("id", flat=True))
    invitations = set(Invitation.objects.filter(of_meetings).values_list("pk", flat=True))
    for told in (Notice, DateNotice, Reminder, Evaluation):
        told.objects.filter(invitation__in=invitations).delete()
    for written in (MinutesDraft, Minutes, Casus):
        written.objects.filter(of_meetings).delete()
    CalendarFeed.objects.filter(of_schools | of_people).delete()
    Digest.objects.filter(of_people).delete()
    MailChoice.objects.filter(of_people).delete()
    LibraryCasus.objects.filter(of_regions).delete()
    forget(DateAnswer, Q(option__in=options))
    forget(DateOption, of_meetings)
    forget(Poll, of_meetings)
    forget(Invitation, of_meetings)
    for model in (Agreement, TeamAnswer, Ownership):
        forget(model, of_schools)
    forget(AgendaItem, of_regions)
    forget(Meeting, of_schools)
