"""The posters of many schools as one PDF, made by the worker a few schools at a time.

Each step is a short task that plans the next, with a lower priority than mail: so mail never waits long, progress
moves, and who restarts a bundle after a crash goes on where it stopped. What is made waits in the database, which every
web process and the worker share.
"""

import json
import logging
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date, datetime
from multiprocessing import get_context
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from schools.models import Municipality, Region, School
from teams.enums import BundleState
from teams.models import BundledPoster, BundlePart, PosterBundle
from teams.poster.choice import Choice
from teams.poster.making import poster_of
from teams.poster.paper import Poster, pdf_of
from teams.roster import roster_on

STEP = 10  # schools
PART = 150  # schools in one PDF: typst holds it whole, 2 MB and 50 ms a page
LARGE = 40  # from so many pages a process of its own sets them, whose memory is given back
BELOW_MAIL = -10

logger = logging.getLogger(__name__)


def choice_of(bundle: PosterBundle) -> Choice:
    """How a bundle is printed."""
    return Choice.of({"papier": bundle.paper, "stand": bundle.way, "kleur": bundle.paint})


@transaction.atomic
def ask_bundle(
    *,
    region: Region,
    schools: Iterable[School],
    municipality: Municipality | None,
    choice: Choice,
    today: date,
    now: datetime,
    actor: User,
) -> PosterBundle:
    """Have the posters of these schools made. Who asks for the same again while that is going on gets the same; a new
    bundle takes the place of what she had made in this way before."""
    Region.objects.select_for_update().get(pk=region.pk)  # of two clicks at once the second finds what the first made
    schools = list(schools)
    what = {
        "region": region,
        "municipality": municipality,
        "paper": choice.papier.value,
        "way": choice.stand.value,
        "paint": choice.kleur.value,
        "asked_by": actor,
    }
    earlier = PosterBundle.objects.filter(**what)
    for going_on in earlier.filter(day=today, state=BundleState.MAKING):
        if going_on.holds(schools):
            retry_bundle(bundle=going_on, now=now)
            return going_on
    earlier.delete()
    bundle = PosterBundle.objects.create(**what, day=today, total=len(schools), moved_at=now)
    BundledPoster.objects.bulk_create(
        BundledPoster(bundle=bundle, position=position, school=school) for position, school in enumerate(schools)
    )
    make_step.enqueue(bundle.pk, bundle.attempt)
    return bundle


@transaction.atomic
def retry_bundle(*, bundle: PosterBundle, now: datetime) -> bool:
    """Go on with a bundle that failed or stands still; False for one that is moving or ready, which is left alone."""
    bundle = PosterBundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.is_ready or bundle.is_moving(now):
        return False
    bundle.state, bundle.trouble, bundle.moved_at = BundleState.MAKING, "", now
    bundle.attempt += 1
    bundle.save()
    make_step.enqueue(bundle.pk, bundle.attempt)
    return True


def remove_old_bundles(*, before: datetime, dry_run: bool = False) -> int:
    """Remove what was asked for before this moment; how many bundles that were."""
    old = PosterBundle.objects.filter(made_at__lt=before)
    number = old.count()
    if not dry_run:
        old.delete()
    return number


@task(priority=BELOW_MAIL)
def make_step(bundle_id: int, attempt: int) -> None:
    """Make a few posters more, or set a part that has all of them; then plan the next step."""
    bundle = PosterBundle.objects.filter(pk=bundle_id, attempt=attempt, state=BundleState.MAKING).first()
    if bundle is None:
        return
    try:
        step(bundle)
    except Exception:
        logger.exception("Bundle %s stopped", bundle_id)
        _move(bundle, state=BundleState.FAILED, trouble=f"Het ging mis na {bundle.done} van de {bundle.total} scholen.")


def step(bundle: PosterBundle) -> None:
    """One step of a bundle."""
    parts = bundle.parts.count()
    end = min((parts + 1) * PART, bundle.total)
    if bundle.done < end:
        _draw_posters(bundle, end)
    else:
        _set_part(bundle, parts, end)


def _draw_posters(bundle: PosterBundle, end: int) -> None:
    end = min(bundle.done + STEP, end)
    waiting = bundle.posters.filter(position__gte=bundle.done, position__lt=end)
    rows = list(waiting.select_related("school__region", "school__municipality"))
    today, paint = timezone.localdate(), choice_of(bundle).kleur
    for row in rows:
        roster = roster_on(row.school, bundle.day, today=today)
        row.content = json.dumps(asdict(poster_of(roster, paint)))
    with transaction.atomic():
        if _move(bundle, done=end):
            BundledPoster.objects.bulk_update(rows, ["content"])
            make_step.enqueue(bundle.pk, bundle.attempt)


def _set_part(bundle: PosterBundle, parts: int, end: int) -> None:
    rows = bundle.posters.filter(position__gte=parts * PART, position__lt=end)
    posters = [_read(content) for content in rows.values_list("content", flat=True)]
    choice = choice_of(bundle)
    title = f"Kernteams van {bundle.municipality or bundle.region}"
    content = _pdf(posters, choice, title)
    is_last = end == bundle.total
    with transaction.atomic():
        if not _move(bundle, **({"state": BundleState.READY} if is_last else {})):
            return
        first, last = posters[0].school, posters[-1].school
        BundlePart.objects.create(
            bundle=bundle, number=parts + 1, first=first, last=last, size=len(content), content=content
        )
        rows.update(content="")
        if not is_last:
            make_step.enqueue(bundle.pk, bundle.attempt)


def _pdf(posters: list[Poster], choice: Choice, title: str) -> bytes:
    """The posters as one PDF. What becomes too much for this machine ends the other process, and not the worker."""
    if len(posters) < LARGE:
        return pdf_of(posters, choice.papier, choice.stand, title)
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as other:
        return other.submit(pdf_of, posters, choice.papier, choice.stand, title).result()


def _move(bundle: PosterBundle, **fields: Any) -> bool:
    """Keep that this attempt came further; False when another has taken over, or the bundle is gone."""
    mine = PosterBundle.objects.filter(pk=bundle.pk, attempt=bundle.attempt, state=BundleState.MAKING)
    return bool(mine.update(moved_at=timezone.now(), **fields))


def _read(content: str) -> Poster:
    fields = json.loads(content)
    for name in ("missing", "colours"):
        fields[name] = tuple(fields[name])
    return Poster(**{**fields, "people": tuple(map(tuple, fields["people"]))})
