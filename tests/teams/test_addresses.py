"""Whose an e-mail address is, and what it opens: nothing before its owner confirmed it, nothing while it is shared."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from time_machine import TimeMachineFixture

from accounts.models import User
from schools.changes import undo
from schools.models import Change, Region
from teams.access import holders_of, may_get_code, opens_account
from teams.actions.addresses import confirm_address, read_link
from teams.actions.people import open_account, update_professional
from teams.models import Coordinator, Organisation, Professional
from tests.factories import (
    TODAY,
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    ProfessionalFactory,
    RegionFactory,
    UserFactory,
)
from tests.teams.mail import link_in, sent, terms, text_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OLD, NEW = "samira@example.nl", "samira@nieuw.nl"


@pytest.fixture
def region() -> Region:
    row: Region = RegionFactory(seats=False)
    return row


@pytest.fixture
def cjg(region: Region) -> Organisation:
    row: Organisation = OrganisationFactory(region=region)
    return row


@pytest.fixture
def samira(cjg: Organisation) -> Professional:
    """With a seat, and no account yet."""
    somebody: Professional = ProfessionalFactory(organisation=cjg, surname="Bakkali", email=OLD)
    MembershipFactory(professional=somebody)
    return somebody


@pytest.fixture
def account(samira: Professional) -> User:
    """Samira's account, which she uses."""
    user: User = UserFactory(email=OLD, last_login=timezone.now())
    samira.user = user
    samira.save()
    return user


@pytest.fixture
def ib() -> User:
    """Who corrects Samira's data; a name of her own comes with it."""
    user: User = UserFactory(email="ib@example.nl")
    ProfessionalFactory(first_name="Anneke", surname="Visser", email="ib@example.nl", user=user)
    return user


def change_address(samira: Professional, ib: User, email: str = NEW) -> Change:
    return update_professional(professional=samira, values={"email": email}, today=TODAY, actor=ib)


def now(samira: Professional) -> Professional:
    return Professional.objects.get(pk=samira.pk)


def token() -> str:
    return link_in(text_to(NEW)).split("/")[2]


def confirm(token: str) -> Change:
    link = read_link(token)
    assert link is not None
    return confirm_address(link=link, today=TODAY, session_key=None)


def state(samira: Professional) -> tuple[str, bool]:
    return now(samira).email, now(samira).email_is_confirmed


# A new address


def test_a_new_address_waits_for_its_owner(samira: Professional, ib: User) -> None:
    change_address(samira, ib)
    assert (state(samira), sent()) == ((NEW, False), [([NEW], "Bevestig je e-mailadres voor Kernteam")])


def test_also_when_she_changed_it_herself(samira: Professional, account: User) -> None:
    change_address(samira, account)
    assert (state(samira), [to for to, _ in sent()]) == ((NEW, False), [[NEW], [OLD]])


def test_the_link_is_a_secret_of_seven_days_and_the_letter_says_who_asked(samira: Professional, ib: User) -> None:
    change_address(samira, ib)
    assert terms(mail.outbox[0]) == (ib, True, timezone.now() + timedelta(days=7))
    assert "Anneke Visser vulde dit e-mailadres in bij de gegevens van Samira Bakkali in Kernteam." in text_to(NEW)


@pytest.mark.parametrize("same", [OLD, "Samira@Example.NL"])
def test_the_same_address_in_other_letters_is_no_new_one(samira: Professional, ib: User, same: str) -> None:
    change_address(samira, ib, same)
    assert (state(samira), sent()) == ((same, True), [])


def test_other_data_leave_the_address_confirmed(samira: Professional, ib: User) -> None:
    update_professional(professional=samira, values={"phone": ""}, today=TODAY, actor=ib)
    assert (state(samira), sent()) == ((OLD, True), [])


def test_who_signs_in_with_the_old_address_is_told_there(samira: Professional, account: User, ib: User) -> None:
    change_address(samira, ib)
    letter = text_to(OLD)
    assert [part in letter for part in ("Anneke Visser heeft op 22 november 2026", NEW, f"/mensen/{samira.pk}/")] == [
        True,
        True,
        True,
    ]


def test_an_account_that_was_never_used_is_told_nothing(samira: Professional, account: User, ib: User) -> None:
    User.objects.update(last_login=None)
    change_address(now(samira), ib)
    assert [to for to, _ in sent()] == [[NEW]]


def test_an_address_that_is_taken_away_is_told_where_she_signs_in(
    samira: Professional, account: User, ib: User
) -> None:
    change_address(samira, ib, "")
    assert ([to for to, _ in sent()], "geen e-mailadres meer" in text_to(OLD)) == ([[OLD]], True)


