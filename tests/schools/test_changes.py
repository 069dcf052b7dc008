"""Recorded changes: done whole or not at all, once, by whom it says, and undone while nothing depends on them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.changes import AlreadyDone, CannotUndo, Stale, done_before, kinds_written, recorded, reload, undo
from schools.models import Change, FreePeriod, School
from schools.trail import opened
from teams.models import Membership, Organisation, Professional, StandIn
from tests.factories import (
    FreePeriodFactory,
    MembershipFactory,
    ProfessionalFactory,
    RoleFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
KEY = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")
DAY = date(2026, 12, 4)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


def add(school: School, actor: User, label: str = "Studiedag", *, key: UUID | None = None, day: date = DAY) -> Change:
    with recorded(subject=school, actor=actor, key=key) as change:
        FreePeriod.objects.create(school=school, label=label, first_day=day, last_day=day)
        change.summary = f"{label} erbij."
    return change


def rename(period: FreePeriod, actor: User, label: str) -> Change:
    with recorded(subject=period.school, actor=actor) as change:
        period.refresh_from_db()
        period.label = label
        period.save()
        change.summary = f"Heet nu {label}."
    return change


def remove(period: FreePeriod, actor: User) -> Change:
    with recorded(subject=period.school, actor=actor) as change:
        FreePeriod.objects.get(pk=period.pk).delete()
        change.summary = "Weg."
    return change


def labels() -> list[str]:
    return list(FreePeriod.objects.values_list("label", flat=True))


def rows(*models: type[Model]) -> list[list[dict[str, object]]]:
    return [list(model._base_manager.order_by("pk").values()) for model in models]


def test_a_change_says_what_was_done_where_and_by_whom(school: School, ib: User) -> None:
    change = Change.objects.get(pk=add(school, ib).pk)
    assert (change.school, change.actor, change.summary, change.undoes) == (school, ib, "Studiedag erbij.", None)


def test_a_change_to_somebody_belongs_to_no_school(ib: User) -> None:
    with recorded(subject=ProfessionalFactory(), actor=ib) as change:
        change.summary = "Nieuw nummer."
    assert Change.objects.get().school is None


def test_what_breaks_off_leaves_nothing(school: School, ib: User) -> None:
    def add_half() -> None:
        with recorded(subject=school, actor=ib):
            FreePeriod.objects.create(school=school, label="Half", first_day=DAY, last_day=DAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_half()
    assert (labels(), Change.objects.count(), FreePeriod.history.count()) == ([], 0, 0)


def test_the_same_key_acts_once(school: School, ib: User) -> None:
    first = add(school, ib, key=KEY)
    with pytest.raises(AlreadyDone) as again:
        add(school, ib, "Nog een", key=KEY)
    assert (again.value.change, first.pk, labels()) == (first, KEY, ["Studiedag"])


def test_somebody_elses_key_is_refused(school: School, ib: User) -> None:
    add(school, ib, key=KEY)
    with pytest.raises(SuspiciousOperation):
        add(school, UserFactory(), "Gekaapt", key=KEY)
    assert labels() == ["Studiedag"]


def test_the_key_of_what_was_undone_acts_again(school: School, ib: User) -> None:
    undo(change=add(school, ib, key=KEY), actor=ib)
    again = add(school, ib, key=KEY)
    assert (again.pk != KEY, labels()) == (True, ["Studiedag"])


def test_after_an_undo_the_same_key_acts_once_more_and_not_twice(school: School, ib: User) -> None:
    undo(change=add(school, ib, key=KEY), actor=ib)
    once_more = add(school, ib, key=KEY)
    with pytest.raises(AlreadyDone) as again:
        add(school, ib, key=KEY)
    assert (again.value.change, labels()) == (once_more, ["Studiedag"])


def test_what_was_undone_and_done_again_is_not_done_once_more(school: School, ib: User) -> None:
    undo(change=undo(change=add(school, ib, key=KEY), actor=ib), actor=ib)
    with pytest.raises(AlreadyDone):
        add(school, ib, key=KEY)
    assert labels() == ["Studiedag"]


def test_what_was_done_with_a_key_is_known_to_who_did_it_while_it_stands(school: School, ib: User) -> None:
    change = add(school, ib, key=KEY)
    assert (done_before(KEY, ib), done_before(KEY, UserFactory()), done_before(None, ib)) == (change, None, None)
    undo(change=change, actor=ib)
    assert done_before(KEY, ib) is None


def test_a_row_that_is_gone_meanwhile_is_said_to_be_gone(school: School) -> None:
    period = FreePeriodFactory(school=school, label="Studiedag", first_day=DAY, last_day=DAY)
    FreePeriod.objects.all().delete()
    with pytest.raises(Stale) as stale:
        reload(period)
    assert stale.value.differences == ["Studiedag (2026-12-04 - 2026-12-04): staat er niet meer."]


def test_a_subject_that_is_gone_meanwhile_is_said_to_be_gone(ib: User) -> None:
    somebody = ProfessionalFactory(first_name="Jan", surname="Boer")
    Professional.objects.all().delete()
    with pytest.raises(Stale), recorded(subject=somebody, actor=ib):
        pass
    assert Change.objects.count() == 0


def test_without_a_key_the_same_can_be_done_again(school: School, ib: User) -> None:
    add(school, ib)
    add(school, ib, day=date(2026, 12, 5))
    assert Change.objects.count() == 2


def test_row_images_know_their_change_and_who_made_it(school: School, ib: User) -> None:
    change = add(school, ib)
    image = FreePeriod.history.get()
    assert (image.change, image.history_user, image.history_type) == (change, ib, "+")


def test_row_images_outside_a_change_belong_to_none(school: School) -> None:
    FreePeriodFactory(school=school)
    assert FreePeriod.history.get().change is None


def test_a_row_written_after_a_change_does_not_belong_to_it(school: School, ib: User) -> None:
    change = add(school, ib)
    FreePeriodFactory(school=school)
    assert [image.change for image in FreePeriod.history.order_by("history_id")] == [change, None]


def test_undoing_takes_away_what_came(school: School, ib: User) -> None:
    undo(change=add(school, ib), actor=ib)
    assert labels() == []


def test_undoing_puts_back_what_was_changed(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school, label="Eerst")
    before = rows(FreePeriod)
    undo(change=rename(period, ib, "Later"), actor=ib)
    assert rows(FreePeriod) == before


def test_undoing_brings_back_what_was_removed_with_its_own_number(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school)
    before = rows(FreePeriod)
    undo(change=remove(period, ib), actor=ib)
    assert rows(FreePeriod) == before


def test_undoing_puts_back_every_row_of_the_change(school: School, ib: User) -> None:
    gone, renamed = FreePeriodFactory(school=school), FreePeriodFactory(school=school, first_day=date(2027, 5, 6))
    before = rows(FreePeriod)
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Vrije dagen bijgewerkt."
        gone.delete()
        renamed.label = "Anders"
        renamed.save()
        FreePeriodFactory(school=school, first_day=DAY, last_day=DAY)
    undo(change=change, actor=ib)
    assert rows(FreePeriod) == before


def test_undoing_a_row_changed_twice_goes_back_to_before_both(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school, label="Eerst")
    before = rows(FreePeriod)
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Vrije dagen bijgewerkt."
        for label in ("Toen", "Daarna"):
            period.label = label
            period.save()
    undo(change=change, actor=ib)
    assert rows(FreePeriod) == before


def test_a_row_that_came_and_went_in_one_change_stays_away(school: School, ib: User) -> None:
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Vrije dagen bijgewerkt."
        FreePeriodFactory(school=school).delete()
    undo(change=change, actor=ib)
    assert labels() == []


def test_a_person_and_her_seat_go_together_and_come_back_together(school: School, ib: User) -> None:
    role, organisation = RoleFactory(), ProfessionalFactory(organisation__region=school.region).organisation
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Iemand nieuw."
        newcomer = ProfessionalFactory(organisation=organisation, first_name="Nieuw")
        MembershipFactory(school=school, role=role, professional=newcomer)
    seated = rows(Professional, Membership)
    undone = undo(change=change, actor=ib)
    assert list(Membership.objects.all()) == []
    assert not Professional.objects.filter(first_name="Nieuw").exists()
    undo(change=undone, actor=ib)
    assert rows(Professional, Membership) == seated


@pytest.mark.parametrize("step", ["undone", "done again"])
def test_many_rows_go_and_come_back_in_as_many_queries_as_few(school: School, ib: User, step: str) -> None:
    def queries(first: int, days: int) -> int:
        with recorded(subject=school, actor=ib) as change:
            change.summary = "Vrije dagen erbij."
            for number in range(first, first + days):
                day = DAY + timedelta(days=number)
                FreePeriod.objects.create(school=school, label=f"Dag {number}", first_day=day, last_day=day)
        before = rows(FreePeriod)
        change = undo(change=change, actor=ib) if step == "done again" else change
        with CaptureQueriesContext(connection) as captured:
            undo(change=change, actor=ib)
        images = FreePeriod.history.order_by("-history_id")[:days]
        kind = "-" if step == "undone" else "+"
        assert {(each.history_type, each.history_user) for each in images} == {(kind, ib)}
        assert rows(FreePeriod) == (before if step == "done again" else [[]])
        FreePeriod.objects.all().delete()
        return len(captured)

    assert queries(0, 2) == queries(10, 60)


def test_what_hangs_on_a_row_is_not_left_behind_when_many_go(school: School, ib: User) -> None:
    seats = [MembershipFactory(school=school, role=RoleFactory(code=f"rol-{n}")) for n in range(3)]
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Mensen en wie waarneemt."
        people = [ProfessionalFactory() for _ in range(3)]
        for seat, person in zip(seats, people, strict=True):
            StandInFactory(membership=seat, professional=person)
    undone = undo(change=change, actor=ib)
    assert (StandIn.objects.count(), Professional.objects.filter(pk__in=[each.pk for each in people]).count()) == (0, 0)
    undo(change=undone, actor=ib)
    assert [stand_in.professional for stand_in in StandIn.objects.order_by("pk")] == people


def test_undoing_an_undo_does_it_again_and_says_so(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school, label="Eerst")
    undone = undo(change=rename(period, ib, "Later"), actor=ib)
    again = undo(change=undone, actor=ib)
    assert (labels(), again.summary) == (["Later"], "Opnieuw gedaan: Heet nu Later.")


def test_undoing_a_third_time_names_what_was_first_done(school: School, ib: User) -> None:
    undone = undo(change=rename(FreePeriodFactory(school=school, label="Eerst"), ib, "Later"), actor=ib)
    third = undo(change=undo(change=undone, actor=ib), actor=ib)
    assert (labels(), third.summary) == (["Eerst"], "Teruggedraaid: Heet nu Later.")


def test_an_undo_is_a_change_that_says_what_it_undoes(school: School, ib: User) -> None:
    change, other = add(school, ib), UserFactory()
    undone = undo(change=change, actor=other)
    assert (undone.undoes, undone.summary, undone.actor, undone.school) == (
        change,
        "Teruggedraaid: Studiedag erbij.",
        other,
        school,
    )


def test_only_changes_that_were_not_undone_stand(school: School, ib: User) -> None:
    undone, standing = add(school, ib), add(school, ib, day=date(2026, 12, 5))
    undoing = undo(change=undone, actor=ib)
    assert set(Change.objects.standing()) == {standing, undoing}


def test_what_was_undone_already_cannot_be_undone_again(school: School, ib: User) -> None:
    change = add(school, ib)
    undo(change=change, actor=ib)
    with pytest.raises(CannotUndo) as refused:
        undo(change=change, actor=ib)
    assert refused.value.messages == ["Dit is al teruggedraaid."]


@pytest.mark.parametrize("since", ["changed", "removed"])
def test_what_changed_since_cannot_be_undone(school: School, ib: User, since: str) -> None:
    change = add(school, ib)
    period = FreePeriod.objects.get()
    rename(period, ib, "Anders") if since == "changed" else remove(period, ib)
    after = rows(FreePeriod, Change)
    with pytest.raises(CannotUndo) as refused:
        undo(change=change, actor=ib)
    assert refused.value.messages == ["Dit kan niet meer terug: er is sindsdien opnieuw iets veranderd."]
    assert rows(FreePeriod, Change) == after


def test_the_later_of_two_changes_can_still_be_undone_and_then_the_earlier_cannot(school: School, ib: User) -> None:
    first = add(school, ib)
    second = rename(FreePeriod.objects.get(), ib, "Anders")
    undo(change=second, actor=ib)
    assert labels() == ["Studiedag"]
    with pytest.raises(CannotUndo):
        undo(change=first, actor=ib)


def test_somebody_new_who_got_another_seat_since_cannot_be_undone(school: School, ib: User) -> None:
    role, organisation = RoleFactory(), ProfessionalFactory(organisation__region=school.region).organisation
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Iemand nieuw."
        newcomer = ProfessionalFactory(organisation=organisation)
        MembershipFactory(school=school, role=role, professional=newcomer)
    MembershipFactory(professional=newcomer, role=role)
    after = rows(Professional, Membership, Change)
    with pytest.raises(CannotUndo) as refused:
        undo(change=change, actor=ib)
    assert refused.value.messages == ["Dit kan niet meer terug: er is sindsdien iets veranderd dat hiervan afhangt."]
    assert rows(Professional, Membership, Change) == after


def test_a_seat_that_got_a_stand_in_since_cannot_be_undone(school: School, ib: User) -> None:
    person = ProfessionalFactory(organisation__region=school.region)
    with recorded(subject=school, actor=ib) as change:
        change.summary = "Iemand erbij."
        membership = MembershipFactory(school=school, role=RoleFactory(), professional=person)
    StandInFactory(membership=membership)
    after = rows(Membership, StandIn, Change)
    with pytest.raises(CannotUndo):
        undo(change=change, actor=ib)
    assert rows(Membership, StandIn, Change) == after


def test_a_removal_whose_place_was_taken_since_cannot_be_undone(school: School, ib: User) -> None:
    change = remove(FreePeriodFactory(school=school, first_day=DAY, last_day=DAY), ib)
    FreePeriodFactory(school=school, first_day=DAY, last_day=DAY, label="Opnieuw")
    with pytest.raises(CannotUndo) as refused:
        undo(change=change, actor=ib)
    assert refused.value.messages == ["Dit kan niet meer terug: er is sindsdien iets veranderd dat hiervan afhangt."]
    assert labels() == ["Opnieuw"]


# What cannot be put back


def test_a_row_older_than_its_history_gets_its_image_before_it_changes(school: School, ib: User) -> None:
    """Its first image is no part of the change, so that undoing gives back what was and does not take the row away."""
    period = FreePeriodFactory(school=school, label="Oud")
    with opened("Voor de proef."):
        FreePeriod.history.all().delete()
    with recorded(subject=school, actor=ib) as change:
        reload(period)
        period.label = "Nieuw"
        period.save()
        change.summary = "Heet nu Nieuw."
    undo(change=change, actor=ib)
    assert (labels(), FreePeriod.history.filter(change=None).count()) == (["Oud"], 1)


def test_a_change_of_which_nothing_was_kept_before_is_not_undone(school: School, ib: User) -> None:
    period = FreePeriodFactory(school=school, label="Oud")
    with opened("Voor de proef."):
        FreePeriod.history.all().delete()
    change = rename(period, ib, "Nieuw")
    with pytest.raises(CannotUndo) as refused:
        undo(change=change, actor=ib)
    assert (refused.value.messages, labels()) == (
        ["Dit kan niet terug: hoe het hiervoor was, is niet bewaard."],
        ["Nieuw"],
    )


def test_of_which_kinds_a_change_wrote_rows(school: School, ib: User) -> None:
    with recorded(subject=school, actor=ib) as empty:
        empty.summary = "Niets."
    with recorded(subject=school, actor=ib) as both:
        membership = MembershipFactory(school=school)
        membership.save()
        both.summary = "Iemand van een nieuwe organisatie."
    one, other = add(school, ib), add(school, ib, "Feest", day=date(2026, 12, 5))
    assert kinds_written([empty.pk, both.pk, one.pk]) == {
        both.pk: {Membership, Professional, Organisation},
        one.pk: {FreePeriod},
    }
    assert (kinds_written([]), kinds_written([other.pk])) == ({}, {other.pk: {FreePeriod}})


# Changes that span schools


def test_a_change_locks_everything_it_touches_and_refuses_what_is_gone(school: School, ib: User) -> None:
    gone = SchoolFactory()
    School.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Stale, match="staat er niet meer"), recorded(subject=school, also=[gone], actor=ib):
        pass
    assert Change.objects.count() == 0


def test_what_belongs_to_an_undo_holds_with_it_or_not_at_all(school: School, ib: User) -> None:
    change, undone = add(school, ib), []
    with pytest.raises(RuntimeError):
        undo(change=change, actor=ib, afterwards=_fails)
    assert labels() == ["Studiedag"]
    undo(change=change, actor=ib, afterwards=undone.append)
    assert (labels(), [each.undoes for each in undone]) == ([], [change])


def _fails(_: Change) -> None:
    raise RuntimeError


def test_a_record_that_is_hidden_keeps_its_account_when_it_is_put_back(ib: User) -> None:
    kept, hidden = ProfessionalFactory(), ProfessionalFactory(user=UserFactory())
    account = hidden.user
    with recorded(subject=kept, actor=ib, region=kept.organisation.region) as change:
        hidden.merged_into = kept
        hidden.save()
        change.summary = "Samengevoegd."
    undo(change=change, actor=ib)
    assert Professional.objects.get(pk=hidden.pk).user == account
