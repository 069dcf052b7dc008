"""Which plans of a year a user may see and change. A plan is for who holds a grant over all of its schools: nobody
else reads what was not sent yet."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from meetings.access import schools_without_ownership
from schools.access import places_in_reach, reach_of
from schools.enums import GrantKind
from schools.models import Grant, Municipality, Region
from schools.models.school import SchoolQuerySet
from teams.access import visible_professionals
from teams.models import Professional, StandIn
from teams.models.professional import ProfessionalQuerySet
from yearplan.models import YearPlan
from yearplan.models.plan import YearPlanQuerySet


def visible_plans(user: User | AnonymousUser, day: date) -> YearPlanQuerySet:
    """Plans of schools that are all in a user's reach; a SWV reads them too."""
    return YearPlan.objects.filter(reach_of(user, day))


def plans_to_make(user: User | AnonymousUser, day: date) -> YearPlanQuerySet:
    """Plans that a procesbegeleider or beheerder works on."""
    return YearPlan.objects.filter(reach_of(user, day, editing=True))


def can_make_plan(user: User | AnonymousUser, plan: YearPlan, day: date) -> bool:
    """Whether a user may compute, change and send this plan."""
    return plans_to_make(user, day).filter(pk=plan.pk).exists()


def places_to_plan(user: User | AnonymousUser, day: date) -> list[tuple[Region, Municipality | None]]:
    """The regions, or single municipalities, whose year a user may plan."""
    return places_in_reach(user, day, editing=True)


def schools_of(plan: YearPlan, day: date) -> SchoolQuerySet:
    """The schools of a plan: those that are open and do not plan their sessions themselves. A municipality with a plan
    of its own in that year is not in that of its region: no session is planned twice."""
    schools = schools_without_ownership(day).filter(region=plan.region_id)
    if plan.municipality_id:
        return schools.filter(municipality=plan.municipality_id)
    return schools.exclude(municipality__in=plan.apart().order_by().values("municipality"))


def guides_of(plan: YearPlan, day: date) -> ProfessionalQuerySet:
    """The procesbegeleiders who have all schools of a plan in reach."""
    grants = Grant.objects.on(day).filter(kind=GrantKind.PROCESBEGELEIDER, region=plan.region_id)
    here = grants.filter(Q(municipality=None) | Q(municipality=plan.municipality_id))
    return Professional.objects.filter(user__in=here.order_by().values("user"), merged_into=None)


def people_to_plan(user: User | AnonymousUser, plan: YearPlan, day: date) -> ProfessionalQuerySet:
    """Whom a user sees in the teams of a plan's schools, and who guides it."""
    schools = {"memberships__school__region": plan.region_id}
    if plan.municipality_id:
        schools["memberships__school__municipality"] = plan.municipality_id
    seated = Professional.objects.filter(**schools).order_by().values("pk")
    stand_ins = StandIn.objects.filter(membership__professional__in=seated).values("professional")
    known = Q(pk__in=seated) | Q(pk__in=stand_ins) | Q(pk=plan.facilitator_id)
    return visible_professionals(user, day).filter(known).order_by("sort_key", "pk")
