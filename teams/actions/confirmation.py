from datetime import date
from uuid import UUID

from accounts.models import User
from schools.changes import recorded
from schools.models import Change, School
from teams.models import Membership, Professional, TeamConfirmation


def confirm_team(*, school: School, today: date, actor: User, key: UUID | None = None) -> Change:
    """Say that the whole team of a school is right today, and so the data of everybody in it."""
    with recorded(subject=school, actor=actor, key=key) as change:
        TeamConfirmation.objects.create(school=school, confirmed_on=today, confirmed_by=actor)
        members = Membership.objects.on(today).filter(school=school)
        people = Professional.objects.filter(pk__in=members.values("professional"))
        for professional in people.order_by("pk").select_for_update(no_key=True):
            if professional.confirmed_on != today:
                professional.confirmed_on = today
                professional.save(update_fields=["confirmed_on"])
        change.summary = f"Het kernteam van {school} is bevestigd."
    return change
