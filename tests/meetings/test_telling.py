"""What is mailed in one step: how the session stands, and which moments of its date poll calendars may let go."""

from collections import Counter
from uuid import uuid4

import pytest

from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting
from meetings.actions.telling import still_to_tell, tell_everybody, telling_snapshot
from meetings.models import Meeting
from outbox.models import Mail
from schools.changes import Stale
from schools.models import School
from teams.models import Membership, Professional
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.mails import Received, received
from tests.meetings.polls import choose, mailed, polled

pytestmark = pytest.mark.usefixtures("mail_is_kept")


@pytest.fixture
def chosen(school: School, anneke: Membership, samira: Membership, ineke: Professional) -> Meeting:
    """A session whose date was found by a poll of two moments, which two calendars still hold."""
    meeting = polled(school, ineke, wants_holds=True)
    mailed(meeting, ineke)
    choose(meeting, TUESDAY, ineke)
    meeting.refresh_from_db()
    return meeting


def tell(meeting: Meeting, by: Professional, **fields: object) -> list[Received]:
    assert by.user is not None
    before = Mail.objects.count()
    tell_everybody(meeting=meeting, now=NOW, actor=by.user, **fields)  # type: ignore[arg-type]
    return received(after=before)


def kinds(mails: list[Received]) -> dict[str, int]:
    return dict(Counter(each.subject.split(":")[0] for each in mails))


def test_once_a_moment_is_chosen_the_holds_go_with_the_invitations(chosen: Meeting, ineke: Professional) -> None:
    key = uuid4()
    mails = [tell(chosen, ineke, key=key) for _ in range(2)]
    assert [kinds(each) for each in mails] == [{"Uitnodiging": 2, "Weer vrij": 4}, {}]


def test_what_is_let_go_says_why(chosen: Meeting, ineke: Professional) -> None:
    mails = [each for each in tell(chosen, ineke) if each.to == "anneke@example.nl"]
    said = {each.subject.split(", ")[-2]: each.text.split("\n\n")[1] for each in mails if "Weer vrij" in each.subject}
    assert said == {
        "di 8 december 2026": "Dit moment is gekozen. De voorlopige afspraak gaat uit je agenda, want je krijgt een "
        "eigen uitnodiging.",
        "wo 9 december 2026": "Je hoeft dit moment niet meer vrij te houden. De bijeenkomst van het kernteam van De "
        "Zeester is op di 8 december 2026, 15.00-16.30 uur. Daarvoor krijg je een eigen uitnodiging.",
    }


def test_called_off_the_holds_go_with_the_cancellations(chosen: Meeting, ineke: Professional) -> None:
    assert ineke.user is not None
    send_notices(meeting=chosen, now=NOW, actor=ineke.user)
    cancel_meeting(meeting=chosen, actor=ineke.user)
    mails = tell(chosen, ineke)
    assert kinds(mails) == {"Gaat niet door": 2, "Weer vrij": 4}
    assert "gaat niet door" in mails[-1].text


def test_what_the_preview_did_not_show_is_not_sent(chosen: Meeting, ineke: Professional) -> None:
    seen = telling_snapshot(still_to_tell(chosen, NOW), chosen)
    mailed(chosen, ineke)  # somebody else let the moments go meanwhile
    with pytest.raises(Stale):
        tell(chosen, ineke, seen=seen)
    assert kinds(received()[-2:]) == {"Weer vrij": 2}


def test_as_long_as_moments_are_asked_nothing_is_let_go(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    meeting = polled(school, ineke, wants_holds=True)
    mailed(meeting, ineke)
    assert (tell(meeting, ineke), still_to_tell(meeting, NOW).count) == ([], 0)
