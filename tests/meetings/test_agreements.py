"""Agreements: made, changed, done and not; carried on until they are done; and who may say so."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.access import agreements_of, can_keep_agreement
from meetings.actions.agreements import (
    SHOWN,
    Promise,
    change_agreement,
    complete_agreement,
    make_agreement,
    remove_agreement,
    reopen_agreement,
)
from meetings.after.agreements import rows_for, session_agreements
from meetings.enums import MeetingState, Theme
from meetings.models import Agreement, Meeting
from schools.changes import AlreadyDone, Stale
from schools.models import School
from teams.models import Membership
from teams.snapshots import row_snapshot
from tests.factories import AgreementFactory, MeetingFactory, UserFactory, person
from tests.meetings.conftest import TUESDAY

TODAY = date(2026, 11, 22)
BELLEN = Promise("We bellen elke maandag.", Theme.NABIJHEID)


@pytest.fixture
def actor() -> User:
    found: User = UserFactory()
    return found


@pytest.fixture
def agreement(meeting: Meeting, samira: Membership) -> Agreement:
    row: Agreement = AgreementFactory(meeting=meeting, owner=samira.professional)
    return row


def test_what_who_and_when_is_kept(meeting: Meeting, samira: Membership, actor: User) -> None:
    promise = Promise("We bellen.", "nabijheid", samira.professional, TUESDAY.date())
    change = make_agreement(meeting=meeting, promise=promise, actor=actor)
    row = Agreement.objects.get()
    assert (row.text, row.theme, row.owner, row.due_on, row.school) == (
        "We bellen.",
        "nabijheid",
        samira.professional,
        TUESDAY.date(),
        meeting.school,
    )
    assert change.summary == "Afgesproken: We bellen."


def test_the_same_form_twice_makes_one(meeting: Meeting, actor: User) -> None:
    change = make_agreement(meeting=meeting, promise=BELLEN, actor=actor)
    with pytest.raises(AlreadyDone):
        make_agreement(meeting=meeting, promise=BELLEN, actor=actor, key=change.pk)
    assert Agreement.objects.count() == 1


def test_it_is_not_due_before_the_session(meeting: Meeting, actor: User) -> None:
    with pytest.raises(ValidationError) as refused:
        make_agreement(meeting=meeting, promise=Promise("x", due_on=TUESDAY.date() - timedelta(days=1)), actor=actor)
    assert refused.value.message_dict == {"due_on": ["Kies een dag vanaf de bijeenkomst: 8 december 2026."]}


def test_nothing_is_agreed_in_a_session_that_was_called_off(meeting: Meeting, actor: User) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(Stale):
        make_agreement(meeting=meeting, promise=BELLEN, actor=actor)


def test_who_changes_what_another_changed_is_told(agreement: Agreement, actor: User) -> None:
    seen = row_snapshot(agreement, SHOWN)
    change_agreement(agreement=agreement, promise=BELLEN, actor=actor)
    with pytest.raises(Stale) as stale:
        change_agreement(agreement=agreement, promise=Promise("Anders"), seen=seen, actor=actor)
    assert "afspraak is nu We bellen elke maandag. (was We bellen elkaar elke maandag.)" in str(stale.value)


def test_it_is_done_and_after_all_not_each_once(agreement: Agreement, actor: User) -> None:
    complete_agreement(agreement=agreement, today=TODAY, actor=actor)
    with pytest.raises(Stale):
        complete_agreement(agreement=agreement, today=TODAY, actor=actor)
    assert list(Agreement.objects.open()) == []
    reopen_agreement(agreement=agreement, actor=actor)
    with pytest.raises(Stale):
        reopen_agreement(agreement=agreement, actor=actor)
    assert list(Agreement.objects.open()) == [agreement]


def test_what_was_none_is_taken_away(agreement: Agreement, actor: User) -> None:
    remove_agreement(agreement=agreement, actor=actor)
    assert not Agreement.objects.exists()


def test_a_long_text_is_short_in_the_logbook(meeting: Meeting, actor: User) -> None:
    change = make_agreement(meeting=meeting, promise=Promise("woord " * 60), actor=actor)
    assert change.summary == f"Afgesproken: {('woord ' * 10).strip()}…."


@pytest.mark.parametrize("fields", [{"text": ""}, {"theme": "anders"}])
def test_the_database_refuses_what_is_no_agreement(meeting: Meeting, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(meeting=meeting, **fields)


# Lists


@pytest.mark.parametrize(
    ("due_on", "done_on", "late"),
    [
        (TODAY - timedelta(days=1), None, True),
        (TODAY, None, False),
        (None, None, False),
        (TODAY - timedelta(days=1), TODAY, False),
    ],
)
def test_late_is_open_after_its_day(
    agreement: Agreement, due_on: date | None, done_on: date | None, late: bool
) -> None:
    agreement.due_on, agreement.done_on = due_on, done_on
    assert agreement.is_late(TODAY) is late


def test_one_agreement_is_asked_for_every_theme(meeting: Meeting, anneke: Membership) -> None:
    AgreementFactory(meeting=meeting, theme=Theme.NABIJHEID)
    other = MeetingFactory(school=meeting.school, kind="other", title="x")
    AgreementFactory(meeting=other, theme=Theme.BESCHIKBAARHEID)
    user = anneke.professional.user
    assert user is not None
    found = session_agreements(meeting, [], user, TODAY)
    assert (len(found.own), found.asked) == (1, [Theme.BESCHIKBAARHEID, Theme.PROFESSIONALISEREN])


def test_mine_are_those_i_promised_at_schools_i_see(
    agreement: Agreement, meeting: Meeting, anneke: Membership, samira: Membership, far: School
) -> None:
    AgreementFactory(meeting=meeting, owner=anneke.professional)
    AgreementFactory(meeting=MeetingFactory(school=far), owner=samira.professional)
    assert samira.professional.user is not None
    assert list(agreements_of(samira.professional.user, TODAY)) == [agreement]
    assert list(agreements_of(AnonymousUser(), TODAY)) == []


def test_who_may_say_that_it_is_done(
    agreement: Agreement, anneke: Membership, samira: Membership, ineke: object, far_ib: Membership
) -> None:
    people = {"ib": anneke.professional, "owner": samira.professional, "pb": ineke, "far": far_ib.professional}
    found = {name: can_keep_agreement(who.user, agreement, TODAY) for name, who in people.items()}  # type: ignore[attr-defined]
    assert found == {"ib": True, "owner": True, "pb": True, "far": False}


def test_rows_take_one_query_more_however_many(meeting: Meeting, anneke: Membership) -> None:
    user = anneke.professional.user
    assert user is not None

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            rows_for(Agreement.objects.with_people(), user, TODAY)
        return len(found)

    AgreementFactory(meeting=meeting)
    few = queries()
    for number in range(6):
        AgreementFactory(meeting=meeting, owner=person(meeting.school, f"Nr{number}", "", "Bos"))
    assert queries() == few