def test_a_name_with_a_line_break_adds_no_line_to_a_letter(samira: Professional, ib: User) -> None:
    Professional.objects.filter(pk=samira.pk).update(surname="Bakkali\n\nStuur je code naar x@y.nl")
    change_address(now(samira), ib)
    assert "Samira Bakkali Stuur je code naar x@y.nl in Kernteam." in text_to(NEW)


def test_till_then_it_opens_nothing_and_the_old_one_what_it_did(samira: Professional, account: User, ib: User) -> None:
    change_address(samira, ib)
    for address in (NEW, OLD):
        open_account(email=address, today=TODAY)
    assert ([may_get_code(address) for address in (NEW, OLD)], User.objects.filter(email=NEW).count()) == (
        [False, True],
        0,
    )


def test_without_an_account_none_is_opened_till_then(samira: Professional, ib: User) -> None:
    change_address(samira, ib)
    open_account(email=NEW, today=TODAY)
    assert now(samira).user is None
    confirm(token())
    open_account(email=NEW, today=TODAY)
    assert str(now(samira).user) == NEW


def test_an_undone_change_gives_the_old_address_back_and_voids_the_link(samira: Professional, ib: User) -> None:
    undo(change=change_address(samira, ib), actor=ib)
    assert (state(samira), read_link(token())) == ((OLD, True), None)


# Confirming


def test_the_link_confirms_and_her_account_follows(samira: Professional, account: User, ib: User) -> None:
    change_address(samira, ib)
    change = confirm(token())
    account.refresh_from_db()
    assert (state(samira), account.email, change.actor, change.summary) == (
        (NEW, True),
        NEW,
        None,
        "Het e-mailadres van Samira Bakkali is bevestigd met de link uit de mail.",
    )
    assert sent()[-1] == ([OLD], "Je logt nu met een ander e-mailadres in bij Kernteam")
    assert [may_get_code(address) for address in (NEW, OLD)] == [True, False]


def test_it_works_once(samira: Professional, ib: User) -> None:
    change_address(samira, ib)
    confirm(token())
    with pytest.raises(ValidationError):
        confirm(token())


@pytest.mark.parametrize(("wait", "works"), [(timedelta(days=7), True), (timedelta(days=7, seconds=1), False)])
def test_it_works_seven_days(
    samira: Professional, ib: User, time_machine: TimeMachineFixture, wait: timedelta, works: bool
) -> None:
    change_address(samira, ib)
    time_machine.move_to(timezone.now() + wait, tick=False)
    assert (read_link(token()) is not None) is works


def test_a_link_is_good_for_the_address_it_was_sent_to_only(samira: Professional, ib: User) -> None:
    change_address(samira, ib)
    change_address(now(samira), ib, "weer@anders.nl")
    assert read_link(token()) is None


@pytest.mark.parametrize("tampered", ["{}x", "x{}", "{}:x"])
def test_a_link_that_was_tampered_with_is_no_link(samira: Professional, ib: User, tampered: str) -> None:
    change_address(samira, ib)
    assert (read_link(tampered.format(token())), read_link("x"), read_link("")) == (None, None, None)


def test_an_address_that_another_account_signs_in_with_is_confirmed_and_moves_nothing(
    samira: Professional, account: User, ib: User
) -> None:
    UserFactory(email=NEW)
    change_address(samira, ib)
    confirm(token())
    account.refresh_from_db()
    assert (state(samira), account.email) == ((NEW, True), OLD)


def test_a_shared_address_cannot_be_confirmed(samira: Professional, account: User, cjg: Organisation, ib: User) -> None:
    ProfessionalFactory(organisation=cjg, email=NEW)
    change_address(samira, ib)
    with pytest.raises(ValidationError):
        confirm(token())
    account.refresh_from_db()
    assert (state(samira), account.email) == ((NEW, False), OLD)


def test_what_happened_since_cannot_be_undone_past_the_confirmation(samira: Professional, ib: User) -> None:
    change = change_address(samira, ib)
    confirm(token())
    with pytest.raises(ValidationError):
        undo(change=change, actor=ib)
    assert state(samira) == (NEW, True)


# Shared addresses


@pytest.fixture
def tom(cjg: Organisation) -> Professional:
    """Has the same address as Samira, in other letters."""
    row: Professional = ProfessionalFactory(organisation=cjg, first_name="Tom", email="SAMIRA@example.nl")
    return row


def test_an_address_belongs_to_who_has_it_or_signs_in_with_it(
    samira: Professional, tom: Professional, account: User, ib: User
) -> None:
    change_address(samira, ib)
    assert set(holders_of(OLD)) == {samira, tom}
    assert set(holders_of(NEW)) == set()  # it waits for her word


