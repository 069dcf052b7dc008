"""People and their accounts: who may sign in, what changing somebody's data writes, how they are found and sorted."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import Change, Region
from teams.actions.people import confirm_professional, open_account, register, update_professional
from teams.models import Organisation, Professional
from teams.seen import Stale
from teams.snapshots import person_snapshot
from tests.factories import (
    TODAY,
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    ProfessionalFactory,
    RegionFactory,
    StandInFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def region() -> Region:
    row: Region = RegionFactory(seats=False)
    return row


@pytest.fixture
def cjg(region: Region) -> Organisation:
    row: Organisation = OrganisationFactory(region=region, name="CJG Duinveen")
    return row


@pytest.fixture
def samira(cjg: Organisation) -> Professional:
    row: Professional = ProfessionalFactory(
        organisation=cjg, surname="Bakkali", email="samira@example.nl", confirmed_on=date(2025, 1, 6)
    )
    return row


def update(
    professional: Professional, actor: User, *, seen: Any = None, key: UUID | None = None, **values: Any
) -> Change:
    return update_professional(professional=professional, values=values, today=TODAY, seen=seen, actor=actor, key=key)


def now(professional: Professional) -> Professional:
    return Professional.objects.get(pk=professional.pk)


# Accounts: opened when somebody with a seat asks for a code


@pytest.fixture
def seated(samira: Professional) -> Professional:
    MembershipFactory(professional=samira)
    return samira


def ask(email: str) -> None:
    open_account(email=email, today=TODAY)


def accounts() -> list[str]:
    return [user.email for user in User.objects.order_by("email")]


@pytest.mark.parametrize("typed", ["samira@example.nl", " Samira@Example.NL "])
def test_who_has_a_seat_and_an_address_of_her_own_gets_an_account(seated: Professional, typed: str) -> None:
    ask(typed)
    assert (str(now(seated).user), accounts()) == ("samira@example.nl", ["samira@example.nl"])


def test_the_account_has_no_password_to_guess(seated: Professional) -> None:
    ask(seated.email)
    assert User.objects.get().has_usable_password() is False


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "opened"),
    [
        (date(2026, 8, 1), TODAY, True),
        (date(2027, 8, 1), None, True),
        (date(2026, 8, 1), date(2026, 11, 21), False),
    ],
    ids=["last day", "to come", "past"],
)
def test_only_who_sits_or_will_sit_somewhere(
    samira: Professional, starts_on: date, ends_on: date | None, opened: bool
) -> None:
    MembershipFactory(professional=samira, starts_on=starts_on, ends_on=ends_on)
    ask(samira.email)
    assert (now(samira).user is not None) is opened


def test_who_never_had_a_seat_gets_no_account(samira: Professional) -> None:
    ask(samira.email)
    assert accounts() == []


@pytest.mark.parametrize(("ends_on", "opened"), [(TODAY, True), (date(2026, 11, 21), False)])
def test_a_stand_in_gets_an_account_till_her_last_day(samira: Professional, ends_on: date, opened: bool) -> None:
    StandInFactory(professional=samira, starts_on=date(2026, 11, 1), ends_on=ends_on)
    ask(samira.email)
    assert (now(samira).user is not None) is opened


def test_an_unknown_address_opens_nothing(seated: Professional) -> None:
    ask("niemand@example.nl")
    ask("")
    assert accounts() == []


@pytest.mark.parametrize("other", ["samira@example.nl", "SAMIRA@example.nl"])
def test_a_shared_address_opens_no_account(seated: Professional, cjg: Organisation, other: str) -> None:
    ProfessionalFactory(organisation=cjg, email=other)
    ask(seated.email)
    assert (now(seated).user, accounts()) == (None, [])


def test_an_address_that_signs_somebody_else_in_opens_nothing(seated: Professional) -> None:
    grant_holder = UserFactory(email="samira@example.nl")
    ask(seated.email)
    assert (now(seated).user, list(User.objects.all())) == (None, [grant_holder])


def test_an_account_that_was_never_used_follows_its_owners_address(seated: Professional) -> None:
    ask(seated.email)
    Professional.objects.update(email="nieuw@example.nl")
    ask("nieuw@example.nl")
    assert (str(now(seated).user), accounts()) == ("nieuw@example.nl", ["nieuw@example.nl"])


def test_an_account_that_was_used_does_not_follow_another_address(seated: Professional) -> None:
    ask(seated.email)
    User.objects.update(last_login=timezone.now())
    Professional.objects.update(email="gekaapt@example.nl")
    ask("gekaapt@example.nl")
    assert accounts() == ["samira@example.nl"]


def test_an_account_with_a_grant_does_not_follow_another_address(seated: Professional) -> None:
    ask(seated.email)
    GrantFactory(user=User.objects.get())
    Professional.objects.update(email="gekaapt@example.nl")
    ask("gekaapt@example.nl")
    assert accounts() == ["samira@example.nl"]


def test_somebody_new_is_saved_without_an_account(cjg: Organisation) -> None:
    somebody = register(Professional(surname="Smit", organisation=cjg, email="smit@example.nl"))
    assert (str(somebody), somebody.user, accounts()) == ("Smit", None, [])


def test_somebody_known_is_not_made_twice(samira: Professional) -> None:
    assert register(samira) == samira
    assert Professional.objects.count() == 1


def test_somebody_who_was_taken_away_meanwhile_is_said_to_be_gone(samira: Professional) -> None:
    Professional.objects.all().delete()
    samira.pk = 999
    with pytest.raises(Stale) as stale:
        register(samira)
    assert stale.value.differences == ["Samira Bakkali staat er niet meer."]


# Changing somebody's data


def test_the_fields_given_are_written_and_the_others_stay(samira: Professional, ib: User) -> None:
    change = update(samira, ib, phone="+31687654321", expertise="verzuim")
    row = now(samira)
    assert (row.phone, row.expertise, row.surname, row.email) == (
        "+31687654321",
        "verzuim",
        "Bakkali",
        "samira@example.nl",
    )
    assert (change.school, change.actor, change.summary) == (
        None,
        ib,
        "De gegevens van Samira Bakkali zijn bijgewerkt.",
    )


def test_what_is_saved_is_confirmed(samira: Professional, ib: User) -> None:
    update(samira, ib)
    assert now(samira).confirmed_on == TODAY


def test_a_new_name_sorts_anew(samira: Professional, ib: User) -> None:
    update(samira, ib, surname="Ûbels", infix="van")
    assert now(samira).sort_key == "ubels samira van"


def test_two_people_who_change_different_fields_both_keep_theirs(samira: Professional, ib: User) -> None:
    seen = person_snapshot(samira)
    stale_copy = now(samira)
    update(samira, UserFactory(), seen=seen, phone="+31687654321")
    update(stale_copy, ib, seen=seen, expertise="verzuim")
    row = now(samira)
    assert (row.phone, row.expertise) == ("+31687654321", "verzuim")


def test_the_second_to_change_the_same_field_is_told(samira: Professional, ib: User) -> None:
    seen = person_snapshot(samira)
    update(samira, UserFactory(), seen=seen, phone="+31687654321", expertise="rouw")
    with pytest.raises(Stale) as stale:
        update(samira, ib, seen=seen, phone="+31611111111")
    assert stale.value.differences == ["Gegevens: telefoon is nu 06-87654321 (was 06-12345678)."]
    assert now(samira).phone == "+31687654321"


def test_another_address_does_not_change_with_which_she_signs_in(seated: Professional, ib: User) -> None:
    ask(seated.email)
    update(seated, ib, email="gekaapt@example.nl")
    row = now(seated)
    assert (row.email, str(row.user)) == ("gekaapt@example.nl", "samira@example.nl")


def test_an_undone_update_gives_the_data_before(samira: Professional, ib: User) -> None:
    before = Professional.objects.values().get()
    undone = undo(change=update(samira, ib, surname="Anders", phone="", half_days=3), actor=ib)
    assert Professional.objects.values().get() == before
    assert undone.summary == "Teruggedraaid: De gegevens van Samira Anders zijn bijgewerkt."


def test_the_same_form_twice_writes_once(samira: Professional, ib: User) -> None:
    key = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
    update(samira, ib, key=key, expertise="verzuim")
    with pytest.raises(AlreadyDone):
        update(samira, ib, key=key, expertise="rouw")
    assert now(samira).expertise == "verzuim"


def test_undoing_does_not_close_the_account_that_came_meanwhile(seated: Professional, ib: User) -> None:
    change = update(seated, ib, expertise="verzuim")
    ask(seated.email)
    undo(change=change, actor=ib)
    assert (now(seated).expertise, str(now(seated).user)) == ("", "samira@example.nl")


def test_data_that_changed_since_they_were_seen_are_not_confirmed(samira: Professional, ib: User) -> None:
    seen = person_snapshot(samira)
    update(samira, UserFactory(), phone="")
    with pytest.raises(Stale) as stale:
        confirm_professional(professional=samira, today=TODAY, seen=seen, actor=ib)
    assert stale.value.differences == ["Gegevens: telefoon is nu leeg (was 06-12345678)."]


def test_confirming_changes_nothing_but_the_day(samira: Professional, ib: User) -> None:
    before = Professional.objects.values().get()
    change = confirm_professional(professional=samira, today=TODAY, actor=ib)
    assert Professional.objects.values().get() == {**before, "confirmed_on": TODAY}
    assert change.summary == "De gegevens van Samira Bakkali zijn bevestigd."


@pytest.mark.parametrize(
    ("confirmed_on", "faded"),
    [(None, True), (TODAY, False), (date(2026, 5, 23), False), (date(2026, 5, 22), True)],
)
def test_a_contact_fades_after_half_a_year(confirmed_on: date | None, faded: bool) -> None:
    assert Professional(confirmed_on=confirmed_on).is_faded(TODAY) is faded


# Finding and sorting


def everybody(cjg: Organisation) -> None:
    for first_name, infix, surname in (
        ("Anna", "", "Boer"),
        ("Zoë", "van den", "Berg"),
        ("Floor", "", "Bergman"),
        ("Tom", "de", "Vries"),
        ("Ïnez", "", "Ûbels"),
        ("İlknur", "", "Çelik"),
    ):
        ProfessionalFactory(
            organisation=cjg, first_name=first_name, infix=infix, surname=surname, email=f"{first_name[0]}@post.nl"
        )


def test_the_database_sorts_people_on_the_core_word(cjg: Organisation) -> None:
    everybody(cjg)
    assert [row.list_name for row in Professional.objects.all()] == [
        "Berg, Zoë van den",
        "Bergman, Floor",
        "Boer, Anna",
        "Çelik, İlknur",
        "Ûbels, Ïnez",
        "Vries, Tom de",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("berg", ["Zoë van den Berg", "Floor Bergman"]),
        ("van den berg", ["Zoë van den Berg"]),
        ("BERG zoe", ["Zoë van den Berg"]),
        ("ubels", ["Ïnez Ûbels"]),
        ("ÛBELS", ["Ïnez Ûbels"]),
        ("ilknur celik", ["İlknur Çelik"]),
        ("t@post.nl", ["Tom de Vries"]),
        ("jeugdcoaches", ["Jan Smit"]),
        ("coördinatie", ["Jan Smit"]),
        ("berg boer", []),
        ("%", []),
        ("_", []),
    ],
)
def test_every_word_is_part_of_a_name_an_address_or_an_organisation(
    cjg: Organisation, text: str, found: list[str]
) -> None:
    everybody(cjg)
    other = OrganisationFactory(region=cjg.region, name="Coördinatie Jeugdcoaches")
    ProfessionalFactory(organisation=other, first_name="Jan", surname="Smit", email="")
    assert [str(row) for row in Professional.objects.search(text)] == found


@pytest.mark.parametrize(
    ("described", "known"),
    [
        ({"first_name": "ZOE", "infix": "van den", "surname": "berg", "email": ""}, ["Zoë van den Berg"]),
        ({"first_name": "", "infix": "", "surname": "Anders", "email": "Z@POST.nl"}, ["Zoë van den Berg"]),
        ({"first_name": "Zoë", "infix": "", "surname": "Bergman", "email": ""}, []),
        ({"first_name": "", "infix": "", "surname": "Anders", "email": ""}, []),
    ],
)
def test_somebody_is_known_by_the_same_name_or_the_same_address(
    cjg: Organisation, described: dict[str, str], known: list[str]
) -> None:
    everybody(cjg)
    ProfessionalFactory(organisation=cjg, surname="Zonder adres", email="")
    assert [str(row) for row in Professional.objects.like(**described)] == known
