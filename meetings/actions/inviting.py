"""Who is asked to a session: the team, a guest, and who answered what."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.access import is_for_another
from meetings.actions.booking import book, double_bookings, hold_people, let_go
from meetings.enums import MeetingKind, Reply
from meetings.invitees import Invitee, TeamChange, team_change, team_on
from meetings.models import Invitation, Meeting
from schools.changes import Stale, lock, recorded, reload
from schools.models import Change
from teams.dutch import in_words
from teams.models import Professional
from teams.seen import Snapshot, refuse_stale


class Moved(Stale):
    """She answers about a moment at which the session is no longer."""


def invite_team(meeting: Meeting, *, today: date) -> None:
    """List the team of the day (of today, while there is no date) as invited; part of an action that is recorded."""
    day = meeting.day or max(today, meeting.school_year.first_day)
    for invitee in team_on(meeting.school, day, today=today, roles=meeting.roles.all()):
        _list(meeting, invitee)


def set_facilitator(meeting: Meeting, professional: Professional | None) -> None:
    """Let this one guide the session, and nobody else; part of an action that is recorded."""
    before = meeting.invitations.filter(is_facilitator=True).first()
    if before is not None and before.professional_id == (professional.pk if professional else None):
        if before.is_withdrawn:
            before.is_withdrawn = False
            before.save()
        return
    if before is not None:
        before.is_facilitator = False
        before.is_withdrawn |= before.role_id is None  # who only came to guide comes no more
        if not before.is_coming:
            let_go(before)
        before.save()
    if professional is not None:
        row = meeting.invitations.filter(professional=professional).first()
        row = row or Invitation(meeting=meeting, professional=professional)
        row.is_facilitator, row.is_required, row.is_withdrawn = True, True, False
        row.save()


def follow_team(
    *, meeting: Meeting, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Invite who joined the team since, and take back the invitations of who left it. Raises Stale when there is
    nothing to follow any more, or when it is another change than she saw."""
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        difference = team_change(meeting, meeting.invitations.select_related("professional"), today=today)
        if not difference:
            raise Stale(["De uitnodigingen passen al bij het kernteam."])
        refuse_stale(seen, change_snapshot(difference))
        for invitee in difference.joined:
            _list(meeting, invitee)
        for row in difference.left:
            row.is_withdrawn = True
            let_go(row)
            row.save()
        book(meeting, allow_double=True)
        parts = [
            *(f"{invitee.professional} erbij" for invitee in difference.joined),
            *(f"{row.name} eraf" for row in difference.left),
        ]
        change.summary = f"Genodigden van {meeting.name} bijgewerkt: {in_words(parts)}."
    return change


