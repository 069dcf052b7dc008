"""People and their accounts: who may sign in, what changing somebody's data writes, how they are found and sorted."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from schools.changes import AlreadyDone, undo
from schools.models import Change, Region
from teams.actions.people import confirm_professional, open_account, register, update_professional
from teams.models import Organisation, Professional
from teams.seen import Stale
from teams.snapshots import person_snapshot
from tests.factories import TODAY, OrganisationFactory, ProfessionalFactory, RegionFactory, UserFactory

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


# Accounts


def test_an_address_of_her_own_opens_an_account(samira: Professional) -> None:
    open_account(samira)
    assert str(now(samira).user) == "samira@example.nl"


def test_the_account_has_no_password_to_guess(samira: Professional) -> None:
    open_account(samira)
    assert User.objects.get().has_usable_password() is False


def test_the_account_has_her_address_in_lower_case(cjg: Organisation) -> None:
    somebody = ProfessionalFactory(organisation=cjg, email="Noor.Smit@Example.nl")
    open_account(somebody)
    assert str(now(somebody).user) == "noor.smit@example.nl"


def test_without_an_address_there_is_no_account(cjg: Organisation) -> None:
    open_account(ProfessionalFactory(organisation=cjg, email=""))
    assert User.objects.count() == 0


@pytest.mark.parametrize("other", ["ggd@example.nl", "GGD@example.nl"])
def test_a_shared_address_opens_no_account(cjg: Organisation, other: str) -> None:
    ProfessionalFactory(organisation=cjg, email=other)
    somebody = ProfessionalFactory(organisation=cjg, email="ggd@example.nl")
    open_account(somebody)
    assert (now(somebody).user, User.objects.count()) == (None, 0)


def test_somebody_elses_account_is_not_taken_over(samira: Professional, cjg: Organisation) -> None:
    open_account(samira)
    Professional.objects.filter(pk=samira.pk).update(email="nieuw@example.nl")
    other = ProfessionalFactory(organisation=cjg, email="samira@example.nl")
    open_account(other)
    assert (now(other).user, str(now(samira).user)) == (None, "samira@example.nl")


def test_an_account_that_was_there_is_hers(samira: Professional) -> None:
    account = UserFactory(email="samira@example.nl")
    open_account(samira)
    assert now(samira).user == account


def test_who_has_an_account_keeps_it(samira: Professional) -> None:
    account = UserFactory(email="oud@example.nl")
    samira.user = account
    samira.save()
    open_account(samira)
    assert (now(samira).user, User.objects.count()) == (account, 1)


def test_somebody_new_is_saved_and_gets_an_account(cjg: Organisation) -> None:
    somebody = register(Professional(surname="Smit", organisation=cjg, email="smit@example.nl"))
    assert (str(somebody), str(somebody.user)) == ("Smit", "smit@example.nl")


def test_somebody_known_is_not_made_twice(samira: Professional) -> None:
    assert register(samira) == samira
    assert Professional.objects.count() == 1


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


def test_a_first_address_opens_an_account(cjg: Organisation, ib: User) -> None:
    somebody = ProfessionalFactory(organisation=cjg, email="")
    update(somebody, ib, email="nieuw@example.nl")
    assert str(now(somebody).user) == "nieuw@example.nl"


def test_another_address_does_not_change_with_which_she_signs_in(samira: Professional, ib: User) -> None:
    open_account(samira)
    update(samira, ib, email="gekaapt@example.nl")
    row = now(samira)
    assert (row.email, str(row.user)) == ("gekaapt@example.nl", "samira@example.nl")
    assert not User.objects.filter(email="gekaapt@example.nl").exists()


def test_an_undone_update_gives_the_data_before(samira: Professional, ib: User) -> None:
    open_account(samira)
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
