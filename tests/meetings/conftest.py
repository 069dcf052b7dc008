"""One school with a team, who comes to it, and a session that is planned."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.actions.planning import Plan, plan_meeting
from meetings.enums import MeetingKind
from meetings.models import Meeting
from schools.enums import GrantKind
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional
from tests.factories import GrantFactory, person
from tests.pages import sign_in as second_step_taken_by
from tests.teams.views.conftest import (  # noqa: F401 fixtures
    _frozen,
    anneke,
    editor,
    far,
    far_ib,
    outsider,
    reader,
    samira,
    school,
    sign_in,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 22, 12, tzinfo=AMSTERDAM)
TUESDAY = datetime(2026, 12, 8, 15, tzinfo=AMSTERDAM)  # a day on which school is open
THURSDAY = datetime(2027, 3, 11, 15, tzinfo=AMSTERDAM)


@pytest.fixture
def mail_is_kept(settings: Settings) -> None:
    """Mails are rows of the outbox, as in the program, and go no further than the memory of the test."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def ineke(school: School) -> Professional:  # noqa: F811
    """The procesbegeleider of the region."""
    grant = GrantFactory(region=school.region, kind=GrantKind.PROCESBEGELEIDER)
    found: Professional = person(school, "Ineke", "", "Vermaat", user=grant.user, email=grant.user.email)
    return found


@pytest.fixture
def planner(ineke: Professional) -> Client:
    """The procesbegeleider, who plans here."""
    assert ineke.user is not None
    return second_step_taken_by(Client(), ineke.user)


@pytest.fixture
def meeting(school: School, anneke: Membership, samira: Membership, ineke: Professional) -> Meeting:  # noqa: F811
    """A kennismaking on Tuesday 8 December 2026 at 15.00, to which the team is asked."""
    return planned(school, ineke, kind=MeetingKind.KENNISMAKING, starts_at=TUESDAY, place="De Zeester")


def planned(school: School, by: Professional, **fields: object) -> Meeting:  # noqa: F811
    """A session as planning makes it."""
    values = {
        "kind": MeetingKind.KENNISMAKING,
        "year": SchoolYear(2026),
        "starts_at": TUESDAY,
        "reason": "Zo is het",
        **fields,
    }
    assert by.user is not None
    plan_meeting(school=school, plan=Plan(**values), now=NOW, actor=by.user)  # type: ignore[arg-type]
    found: Meeting = Meeting.objects.latest("pk")
    return found


@pytest.fixture
def poll(school: School, anneke: Membership, samira: Membership, ineke: Professional) -> Meeting:  # noqa: F811
    """A kennismaking, asked for Tuesday 8 and Wednesday 9 December 2026."""
    from tests.meetings.polls import polled  # which knows the days of this module

    return polled(school, ineke)


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()
