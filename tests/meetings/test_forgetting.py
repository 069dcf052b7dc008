"""What sessions hold about somebody: she can take it with her, and it goes when she is erased."""

from datetime import date
from itertools import chain

import pytest
from django.utils import timezone

from meetings.actions.feeds import renew_feed
from meetings.actions.forgetting import forget_guests
from meetings.actions.inviting import answer_invitation
from meetings.enums import Reply
from meetings.models import Agreement, CalendarFeed, Invitation, Meeting
from schools.models import School
from teams.actions.erasure import erase_professional
from teams.dossier import dossier_of
from teams.models import Membership, Professional
from tests.factories import GuestFactory
from tests.meetings.conftest import NOW

WORDS = {"note": "Ik ben in Grutto-oord", "stand_in_name": "Kees Kluut"}


@pytest.fixture
def answered(meeting: Meeting, samira: Membership) -> Invitation:
    """The coach said no, with words of her own, and somebody else in her place."""
    row: Invitation = meeting.invitations.get(professional=samira.professional)
    answer_invitation(invitation=row, answer=Reply.NO, now=NOW, actor=samira.professional.user, **WORDS)
    return row


def test_her_own_data_tell_of_her_sessions_and_agreements(
    answered: Invitation, meeting: Meeting, school: School, samira: Membership
) -> None:
    Agreement.objects.create(school=school, meeting=meeting, text="Belt de wijkagent", owner=samira.professional)
    renew_feed(of=samira.professional, actor=samira.professional.user)  # type: ignore[arg-type]
    found = dossier_of(samira.professional.user, timezone.now())  # type: ignore[arg-type]
    told = {section.key: [record.title for record in section.records] for section in found.sections}
    assert (told["meetings"], told["agreements"], len(told["calendar_feeds"])) == (
        ["Kennismaking"],
        ["Belt de wijkagent"],
        1,
    )


def test_erased_her_words_are_gone_also_from_the_trail_and_her_calendar_is_closed(
    answered: Invitation, samira: Membership, ineke: Professional
) -> None:
    renew_feed(of=samira.professional, actor=samira.professional.user)  # type: ignore[arg-type]
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 11, 1))
    erase_professional(professional=samira.professional, today=NOW.date(), actor=ineke.user)  # type: ignore[arg-type]
    rows = chain(Invitation.objects.values(*WORDS), Invitation.history.values(*WORDS))
    assert ([row for row in rows if any(row.values())], CalendarFeed.objects.count()) == ([], 0)
    answered.refresh_from_db()
    assert (answered.answer, answered.name) == ("no", "oud-lid")


@pytest.mark.parametrize(("years", "gone"), [(0, False), (1, False), (2, True)])
def test_a_guest_is_forgotten_after_the_next_school_year(meeting: Meeting, years: int, gone: bool) -> None:
    guest = GuestFactory(meeting=meeting, guest_name="Wilma Terpstra")
    today = date(2026 + years, 9, 1)
    assert (forget_guests(today=today, years=1, dry_run=True), forget_guests(today=today, years=1)) == (gone, gone)
    guest.refresh_from_db()
    names = {guest.guest_name, *Invitation.history.filter(id=guest.pk).values_list("guest_name", flat=True)}
    assert (names, guest.guest_email == "") == ({"gast" if gone else "Wilma Terpstra"}, gone)
