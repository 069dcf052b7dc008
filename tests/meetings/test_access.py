"""Who sees, plans and records sessions: asked of the functions that decide it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from meetings.access import (
    agreements_of,
    can_change_ownership,
    can_keep_agreement,
    can_offer_casus,
    can_plan_meetings,
    can_read_casus,
    can_record,
    can_record_at,
    can_withdraw_shared,
    casus_meetings,
    facilitators_for,
    is_invited,
    meetings_of,
    owns_meetings,
    schools_without_ownership,
    visible_meetings,
)
from meetings.models import Agreement, Meeting, Ownership
from schools.enums import GrantKind
from schools.models import Grant, School
from teams.models import Professional, Role
from tests.factories import (
    TODAY,
    AgreementFactory,
    CasusFactory,
    GrantFactory,
    InvitationFactory,
    LibraryCasusFactory,
    MeetingFactory,
    MunicipalityFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)

YESTERDAY = TODAY - timedelta(days=1)
NOBODY = AnonymousUser()


@pytest.fixture
def school(db: None) -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def meeting(school: School) -> Meeting:
    row: Meeting = MeetingFactory(school=school)
    return row


@pytest.fixture
def users(school: School) -> dict[str, User]:
    """One of each who can have to do with the sessions of this school, and one of elsewhere."""
    far = SchoolFactory()
    found = {
        "ib": _sits(school, "intern-begeleider"),
        "coach": _sits(school, "cjg-coach"),
        "former ib": _sits(school, "intern-begeleider", ends_on=YESTERDAY),
        "ib elsewhere": _sits(far, "intern-begeleider"),
        "nobody": UserFactory(),
    }
    for name, kind, fields in (
        ("procesbegeleider", GrantKind.PROCESBEGELEIDER, {"region": school.region}),
        ("of the town", GrantKind.PROCESBEGELEIDER, {"region": school.region, "municipality": school.municipality}),
        ("of another town", GrantKind.PROCESBEGELEIDER, {"region": school.region, "municipality": _town()}),
        ("swv", GrantKind.SWV, {"region": school.region}),
        ("procesbegeleider elsewhere", GrantKind.PROCESBEGELEIDER, {"region": far.region}),
        ("beheerder", GrantKind.BEHEERDER, {"region": None}),
    ):
        found[name] = GrantFactory(kind=kind, **fields).user
    return found


def _town() -> Any:
    return MunicipalityFactory()


def _sits(school: School, role: str, **fields: object) -> User:
    user: User = UserFactory()
    seat(school, role, user=user, **fields)
    return user


def who(users: dict[str, User], may: Any) -> set[str]:
    """Who gets a yes; nobody without signing in."""
    assert not may(NOBODY)
    return {name for name, user in users.items() if may(user)}


READS = {"ib", "coach", "procesbegeleider", "of the town", "swv", "beheerder"}
GUIDES = {"procesbegeleider", "of the town", "beheerder"}


def test_who_sees_the_school_sees_its_sessions(users: dict[str, User], meeting: Meeting) -> None:
    assert who(users, lambda user: meeting in visible_meetings(user, TODAY)) == READS


def test_an_invitation_opens_nothing(users: dict[str, User], meeting: Meeting) -> None:
    InvitationFactory(meeting=meeting, professional__user=users["nobody"])
    assert list(visible_meetings(users["nobody"], TODAY)) == []


def test_at_first_who_guides_plans_and_then_the_school(users: dict[str, User], school: School) -> None:
    assert (owns_meetings(school), who(users, lambda user: can_plan_meetings(user, school, TODAY))) == (False, GUIDES)
    Ownership.objects.create(school=SchoolFactory(), since=TODAY)  # another school's matters nothing
    assert who(users, lambda user: can_plan_meetings(user, school, TODAY)) == GUIDES
    Ownership.objects.create(school=school, since=TODAY)
    assert (owns_meetings(school), who(users, lambda user: can_plan_meetings(user, school, TODAY))) == (True, {"ib"})


def test_an_editing_seat_elsewhere_plans_nothing_here(users: dict[str, User], school: School) -> None:
    seat(SchoolFactory(region=school.region), "intern-begeleider", user=users["coach"], professional=_person(users))
    Ownership.objects.create(school=school, since=TODAY)
    assert not can_plan_meetings(users["coach"], school, TODAY)


def _person(users: dict[str, User]) -> Professional:
    return Professional.objects.get(user=users["coach"])


@pytest.mark.parametrize("owns", [False, True])
def test_at_a_school_that_is_gone_nobody_plans_or_records(
    users: dict[str, User], meeting: Meeting, school: School, owns: bool
) -> None:
    if owns:
        Ownership.objects.create(school=school, since=TODAY)
    school.closed_on = TODAY
    school.save()
    asked = {name for name, user in users.items() if can_plan_meetings(user, school, TODAY)}
    assert (asked, {name for name, user in users.items() if can_record(user, meeting, TODAY)}) == (set(), set())


def test_who_edits_the_team_hands_the_sessions_over(users: dict[str, User], school: School) -> None:
    assert who(users, lambda user: can_change_ownership(user, school, TODAY)) == {"ib", *GUIDES}


def test_the_team_and_who_plans_record(users: dict[str, User], meeting: Meeting) -> None:
    assert who(users, lambda user: can_record(user, meeting, TODAY)) == {"ib", "coach", *GUIDES}


def test_what_the_team_says_of_itself_the_team_and_who_plans_write(users: dict[str, User], school: School) -> None:
    beside = SchoolFactory(region=school.region)
    recording = {"ib", "coach", *GUIDES}
    assert who(users, lambda user: can_record_at(user, school, TODAY)) == recording
    assert who(users, lambda user: can_record_at(user, beside, TODAY)) == {"procesbegeleider", "beheerder"}
    school.closed_on = TODAY
    school.save()
    assert who(users, lambda user: can_record_at(user, school, TODAY)) == set()


def test_the_open_schools_that_do_not_plan_themselves(school: School) -> None:
    SchoolFactory(closed_on=TODAY)
    Ownership.objects.create(school=SchoolFactory(), since=TODAY)
    assert list(schools_without_ownership(TODAY)) == [school]


def test_who_guides_a_session_records_it_also_once_the_school_plans(
    users: dict[str, User], meeting: Meeting, school: School
) -> None:
    Ownership.objects.create(school=school, since=TODAY)
    guide = person(school, "Ineke", "", "Vermaat", user=users["procesbegeleider"])
    row = InvitationFactory(meeting=meeting, professional=guide, is_facilitator=True)
    assert who(users, lambda user: can_record(user, meeting, TODAY)) == {"ib", "coach", "procesbegeleider"}
    row.is_withdrawn, row.blocks_time = True, False
    row.save()
    assert who(users, lambda user: can_record(user, meeting, TODAY)) == {"ib", "coach"}


def test_who_is_invited_is_so_to_this_session_only(users: dict[str, User], meeting: Meeting) -> None:
    other = MeetingFactory()
    InvitationFactory(meeting=meeting, professional=_person(users))
    merged = InvitationFactory(meeting=other, professional__merged_into=_person(users))
    withdrawn = InvitationFactory(professional=_person(users), is_withdrawn=True, blocks_time=False)
    assert who(users, lambda user: is_invited(user, meeting)) == {"coach"}
    assert set(meetings_of(users["coach"])) == {meeting, merged.meeting}
    assert (is_invited(users["coach"], withdrawn.meeting), set(meetings_of(NOBODY))) == (False, set())


def test_her_agreements_are_hers_as_long_as_she_sees_the_school(users: dict[str, User], meeting: Meeting) -> None:
    mine = _agreement(meeting, owner=_person(users))
    _agreement(meeting, owner=None)
    _agreement(MeetingFactory(), owner=_person(users))
    by_merge = _agreement(meeting, owner=person(meeting.school, "Sam", "", "Bak", merged_into=_person(users)))
    assert set(agreements_of(users["coach"], TODAY)) == {mine, by_merge}
    assert (set(agreements_of(users["ib"], TODAY)), set(agreements_of(NOBODY, TODAY))) == (set(), set())


def _agreement(meeting: Meeting, owner: Professional | None) -> Agreement:
    return Agreement.objects.create(school=meeting.school, meeting=meeting, text="Bellen", owner=owner)


def test_the_team_of_the_day_and_who_guides_here_can_guide_a_session(school: School) -> None:
    here = _has_grant(school, "Ineke", region=school.region)
    of_town = _has_grant(school, "Truus", region=school.region, municipality=school.municipality)
    _has_grant(school, "Ver", region=SchoolFactory().region)
    _has_grant(school, "Ander", region=school.region, municipality=_town())
    _has_grant(school, "Toen", region=school.region, ends_on=YESTERDAY)
    _has_grant(school, "Swv", kind=GrantKind.SWV, region=school.region)
    member = seat(school, "cjg-coach").professional
    seat(school, "cjg-coach", ends_on=YESTERDAY)
    seat(SchoolFactory(region=school.region), "cjg-coach")
    assert set(facilitators_for(school, TODAY)) == {here, of_town, member}


def test_a_guide_whose_account_came_with_a_merged_record_is_found(school: School) -> None:
    kept = person(school, "Ineke", "", "Vermaat")
    user = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region).user
    person(school, "I.", "", "Vermaat", user=user, merged_into=kept)
    assert list(facilitators_for(school, TODAY)) == [kept]


def _has_grant(school: School, name: str, **fields: object) -> Professional:
    user = GrantFactory(**{"kind": GrantKind.PROCESBEGELEIDER, **fields}).user
    found: Professional = person(school, name, "", "Vermaat", user=user)
    return found


def test_a_day_to_come_counts_what_holds_then(school: School) -> None:
    later = date(2027, 1, 1)
    Role.objects.filter(code="cjg-coach").update(edits_team=False)
    grant = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region, starts_on=later)
    assert isinstance(grant, Grant)
    assert [can_plan_meetings(grant.user, school, day) for day in (TODAY, later)] == [False, True]


def test_who_promised_something_keeps_that_and_who_records_keeps_all(
    users: dict[str, User], meeting: Meeting, school: School
) -> None:
    """A SWV records nothing at the schools that she sees."""
    hers = AgreementFactory(meeting=meeting, owner=person(school, "Ans", "", "Dijk", user=users["swv"]))
    foreign = AgreementFactory(meeting=meeting, owner=person(school, "Bo", "", "Vos"))
    recording = {"ib", "coach", *GUIDES}
    assert who(users, lambda user: can_keep_agreement(user, hers, TODAY)) == {*recording, "swv"}
    assert who(users, lambda user: can_keep_agreement(user, foreign, TODAY)) == recording


def test_a_school_owns_its_own_sessions_and_not_those_of_another(school: School) -> None:
    Ownership.objects.create(school=SchoolFactory(), since=TODAY)
    before = owns_meetings(school)
    Ownership.objects.create(school=school, since=TODAY)
    assert (before, owns_meetings(school)) == (False, True)


def test_who_is_invited_reads_and_writes_a_casus_as_long_as_she_sees_that_school(
    school: School, meeting: Meeting
) -> None:
    seeing, elsewhere, blind = (UserFactory() for _ in range(3))
    GrantFactory(user=seeing, kind=GrantKind.SWV, region=school.region)
    GrantFactory(user=elsewhere, kind=GrantKind.SWV, region=SchoolFactory().region)
    for user in (seeing, elsewhere, blind):
        InvitationFactory(meeting=meeting, professional__user=user)
    MeetingFactory(school=school, kind="other")  # to which nobody here is invited
    invited = {"seeing": seeing, "elsewhere": elsewhere, "blind": blind}
    assert who(invited, lambda user: can_read_casus(user, meeting, TODAY)) == {"seeing"}
    assert {name: list(casus_meetings(user, TODAY)) for name, user in invited.items()} == {
        "seeing": [meeting],
        "elsewhere": [],
        "blind": [],
    }


def test_a_school_without_a_region_has_no_library_to_offer_a_casus_to(meeting: Meeting) -> None:
    """The team sits there; taking the region away leaves it its seats."""
    coach = _sits(meeting.school, "cjg-coach")
    before = can_offer_casus(coach, meeting, TODAY)
    meeting.school.region = None
    assert (before, can_offer_casus(coach, meeting, TODAY)) == (True, False)


def test_the_team_writes_and_offers_a_casus_until_its_school_is_gone(school: School, meeting: Meeting) -> None:
    coach = _sits(school, "cjg-coach")

    def may() -> tuple[list[Meeting], bool]:
        return list(casus_meetings(coach, TODAY)), can_offer_casus(coach, Meeting.objects.get(pk=meeting.pk), TODAY)

    before = may()
    School.objects.filter(pk=school.pk).update(closed_on=YESTERDAY)
    assert (before, may()) == (([meeting], True), ([], False))


def test_a_shared_casus_of_which_the_team_has_none_itself_only_who_manages_the_region_takes_back(
    users: dict[str, User], meeting: Meeting, school: School
) -> None:
    casus = CasusFactory(meeting=meeting)
    shared = LibraryCasusFactory(region=school.region, source=casus)
    assert who(users, lambda user: can_withdraw_shared(user, shared, TODAY)) == {"ib", "coach", "swv", "beheerder"}
    casus.delete()
    shared.refresh_from_db()
    assert who(users, lambda user: can_withdraw_shared(user, shared, TODAY)) == {"swv", "beheerder"}
