"""Ways by which somebody could come to more than her seats and grants give her, each of them closed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from outbox.models import Mail
from schools.changes import CannotUndo, Stale
from schools.enums import GrantKind
from schools.models import Grant, School
from teams.access import (
    can_edit_team,
    can_merge,
    can_set_email,
    can_set_organisation,
    can_undo,
    organisations_for,
)
from teams.actions.addresses import confirm_address, link_token, read_link
from teams.actions.erasure import erase_professional
from teams.actions.grants import give_grant
from teams.actions.handover import take_back
from teams.actions.merge import merge_records
from teams.actions.people import tie_account, update_professional
from teams.actions.seats import correct_membership, remove_membership
from teams.models import Coordinator, Membership, Organisation, Professional, Role
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    ProfessionalFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BOSS = "baas@example.nl"
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def beheerder() -> User:
    user: User = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    return user


def grant_swv(school: School, beheerder: User, email: str = BOSS) -> Grant:
    give_grant(email=email, kind=GrantKind.SWV, region=school.region, starts_on=TODAY, actor=beheerder)
    return Grant.objects.get(kind=GrantKind.SWV)


# Addresses and power


def test_a_grant_goes_not_to_who_only_typed_that_address(school: School, ib: User, beheerder: User) -> None:
    seat(school, "cjg-coach", user=ib, professional__email=ib.email)
    update_professional(professional=ib.professional, values={"email": BOSS}, today=TODAY, actor=ib)
    assert grant_swv(school, beheerder).user.email == BOSS
    assert not Grant.objects.filter(user=ib).exists()


def test_no_grant_goes_to_an_address_of_two_people(school: School, beheerder: User) -> None:
    for _ in range(2):
        seat(school, "cjg-coach", professional__email=BOSS)
    with pytest.raises(ValidationError, match="van meer mensen"):
        grant_swv(school, beheerder)
    assert not User.objects.filter(email=BOSS).exists()


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW], ids=["now", "to come"])
def test_a_colleague_sets_no_address_and_merges_nobody_who_has_or_will_have_power(
    school: School, ib: User, starts_on: date
) -> None:
    seat(school, "intern-begeleider", user=ib)
    coach = seat(school, "cjg-coach", user=UserFactory()).professional
    guide = GrantFactory(region=school.region).user
    double = ProfessionalFactory(organisation=coach.organisation)
    assert (can_set_email(ib, coach, TODAY), can_merge(guide, double, coach, TODAY)) == (True, True)
    GrantFactory(user=coach.user, kind=GrantKind.SWV, region=school.region, starts_on=starts_on)
    assert (can_set_email(ib, coach, TODAY), can_merge(guide, double, coach, TODAY)) == (False, False)


@pytest.mark.parametrize("by_herself", [True, False])
def test_power_that_came_after_the_link_follows_only_an_address_that_she_set_herself(
    school: School, ib: User, by_herself: bool
) -> None:
    account = UserFactory(last_login="2026-10-01T12:00:00Z")
    coach = seat(school, "cjg-coach", user=account).professional
    actor = account if by_herself else ib
    update_professional(professional=coach, values={"email": "nieuw@example.nl"}, today=TODAY, actor=actor)
    link = read_link(link_token(coach))
    assert link is not None
    GrantFactory(user=account, kind=GrantKind.SWV, region=school.region)
    if by_herself:
        confirm_address(link=link, today=TODAY, session_key=None)
    else:
        with pytest.raises(ValidationError):
            confirm_address(link=link, today=TODAY, session_key=None)
    account.refresh_from_db()
    assert (account.email == "nieuw@example.nl") is by_herself


def test_an_account_that_came_with_a_grant_gets_her_seats_once_she_reads_her_mail(school: School) -> None:
    account = GrantFactory(kind=GrantKind.SWV, region=school.region, user__email=BOSS).user
    seated = seat(school, "intern-begeleider", professional__email=BOSS).professional
    assert can_edit_team(account, school, TODAY) is False
    tie_account(account=account, today=TODAY)
    assert (Professional.objects.get(pk=seated.pk).user, can_edit_team(account, school, TODAY)) == (account, True)


@pytest.mark.parametrize("why", ["not confirmed", "shared", "has another"])
def test_an_account_is_tied_to_nobody_whose_address_it_is_not_surely(school: School, why: str) -> None:
    account = UserFactory(email=BOSS)
    seated = seat(school, "intern-begeleider", professional__email=BOSS).professional
    if why == "not confirmed":
        Professional.objects.update(email_is_confirmed=False)
    elif why == "shared":
        seat(school, "directeur", professional__email=BOSS)
    else:
        person(school, "Al", "", "Iemand", user=account, email="al@example.nl")
    tie_account(account=account, today=TODAY)
    assert Professional.objects.get(pk=seated.pk).user is None


# Organisations


def test_who_edits_a_team_moves_nobody_into_an_organisation_that_she_coordinates(school: School, ib: User) -> None:
    """That would let her set the address of somebody who sits where she edits nothing."""
    seat(school, "intern-begeleider", user=ib)
    mine = OrganisationFactory(region=school.region)
    Coordinator.objects.create(user=ib, organisation=mine, starts_on=TODAY)
    coach = seat(school, "cjg-coach").professional
    assert (can_set_organisation(ib, coach, TODAY), set(organisations_for(ib, coach, TODAY))) == (
        False,
        {mine, coach.organisation},
    )
    guide = GrantFactory(region=school.region).user
    assert can_set_organisation(guide, coach, TODAY) is True
    assert set(organisations_for(guide, coach, TODAY)) == set(Organisation.objects.filter(region=school.region))


# Undoing


def test_what_undoing_puts_back_must_be_hers_to_write_as_well(school: School, ib: User) -> None:
    """A coordinator of the GGD may change a nurse, but not undo her into an intern begeleider."""
    ggd = OrganisationFactory(region=school.region, kind="ggd")
    coordinator = UserFactory()
    Coordinator.objects.create(user=coordinator, organisation=ggd, starts_on=TODAY)
    seat(school, "directeur", user=ib)
    row = seat(school, "intern-begeleider")
    nurse = person(school, "Mirjam", "", "Smit")
    Professional.objects.filter(pk=nurse.pk).update(organisation=ggd)
    change = correct_membership(
        membership=row, professional=nurse, role=Role.objects.get(code="jeugdverpleegkundige"),
        starts_on=row.starts_on, ends_on=None, actor=ib,
    )  # fmt: skip
    assert (can_undo(ib, change, TODAY), can_undo(coordinator, change, TODAY)) == (True, False)


def test_no_undo_seats_a_record_that_was_merged_since(school: School, ib: User, beheerder: User) -> None:
    seat(school, "directeur", user=ib)
    row = seat(school, "cjg-coach")
    kept = ProfessionalFactory(organisation=row.professional.organisation)
    removed = remove_membership(membership=row, actor=ib)
    merge_records(kept=kept, absorbed=row.professional, actor=beheerder)
    with pytest.raises(CannotUndo, match="samengevoegd"):
        take_back(change=removed, actor=ib, today=TODAY)
    assert not Membership.objects.filter(pk=row.pk).exists()


def test_undoing_is_refused_when_it_is_allowed_no_more(school: School, ib: User) -> None:
    mine = seat(school, "directeur", user=ib)
    change = remove_membership(membership=seat(school, "cjg-coach"), actor=ib)
    Membership.objects.filter(pk=mine.pk).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(CannotUndo):
        take_back(change=change, actor=ib, today=TODAY)


def test_a_seat_is_not_corrected_to_a_record_that_was_merged_meanwhile(school: School, ib: User) -> None:
    row = seat(school, "cjg-coach")
    gone = ProfessionalFactory(organisation=row.professional.organisation)
    Professional.objects.filter(pk=gone.pk).update(merged_into=row.professional)
    with pytest.raises(Stale):
        correct_membership(
            membership=row, professional=gone, role=row.role, starts_on=row.starts_on, ends_on=None, actor=ib
        )
    assert Membership.objects.get(pk=row.pk).professional == row.professional


def test_forgotten_mail_is_hers_alone(school: School) -> None:
    leaver = ProfessionalFactory(organisation__region=school.region, email="info@example.nl")
    Professional.objects.filter(pk=leaver.pk).update(email_is_confirmed=False)
    other = seat(school, "cjg-coach", professional__email="info@example.nl").professional
    kept = Mail.objects.create(message_id="<1>", recipient=other.email, subject="Voor wie blijft", content=b"x")
    actor = GrantFactory(region=school.region).user
    erase_professional(professional=leaver, today=TODAY, actor=actor)
    kept.refresh_from_db()
    assert (kept.recipient, bytes(kept.content)) == ("info@example.nl", b"x")


def test_schools_of_another_region_stay_out_of_all_this(school: School, beheerder: User) -> None:
    far = SchoolFactory()
    grant = grant_swv(school, beheerder)
    assert can_edit_team(grant.user, far, TODAY) is False
