"""Two records of one person become one: seats joined, nothing lost, accounts kept, undoable, also in a chain."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import Stale, undo
from schools.enums import GrantKind
from schools.models import School
from teams.access import accounts_of, can_merge, can_undo, is_self, possible_doubles, visible_schools
from teams.actions.merge import merge_records
from teams.actions.people import update_professional
from teams.enums import Visibility
from teams.models import Coordinator, Membership, Organisation, Professional, StandIn
from teams.snapshots import merge_snapshot
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    seat,
)

pytestmark = pytest.mark.django_db
COACH = "cjg-coach"
Span = tuple[date, date | None]


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


@pytest.fixture
def cjg(school: School) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region, name="CJG Duinveen")
    return row


@pytest.fixture
def leader(cjg: Organisation) -> User:
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=cjg, starts_on=date(2026, 1, 1))
    return user


@pytest.fixture
def kept(cjg: Organisation) -> Professional:
    row: Professional = ProfessionalFactory(organisation=cjg, surname="Bakkali", email="samira@cjg.example")
    return row


@pytest.fixture
def double(cjg: Organisation) -> Professional:
    """The same Samira, entered once more."""
    row: Professional = ProfessionalFactory(
        organisation=cjg, surname="Bakkali", email="s.bakkali@cjg.example", phone=""
    )
    return row


def everything() -> list[object]:
    return [list(model._base_manager.order_by("pk").values()) for model in (Professional, Membership, StandIn)]


def spans(school: School) -> list[tuple[str, date, date | None]]:
    return [
        (str(row.professional), row.starts_on, row.ends_on) for row in school.memberships.select_related("professional")
    ]


def test_seats_of_both_also_past_ones_are_hers(
    school: School, leader: User, kept: Professional, double: Professional
) -> None:
    other = SchoolFactory(region=school.region)
    seat(school, COACH, professional=kept)
    seat(other, COACH, professional=double, starts_on=date(2020, 8, 1), ends_on=date(2021, 7, 31))
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    assert set(Membership.objects.values_list("school", "professional")) == {(school.pk, kept.pk), (other.pk, kept.pk)}
    assert (change.school, change.summary) == (None, "De twee keer Samira Bakkali zijn samengevoegd tot één.")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ((date(2026, 8, 1), None), (date(2024, 8, 1), date(2026, 12, 31)), [(date(2024, 8, 1), None)]),
        (
            (date(2025, 8, 1), date(2026, 7, 31)),
            (date(2026, 1, 1), date(2026, 9, 1)),
            [(date(2025, 8, 1), date(2026, 9, 1))],
        ),
        ((date(2025, 8, 1), None), (date(2026, 1, 1), date(2026, 2, 1)), [(date(2025, 8, 1), None)]),
        (
            (date(2025, 8, 1), date(2026, 7, 31)),
            (date(2026, 8, 1), None),
            [(date(2025, 8, 1), date(2026, 7, 31)), (date(2026, 8, 1), None)],
        ),
    ],
    ids=["open", "end to end", "inside", "one after the other"],
)
def test_overlapping_seats_become_one_and_undo_makes_them_two_again(
    school: School,
    leader: User,
    kept: Professional,
    double: Professional,
    first: Span,
    second: Span,
    joined: list[Span],
) -> None:
    for person, (starts_on, ends_on) in ((kept, first), (double, second)):
        seat(
            school, COACH, professional=person, starts_on=starts_on, ends_on=ends_on, is_first_contact=person is double
        )
    before = everything()
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    assert spans(school) == [("Samira Bakkali", *span) for span in joined]
    assert [row.professional_id for row in school.memberships.all()] == [kept.pk] * len(joined)
    undo(change=change, actor=leader)
    assert everything() == before


def test_a_joined_seat_keeps_days_hours_and_first_contact_of_either(
    school: School, leader: User, kept: Professional, double: Professional
) -> None:
    seat(school, COACH, professional=kept, starts_on=date(2025, 8, 1))
    seat(school, COACH, professional=double, contact_days=2, contact_hours="di 9 uur", is_first_contact=True)
    merge_records(kept=kept, absorbed=double, actor=leader)
    row = Membership.objects.get()
    assert (row.contact_days, row.contact_hours, row.is_first_contact) == (2, "di 9 uur", True)


def test_another_role_at_the_same_school_stays_another_seat(
    school: School, leader: User, kept: Professional, double: Professional
) -> None:
    seat(school, COACH, professional=kept)
    seat(school, "schoolmaatschappelijk-werker", professional=double)
    merge_records(kept=kept, absorbed=double, actor=leader)
    assert Membership.objects.filter(professional=kept).count() == 2


# Stand-ins


def test_stand_ins_come_along_for_her_and_by_her(
    school: School, leader: User, kept: Professional, double: Professional, cjg: Organisation
) -> None:
    colleague = ProfessionalFactory(organisation=cjg)
    hers = seat(school, COACH, professional=double)
    StandInFactory(membership=hers, professional=colleague)
    StandInFactory(
        membership=seat(SchoolFactory(region=school.region), COACH, professional=colleague), professional=double
    )
    seat(school, COACH, professional=kept, starts_on=date(2025, 8, 1))
    before = everything()
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    found = StandIn.objects.values_list("membership__professional", "professional")
    assert set(found) == {(kept.pk, colleague.pk), (colleague.pk, kept.pk)}
    undo(change=change, actor=leader)
    assert everything() == before


def test_nobody_stands_in_for_herself(school: School, leader: User, kept: Professional, double: Professional) -> None:
    StandInFactory(membership=seat(school, COACH, professional=kept), professional=double)
    before = everything()
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    assert StandIn.objects.count() == 0
    undo(change=change, actor=leader)
    assert everything() == before


def test_the_same_stand_in_twice_is_one(
    school: School, leader: User, kept: Professional, double: Professional, cjg: Organisation
) -> None:
    colleague = ProfessionalFactory(organisation=cjg)
    for person, days in (
        (kept, (date(2026, 11, 1), date(2026, 11, 30))),
        (double, (date(2026, 11, 20), date(2026, 12, 9))),
    ):
        row = seat(school, COACH, professional=person)
        StandInFactory(membership=row, professional=colleague, starts_on=days[0], ends_on=days[1])
    merge_records(kept=kept, absorbed=double, actor=leader)
    (row,) = StandIn.objects.all()
    assert (row.starts_on, row.ends_on) == (date(2026, 11, 1), date(2026, 12, 9))


def test_two_who_stand_in_at_the_same_time_must_be_settled_first(
    school: School, leader: User, kept: Professional, double: Professional
) -> None:
    for person in (kept, double):
        StandInFactory(membership=seat(school, COACH, professional=person))
    before = everything()
    with pytest.raises(ValidationError, match="nemen hier allebei waar op 1 november 2026"):
        merge_records(kept=kept, absorbed=double, actor=leader)
    assert everything() == before


# Her data


def test_what_is_chosen_is_taken_with_who_may_see_it(leader: User, kept: Professional, double: Professional) -> None:
    Professional.objects.filter(pk=double.pk).update(
        email_visibility=Visibility.TEAMS, email_is_confirmed=False, expertise="rouw", confirmed_on=date(2026, 11, 1)
    )
    double.refresh_from_db()
    merge_records(kept=kept, absorbed=double, take=["email", "expertise"], actor=leader)
    kept.refresh_from_db()
    assert (kept.email, kept.email_visibility, kept.email_is_confirmed) == (
        "s.bakkali@cjg.example",
        Visibility.TEAMS,
        False,
    )
    assert (kept.expertise, kept.phone, kept.confirmed_on) == ("rouw", "+31612345678", date(2026, 11, 1))


def test_of_the_same_number_twice_the_strictest_choice_holds(
    leader: User, kept: Professional, double: Professional
) -> None:
    Professional.objects.filter(pk=kept.pk).update(phone_visibility=Visibility.PUBLIC)
    Professional.objects.filter(pk=double.pk).update(phone=kept.phone, phone_visibility=Visibility.REGION)
    merge_records(kept=kept, absorbed=double, actor=leader)
    kept.refresh_from_db()
    assert kept.phone_visibility == Visibility.REGION


def test_who_asked_to_be_erased_still_asks(leader: User, kept: Professional, double: Professional) -> None:
    Professional.objects.filter(pk=double.pk).update(erasure_asked_on=date(2026, 11, 3))
    merge_records(kept=kept, absorbed=double, actor=leader)
    kept.refresh_from_db()
    assert kept.erasure_asked_on == date(2026, 11, 3)


def test_the_other_record_can_be_found_and_reached_no_more(
    leader: User, kept: Professional, double: Professional
) -> None:
    merge_records(kept=kept, absorbed=double, actor=leader)
    grave = Professional._base_manager.get(pk=double.pk)
    assert (grave.email, grave.phone, grave.merged_into) == ("", "", kept)
    assert list(Professional.objects.all()) == [kept]
    assert Professional.history.filter(id=double.pk, email="s.bakkali@cjg.example").exists()


# Accounts


def test_both_accounts_are_hers_and_undo_gives_each_its_own(
    school: School, leader: User, kept: Professional, double: Professional
) -> None:
    users = [UserFactory(), UserFactory()]
    for person, user in zip((kept, double), users, strict=True):
        Professional.objects.filter(pk=person.pk).update(user=user)
    seat(school, COACH, professional=kept)
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    assert [is_self(user, kept) for user in users] == [True, True]
    assert [list(visible_schools(user, TODAY)) for user in users] == [[school], [school]]
    assert {user.pk for user in accounts_of(kept)} == {user.pk for user in users}
    undo(change=change, actor=leader)
    assert [Professional.objects.get(pk=person.pk).user for person in (kept, double)] == users


def test_a_chain_of_merges_ends_at_the_last_and_the_last_is_undone(
    school: School, leader: User, kept: Professional, double: Professional, cjg: Organisation
) -> None:
    user, third = UserFactory(), ProfessionalFactory(organisation=cjg, surname="Bakkali")
    Professional.objects.filter(pk=double.pk).update(user=user)
    merge_records(kept=kept, absorbed=double, actor=leader)
    before = everything()
    second = merge_records(kept=third, absorbed=kept, actor=leader)
    assert Professional.objects.of_user(user).get() == third
    assert {record.pk for record in third.merged_records} == {kept.pk, double.pk}
    undo(change=second, actor=leader)
    assert (Professional.objects.of_user(user).get(), everything()) == (kept, before)


# Together with others


def test_what_changed_since_is_told(school: School, leader: User, kept: Professional, double: Professional) -> None:
    seen = merge_snapshot(kept, double)
    seat(school, COACH, professional=double)
    with pytest.raises(Stale, match="De Zeester, CJG-coach vanaf 1 augustus 2026 is erbij gekomen"):
        merge_records(kept=kept, absorbed=double, seen=seen, actor=leader)


def test_a_record_is_merged_once(leader: User, kept: Professional, double: Professional, cjg: Organisation) -> None:
    merge_records(kept=kept, absorbed=double, actor=leader)
    for one, other in ((ProfessionalFactory(organisation=cjg), double), (double, kept)):
        with pytest.raises(Stale):
            merge_records(kept=one, absorbed=other, actor=leader)


def test_a_form_that_is_still_open_on_the_other_record_writes_nothing(
    leader: User, kept: Professional, double: Professional
) -> None:
    merge_records(kept=kept, absorbed=double, actor=leader)
    with pytest.raises(Stale, match="intussen samengevoegd"):
        update_professional(professional=double, values={"expertise": "x"}, today=TODAY, actor=leader)


# Who may


def test_who_may_merge_two_records(leader: User, kept: Professional, double: Professional, school: School) -> None:
    elsewhere = ProfessionalFactory()
    guide, swv = (
        GrantFactory(region=school.region, kind=kind).user for kind in (GrantKind.PROCESBEGELEIDER, GrantKind.SWV)
    )
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    may = {user: can_merge(user, kept, double, TODAY) for user in (leader, guide, swv, beheerder, UserFactory())}
    assert list(may.values()) == [True, True, False, True, False]
    assert [can_merge(beheerder, kept, other, TODAY) for other in (kept, elsewhere)] == [False, False]


def test_a_coordinator_does_not_merge_her_person_with_anothers(
    leader: User, kept: Professional, school: School
) -> None:
    other = ProfessionalFactory(organisation__region=school.region)
    assert [can_merge(leader, *pair, TODAY) for pair in ((kept, other), (other, kept))] == [False, False]


@pytest.mark.parametrize("which", ["kept", "double"])
def test_where_one_holds_power_only_a_beheerder_merges(
    leader: User, kept: Professional, double: Professional, school: School, which: str
) -> None:
    powerful = GrantFactory(region=school.region, kind=GrantKind.SWV).user
    Professional.objects.filter(pk={"kept": kept, "double": double}[which].pk).update(user=powerful)
    guide, beheerder = GrantFactory(region=school.region).user, GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    assert [can_merge(user, kept, double, TODAY) for user in (leader, guide, beheerder)] == [False, False, True]


def test_who_may_undo_it(leader: User, kept: Professional, double: Professional, school: School) -> None:
    ib: User = UserFactory()
    seat(school, "intern-begeleider", user=ib)
    for person in (kept, double):
        seat(SchoolFactory(region=school.region), COACH, professional=person)
    closed = SchoolFactory(region=school.region, closed_on=date(2022, 8, 1))
    seat(closed, COACH, professional=double, starts_on=date(2020, 8, 1), ends_on=date(2021, 7, 31))
    change = merge_records(kept=kept, absorbed=double, actor=leader)
    guide = GrantFactory(region=school.region).user
    assert [can_undo(user, change, TODAY) for user in (leader, guide, ib)] == [True, True, False]


def test_doubles_are_suggested_by_name_address_and_number(
    leader: User, kept: Professional, double: Professional, cjg: Organisation
) -> None:
    ProfessionalFactory(organisation=cjg, surname="Ander", email="ander@cjg.example", phone="+31687654321")
    by_mail = ProfessionalFactory(organisation=cjg, surname="Meisjesnaam", email="SAMIRA@cjg.example", phone="")
    by_phone = ProfessionalFactory(organisation=cjg, surname="Zonder", email="", phone=kept.phone)
    ProfessionalFactory(organisation__region=cjg.region, surname="Bakkali")  # of another organisation
    assert set(possible_doubles(leader, kept, "", TODAY)) == {double, by_mail, by_phone}
    assert [str(row) for row in possible_doubles(leader, kept, "ander", TODAY)] == ["Samira Ander"]
