"""What is still open, in one mail on Monday: agreements that are due or late, and invitations without an answer. Who
works for a region also reads there what changed in its teams, and which seats are empty the longest (decision 39)."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from meetings.actions.notices import last_told
from meetings.actions.reminders import is_mail_hour
from meetings.enums import MeetingState, NoticeKind, Reply
from meetings.links import answer_url
from meetings.mails.choices import Reader, choices_url, unsubscribe_headers
from meetings.mails.letters import facts_of
from meetings.mails.region_week import RegionWeek, readers_by_account, region_readers, week_of
from meetings.models import Agreement, Digest, Invitation, Notice
from meetings.models.invitation import ONE_ADDRESS, InvitationQuerySet
from meetings.models.record import AgreementQuerySet
from outbox.actions import post, was_posted
from schools.models import School
from teams.access import seats_from, visible_schools
from teams.dutch import count_text, day_text
from teams.models import Professional
from teams.names import one_line

logger = logging.getLogger(__name__)
MONDAY = 0
DUE_WITHIN = timedelta(days=7)
AHEAD = timedelta(weeks=4)


@dataclass(frozen=True)
class Open:
    """What is open for one person."""

    agreements: tuple[Agreement, ...]
    invitations: tuple[Invitation, ...]
    region: RegionWeek | None = None

    def __bool__(self) -> bool:
        return bool(self.agreements or self.invitations or self.region)

    @property
    def subject(self) -> str:
        """What the mail is called: by what she has to do herself, if there is anything."""
        number = len(self.agreements) + len(self.invitations)
        return f"Wat staat er nog open: {count_text(number, 'punt', 'punten')}" if number else "De week in jouw regio"


def send_digests(*, now: datetime) -> int:
    """On Monday: a mail to everybody who has something open and was not told this week; how many that were. What goes
    wrong with one person is logged, holds up nobody else, and is tried again the next time."""
    today = localdate(now)
    if today.weekday() != MONDAY or not is_mail_hour(now):
        return 0
    told = Digest.objects.filter(monday=today).values("professional")
    waiting = Professional.objects.filter(pk__in=_who(now)).exclude(pk__in=told).order_by("pk")
    sent = sum(_try_to_send(professional, now) for professional in list(waiting))
    return sent + sum(_try_to_tell(account, now) for account in readers_by_account(today))


def open_for(professional: Professional, now: datetime) -> Open:
    """What she promised at schools that she is still at, and is due or late; and which invitations wait for her."""
    today = localdate(now)
    hers = Q(owner=professional) | Q(owner__merged_into=professional)
    agreements = _due(today).filter(hers, school__in=_schools_of(professional, today)).with_people().in_order()
    mine = Q(professional=professional) | Q(professional__merged_into=professional)
    invitations = [row for row in _unanswered(now).filter(mine) if _knows(row)]
    return Open(tuple(agreements), tuple(invitations), week_of(professional.user, today))


def _who(now: datetime) -> set[int]:
    """Everybody who could have something open; of a merged record the one it became."""
    owners = _due(localdate(now)).values_list("owner", "owner__merged_into").order_by().distinct()
    asked = _unanswered(now).values_list("professional", "professional__merged_into").order_by().distinct()
    return {became or pk for pk, became in (*owners, *asked) if pk is not None} | region_readers(localdate(now))


def _due(today: date) -> AgreementQuerySet:
    """What is due or late; on the first Monday of a month also what was promised without a day."""
    is_due = Q(due_on__lte=today + DUE_WITHIN)
    if today.day <= DUE_WITHIN.days:
        is_due |= Q(due_on=None)
    return Agreement.objects.open().filter(is_due, owner__isnull=False)


def _unanswered(now: datetime) -> InvitationQuerySet:
    rows = Invitation.objects.standing().filter(answer=Reply.NONE, professional__isnull=False, notices__isnull=False)
    coming = rows.filter(
        meeting__state=MeetingState.PLANNED, meeting__starts_at__gt=now, meeting__starts_at__lt=now + AHEAD
    )
    coming = coming.filter(meeting__school__in=School.objects.open(localdate(now)))
    rows = coming.select_related("meeting__school", "professional").order_by("meeting__starts_at", "pk").distinct()
    return rows.prefetch_related(Prefetch("notices", Notice.objects.in_order(), to_attr="told"))


def _knows(row: Invitation) -> bool:
    """Whether she was told how the session stands now: a move that nobody sent yet is not told by the way."""
    last = last_told(row)
    return last is not None and last.kind != NoticeKind.CANCELLATION and last.facts == facts_of(row.meeting)


def _schools_of(professional: Professional, today: date) -> QuerySet[School]:
    """Where she sits, or may look by her account: what she left is no longer hers to hear of."""
    seats = seats_from(professional, today).filter(starts_on__lte=today).order_by().values("school")
    by_account = visible_schools(professional.user, today).values("pk") if professional.user else School.objects.none()
    return School.objects.filter(Q(pk__in=seats) | Q(pk__in=by_account))


def _try_to_send(professional: Professional, now: datetime) -> bool:
    try:
        return _send(professional, now)
    except Exception:
        logger.exception("Person %s could not be told what is open", professional.pk)
        return False


def _try_to_tell(account: User, now: datetime) -> bool:
    try:
        return _tell(account, now)
    except Exception:
        logger.exception("Account %s could not be told of the week in its region", account.pk)
        return False


@transaction.atomic
def _tell(account: User, now: datetime) -> bool:
    """The week in her region for who is not in the roster. That she had it, the outbox knows."""
    reader, monday = Reader(account=User.objects.select_for_update(no_key=True).get(pk=account.pk)), localdate(now)
    key = uuid5(NAMESPACE_URL, f"digest of account {account.pk} {monday}")
    if was_posted(key) or not reader.choice.digest:
        return False
    found = Open((), (), week_of(account, monday))
    if found:
        _post(reader, found, now, key)
    return bool(found)


def _send(professional: Professional, now: datetime) -> bool:
    """One mail, and the row that says so, in one transaction; False when she gets none."""
    reader = Reader(professional)
    found = open_for(professional, now)
    if not found or not ONE_ADDRESS.fullmatch(professional.email) or not reader.choice.digest:
        return False
    monday = localdate(now)
    with transaction.atomic():
        _, is_new = Digest.objects.get_or_create(professional=professional, monday=monday, defaults={"sent_at": now})
        if not is_new:
            return False
        _post(reader, found, now, uuid5(NAMESPACE_URL, f"digest {professional.pk} {monday}"))
    return True


def _post(reader: Reader, found: Open, now: datetime, key: UUID) -> None:
    context = _context(reader, found, localdate(now))
    post(
        to=reader.address,
        subject=found.subject,
        text=render_to_string("meetings/mail/digest.txt", context).strip() + "\n",
        html=render_to_string("meetings/mail/digest.html", context),
        asked_by=None,
        expires_at=now + timedelta(days=4),
        key=key,
        headers=unsubscribe_headers(reader, "weekoverzicht"),
    )


def _context(reader: Reader, found: Open, today: date) -> dict[str, object]:
    """Every name and text on one line, as in all mails."""
    agreements = [
        {
            "text": one_line(row.text),
            "school": one_line(str(row.school)),
            "due": day_text(row.due_on) if row.due_on else "",
            "is_late": row.is_late(today),
        }
        for row in found.agreements
    ]
    invitations = [
        {
            "what": one_line(row.meeting.name),
            "school": one_line(str(row.meeting.school)),
            "when": row.meeting.when,
            "link": answer_url(row),
        }
        for row in found.invitations
    ]
    return {
        "name": one_line(reader.name),
        "agreements": agreements,
        "invitations": invitations,
        "region": _region(found.region) if found.region else None,
        "link": f"{settings.SITE_URL}{reverse('meetings:mine')}",
        "choices": choices_url(reader),
    }


def _region(week: RegionWeek) -> dict[str, object]:
    """The same of a region: each row on one line."""
    return {
        "came": [one_line(row) for row in week.came],
        "came_more": week.came_count - len(week.came),
        "went": [one_line(row) for row in week.went],
        "went_more": week.went_count - len(week.went),
        "held": week.held,
        "coming": week.coming,
        "empty": [
            (
                one_line(row.school),
                one_line(row.seat),
                f"leeg sinds {day_text(row.since)}" if row.since else "nog nooit gevuld",
            )
            for row in week.empty
        ],
        "empty_count": week.empty_count,
    }
