"""What the measurements play on: a region with a school, its team and two editors, and forms as they stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from accounts.models import User
from proof.sessions import Sessions
from schools.models import FreePeriod, School
from teams.models import Coordinator, Membership, Organisation, PlannedMember, Professional, SeatTemplate, StandIn
from tests.factories import (
    FreePeriodFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    seat,
)
from tests.pages import sign_in


@dataclass
class Stage:
    """Everything a form here can be about. Both `ib` and `directeur` edit the team; `spare` can be given a seat.

    `coordinator` arranges the people of `organisation`, among whom `double` is the coach entered once more. What it
    has of sessions is made when it is asked for.
    """

    school: School
    ib: User
    directeur: User
    coordinator: User
    double: Professional
    coach: Membership
    nurse: Membership
    stand_in: StandIn
    plan: PlannedMember
    spare: Professional
    free_period: FreePeriod
    vacant: SeatTemplate
    organisation: Organisation
    today: date

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.school, self.ib, self.coach)

    @property
    def planner(self) -> User:
        """Who plans the sessions of this school."""
        return self.sessions.planner

    @property
    def beheerder(self) -> User:
        """Who manages the region."""
        return self.sessions.beheerder

    def url(self, name: str, *args: Any) -> str:
        """The address of a page of this school."""
        return reverse(f"teams:{name}", args=[self.school.establishment_code, *args])


def build(school: School | None = None) -> Stage:
    """A stage of its own in the database: people, at this school or else at one of a new region."""
    today = timezone.localdate()
    since = today - timedelta(days=200)
    school = school or SchoolFactory()
    organisation = OrganisationFactory(region=school.region)
    ib, directeur = UserFactory(), UserFactory()
    seat(school, "intern-begeleider", user=ib, starts_on=since)
    seat(school, "directeur", user=directeur, starts_on=since)
    coach = seat(school, "cjg-coach", starts_on=since, professional__organisation=organisation)
    nurse = seat(school, "jeugdverpleegkundige", starts_on=since, professional__organisation=organisation)
    seat(school, "cjg-coach", starts_on=since - timedelta(days=300), ends_on=since - timedelta(days=1))
    return Stage(
        school=school,
        ib=ib,
        directeur=directeur,
        coordinator=_coordinator_of(organisation, since),
        double=ProfessionalFactory(organisation=organisation),
        coach=coach,
        nurse=nurse,
        stand_in=StandInFactory(membership=nurse, starts_on=today, ends_on=today + timedelta(days=30)),
        plan=PlannedMemberFactory(
            school=school,
            role=coach.role,
            professional=ProfessionalFactory(organisation=organisation),
            starts_on=today + timedelta(days=90),
        ),
        spare=ProfessionalFactory(organisation=organisation),
        free_period=FreePeriodFactory(
            school=school, first_day=today + timedelta(days=9), last_day=today + timedelta(days=9)
        ),
        vacant=SeatTemplate.objects.for_school(school).get(name="Leerplichtambtenaar"),
        organisation=organisation,
        today=today,
    )


def _coordinator_of(organisation: Organisation, since: date) -> User:
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=organisation, starts_on=since)
    return user


def client_of(user: User | None) -> Client:
    """A browser of its own, signed in as this user in two steps; a page that breaks answers 500, as for her."""
    client = Client(raise_request_exception=False)
    return client if user is None else sign_in(client, user)


Filled = dict[str, list[str]]


def forms_of(content: bytes) -> dict[str, Filled]:
    """Per address the fields of the forms that a page posts, filled in as the page shows them."""
    found: dict[str, Filled] = {}
    if not content.strip():
        return found
    for form in html.document_fromstring(content.decode()).forms:
        if form.method == "POST":
            fields: Filled = {}
            areas = {element.name for element in form.inputs if element.tag == "textarea"}
            for name, value in form.form_values():
                typed = value.removeprefix("\n") if name in areas else value  # a browser leaves out that line break
                fields.setdefault(name, []).append(typed)
            for element in form.inputs:
                fields.setdefault(element.name, [])
            found.setdefault(form.action, fields)
    return found


def open_form(client: Client, page: str, action: str = "") -> Filled:
    """The form on a page that posts to `action`, or else to the page itself, as a browser would send it."""
    answer = client.get(page)
    forms = forms_of(answer.content)
    if (action or page) not in forms:
        raise AssertionError(f"{page} ({answer.status_code}) has no form for {action or page}, only for {list(forms)}")
    fields = forms[action or page]
    return {name: values for name, values in fields.items() if values}
