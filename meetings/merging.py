"""What becomes of sessions and agreements when two records of a person become one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.enums import MeetingState, Reply
from meetings.models import Agreement, Invitation, Meeting, Notice
from teams.dutch import count_text
from teams.extensions import Carried
from teams.models import Professional


@dataclass(frozen=True)
class Joined:
    """An invitation of the record that goes, and that of the record that stays to the same session, if there is one."""

    row: Invitation
    twin: Invitation | None

    @property
    def meeting(self) -> Meeting:
        return self.row.meeting

    @property
    def takes_answer(self) -> bool:
        """Whether what was answered under the record that goes is what counts: it was last, or alone, to be answered,
        or she is asked under that record only."""
        row, twin = self.row, self.twin
        if twin is None or row.is_withdrawn:
            return twin is None
        if twin.is_withdrawn or twin.answered_at is None:
            return twin.is_withdrawn or row.answer != Reply.NONE
        return row.answered_at is not None and row.answered_at > twin.answered_at

    @property
    def answer(self) -> str:
        """The answer that counts, in words; "" when there is none."""
        counts = self.row if self.twin is None or self.takes_answer else self.twin
        return counts.get_answer_display() if counts.answer != Reply.NONE else ""


def joined_invitations(kept: Professional, absorbed: Professional) -> list[Joined]:
    """What goes along: to sessions that were not held. Of who is asked twice to one that was called off both stay."""
    rows = _not_held(absorbed)
    twins = {row.meeting_id: row for row in _not_held(kept)}
    found = [Joined(row, twins.get(row.meeting_id)) for row in rows]
    return [each for each in found if each.twin is None or each.meeting.is_open]


def promised_by(absorbed: Professional) -> list[Agreement]:
    """What is still to be done; who did what is done stays readable with the record that goes."""
    return list(Agreement.objects.open().filter(owner=absorbed).with_people().order_by("school__name", "school", "pk"))


def schools_of(records: Sequence[Professional]) -> set[int]:
    """Where that is."""
    asked = Invitation.objects.filter(professional__in=records).exclude(meeting__state=MeetingState.HELD)
    promised = Agreement.objects.open().filter(owner__in=records)
    return {
        *asked.order_by().values_list("meeting__school", flat=True),
        *promised.order_by().values_list("school", flat=True),
    }


def carried_along(kept: Professional, absorbed: Professional) -> Iterator[Carried]:
    """What becomes of it, and where she turns out to be in two places; of an agreement not what it says, for who merges
    need not be in that team."""
    joined = joined_invitations(kept, absorbed)
    for each in joined:
        yield Carried(_label(each.meeting), _becomes(each))
    for school, count in Counter(row.school for row in promised_by(absorbed)).items():
        yield Carried(f"Bij {school}", f"{count_text(count, 'open afspraak gaat', 'open afspraken gaan')} mee")
    for row, other in _clashes(kept, joined):
        yield Carried(_label(row.meeting), f"dit valt samen met {_label(other.meeting)}", is_warning=True)
    told = Notice.objects.filter(invitation__in=[each.row for each in joined])
    if kept.email.lower() != absorbed.email.lower() and told.exists():
        yield Carried(
            "Links in mails",
            "wat naar het adres ging dat vervalt, kan niet meer met een link worden beantwoord",
            is_warning=True,
        )


def _not_held(record: Professional) -> list[Invitation]:
    rows = Invitation.objects.filter(professional=record).exclude(meeting__state=MeetingState.HELD)
    return list(rows.select_related("meeting__school", "professional").order_by("meeting__starts_at", "pk"))


def _clashes(kept: Professional, joined: Sequence[Joined]) -> Iterator[tuple[Invitation, Invitation]]:
    """Sessions for which the one keeps time free while the other does for another: the database knows no better than
    that they are two people."""
    hers = [row for row in _not_held(kept) if row.blocks_time]
    for each in joined:
        for other in hers:
            if each.row.blocks_time and other.meeting != each.meeting and _overlap(each.row, other):
                yield each.row, other


def _overlap(row: Invitation, other: Invitation) -> bool:
    assert row.starts_at and row.ends_at and other.starts_at and other.ends_at  # noqa: S101, PT018 who blocks has a time
    return row.starts_at < other.ends_at and other.starts_at < row.ends_at


def _label(meeting: Meeting) -> str:
    return f"{meeting.name} bij {meeting.school}, {meeting.when or 'nog zonder datum'}"


def _becomes(joined: Joined) -> str:
    answer = f" ({joined.answer})" if joined.answer else ""
    if joined.twin is None:
        taken_back = "ingetrokken " if joined.row.is_withdrawn else ""
        return f"de {taken_back}uitnodiging gaat mee{answer}"
    return f"twee uitnodigingen worden er één{answer}"
