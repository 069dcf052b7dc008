"""Who is wished for or asked: what a plan does not give, what may be done with it, and how it becomes a membership."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from schools.changes import AlreadyDone, CannotUndo, Stale, undo
from schools.enums import GrantKind
from schools.models import Change, School
from teams.access import opens_account, visible_schools
from teams.actions.erasure import erase_professional
from teams.actions.handover import take_back
from teams.actions.merge import merge_records
from teams.actions.plans import agree_plan, ask_planned, drop_plan
from teams.actions.retention import overdue, remove_contact_data
from teams.actions.seats import correct_membership, seat_member
from teams.dossier import dossier_of
from teams.enums import PlanStage
from teams.models import Membership, PlannedMember, Professional
from teams.snapshots import plan_snapshot, plans_snapshot
from tests.factories import (
    TODAY,
    GrantFactory,
    PlannedMemberFactory,
    ProfessionalFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)
from tests.teams.planning import ASKED, AUGUST, WISH, coach_seat, plan_of
from tests.teams.rosters import TOMORROW, YESTERDAY
from tests.teams.seating import coach, team

pytestmark = pytest.mark.django_db


def plans() -> list[tuple[str, str, date, str]]:
    rows = PlannedMember.objects.select_related("professional", "role")
    return [(str(row.professional), row.role.code, row.starts_on, row.stage) for row in rows]


def refused(*args: Any, **changes: Any) -> dict[str, list[str]]:
    before = (plans(), Change.objects.count())
    with pytest.raises(ValidationError) as error:
        plan_of(*args, **changes)
    assert (plans(), Change.objects.count()) == before
    messages: dict[str, list[str]] = error.value.message_dict
    return messages


# The database


def test_somebody_is_planned_once_in_a_role_at_a_school(wish: PlannedMember) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedMemberFactory(school=wish.school, professional=wish.professional, role=wish.role, starts_on=TOMORROW)


def test_the_database_knows_two_stages_and_agreed_is_none_of_them(school: School) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedMemberFactory(school=school, role=coach(), stage="agreed")


# What a plan does not give


def test_a_plan_opens_nothing_and_fills_nothing(school: School, tom: Professional, ib: User) -> None:
    tom.user, tom.email_is_confirmed = UserFactory(email=tom.email), True
    tom.save()
    plan_of(school, tom, ib, starts_on=TOMORROW, stage=ASKED)
    for day in (TODAY, TOMORROW, AUGUST):
        assert not visible_schools(tom.user, day).exists()
        assert not opens_account(tom, day)
        assert not Membership.objects.on(day).exists()
        assert coach_seat(school, *PlannedMember.objects.all(), day=day).is_missing


# Planning


@pytest.mark.parametrize(("stage", "word"), [(WISH, "gewenst"), (ASKED, "gevraagd")])
def test_somebody_is_planned_and_the_trail_says_so(
    school: School, tom: Professional, ib: User, stage: PlanStage, word: str
) -> None:
    change = plan_of(school, tom, ib, stage=stage)
    assert plans() == [("Tom de Vries", "cjg-coach", AUGUST, stage)]
    assert change.summary == f"Tom de Vries is {word} als CJG-coach vanaf 1 augustus 2027."
    assert PlannedMember.history.get().change == change


def test_somebody_new_is_registered_with_the_plan_and_goes_with_it(
    school: School, samira: Membership, ib: User
) -> None:
    noor = Professional(first_name="Noor", surname="Smit", organisation=samira.professional.organisation)
    change = plan_of(school, noor, ib)
    assert plans() == [("Noor Smit", "cjg-coach", AUGUST, WISH)]
    undo(change=change, actor=ib)
    assert (plans(), Professional.objects.filter(surname="Smit").exists()) == ([], False)


@pytest.mark.parametrize("day", [YESTERDAY, TODAY])
def test_only_a_day_to_come_can_be_planned(school: School, tom: Professional, ib: User, day: date) -> None:
    said = "Plannen kan vanaf morgen. Zit iemand er al? Ga terug en kies ‘Vul in’ of ‘Nog iemand’."
    assert refused(school, tom, ib, starts_on=day) == {"starts_on": [said]}


def test_who_is_planned_already_is_refused(school: School, wish: PlannedMember, ib: User) -> None:
    said = "Tom de Vries staat hier al als wens vanaf 1 augustus 2027."
    assert refused(school, wish.professional, ib, starts_on=TOMORROW) == {"professional": [said]}


def test_who_has_the_seat_by_then_is_refused(school: School, samira: Membership, ib: User) -> None:
    said = "Samira Bakkali is hier al CJG-coach, van 1 augustus 2026 tot nader order."
    assert refused(school, samira.professional, ib) == {"professional": [said]}


def test_who_leaves_before_can_be_planned_again(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 12, 31))
    plan_of(school, samira.professional, ib)
    assert plans() == [("Samira Bakkali", "cjg-coach", AUGUST, WISH)]


def test_planning_is_refused_when_plans_changed_since(school: School, tom: Professional, ib: User) -> None:
    seen = plans_snapshot(school, coach())
    PlannedMemberFactory(school=school, role=coach(), professional=person(school, "Noor", "", "Smit"))
    with pytest.raises(Stale, match="Het plan voor Noor Smit als CJG-coach is erbij gekomen"):
        plan_of(school, tom, ib, seen=seen)


def test_the_same_form_twice_plans_once(school: School, tom: Professional, ib: User) -> None:
    first = plan_of(school, tom, ib)
    with pytest.raises(AlreadyDone):
        plan_of(school, tom, ib, key=first.pk)


# Asking and dropping


def test_a_wish_is_asked_and_that_is_undone(wish: PlannedMember, ib: User) -> None:
    change = ask_planned(plan=wish, seen=plan_snapshot(wish), actor=ib)
    assert (plans()[0][3], change.summary) == (
        ASKED,
        "Tom de Vries is gevraagd als CJG-coach vanaf 1 augustus 2027.",
    )
    undo(change=change, actor=ib)
    assert plans()[0][3] == WISH


def test_who_was_asked_is_not_asked_again(wish: PlannedMember, ib: User) -> None:
    PlannedMember.objects.filter(pk=wish.pk).update(stage=ASKED)
    with pytest.raises(Stale, match="Tom de Vries is al gevraagd"):
        ask_planned(plan=wish, actor=ib)


def test_a_plan_is_off_and_on_again(wish: PlannedMember, ib: User) -> None:
    change = drop_plan(plan=wish, seen=plan_snapshot(wish), actor=ib)
    assert (plans(), change.summary) == ([], "Het plan voor Tom de Vries als CJG-coach vervalt.")
    undo(change=change, actor=ib)
    assert plans() == [("Tom de Vries", "cjg-coach", AUGUST, WISH)]


def test_a_plan_that_changed_since_is_not_dropped(wish: PlannedMember, ib: User) -> None:
    seen = plan_snapshot(wish)
    PlannedMember.objects.filter(pk=wish.pk).update(stage=ASKED)
    with pytest.raises(Stale, match="stand is nu gevraagd"):
        drop_plan(plan=wish, seen=seen, actor=ib)
    assert len(plans()) == 1


def test_a_plan_that_is_gone_cannot_be_dropped(wish: PlannedMember, ib: User) -> None:
    gone = PlannedMember.objects.get(pk=wish.pk)
    wish.delete()
    with pytest.raises(Stale, match="staat er niet meer"):
        drop_plan(plan=gone, actor=ib)


# Agreed: a membership, and nothing else


def test_who_agreed_has_a_membership_and_no_plan_and_undo_gives_the_plan_back(
    school: School, samira: Membership, wish: PlannedMember, ib: User
) -> None:
    change = agree_plan(plan=wish, starts_on=AUGUST, contact_days=5, actor=ib)
    assert team(school)[1:] == [("Tom de Vries", "cjg-coach", AUGUST, None)]
    assert (plans(), change.summary) == ([], "Tom de Vries is CJG-coach vanaf 1 augustus 2027.")
    undo(change=change, actor=ib)
    assert ([row[0] for row in team(school)], len(plans())) == (["Samira Bakkali"], 1)


def test_who_agreed_can_succeed_somebody(school: School, samira: Membership, wish: PlannedMember, ib: User) -> None:
    change = agree_plan(plan=wish, starts_on=AUGUST, succeeds=samira, actor=ib)
    assert team(school) == [
        ("Samira Bakkali", "cjg-coach", date(2026, 8, 1), date(2027, 7, 31)),
        ("Tom de Vries", "cjg-coach", AUGUST, None),
    ]
    assert (plans(), change.summary) == ([], "Tom de Vries is CJG-coach vanaf 1 augustus 2027, na Samira Bakkali.")


def test_agreeing_obeys_the_rules_of_seating(school: School, wish: PlannedMember, ib: User) -> None:
    seat(school, "cjg-coach", professional=wish.professional)
    with pytest.raises(ValidationError, match="Tom de Vries is hier al CJG-coach"):
        agree_plan(plan=wish, starts_on=AUGUST, actor=ib)
    assert (len(plans()), len(team(school))) == (1, 1)


def test_a_plan_goes_also_when_the_new_member_leaves_before_its_day(
    school: School, samira: Membership, wish: PlannedMember, ib: User
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2027, 5, 31))
    samira.refresh_from_db()
    seat(school, "cjg-coach", starts_on=date(2027, 6, 1))
    agree_plan(plan=wish, starts_on=date(2027, 1, 1), succeeds=samira, actor=ib)
    assert (team(school)[1], plans()) == (
        ("Tom de Vries", "cjg-coach", date(2027, 1, 1), date(2027, 5, 31)),
        [],
    )


def test_whoever_is_seated_another_way_is_planned_no_more(school: School, wish: PlannedMember, ib: User) -> None:
    change = seat_member(school=school, role=coach(), professional=wish.professional, starts_on=TODAY, actor=ib)
    assert plans() == []
    undo(change=change, actor=ib)
    assert len(plans()) == 1


def test_also_who_turns_out_to_sit_there(school: School, samira: Membership, wish: PlannedMember, ib: User) -> None:
    correct_membership(
        membership=samira, professional=wish.professional, role=coach(), starts_on=TODAY, ends_on=None, actor=ib
    )
    assert plans() == []


def test_a_seat_until_before_the_plan_leaves_it(school: School, wish: PlannedMember, samira: Membership) -> None:
    correct_membership(
        membership=samira,
        professional=wish.professional,
        role=coach(),
        starts_on=TODAY,
        ends_on=date(2027, 7, 31),
        actor=UserFactory(),
    )
    assert len(plans()) == 1


# What becomes of it when the person changes


def test_two_records_become_one_with_the_plans_of_both(school: School, tom: Professional, ib: User) -> None:
    double = ProfessionalFactory(organisation=tom.organisation)
    other = SchoolFactory(region=school.region)
    PlannedMemberFactory(school=school, role=coach(), professional=tom, starts_on=AUGUST)
    PlannedMemberFactory(school=school, role=coach(), professional=double, starts_on=TOMORROW, stage=ASKED)
    PlannedMemberFactory(school=other, role=coach(), professional=double)
    before = list(PlannedMember.objects.order_by("pk").values())
    change = merge_records(kept=tom, absorbed=double, actor=ib)
    found = PlannedMember.objects.order_by("pk").values_list("school", "professional", "starts_on", "stage")
    assert list(found) == [(school.pk, tom.pk, TOMORROW, ASKED), (other.pk, tom.pk, AUGUST, WISH)]
    undo(change=change, actor=ib)
    assert list(PlannedMember.objects.order_by("pk").values()) == before


def test_a_plan_for_a_seat_that_the_other_record_has_goes(school: School, tom: Professional, ib: User) -> None:
    double = ProfessionalFactory(organisation=tom.organisation)
    PlannedMemberFactory(school=school, role=coach(), professional=tom)
    seat(school, "cjg-coach", professional=double)
    merge_records(kept=tom, absorbed=double, actor=ib)
    assert (plans(), [row[0] for row in team(school)]) == ([], ["Tom de Vries"])


def test_erasing_takes_her_plans_away_and_her_name_out_of_what_was_said_of_them(
    school: School, tom: Professional, ib: User
) -> None:
    plan_of(school, tom, ib)
    erase_professional(professional=tom, today=TODAY, actor=ib)
    assert plans() == []
    assert "oud-lid is gewenst als CJG-coach vanaf 1 augustus 2027." in {row.summary for row in Change.objects.all()}


def test_what_was_dropped_does_not_come_back_to_who_was_erased(school: School, wish: PlannedMember) -> None:
    beheerder = GrantFactory(region=None, kind=GrantKind.BEHEERDER).user
    dropped = drop_plan(plan=wish, actor=beheerder)
    erase_professional(professional=Professional.objects.get(pk=wish.professional_id), today=TODAY, actor=beheerder)
    with pytest.raises(CannotUndo, match="gewist"):
        take_back(change=dropped, actor=beheerder, today=TODAY)
    assert plans() == []


def test_who_is_planned_is_reached_for_it_until_the_plan_is_long_forgotten(school: School, wish: PlannedMember) -> None:
    tom = wish.professional
    seat(school, "cjg-coach", professional=tom, starts_on=date(2020, 8, 1), ends_on=date(2021, 7, 31))
    assert list(overdue(today=TODAY, years=2)) == []
    PlannedMember.objects.update(starts_on=date(2024, 11, 21))
    (found,) = overdue(today=TODAY, years=2)
    remove_contact_data(found=found)
    assert (plans(), Professional.objects.get(pk=tom.pk).email) == ([], "")


def test_her_dossier_lists_plans_with_her_and_what_was_done_with_them(
    school: School, tom: Professional, ib: User
) -> None:
    tom.user = UserFactory()
    tom.save()
    plan_of(school, tom, ib)
    ask_planned(plan=PlannedMember.objects.get(), actor=ib)
    dossier = dossier_of(tom.user, datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")))
    sections = {each.key: each for each in dossier.sections}
    (plan,) = sections["plans"].records
    assert {fact.key: fact.text for fact in plan.facts} == {
        "school": "De Zeester",
        "role": "CJG-coach",
        "stage": "gevraagd",
        "starts_on": "1 augustus 2027",
    }
    changed = [fact.text for record in sections["changes"].records for fact in record.facts if fact.key == "changed"]
    assert "stand: gevraagd (was wens)" in changed
