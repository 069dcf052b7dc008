"""How many required seats of each school are empty on a day, counted by the database."""

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from schools.models.school import SchoolQuerySet
from teams.enums import Need
from teams.models import Membership, SeatTemplate


def with_vacancies(schools: SchoolQuerySet, day: date) -> SchoolQuerySet:
    """Schools with `required` and `vacancies` as Roster derives them for one school, and `is_gone`: closed by then."""
    required = SeatTemplate.objects.filter(
        region=OuterRef("region"), sector=OuterRef("sector"), need=Need.REQUIRED
    ).order_by()
    filled = Membership.objects.on(day).filter(school=OuterRef(OuterRef("pk")), role__seat_templates=OuterRef("pk"))
    return schools.annotate(
        required=_count(required),
        is_gone=Q(closed_on__isnull=False, closed_on__lte=day),
        vacancies=_count(required.exclude(Exists(filled))),
    )


def _count(seats: QuerySet[SeatTemplate]) -> Coalesce:
    counted = seats.values("region").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
