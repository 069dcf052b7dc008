"""Keeping contact data no longer than they are needed: of who has had no seat for years they are removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from schools.changes import Stale, recorded, reload
from schools.models import Region
from schools.models.dated import overlapping
from teams.access import accounts_of, has_power_from, records_of
from teams.actions.scrubbing import scrub, traces_of
from teams.models import Membership, PlannedMember, Professional, StandIn
from teams.models.professional import ProfessionalQuerySet

KEPT_WHILE_NEEDED = ("email", "phone", "expertise", "introduction")


@dataclass(frozen=True)
class Overdue:
    """Somebody whose contact data are kept too long, and the accounts that nobody used all that time."""

    professional: Professional
    accounts: tuple[User, ...]
    border: date  # the first day that still counts as lately

    @property
    def region(self) -> Region:
        return self.professional.organisation.region


def years_before(today: date, years: int) -> date:
    """The same day some years ago; of 29 February the 28th."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)


def overdue(*, today: date, years: int) -> Iterator[Overdue]:
    """Everybody without a seat for so many years of whom something is left to remove. Who holds power is not among
    them: she is reached for that."""
    border = years_before(today, years)
    for person in _without_seat_since(border):
        accounts = accounts_of(person)
        if any(has_power_from(account, today) for account in accounts):
            continue
        unused = tuple(account for account in accounts if _is_unused(account, border))
        if unused or _holds_contact_data(records_of(person)):
            yield Overdue(person, unused, border)


def remove_contact_data(*, found: Overdue) -> None:
    """Take the contact data of one person away, also from the trail, and her unused accounts. Her name stays: it is
    part of the teams she was in. Done by nobody, and no undo brings it back.

    Raises Stale when she got a seat meanwhile; an account that was used meanwhile stays.
    """
    person = found.professional
    with recorded(subject=person, actor=None, region=found.region) as change:
        reload(person)
        if not _without_seat_since(found.border).filter(pk=person.pk).exists():
            raise Stale([f"{person} heeft intussen weer een plek."])
        accounts = [account for account in found.accounts if _is_unused(_as_it_is_now(account), found.border)]
        records = records_of(person)
        traces = traces_of(records, accounts)
        values = dict.fromkeys(KEPT_WHILE_NEEDED, "")
        for row in records:
            for field, value in values.items():
                setattr(row, field, value)
            row.save()
        for plan in PlannedMember.objects.filter(professional__in=records):  # one that everybody forgot
            plan.delete()
        scrub(
            records=records,
            values=values,
            seat_values={},
            words=traces.contact,
            traces=traces,
            accounts=accounts,
        )
        change.summary = "Contactgegevens verwijderd na de bewaartermijn."


def _without_seat_since(border: date) -> ProfessionalQuerySet:
    """People whose last day in any team was before this day, or who never had a seat and were known before it; not who
    is planned for a seat from a later day."""
    seats = Membership.objects.filter(overlapping(border, None), professional=OuterRef("pk"))
    stand_ins = StandIn.objects.filter(overlapping(border, None), professional=OuterRef("pk"))
    sat = Membership.objects.filter(professional=OuterRef("pk"))
    stood_in = StandIn.objects.filter(professional=OuterRef("pk"))
    ever = Q(Exists(sat)) | Q(Exists(stood_in))
    plans = PlannedMember.objects.filter(starts_on__gte=border, professional=OuterRef("pk"))
    people = Professional.objects.filter(~Exists(seats), ~Exists(stand_ins), ~Exists(plans), erased_on=None)
    return people.filter(ever | Q(pk__in=_known_before(border))).select_related("organisation__region").order_by("pk")


def _known_before(border: date) -> Any:
    """Who was registered before this day: history keeps an image of it."""
    return Professional.history.filter(history_date__date__lt=border).values("id")


def _as_it_is_now(account: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=account.pk)


def _is_unused(account: User, border: date) -> bool:
    used = account.last_login or account.date_joined
    return used.date() < border


def _holds_contact_data(records: Sequence[Professional]) -> bool:
    filled = Q()
    for field in KEPT_WHILE_NEEDED:
        filled |= ~Q(**{field: ""})
    ids = [row.pk for row in records]
    live = Professional._base_manager.filter(filled, pk__in=ids)
    return live.exists() or bool(Professional.history.filter(filled, id__in=ids).exists())
