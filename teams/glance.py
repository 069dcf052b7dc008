"""A region in five figures."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from schools.models.school import SchoolQuerySet
from teams.models import Membership, Professional
from teams.models.professional import FADED_AFTER_DAYS
from teams.vacancies import with_vacancies


@dataclass(frozen=True)
class Glance:
    """How the teams of a number of schools stand on a day."""

    schools: int
    vacancies: int
    people: int
    without_address: int
    faded: int


def glance(schools: SchoolQuerySet, day: date) -> Glance:
    """The figures of the open schools among these, in two queries."""
    found = schools.open(day).order_by()
    counted = with_vacancies(found, day).aggregate(schools=Count("pk"), missing=Sum("vacancies"))
    seats = Membership.objects.on(day).filter(school__in=found).values("professional")
    faded = Q(confirmed_on=None) | Q(confirmed_on__lt=day - timedelta(days=FADED_AFTER_DAYS))
    people = Professional.objects.filter(pk__in=seats).aggregate(
        people=Count("pk"),
        without_address=Count("pk", filter=Q(email="")),
        faded=Count("pk", filter=faded),
    )
    return Glance(schools=counted["schools"], vacancies=counted["missing"] or 0, **people)