def invite_guest(
    *,
    meeting: Meeting,
    name: str,
    email: str,
    of: str,
    because: str = "",
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Ask a guest for this once: normally to a verdieping, elsewhere with a reason (domain.md 1.1, 37).

    Raises ValidationError without that reason, or when this address is on the list already; Stale when the session is
    over.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        refuse_stale(seen, guests_snapshot(meeting))
        if not meeting.is_open:
            raise Stale([f"{meeting.name} is al {meeting.get_state_display()}."])
        if meeting.kind != MeetingKind.VERDIEPING and not because:
            raise ValidationError({"because": "Gasten komen meestal bij een verdieping. Schrijf waarom het hier past."})
        _refuse_invited(meeting, email)
        guest = Invitation.objects.create(meeting=meeting, guest_name=name, guest_email=email, guest_of=of)
        book(meeting, allow_double=True)
        why = f" Reden: {because}" if because else ""
        change.summary = f"{guest.logged_name} staat op de lijst voor {meeting.name}.{why}"
    return change


def withdraw_invitation(*, invitation: Invitation, actor: User, key: UUID | None = None) -> Change:
    """Somebody need not come after all. Raises Stale when that was said before."""
    return _set_withdrawn(invitation, withdrawn=True, actor=actor, key=key)


def restore_invitation(*, invitation: Invitation, actor: User, key: UUID | None = None) -> Change:
    """Somebody is asked again after all. Raises Stale when she is invited."""
    return _set_withdrawn(invitation, withdrawn=False, actor=actor, key=key)


def set_required(*, invitation: Invitation, required: bool, actor: User, key: UUID | None = None) -> Change:
    """Whether the session is of no use without her. Raises Stale when that was said before."""
    meeting = invitation.meeting
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        reload(invitation)
        if invitation.is_required == required or not meeting.is_open:
            raise Stale([f"Dit stond al zo bij {invitation.name}."])
        invitation.is_required = required
        invitation.save()
        change.summary = f"{invitation.logged_name} {'moet' if required else 'hoeft niet'} bij {meeting.name} te zijn."
    return change


def answer_invitation(
    *,
    invitation: Invitation,
    answer: Reply,
    note: str | None = None,
    stand_in_name: str | None = None,
    about: datetime | None = None,
    now: datetime,
    actor: User | None,
    key: UUID | None = None,
) -> Change | None:
    """Keep whether somebody comes, by herself or by who knows it; who does not come may name who comes instead. None
    when that was her answer already: what is sent twice is said once. A note or a name that is not given stays as it
    was; who comes herself has no stand-in. `about` is when the session was as she saw it.

    Raises Moved when it is at another moment by now, ValidationError when she would be in two places, Stale once the
    session began, was called off, or she is no longer invited.
    """
    meeting = invitation.meeting
    with lock(meeting.school):
        reload(meeting)
        reload(invitation)
        if not meeting.is_open or meeting.has_begun(now) or invitation.is_withdrawn:
            raise Stale(["Antwoorden kan niet meer."])
        if about is not None and about != meeting.starts_at:
            raise Moved([f"De bijeenkomst is intussen op een ander moment: {meeting.when}. Kun je dan ook?"])
        note = invitation.note if note is None else note
        stand_in_name = invitation.stand_in_name if stand_in_name is None else stand_in_name
        says = (answer, note, stand_in_name if answer == Reply.NO else "")
        if (invitation.answer, invitation.note, invitation.stand_in_name) == says:
            return None
        return _answered(invitation, says, now=now, actor=actor, key=key)


def _answered(
    invitation: Invitation, says: tuple[Reply, str, str], *, now: datetime, actor: User | None, key: UUID | None
) -> Change:
    """Keep it, under the lock of the school."""
    meeting, answer = invitation.meeting, says[0]
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        hold_people(meeting)
        if answer == Reply.YES and (elsewhere := double_bookings(meeting, [invitation])):
            raise ValidationError([f"{text} Zeg daar eerst af." for text in elsewhere.values()])
        invitation.answer, invitation.note, invitation.stand_in_name = says
        invitation.answered_at = now
        if not invitation.is_coming:
            let_go(invitation)
        invitation.save()
        book(meeting, allow_double=True)
        said = f"{_SAYS[answer]} bij {meeting.name}{'' if actor else WITHOUT_ACCOUNT}."
        name = invitation.logged_name
        change.summary = f"Namens {name}: {said}" if is_for_another(actor, invitation) else f"{name} {said}"
    return change


WITHOUT_ACCOUNT = ", zonder in te loggen: met de persoonlijke link of uit de agenda"
_SAYS = {
    Reply.YES: "komt",
    Reply.MAYBE: "komt misschien",
    Reply.NO: "komt niet",
    Reply.NONE: "heeft nog niet geantwoord",
}


def change_snapshot(difference: TeamChange) -> Snapshot:
    """What the button to follow the team shows."""
    joined = {str(each.professional): {"genodigd": f"erbij als {each.role}"} for each in difference.joined}
    return joined | {row.name: {"genodigd": "eraf"} for row in difference.left}


def guests_snapshot(meeting: Meeting) -> Snapshot:
    """Who is a guest, as the form to ask another shows them."""
    rows = meeting.invitations.standing().exclude(guest_name="").order_by("pk")
    return {row.name: {"organisatie": row.guest_of} for row in rows}


def _refuse_invited(meeting: Meeting, email: str) -> None:
    """Who is on the list already would be invited twice."""
    if not email:
        return
    if meeting.invitations.standing().filter(guest_email__iexact=email).exists():
        raise ValidationError({"email": "Op dit adres is al een gast uitgenodigd."})
    rows = meeting.invitations.filter(professional__email__iexact=email).select_related("professional")
    if member := rows.first():
        again = " Nodig diegene daar weer uit." if member.is_withdrawn else ""
        raise ValidationError({"email": f"Dit is het adres van {member.name}, die al bij de genodigden staat.{again}"})


def _set_withdrawn(invitation: Invitation, *, withdrawn: bool, actor: User, key: UUID | None) -> Change:
    meeting = invitation.meeting
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        reload(invitation)
        who = invitation.professional
        if who and who.merged_into and not withdrawn:
            raise Stale([f"{who} is intussen samengevoegd met een ander: er is nu één {who.merged_into}."])
        if invitation.is_withdrawn == withdrawn or not meeting.is_open:
            raise Stale([f"De uitnodiging van {invitation.name} is intussen anders."])
        invitation.is_withdrawn = withdrawn
        if not invitation.is_coming:
            let_go(invitation)
        invitation.save()
        book(meeting, allow_double=True)
        said = "hoeft niet meer te komen" if withdrawn else "is weer uitgenodigd"
        change.summary = f"{invitation.logged_name} {said}: {meeting.name}."
    return change


def _list(meeting: Meeting, invitee: Invitee) -> None:
    row = meeting.invitations.filter(professional=invitee.professional).first()
    row = row or Invitation(meeting=meeting, professional=invitee.professional)
    row.role, row.is_required, row.is_withdrawn = invitee.role, invitee.is_required, False
    row.save()
