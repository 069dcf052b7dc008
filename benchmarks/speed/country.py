"""A country in the scratch database, all of it in one region, and who visits it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

Replaced = tuple[str, int, int]  # the school, the member, and who follows her


@dataclass(frozen=True)
class Country:
    """What the cases ask for: numbers and names of rows, and the session cookies of those who ask."""

    schools: int
    today: date
    region: int
    town: str  # the number of a municipality
    code: str  # of the school of the intern begeleider
    school: int
    invited: int  # somebody with many sessions
    feed: str
    replaced: tuple[Replaced, ...]
    cookies: dict[str, str]


def settle(schools: int, seed: int, saves: int) -> Country:
    """Make the country by the program's own command and gather it: an overview is of one region."""
    from django.core.management import call_command
    from django.utils import timezone

    from meetings.country.making import BEHEERDER, IB, PROCESBEGELEIDER, SWV
    from schools.models import Grant, Municipality, School
    from teams.models import Membership

    call_command("make_country", schools=schools, seed=seed, verbosity=0, stdout=_Silence())
    region = Grant.objects.get(user__email=SWV).region
    assert region is not None
    region.municipalities.set(Municipality.objects.all())
    School.objects.update(region=region)
    today = timezone.localdate()
    own = Membership.objects.on(today).select_related("school").get(professional__user__email=IB)
    invited, feed = _calendar(today)
    return Country(
        schools=schools,
        today=today,
        region=region.pk,
        town=own.school.municipality.code,
        code=own.school.establishment_code,
        school=own.school_id,
        invited=invited,
        feed=feed,
        replaced=tuple(islice(_to_replace(own.school_id, today), saves)),
        cookies={each: _signed_in(each) for each in (BEHEERDER, SWV, PROCESBEGELEIDER, IB)},
    )


def _calendar(today: date) -> tuple[int, str]:
    """The member who is asked to most sessions, with an account, and the address of her calendar."""
    from django.db.models import Count

    from accounts.models import User
    from meetings.models import CalendarFeed
    from teams.models import Membership, Professional

    members = Professional.objects.filter(user=None, pk__in=Membership.objects.on(today).values("professional"))
    busiest = members.annotate(asked=Count("invitations")).order_by("-asked", "pk")[0]
    busiest.user = User.objects.create_user("genodigd.land@example.nl")
    busiest.email = busiest.user.email
    busiest.save()
    return busiest.pk, CalendarFeed.objects.create(professional=busiest).secret


def _to_replace(but: int, today: date) -> Iterable[Replaced]:
    """Members of other schools than that of the school page, and for each somebody who does the same elsewhere."""
    from teams.enums import OrganisationKind
    from teams.models import Membership

    rows = Membership.objects.on(today).filter(ends_on=None).exclude(role__organisation_kind=OrganisationKind.SCHOOL)
    found = list(rows.exclude(school=but).select_related("school").order_by("school__establishment_code", "pk"))
    others: dict[int, set[int]] = {}
    for row in found:
        others.setdefault(row.role_id, set()).add(row.professional_id)
    for row in found:
        here = set(Membership.objects.filter(school=row.school_id).values_list("professional", flat=True))
        if free := others[row.role_id] - here:
            yield row.school.establishment_code, row.pk, min(free)


def _signed_in(email: str) -> str:
    """The cookie of somebody who took both steps."""
    from allauth.account.internal.flows.login import record_authentication
    from django.http import HttpRequest
    from django.test import Client

    from accounts.models import User

    client, user, request = Client(), User.objects.get(email=email), HttpRequest()
    client.force_login(user)
    request.session = client.session
    record_authentication(request, user, "mfa")
    request.session.save()
    return client.cookies["sessionid"].value


class _Silence:
    def write(self, *_: object) -> None:
        pass
