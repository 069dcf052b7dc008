from datetime import date
from uuid import UUID

from accounts.models import User
from schools.changes import recorded
from schools.models import Change, School
from teams.models import Membership, Professional, TeamConfirmation
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import team_snapshot


def confirm_team(
    *, school: School, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Say that the whole team of a school is right today, and so the data of everybody in it.

    Raises Stale when the team is no longer the one that was seen, AlreadyDone when the same form came before.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, team_snapshot(school, today))
        TeamConfirmation.objects.create(school=school, confirmed_on=today, confirmed_by=actor)
        members = Membership.objects.on(today).filter(school=school)
        people = Professional.objects.filter(pk__in=members.values("professional"))
        for professional in people.order_by("pk").select_for_update(no_key=True):
            professional.confirmed_on = today
            professional.save(update_fields=["confirmed_on"])  # also when it was today: who confirmed last, undoes last
        change.summary = f"Het kernteam van {school} is bevestigd."
    return change
