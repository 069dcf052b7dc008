"""What a view of sessions starts from: what its address names, 404 for who may not see it, 403 for who may not change
it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from accounts.models import User
from meetings.models import Agreement, Casus, CasusStep, LibraryCasus, Meeting, Ownership
from meetings.views import fetching, fetching_casus, recording
from schools.changes import recorded
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership
from tests.factories import (
    TODAY,
    AgreementFactory,
    CasusFactory,
    GrantFactory,
    InvitationFactory,
    MeetingFactory,
    SchoolFactory,
    UserFactory,
    seat,
)

WHO = ("ib", "coach", "guide", "swv", "invited", "elsewhere", "stranger")


@pytest.fixture
def meeting(school: School) -> Meeting:
    row: Meeting = MeetingFactory(school=school)
    return row


@pytest.fixture
def other(school: School) -> Meeting:
    """A session of a school that nobody here has to do with."""
    row: Meeting = MeetingFactory()
    return row


@pytest.fixture
def users(school: School, meeting: Meeting, anneke: Membership, samira: Membership) -> dict[str, User]:
    """Who is invited also has a seat at another school of the region, as who sits elsewhere has."""
    neighbour = SchoolFactory(region=school.region)
    found: dict[str, User] = {
        "ib": anneke.professional.user,  # type: ignore[dict-item]
        "coach": samira.professional.user,  # type: ignore[dict-item]
        "guide": GrantFactory(region=school.region).user,
        "swv": GrantFactory(region=school.region, kind=GrantKind.SWV).user,
        "invited": UserFactory(),
        "elsewhere": UserFactory(),
        "stranger": UserFactory(),
    }
    GrantFactory(region=school.region, kind=GrantKind.SWV, user=found["invited"])
    InvitationFactory(meeting=meeting, professional__user=found["invited"])
    seat(neighbour, "intern-begeleider", user=found["elsewhere"])
    return found


def asks(users: dict[str, User], fetch: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """Per user what is fetched, or the status of the refusal."""
    return {name: found(by(users[name]), fetch, *arguments) for name in WHO}


def by(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def found(request: HttpRequest, fetch: Callable[..., Any], *arguments: Any) -> Any:
    return answer(lambda: fetch(request, *arguments, TODAY))


def answer(fetch: Callable[[], Any]) -> Any:
    try:
        return fetch()
    except Http404:
        return 404
    except PermissionDenied:
        return 403


def expected(row: Any, *names: str, unseen: tuple[str, ...] = ("elsewhere", "stranger")) -> dict[str, Any]:
    """These fetch the row; of the others some do not see it and some may not change it."""
    return {name: 404 if name in unseen else row if name in names else 403 for name in WHO}


SEES = ("ib", "coach", "guide", "swv", "invited")
NOBODY = dict.fromkeys(WHO, 404)


def test_a_session_is_for_who_sees_its_school(users: dict[str, User], meeting: Meeting, other: Meeting) -> None:
    assert asks(users, fetching.visible_meeting, meeting.pk) == expected(meeting, *SEES)
    assert asks(users, fetching.visible_meeting, other.pk) == NOBODY


def test_a_session_is_changed_by_who_plans_there(
    users: dict[str, User], school: School, meeting: Meeting, other: Meeting
) -> None:
    assert asks(users, fetching.plannable_meeting, meeting.pk) == expected(meeting, "guide")
    assert asks(users, fetching.plannable_school, school.establishment_code) == expected(school, "guide")
    Ownership.objects.create(school=school, since=TODAY)
    assert asks(users, fetching.plannable_meeting, meeting.pk) == expected(meeting, "ib")
    assert asks(users, fetching.plannable_school, school.establishment_code) == expected(school, "ib")
    assert asks(users, fetching.plannable_meeting, other.pk) == NOBODY
    assert asks(users, fetching.plannable_school, other.school.establishment_code) == NOBODY


def test_an_invitation_of_this_session_only(meeting: Meeting, other: Meeting) -> None:
    row = InvitationFactory(meeting=meeting)
    assert answer(lambda: fetching.invitation_of(meeting, row.pk)) == row
    assert answer(lambda: fetching.invitation_of(other, row.pk)) == 404


def test_what_comes_out_of_it_is_kept_by_who_records(users: dict[str, User], meeting: Meeting, other: Meeting) -> None:
    row, far = AgreementFactory(meeting=meeting), AgreementFactory(meeting=other)
    may = ("ib", "coach", "guide", "invited")
    assert asks(users, recording.recordable_meeting, meeting.pk) == expected(meeting, *may)
    assert asks(users, recording.visible_agreement, row.pk) == expected(row, *SEES)
    assert asks(users, recording.recordable_agreement, row.pk) == expected(row, *may)
    for fetch, pk in (
        (recording.recordable_meeting, other.pk),
        (recording.visible_agreement, far.pk),
        (recording.recordable_agreement, far.pk),
    ):
        assert asks(users, fetch, pk) == NOBODY
    assert Agreement.objects.count() == 2


@pytest.fixture
def casus(meeting: Meeting) -> Casus:
    row: Casus = CasusFactory(meeting=meeting)
    return row


@pytest.fixture
def elsewhere(other: Meeting) -> Casus:
    row: Casus = CasusFactory(meeting=other)
    return row


READS = ("ib", "coach", "invited")


def test_the_casussen_of_a_session_are_for_its_team_and_who_is_invited(
    users: dict[str, User], meeting: Meeting, other: Meeting
) -> None:
    for fetch in (fetching_casus.readable_meeting, fetching_casus.writable_meeting):
        assert asks(users, fetch, meeting.pk) == expected(meeting, *READS)
        assert asks(users, fetch, other.pk) == NOBODY


def test_a_session_that_was_called_off_is_only_read(users: dict[str, User], meeting: Meeting, casus: Casus) -> None:
    Meeting.objects.update(state="cancelled")
    assert asks(users, fetching_casus.readable_meeting, meeting.pk) == expected(meeting, *READS)
    assert asks(users, fetching_casus.writable_meeting, meeting.pk) == expected(meeting)
    assert asks(users, fetching_casus.writable_casus, meeting.pk, casus.pk) == expected(casus)


@pytest.mark.parametrize(
    ("name", "may"),
    [("readable_casus", READS), ("writable_casus", READS), ("offerable_casus", ("ib", "coach"))],
)
def test_a_casus_of_this_session_only(
    users: dict[str, User], meeting: Meeting, casus: Casus, elsewhere: Casus, name: str, may: tuple[str, ...]
) -> None:
    fetch = getattr(fetching_casus, name)
    assert asks(users, fetch, meeting.pk, casus.pk) == expected(casus, *may)
    assert asks(users, fetch, elsewhere.meeting_id, elsewhere.pk) == NOBODY
    for number in (elsewhere.pk, elsewhere.pk + 1):  # not there for who may look, and told to nobody else
        answers = {name: 404 if name in may else status for name, status in expected(None).items()}
        assert asks(users, fetch, meeting.pk, number) == answers


def test_a_step_of_this_casus_only(casus: Casus, elsewhere: Casus) -> None:
    row = CasusStep.objects.create(casus=casus, position=0, moment="m", who="w", what="w")
    assert answer(lambda: fetching_casus.step_of(casus, row.pk)) == row
    assert answer(lambda: fetching_casus.step_of(elsewhere, row.pk)) == 404


def test_the_library_is_for_who_belongs_to_the_region(users: dict[str, User], school: School, other: Meeting) -> None:
    region, far = school.region, other.school.region
    assert region is not None
    assert far is not None
    assert asks(users, fetching_casus.library_region, region.pk) == expected(region, *WHO, unseen=("stranger",))
    assert asks(users, fetching_casus.library_region, far.pk) == NOBODY


def test_a_shared_casus_of_this_region_only(school: School, other: Meeting, casus: Casus) -> None:
    region, far = school.region, other.school.region
    assert region is not None
    assert far is not None
    row = LibraryCasus.objects.create(
        region=region, source=casus, label=casus.label, theme=casus.theme, age_band=casus.age_band, offered_on=TODAY
    )
    assert answer(lambda: fetching_casus.shared_casus(region, row.pk)) == row
    assert answer(lambda: fetching_casus.shared_casus(far, row.pk)) == 404


def test_a_form_finds_the_session_that_it_made_and_no_other(meeting: Meeting, other: Meeting) -> None:
    form, made_nothing = (SimpleNamespace(action_key=uuid4()) for _ in range(2))
    with recorded(subject=meeting.school, actor=UserFactory(), key=form.action_key) as change:
        change.summary = "Bewaard."
        meeting.save()
    found = [fetching.made_by(each) for each in (form, made_nothing)]  # type: ignore[arg-type]
    assert found == [meeting, None]
