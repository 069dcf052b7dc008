"""Which sessions a user may see, plan and record. Builds on teams.access, which answers for schools and people."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from meetings.models import Agreement, Invitation, LibraryCasus, Meeting, Ownership
from meetings.models.meeting import MeetingQuerySet
from meetings.models.record import AgreementQuerySet
from schools.access import can_manage_region, reach_of, regions_granted
from schools.enums import GrantKind
from schools.models import Grant, Region, School
from schools.models.school import SchoolQuerySet
from teams.access import editable_schools, is_in_team, seats_of, visible_schools
from teams.models import Membership, Professional
from teams.models.professional import ProfessionalQuerySet


def visible_meetings(user: User | AnonymousUser, day: date) -> MeetingQuerySet:
    """Those of the schools a user sees. An invitation opens nothing but the page that its own mail leads to: who left
    the team keeps nothing (design.md 2.3)."""
    return Meeting.objects.filter(school__in=visible_schools(user, day))


def schools_to_plan(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools where a user may plan, invite and move: where she edits the team from a seat once the school owns its
    sessions; before that, as a procesbegeleider or beheerder, those in her reach. None that is gone."""
    seats = set(seats_of(user, day).filter(role__edits_team=True).values_list("school", flat=True))
    by_seat = Q(pk__in=seats, meeting_ownership__isnull=False)
    by_grant = Q(reach_of(user, day, editing=True), meeting_ownership=None)
    return School.objects.open(day).filter(by_seat | by_grant)


def can_plan_meetings(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may plan, invite and move at this school."""
    return schools_to_plan(user, day).filter(pk=school.pk).exists()


def schools_to_hand_over(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools that a user may let plan for themselves, or plan for again: whose team she edits."""
    return editable_schools(user, day)


def can_change_ownership(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may hand the sessions to the school, or take them back."""
    return schools_to_hand_over(user, day).filter(pk=school.pk).exists()


def schools_without_ownership(day: date) -> SchoolQuerySet:
    """The open schools whose sessions a procesbegeleider plans."""
    return School.objects.open(day).filter(meeting_ownership=None)


def owns_meetings(school: School) -> bool:
    """Whether the school plans its own sessions."""
    return Ownership.objects.filter(school=school).exists()


def schools_to_record(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools where a user may write what the team says of itself: where she sits, and where she plans."""
    seats = seats_of(user, day).values("school")
    planned = schools_to_plan(user, day).order_by().values("pk")
    return School.objects.open(day).filter(Q(pk__in=seats) | Q(pk__in=planned))


def can_record_at(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may write what the team of this school says of itself."""
    return schools_to_record(user, day).filter(pk=school.pk).exists()


def meetings_to_record(user: User | AnonymousUser, day: date) -> MeetingQuerySet:
    """Sessions of which a user may keep attendance, minutes and agreements: at schools where she records, and those
    that she is invited to herself."""
    schools = Q(school__in=schools_to_record(user, day).order_by().values("pk"))
    invited = Q(pk__in=meetings_of(user).order_by().values("pk"))
    return Meeting.objects.filter(schools | invited, school__in=School.objects.open(day).order_by().values("pk"))


def can_record(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether a user may keep attendance, minutes and agreements of this session."""
    return meetings_to_record(user, day).filter(pk=meeting.pk).exists()


def can_keep_agreement(user: User | AnonymousUser, agreement: Agreement, day: date) -> bool:
    """Whether a user may say that an agreement is done: who records there, and who it is of."""
    return can_record(user, agreement.meeting, day) or agreements_of(user, day).filter(pk=agreement.pk).exists()


def facilitators_for(school: School, day: date) -> ProfessionalQuerySet:
    """Who can guide a session here: the team of that day, and the procesbegeleiders who have the school in reach."""
    grants = Grant.objects.on(day).filter(kind=GrantKind.PROCESBEGELEIDER, region=school.region_id)
    here = grants.filter(Q(municipality=None) | Q(municipality=school.municipality_id))
    team = Membership.objects.on(day).filter(school=school).order_by().values("professional")
    by_grant = Q(user__in=here.values("user")) | Q(absorbed__user__in=here.values("user"))
    return Professional.objects.filter(by_grant | Q(pk__in=team)).distinct()


def is_invited(user: User | AnonymousUser, meeting: Meeting) -> bool:
    """Whether a user herself is asked to come to this session."""
    return isinstance(user, User) and meeting.invitations.standing().of_user(user).exists()


def is_for_another(user: User | AnonymousUser | None, invitation: Invitation) -> bool:
    """Whether somebody is signed in, and this invitation is not hers: she may have its personal link all the same."""
    return isinstance(user, User) and not Invitation.objects.filter(pk=invitation.pk).of_user(user).exists()


def meetings_of(user: User | AnonymousUser) -> MeetingQuerySet:
    """The sessions that a user is invited to."""
    if not isinstance(user, User):
        return Meeting.objects.none()
    invitations = Invitation.objects.standing().of_user(user).order_by()
    return Meeting.objects.filter(pk__in=invitations.values("meeting"))


def agreements_of(user: User | AnonymousUser, day: date) -> AgreementQuerySet:
    """What a user promised, at the schools that she still sees."""
    if not isinstance(user, User):
        return Agreement.objects.none()
    me = Professional.objects.of_user(user).values("pk")
    hers = Q(owner__in=me) | Q(owner__merged_into__in=me)
    return Agreement.objects.filter(hers, school__in=visible_schools(user, day))


def can_read_casus(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether a user may read the casussen of this session: the team of the school, and who is invited to it and sees
    the school. No grant opens them: an SWV sees only that there is one and its theme (domain.md 4.5)."""
    if is_in_team(user, meeting.school, day):
        return True
    return is_invited(user, meeting) and visible_schools(user, day).filter(pk=meeting.school_id).exists()


def can_write_casus(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether a user may make and change casussen of this session: who reads them, unless the school is gone or the
    session was called off."""
    if meeting.is_cancelled or meeting.school.is_closed(day):
        return False
    return can_read_casus(user, meeting, day)


def can_offer_casus(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether a user may share a casus of this session with the region, and take it back: the team itself."""
    school = meeting.school
    return school.region_id is not None and not school.is_closed(day) and is_in_team(user, school, day)


def casus_meetings(user: User | AnonymousUser, day: date) -> MeetingQuerySet:
    """The sessions in which a user may write a casus; says the same as `can_write_casus` of all at once."""
    seats = Q(school__in=seats_of(user, day).values("school"))
    invited = Q(pk__in=meetings_of(user).values("pk"))
    open_schools = School.objects.open(day).values("pk")
    return visible_meetings(user, day).standing().filter(seats | invited, school__in=open_schools)


def libraries(user: User | AnonymousUser, day: date) -> QuerySet[Region]:
    """The regions whose shared casussen a user may read: where she has a seat or a grant."""
    seats = School.objects.filter(pk__in=seats_of(user, day).values("school")).order_by().values("region")
    granted = regions_granted(user, day).order_by().values("pk")
    return Region.objects.filter(Q(pk__in=seats) | Q(pk__in=granted))


def can_withdraw_shared(user: User | AnonymousUser, shared: LibraryCasus, day: date) -> bool:
    """Whether a user may take a shared casus out of the library: the team that gave it, as long as it has its own, and
    who manages the region, so that nothing stays that should not."""
    if can_manage_region(user, shared.region, day):
        return True
    return shared.source is not None and can_offer_casus(user, shared.source.meeting, day)
