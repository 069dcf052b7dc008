from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from schools.models import Region, School
from teams.enums import BundleState

STILL_AFTER = timedelta(minutes=2)  # a step takes seconds


class PosterBundleQuerySet(models.QuerySet["PosterBundle"]):
    def within(self, schools: QuerySet[School]) -> "PosterBundleQuerySet":
        """Bundles that hold no school but these."""
        foreign = BundledPoster.objects.filter(bundle=OuterRef("pk")).exclude(school__in=schools.order_by())
        return self.filter(~Exists(foreign))

    def of(self, region: Region, schools: QuerySet[School]) -> "PosterBundleQuerySet":
        """The bundles of a region that hold no school but these, with all that a page says of them."""
        return self.filter(region=region).within(schools).with_askers()

    def with_askers(self) -> "PosterBundleQuerySet":
        """With all that a page says of them."""
        return self.select_related("region", "municipality", "asked_by__professional")


class PosterBundle(models.Model):
    """The posters of many schools, made in the background, a few at a time. Derived from the teams, so without history.

    `attempt` counts how often it was started; a step of an earlier attempt does nothing.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="poster_bundles", verbose_name="regio")
    municipality = models.ForeignKey(
        "schools.Municipality", models.SET_NULL, related_name="+", verbose_name="gemeente", null=True, blank=True
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="poster_bundles",
        verbose_name="gevraagd door",
        null=True,
    )
    day = models.DateField("stand op")
    paper = models.CharField("papier", max_length=10)
    way = models.CharField("stand", max_length=10)
    paint = models.CharField("kleur", max_length=10)
    state = models.CharField("voortgang", max_length=10, choices=BundleState, default=BundleState.MAKING)
    attempt = models.PositiveSmallIntegerField("poging", default=1)
    done = models.PositiveIntegerField("klaar", default=0)
    total = models.PositiveIntegerField("van", default=0)
    trouble = models.CharField("wat misging", max_length=200, blank=True)
    made_at = models.DateTimeField("gevraagd", auto_now_add=True)
    moved_at = models.DateTimeField("laatste beweging")

    objects = PosterBundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundel posters"
        verbose_name_plural = "bundels posters"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BundleState.values), name="teams_posterbundle_state"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="teams_posterbundle_done_of_total"),
        )

    def __str__(self) -> str:
        return f"Posters van {self.total} scholen in {self.region}"

    def holds(self, schools: Iterable[School]) -> bool:
        """Whether it is about these schools and no other."""
        return set(self.posters.values_list("school", flat=True)) == {school.pk for school in schools}

    @property
    def is_ready(self) -> bool:
        return self.state == BundleState.READY

    def is_moving(self, now: datetime) -> bool:
        """Whether it is being made; one that has stood still for minutes is not, whatever it says."""
        return self.state == BundleState.MAKING and self.moved_at > now - STILL_AFTER

    def stands_still(self, now: datetime) -> bool:
        return self.state == BundleState.MAKING and not self.is_moving(now)


class BundledPoster(models.Model):
    """One school of a bundle, in its place; `content` is its poster while it waits to be set."""

    bundle = models.ForeignKey(PosterBundle, models.CASCADE, related_name="posters", verbose_name="bundel")
    position = models.PositiveIntegerField("plaats")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    content = models.TextField("poster", blank=True)

    class Meta:
        verbose_name = "poster in een bundel"
        verbose_name_plural = "posters in een bundel"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("bundle", "position"), name="teams_bundled_poster_one_to_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.school}"


class BundlePart(models.Model):
    """One PDF of a bundle. Most have one; of a very large region there are several."""

    bundle = models.ForeignKey(PosterBundle, models.CASCADE, related_name="parts", verbose_name="bundel")
    number = models.PositiveSmallIntegerField("deel")
    first = models.CharField("eerste school", max_length=200)
    last = models.CharField("laatste school", max_length=200)
    size = models.PositiveIntegerField("bytes")
    content = models.BinaryField("PDF")

    class Meta:
        verbose_name = "deel van een bundel"
        verbose_name_plural = "delen van een bundel"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("bundle", "number"), name="teams_bundle_part_once"),)

    def __str__(self) -> str:
        return f"deel {self.number}"
