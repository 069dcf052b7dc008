"""Who was asked to the sessions, what they answered, who was there, and what they were told."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from meetings.actions.evaluating import may_evaluate
from meetings.demo.scene import Scene, is_example
from meetings.demo.sessions import PART
from meetings.enums import Attendance, MeetingKind, NoticeKind, Reply
from meetings.mails.letters import facts_of
from meetings.models import Evaluation, Invitation, Meeting, Notice
from teams import defaults
from teams.enums import Ring

ANSWERS = (Reply.YES, Reply.YES, Reply.NONE, Reply.MAYBE, Reply.YES, Reply.NONE, Reply.NO)
NOTES = {
    Reply.NO: "Ik ben die dag op scholing.",
    Reply.MAYBE: "Ik hoor volgende week of ik kan ruilen.",
}
STAND_INS = ("Joost Meijer", "Sabine Kramer", "Fenna Postma", "Ruben Hakvoort")
GUEST = {"guest_name": "Wilma Terpstra", "guest_email": "wilma.terpstra@example.nl", "guest_of": "Veilig Thuis"}
NOT_QUITE = {
    3: Attendance.LATE,
    4: Attendance.ABSENT,
    7: Attendance.LEFT_EARLY,
    10: Attendance.STAND_IN,
    13: Attendance.IN_BETWEEN,
}
OF_HOW_MANY = 17
# At De Zeester in this year's kennismaking.
EXAMPLE = {
    defaults.JEUGDARTS: Attendance.LATE,
    defaults.CONSULENT: Attendance.LEFT_EARLY,
    defaults.SCHOOLMAATSCHAPPELIJK_WERKER: Attendance.ABSENT,
    defaults.LEERPLICHTAMBTENAAR: Attendance.STAND_IN,
}
LATER, EARLIER = timedelta(days=3), timedelta(days=60)


def invitations(scene: Scene, meetings: Iterable[Meeting]) -> Iterator[Invitation]:
    """The team of the day of each session, or of today; the procesbegeleider, and a guest where a casus is done."""
    for meeting in meetings:
        number = scene.numbers[meeting.school_id]
        seen: set[int] = set()
        for row in _team(scene, meeting):
            if row.professional_id not in seen:
                seen.add(row.professional_id)  # type: ignore[arg-type]
                yield _settled(scene, row, number + len(seen))
        if scene.guide is not None and scene.guide.pk not in seen and meeting.kind != MeetingKind.SUBSET:
            guide = Invitation(meeting=meeting, professional=scene.guide, is_required=True, is_facilitator=True)
            yield _settled(scene, guide, 0)
        if meeting.kind == MeetingKind.VERDIEPING and (meeting.is_planned or _had_a_guest(meeting)):
            there = {"answer": Reply.YES, "attendance": Attendance.PRESENT} if meeting.is_held else {}
            yield Invitation(meeting=meeting, **GUEST, **there)


def notices(scene: Scene, rows: Iterable[Invitation]) -> Iterator[Notice]:
    """Everybody was told two months ahead, but guests."""
    for row in rows:
        meeting = row.meeting
        if meeting.starts_at is not None and not row.is_guest:
            kind = NoticeKind.CANCELLATION if meeting.is_cancelled else NoticeKind.INVITATION
            told_at = scene.latest(meeting.starts_at - EARLIER)
            yield Notice(invitation=row, kind=kind, sequence=0, facts=facts_of(meeting), told_at=told_at)


def questions_how_it_was(scene: Scene, answers: Iterable[Evaluation], rows: Iterable[Invitation]) -> Iterator[Notice]:
    """Where somebody said how it was, everybody who was there was asked."""
    asked = {answer.invitation.meeting_id for answer in answers}
    for row in rows:
        meeting = row.meeting
        if row.meeting_id in asked and may_evaluate(row) and not row.is_guest and meeting.ends_at is not None:
            facts, told_at = facts_of(meeting), scene.latest(meeting.ends_at + timedelta(hours=20))
            yield Notice(invitation=row, kind=NoticeKind.EVALUATION, sequence=0, facts=facts, told_at=told_at)


def _team(scene: Scene, meeting: Meeting) -> Iterator[Invitation]:
    team = scene.teams[meeting.school_id]
    for member in team.on(meeting.day or scene.today):
        is_asked = member.role.code in PART if meeting.kind == MeetingKind.SUBSET else member.role.ring != Ring.ON_CALL
        if is_asked:
            yield Invitation(
                meeting=meeting,
                professional=member.professional,
                role=member.role,
                is_required=member.role_id in team.required,
            )


def _had_a_guest(meeting: Meeting) -> bool:
    return meeting.is_held and is_example(meeting.school)


def _settled(scene: Scene, row: Invitation, number: int) -> Invitation:
    """Who was there, or what she answered so far; the time that she keeps free for it."""
    meeting = row.meeting
    if meeting.is_held:
        row.answer = Reply.YES
        row.attendance = _attendance(scene, row, number)
        if row.attendance == Attendance.STAND_IN:
            row.stand_in_name = STAND_INS[number % len(STAND_INS)]
    elif meeting.is_planned:
        row.answer = ANSWERS[number % len(ANSWERS)]
        row.note = NOTES.get(Reply(row.answer), "")
        if row.answer != Reply.NONE and meeting.starts_at is not None:
            row.answered_at = scene.latest(meeting.starts_at - EARLIER + LATER)
        if row.is_coming:
            row.starts_at, row.ends_at, row.blocks_time = meeting.starts_at, meeting.ends_at, True
    return row


def _attendance(scene: Scene, row: Invitation, number: int) -> Attendance:
    meeting = row.meeting
    if row.is_facilitator or meeting.kind == MeetingKind.SUBSET:
        return Attendance.PRESENT
    if is_example(meeting.school) and row.role is not None:
        is_this_year = meeting.school_year == scene.year
        return EXAMPLE.get(row.role.code, Attendance.PRESENT) if is_this_year else Attendance.PRESENT
    turn = number * 5 + meeting.year + len(meeting.kind)
    return NOT_QUITE.get(turn % OF_HOW_MANY, Attendance.PRESENT)
