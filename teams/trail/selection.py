"""Which changes and log entries belong to a school or a region, and those of a topic, a person or a period."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from accounts.models import User
from schools.models import Change, FreePeriod, Grant, Region, School
from schools.models.change import ChangeQuerySet
from teams.access import changes_about, visible_changes
from teams.enums import LogKind, LogTopic
from teams.models import (
    Coordinator,
    LogEntry,
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    PublicPage,
    Role,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)

TOPICS: dict[str, tuple[Any, ...]] = {
    LogTopic.TEAM: (Membership, StandIn, PlannedMember, TeamConfirmation, FreePeriod, PublicPage),
    LogTopic.PEOPLE: (Professional,),
    LogTopic.GRANTS: (Grant, Coordinator),
    LogTopic.SETUP: (Role, SeatTemplate, Organisation),
    LogTopic.MEETINGS: (),  # entered by the app that knows of them
    LogTopic.LOOKS: (),
}
OF_HER_SCHOOLS = (LogKind.PHONE_SHOWN, LogKind.INVITED)  # what she exports herself is between her and the region


@dataclass(frozen=True)
class Selection:
    """Changes and log entries that are read together."""

    changes: ChangeQuerySet
    log: QuerySet[LogEntry]

    @classmethod
    def of_school(cls, school: School) -> "Selection":
        """What was done to its team, also together with that of others, and to people while they were in it."""
        people = people_of(school)
        of_people = Professional.history.filter(id__in=people).annotate(day=TruncDate("history_date"))
        seats, stand_ins, people_then = (
            images.filter(change__isnull=False, change__school=None).order_by().values("change")
            for images in (
                Membership.history.filter(school=school),
                StandIn.history.filter(membership__school=school),
                of_people.filter(_sits_then(school, "id")),
            )
        )
        together = seats.union(stand_ins, people_then)  # the keys in one go: a condition for each is much slower
        about = Q(_sits_then(school, "about"), about__in=people, kind__in=OF_HER_SCHOOLS)
        return cls(
            Change.objects.filter(Q(school=school) | Q(pk__in=together)),
            LogEntry.objects.annotate(day=TruncDate("made_at")).filter(Q(school=school) | Q(about, school=None)),
        )

    @classmethod
    def of_region(cls, region: Region) -> "Selection":
        """What was done in it, and to what holds in every region: roles, and grants over everything."""
        everywhere = Q(Exists(_touching(Role))) | Q(Exists(_touching(Grant).filter(region=None)))
        return cls(
            Change.objects.filter(Q(region=region) | Q(everywhere, region=None)), LogEntry.objects.filter(region=region)
        )

    @classmethod
    def of_organisation(cls, organisation: Organisation, reader: User, day: date) -> "Selection":
        """What was done to its people and their seats, as far as this reader may know of it."""
        about = changes_about(Organisation.objects.filter(pk=organisation.pk))
        return cls(visible_changes(reader, day).filter(pk__in=about), LogEntry.objects.none())

    def without_plans(self) -> "Selection":
        """For who may not know of plans for seats. What became of a plan, a membership, stays."""
        planned, seated = Exists(_touching(PlannedMember)), Exists(_touching(Membership))
        return Selection(self.changes.filter(Q(~planned) | Q(seated) | Q(school=None)), self.log)

    def actors(self) -> QuerySet[User]:
        """Everybody who did something here."""
        did = self.changes.order_by().values("actor").union(self.log.order_by().values("actor"))
        return User.objects.filter(pk__in=did).select_related("professional").order_by("email")

    def only(self, *, topic: str, actor: int | None, first: date | None, last: date | None) -> "Selection":
        """The part that was asked for; what is left open leaves nothing out."""
        selection = self.between(first, last)
        selection = selection.about(topic) if topic else selection
        return selection.by(actor) if actor else selection

    def about(self, topic: str) -> "Selection":
        """Only what is about one topic."""
        touched = Q(*(Q(Exists(_touching(model))) for model in TOPICS[topic]), _connector=Q.OR)
        changes = self.changes.filter(touched) if TOPICS[topic] else self.changes.none()
        return Selection(changes, self.log if topic == LogTopic.LOOKS else self.log.none())

    def by(self, actor: int) -> "Selection":
        """Only what one account did."""
        return Selection(self.changes.filter(actor=actor), self.log.filter(actor=actor))

    def between(self, first: date | None, last: date | None) -> "Selection":
        """Only what was done on these days (both included)."""
        days = Q(made_at__date__gte=first) if first else Q()
        days &= Q(made_at__date__lte=last) if last else Q()
        return Selection(self.changes.filter(days), self.log.filter(days))

    def keys(self) -> QuerySet[Any]:
        """(made_at, key, whether it is a change) of all of it, the newest first."""
        changes, log = (
            rows.order_by()
            .annotate(key=Cast("pk", CharField()), is_change=Value(is_change, BooleanField()))
            .values_list("made_at", "key", "is_change")
            for rows, is_change in ((self.changes, True), (self.log, False))
        )
        return changes.union(log, all=True).order_by("-made_at", "key")


def people_of(school: School) -> QuerySet[Any, Any]:
    """The keys of everybody who ever was in its team, or is to come."""
    members = Membership.objects.filter(school=school).order_by().values("professional")
    return members.union(StandIn.objects.filter(membership__school=school).order_by().values("professional"))


def _sits_then(school: School, person: str) -> Q:
    """Whether she was in the team of this school, or was to come, on the day that the row is about."""
    still = Q(ends_on=None) | Q(ends_on__gte=OuterRef("day"))
    members = Membership.objects.filter(still, school=school, professional=OuterRef(person))
    stand_ins = StandIn.objects.filter(still, membership__school=school, professional=OuterRef(person))
    return Q(Exists(members)) | Q(Exists(stand_ins))


def _touching(model: Any) -> Any:
    """The images that a change wrote of a model."""
    return model.history.filter(change=OuterRef("pk"))
