"""Power over more than one's own seats: giving it, and letting it end. Each is one recorded, undoable Change."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User, normalise_email
from schools.access import can_do_without
from schools.changes import recorded, reload
from schools.enums import GrantKind
from schools.models import Change, Grant, Municipality, Region
from schools.models.dated import overlapping
from teams.access import holders_of
from teams.actions.letters import name_of
from teams.dutch import day_text, in_words, period_text
from teams.models import Coordinator, Organisation, Professional
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("starts_on", "ends_on")  # of what is ended
NO_BEHEERDER = (
    "Dan is er geen beheerder meer. Maak eerst iemand anders beheerder, zonder einddatum; "
    "die moet op deze dag al begonnen zijn."
)


def give_grant(
    *,
    email: str,
    kind: GrantKind,
    region: Region,
    municipalities: Sequence[Municipality] = (),
    starts_on: date,
    ends_on: date | None = None,
    actor: User | None,
    key: UUID | None = None,
) -> Change:
    """Give whoever has this address a role over a region, over municipalities of it, or (beheerder) over everything.

    Who has no account yet gets one. Raises ValidationError when she has it already on one of those days or the days
    are out of order, AlreadyDone when the same form came before.
    """
    with recorded(subject=region, actor=actor, key=key) as change:
        _refuse_bad_period(starts_on, ends_on)
        user = _account_of(email)
        where = None if kind == GrantKind.BEHEERDER else region
        given: Any = {"user": user, "kind": kind, "region": where, "given_by": actor}
        for municipality in municipalities or (None,):
            grant = Grant(**given, municipality=municipality, starts_on=starts_on, ends_on=ends_on)
            _refuse_double_grant(grant)
            grant.save()
        over = in_words(municipalities) or where or "alle regio’s"
        change.summary = f"{name_of(user)} is {kind.label} van {over}, {period_text(starts_on, ends_on)}."
    return change


def make_coordinator(
    *,
    email: str,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    actor: User | None,
    key: UUID | None = None,
) -> Change:
    """Let whoever has this address arrange the people of an organisation. Raises like `give_grant`."""
    with recorded(subject=organisation.region, actor=actor, key=key) as change:
        _refuse_bad_period(starts_on, ends_on)
        user = _account_of(email)
        same = Coordinator.objects.filter(overlapping(starts_on, ends_on), user=user, organisation=organisation)
        if double := same.first():
            raise _already(user, f"coördinator van {organisation}", double)
        Coordinator.objects.create(
            user=user, organisation=organisation, starts_on=starts_on, ends_on=ends_on, given_by=actor
        )
        change.summary = f"{name_of(user)} is coördinator van {organisation}, {period_text(starts_on, ends_on)}."
    return change


def end_grant(
    *,
    grant: Grant,
    region: Region,
    last_day: date | None,
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let a grant end after its last day; one that begins today or later can also be taken back as if never given.

    Raises ValidationError when that day lies before its first, or when nobody would be beheerder any more; Stale when
    the grant changed since `seen`. `region` is the one on whose page it was done.
    """
    with recorded(subject=region, actor=actor, key=key) as change:
        lock_beheerders()
        reload(grant)
        refuse_stale(seen, row_snapshot(grant, SHOWN))
        what = f"{name_of(grant.user)} als {grant.get_kind_display()} van {over_what(grant)}"
        if not can_do_without(grant, max(last_day or today, today)):
            raise ValidationError(NO_BEHEERDER)
        change.summary = _end(grant, last_day, today, what)
    return change


def end_coordinator(
    *,
    coordinator: Coordinator,
    last_day: date | None,
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let somebody arrange an organisation's people no more after her last day. Raises like `end_grant`."""
    with recorded(subject=coordinator.organisation.region, actor=actor, key=key) as change:
        reload(coordinator)
        refuse_stale(seen, row_snapshot(coordinator, SHOWN))
        what = f"{name_of(coordinator.user)} als coördinator van {coordinator.organisation}"
        change.summary = _end(coordinator, last_day, today, what)
    return change


def over_what(grant: Grant) -> str:
    """What a grant reaches, in words."""
    return str(grant.municipality or grant.region or "alle regio’s")


def lock_beheerders() -> None:
    """So that two beheerders do not end each other at the same moment, each from another region's page."""
    list(Grant.objects.filter(kind=GrantKind.BEHEERDER).select_for_update(no_key=True).order_by("pk"))


def _end(power: Any, last_day: date | None, today: date, what: str) -> str:
    """End a grant or coordinatorship; says in a sentence what was done."""
    if last_day is None and power.starts_on >= today:
        power.delete()
        return f"{what}: gaat niet door."
    if last_day is None:
        raise ValidationError({"last_day": "Dit is nog leeg. Vul het in."})
    if last_day < power.starts_on:
        raise ValidationError(
            {"last_day": f"De laatste dag kan niet voor {day_text(power.starts_on)} liggen, de eerste dag."}
        )
    power.ends_on = last_day
    power.save()
    return f"{what}: laatste dag {day_text(last_day)}."


def _account_of(email: str) -> User:
    """The account that goes with an address: one that signs in with it, that of the one person who confirmed it, or a
    new one, tied to that person so that her seats come with it.

    Raises ValidationError when the address also belongs to somebody else: who reads it could use what is given here.
    """
    address = normalise_email(email)
    people = list(holders_of(address).select_for_update(no_key=True, of=("self",)))
    if len(people) > 1:
        raise ValidationError({"email": "Dit adres is van meer mensen. Geef een bevoegdheid aan een eigen adres."})
    if user := User.objects.filter(email=address).first():
        return user
    person = people[0] if people and people[0].email_is_confirmed else None
    if person and (account := User.objects.filter(professional=person).first()):
        return account
    user = User.objects.create_user(address)
    if person:
        Professional.objects.filter(pk=person.pk).update(user=user)
    return user


def _refuse_bad_period(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": "De laatste dag ligt voor de eerste dag."})


def _refuse_double_grant(grant: Grant) -> None:
    """The same grant twice on one day, or one over a municipality beside one over its whole region."""
    same = Grant.objects.filter(
        overlapping(grant.starts_on, grant.ends_on), user=grant.user, kind=grant.kind, region=grant.region
    )
    reach = same.filter(municipality=grant.municipality) | same.filter(municipality=None)
    if double := reach.first():
        raise _already(grant.user, f"{double.get_kind_display()} van {over_what(double)}", double)


def _already(user: User, what: str, power: Grant | Coordinator) -> ValidationError:
    period = period_text(power.starts_on, power.ends_on)
    return ValidationError({"email": f"{name_of(user)} is al {what}, {period}. Kies andere dagen."})
