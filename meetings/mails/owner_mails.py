"""The mails by which a school heard who plans its sessions: how far they are, for who handed them over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.timezone import localdate

from meetings.handing_over import editors_of
from meetings.mails.sent import SentMail
from meetings.models import Ownership
from meetings.models.invitation import ONE_ADDRESS
from outbox.progress import Progress, progress_of
from schools.models import Change, School
from teams.models import Professional

MOST = 10  # times that one mail is sent, the first one counted


@dataclass(frozen=True)
class OwnerMail:
    """One person's last mail about it, and how often she was sent one."""

    professional: Professional
    mail: SentMail
    times: int


def last_hand_over(school: School) -> tuple[Change, bool] | None:
    """The change that last said who plans here, and whether that is the school; None when it was never changed."""
    row = Ownership.history.filter(school=school).select_related("change__actor").order_by("history_id").last()
    return (row.change, row.history_type != "-") if row is not None and row.change is not None else None


def mail_key(change: Change, professional: Professional, number: int = 0) -> UUID:
    """The key of somebody's mail about a hand-over, each time that it is sent."""
    return uuid5(change.pk, f"{professional.pk} {number}" if number else str(professional.pk))


def owner_mails_of(school: School, today: date) -> list[OwnerMail]:
    """Who was mailed about the last hand-over, as far as the outbox still knows."""
    found = last_hand_over(school)
    if found is None:
        return []
    change, _ = found
    now = [row.professional for row in editors_of(school, today)]
    then = [row.professional for row in editors_of(school, localdate(change.made_at))]
    people = list(dict.fromkeys([*then, *now]))
    keys = {(who.pk, number): mail_key(change, who, number) for who in people for number in range(MOST)}
    progress = progress_of(keys.values())
    sent = []
    for who in people:
        numbers = [number for number in range(MOST) if keys[who.pk, number] in progress]
        if numbers:
            is_reached = who in now and bool(ONE_ADDRESS.fullmatch(who.email)) and numbers[-1] + 1 < MOST
            sent.append(_sent(school, change, who, numbers[-1], progress[keys[who.pk, numbers[-1]]], is_reached))
    return sent


def _sent(
    school: School, change: Change, who: Professional, number: int, progress: Progress, is_reached: bool
) -> OwnerMail:
    at = change.made_at if number == 0 else None
    again = reverse("meetings:send_owner_again", args=[school.establishment_code, who.pk]) if is_reached else ""
    return OwnerMail(who, SentMail("mail over wie plant", at, progress, again), number + 1)