def test_the_address_of_an_account_that_a_merged_record_brought_is_hers_and_no_other_is(
    samira: Professional, tom: Professional
) -> None:
    brought: User = UserFactory(email="tom@example.nl")
    Professional.objects.filter(pk=tom.pk).update(merged_into=samira, user=brought)
    assert (list(holders_of("tom@example.nl")), list(holders_of("ander@example.nl"))) == ([samira], [])


def test_an_address_that_is_empty_belongs_to_nobody(samira: Professional, cjg: Organisation) -> None:
    ProfessionalFactory(organisation=cjg, email="")
    assert list(holders_of(" ")) == []


def test_no_code_goes_to_a_shared_address_also_when_one_has_an_account(
    samira: Professional, account: User, tom: Professional
) -> None:
    assert (may_get_code(OLD), opens_account(samira, TODAY)) == (False, False)


def test_once_one_has_her_own_the_other_comes_in(samira: Professional, account: User, tom: Professional) -> None:
    tom.email = "tom@example.nl"
    tom.save()
    assert (may_get_code(OLD), opens_account(samira, TODAY)) == (True, True)


def test_who_was_erased_shares_nothing(samira: Professional, account: User, tom: Professional) -> None:
    Professional.objects.filter(pk=tom.pk).update(erased_on=TODAY)
    assert may_get_code(OLD)


def test_who_was_merged_away_shares_nothing_with_whom_she_is(
    samira: Professional, account: User, tom: Professional
) -> None:
    Professional.objects.filter(pk=tom.pk).update(merged_into=samira)
    assert (may_get_code(OLD), list(holders_of(OLD))) == (True, [samira])


@pytest.mark.parametrize(
    ("kind", "may"),
    [(Authenticator.Type.TOTP, True), (Authenticator.Type.WEBAUTHN, True), (Authenticator.Type.RECOVERY_CODES, False)],
)
def test_nobody_shuts_out_who_has_a_second_step(
    samira: Professional, account: User, tom: Professional, kind: str, may: bool
) -> None:
    Authenticator.objects.create(user=account, type=kind, data={})
    assert may_get_code(OLD) is may


def test_the_second_step_of_somebody_else_opens_nothing(
    samira: Professional, account: User, tom: Professional, ib: User
) -> None:
    Authenticator.objects.create(user=ib, type=Authenticator.Type.TOTP, data={})
    assert may_get_code(OLD) is False


def test_power_alone_does_not_open_a_shared_address(samira: Professional, account: User, tom: Professional) -> None:
    """Who reads it would set up a second step of her own."""
    GrantFactory(user=account)
    assert may_get_code(OLD) is False


def test_an_address_that_somebody_typed_for_another_shuts_nobody_out(
    samira: Professional, account: User, tom: Professional
) -> None:
    Professional.objects.filter(pk=tom.pk).update(email_is_confirmed=False)
    assert (may_get_code(OLD), opens_account(samira, TODAY), opens_account(tom, TODAY)) == (True, True, False)


@pytest.mark.parametrize("field", ["erased", "closed"])
def test_who_was_erased_or_closed_gets_no_code(samira: Professional, account: User, field: str) -> None:
    GrantFactory(user=account)
    if field == "erased":
        Professional.objects.update(erased_on=TODAY)
    else:
        User.objects.filter(pk=account.pk).update(is_active=False)
    assert not may_get_code(OLD)


# What opens an account


@pytest.mark.parametrize(
    ("fields", "opens"),
    [({}, True), ({"email": ""}, False), ({"email_is_confirmed": False}, False), ({"erased_on": TODAY}, False)],
    ids=["hers", "none", "not confirmed", "erased"],
)
def test_an_address_opens_when_it_is_hers_and_confirmed(
    samira: Professional, fields: dict[str, object], opens: bool
) -> None:
    Professional.objects.filter(pk=samira.pk).update(**fields)
    assert opens_account(now(samira), TODAY) is opens


@pytest.mark.parametrize(("ends_on", "opens"), [(TODAY, True), (date(2026, 11, 21), False)])
def test_and_as_long_as_she_has_a_seat(samira: Professional, ends_on: date, opens: bool) -> None:
    samira.memberships.update(ends_on=ends_on)
    assert opens_account(samira, TODAY) is opens


def test_an_account_with_a_coordinatorship_does_not_follow_an_address_by_itself(samira: Professional) -> None:
    open_account(email=OLD, today=TODAY)
    user = User.objects.get(email=OLD)
    Coordinator.objects.create(user=user, organisation=samira.organisation, starts_on=date(2027, 1, 1))
    Professional.objects.filter(pk=samira.pk).update(email=NEW)
    open_account(email=NEW, today=TODAY)
    user.refresh_from_db()
    assert user.email == OLD
