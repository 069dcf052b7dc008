"""When the demo is laid out, and when it is left as it is."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from schools.models import Region
from teams.demo import accounts, duinstreek, oosterveen, places
from teams.demo.days import DemoDays
from teams.demo.removal import remove_regions
from teams.demo.writing import RegionWriter
from teams.extensions import demo_layers

PO_CODES = (places.PO_CODE, oosterveen.PO_CODE)  # of no real samenwerkingsverband
FRESH_FOR_DAYS = 7


@dataclass(frozen=True)
class Outcome:
    """For which day the demo lies there now, whether that was done just now, and which demo made way for it."""

    day: date
    is_new: bool
    replaced: bool = False


def demo_regions() -> QuerySet[Region]:
    """The regions of the demo, known by codes that no other region has."""
    return Region.objects.filter(po_code__in=PO_CODES)


def laid_out_for() -> date | None:
    """The day for which the demo is laid out: its beheerder has an account since then. None when it is not there."""
    if demo_regions().count() < len(PO_CODES):
        return None
    beheerder = User.objects.filter(email=accounts.BEHEERDER.email).first()
    return timezone.localdate(beheerder.date_joined) if beheerder else None


@transaction.atomic
def lay_demo(*, today: date, exactly: bool, fresh: bool) -> Outcome:
    """Lay the demo out for today, unless the one that is there will do.

    It will do when it was laid out for this very day, or, if not `exactly` this day is asked for, in the week before.
    `fresh` lays it out anew in any case.
    """
    laid = laid_out_for()
    within = 0 if exactly else FRESH_FOR_DAYS
    if laid is not None and not fresh and 0 <= (today - laid).days <= within:
        return Outcome(laid, is_new=False)
    replaced = demo_regions().exists()
    if replaced:
        remove_regions(demo_regions())
    days = DemoDays(today)
    for plan in (duinstreek.plan(days), oosterveen.plan(days)):
        writer = RegionWriter(plan, today)
        writer.write()
        for lay in demo_layers:
            lay(writer.region, today)
    return Outcome(today, is_new=True, replaced=replaced)
