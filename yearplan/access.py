"""Which plans of a year a user may see and change. A plan is for who holds a grant over all of its schools: nobody
else reads what was not sent yet."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from meetings.access import schools_without_ownership
from schools.access import places_in_reach, reach_of
from schools.models import Municipality, Region
from schools.models.school import SchoolQuerySet
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
