"""Taking a person's data out of the trail: what was done stays known, of whom it tells does not.

Nothing else in this program writes in the trail; `scrub` is the one function that does.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.actions import forget_account
from accounts.models import User
from outbox.actions import forget_mail_to
from schools.changes import tracked_models
from schools.models import Change, Grant
from schools.phones import format_phone
from schools.trail import opened
from teams import names
from teams.access import holders_of
from teams.extensions import erasures
from teams.models import Coordinator, LogEntry, Membership, Organisation, PlannedMember, Professional, StandIn

OUD_LID = "oud-lid"


@dataclass(frozen=True)
class Traces:
    """The words by which a person can be known in a sentence, and where sentences about her can be."""

    names: frozenset[str]
    phones: frozenset[str]
    emails: frozenset[str]
    regions: frozenset[int]
    schools: frozenset[int]

    @property
    def contact(self) -> frozenset[str]:
        """How she was ever reached."""
        return self.phones | self.emails


def traces_of(records: Sequence[Professional], accounts: Sequence[User]) -> Traces:
    """How these records were ever called and reached, in every form in which a summary can name them."""
    ids = [row.pk for row in records]
    versions = [*records, *Professional.history.filter(id__in=ids)]
    called = {
        write(row.first_name, row.infix, row.surname)
        for row in versions
        for write in (names.full_name, names.list_name)
    }
    phones = {row.phone for row in versions}
    emails = {row.email for row in versions} | {account.email for account in accounts}
    seats = Membership.history.filter(professional__in=ids).values_list("school", flat=True)
    stood_in = StandIn.history.filter(professional__in=ids).values("membership")
    others = Membership.history.filter(id__in=stood_in).values_list("school", flat=True)
    planned = PlannedMember.history.filter(professional__in=ids).values_list("school", flat=True)
    worked_for = Organisation.objects.filter(pk__in={row.organisation_id for row in versions})
    return Traces(
        names=frozenset(called - {"", OUD_LID}),
        phones=frozenset((phones | {format_phone(phone) for phone in phones}) - {""}),
        emails=frozenset(emails - {""}),
        regions=frozenset(worked_for.values_list("region", flat=True)) | _regions_of_power(accounts),
        schools=frozenset(seats) | frozenset(others) | frozenset(planned),
    )


def scrub(
    *,
    records: Sequence[Professional],
    values: Mapping[str, Any],
    seat_values: Mapping[str, Any],
    words: Collection[str],
    traces: Traces,
    accounts: Iterable[User],
) -> None:
    """Rewrite every image of these records and of their seats, and every sentence that has one of these words; take
    the accounts away. What comes back by an undo is then scrubbed too."""
    ids = [row.pk for row in records]
    with opened("Gegevens van iemand zijn weggehaald."):
        Professional.history.filter(id__in=ids).update(**values)
        if seat_values:
            Membership.history.filter(professional__in=ids).update(**seat_values)
        for forget in erasures:
            forget(records)
        _rewrite_sentences(words, traces, ids)
        for account in accounts:
            pk = account.pk
            forget_account(user=account)
            _forget_in_images(pk)
    for address in traces.emails:
        if not holders_of(address).exclude(pk__in=ids).exists():
            forget_mail_to(address)


def _rewrite_sentences(words: Collection[str], traces: Traces, ids: Collection[int]) -> None:
    """In the trail of her regions and schools; who shares her exact name there becomes an oud-lid in words as well."""
    if not words:
        return
    pattern = _pattern(words, _names_around(words, traces, ids))
    hers = {word.casefold() for word in words}
    named = Q()
    for word in words:
        named |= Q(summary__icontains=word)
    somewhere = Q(region__in=traces.regions) | Q(school__in=traces.schools) | Q(region=None, school=None)
    trail: tuple[Any, ...] = (Change, LogEntry)
    for model in trail:
        for row in model._base_manager.filter(named, somewhere).only("summary"):
            written = pattern.sub(lambda found: OUD_LID if found[0].casefold() in hers else found[0], row.summary)
            model._base_manager.filter(pk=row.pk).update(summary=written)


def _pattern(words: Iterable[str], others: Iterable[str]) -> re.Pattern[str]:
    """Finds whole words only, the longest first: "Jan Smit" is not in "Anne-Jan Smit" or "Jan Smithuis"."""
    longest_first = sorted({*words, *others}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _names_around(words: Collection[str], traces: Traces, ids: Collection[int]) -> set[str]:
    """Names of others that have hers in them, which must stay: "Jan Smit" when she is called Smit."""
    others = Professional.objects.filter(organisation__region__in=traces.regions).exclude(pk__in=ids)
    called = {
        write(*parts)
        for parts in others.values_list("first_name", "infix", "surname")
        for write in (names.full_name, names.list_name)
    }
    return {name for name in called if any(word.casefold() in name.casefold() for word in words)}


def _regions_of_power(accounts: Iterable[User]) -> frozenset[int]:
    """Where a logbook tells that these accounts were given or lost power."""
    pks = [account.pk for account in accounts]
    changes = (
        Grant.history.filter(user__in=pks)
        .order_by()
        .values("change")
        .union(Coordinator.history.filter(user__in=pks).order_by().values("change"))
    )
    regions = Change.objects.filter(pk__in=changes).exclude(region=None).values_list("region", flat=True)
    return frozenset(regions)


def _forget_in_images(pk: int) -> None:
    """No image points to an account that is gone; the rows themselves are let go by the database."""
    for model in tracked_models():
        for field in model.history.model._meta.concrete_fields:
            if field.related_model is User and field.name != "history_user":
                model.history.filter(**{field.name: pk}).update(**{field.name: None})
