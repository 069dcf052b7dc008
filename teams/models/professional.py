"""Who can sit in a team: professionals and the organisations they work for."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, Kept, Municipality, Region, School
from schools.models.dated import in_force
from schools.phones import is_mobile
from teams import names
from teams.enums import OrganisationKind, Visibility
from teams.week import ALL_HALF_DAYS, HalfDays

SORT_KEY_LENGTH = 400
FADED_AFTER_DAYS = 183  # half a year: design.md 2.5


class Organisation(models.Model):
    """An organisation of a region that people in the teams work for."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="organisations", verbose_name="regio")
    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=20, choices=OrganisationKind)
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="organisations",
        verbose_name="gemeenten",
        blank=True,
        help_text="Leeg: de hele regio.",
    )

    history = HistoricalRecords(bases=[ChangeRecord], m2m_fields=[municipalities], m2m_bases=[Kept])

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("region", "name"), name="teams_organisation_name_once_a_region"),
        )

    def __str__(self) -> str:
        return self.name

    def serves(self, school: School) -> bool:
        """Whether its people come to this school; reads `municipalities`, which lists prefetch."""
        served = {municipality.pk for municipality in self.municipalities.all()}
        return self.region_id == school.region_id and (not served or school.municipality_id in served)


def default_phone_visibility(phone: str) -> Visibility:
    """Who sees a number before its owner says so: a mobile is for her own teams, a number at work for the region.

    Without a number too it is her own teams: the one that comes may be a mobile.
    """
    return Visibility.REGION if phone and not is_mobile(phone) else Visibility.TEAMS


class ProfessionalQuerySet(models.QuerySet["Professional"]):
    def of_user(self, user: Any) -> "ProfessionalQuerySet":
        """The person behind an account, also when the account came with a record that was merged into hers."""
        absorbed = Professional._base_manager.filter(user=user, merged_into__isnull=False).values("merged_into")
        return self.filter(models.Q(user=user) | models.Q(pk__in=absorbed))  # each by an index; a join reads everybody

    def asking_erasure(self) -> "ProfessionalQuerySet":
        """Who asked to be erased, the longest ago first."""
        return self.filter(erasure_asked_on__isnull=False, erased_on=None).order_by("erasure_asked_on", "sort_key")

    def with_seats_left(self, day: date) -> "ProfessionalQuerySet":
        """People with `seats_left`: in how many places they sit or stand in on this day or later."""
        seats = models.Q(memberships__ends_on=None) | models.Q(memberships__ends_on__gte=day)
        stand_ins = models.Q(stand_ins__ends_on__gte=day)
        return self.annotate(
            seats_left=models.Count("memberships", filter=seats, distinct=True)
            + models.Count("stand_ins", filter=stand_ins, distinct=True)
        )

    def with_email(self, email: str) -> "ProfessionalQuerySet":
        """Everybody with this address, however it is capitalised."""
        return self.filter(email__iexact=email.strip())

    def with_school_count(self, day: date) -> "ProfessionalQuerySet":
        """People with `school_count`: at how many schools they sit on this day."""
        here = in_force(day, prefix="memberships__")
        return self.annotate(school_count=models.Count("memberships__school", filter=here, distinct=True))

    def search(self, text: str) -> "ProfessionalQuerySet":
        """People whose name, e-mail address or organisation holds every word of the text.

        An address that is only for her own teams is not searched in, or it could be guessed letter by letter.
        """
        found = self
        for word in text.split()[:6]:
            in_email = models.Q(email__icontains=word) & ~models.Q(email_visibility=Visibility.TEAMS)
            as_typed = in_email | models.Q(organisation__name__icontains=word)
            plain = names.plain(word)
            found = found.filter(as_typed | models.Q(sort_key__contains=plain) if plain else as_typed)
        return found

    def like(self, *, first_name: str, infix: str, surname: str, email: str) -> "ProfessionalQuerySet":
        """People who are probably the one described: the same name, or the same e-mail address."""
        same = models.Q(sort_key=names.sort_key(first_name, *names.split_infix(infix, surname)))
        if email:
            same |= models.Q(email__iexact=email)
        return self.filter(same)

    def resembling(self, professional: "Professional") -> "ProfessionalQuerySet":
        """People who may be the same as somebody: the same name, address or number."""
        same = models.Q(sort_key=professional.sort_key)
        if professional.email:
            same |= models.Q(email__iexact=professional.email)
        if professional.phone:
            same |= models.Q(phone=professional.phone)
        return self.filter(same)


class ProfessionalManager(models.Manager["Professional"]):
    """Leaves out records that were merged into another; those are kept for their account and for undoing."""

    def get_queryset(self) -> ProfessionalQuerySet:
        return ProfessionalQuerySet(self.model, using=self._db).filter(merged_into=None)


class Professional(models.Model):
    """Somebody who works with schools. She exists without an account; an account belongs to at most one of them."""

    first_name = models.CharField("voornaam", max_length=60, blank=True)
    infix = models.CharField("tussenvoegsel", max_length=20, blank=True)
    surname = models.CharField("achternaam", max_length=60)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="professionals", verbose_name="organisatie"
    )
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=16, blank=True)
    expertise = models.CharField("expertise", max_length=200, blank=True)
    introduction = models.CharField("wie ben ik", max_length=400, blank=True)
    half_days = models.PositiveSmallIntegerField("werkdagen", default=0)
    confirmed_on = models.DateField("gegevens bevestigd op", null=True, blank=True)
    email_is_confirmed = models.BooleanField("e-mailadres bevestigd", default=True)
    email_visibility = models.CharField(
        "wie ziet het e-mailadres", max_length=10, choices=Visibility, default=Visibility.REGION
    )
    phone_visibility = models.CharField(
        "wie ziet het telefoonnummer", max_length=10, choices=Visibility, default=Visibility.TEAMS
    )
    erasure_asked_on = models.DateField("vroeg om wissen op", null=True, blank=True)
    erased_on = models.DateField("gewist op", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="absorbed", verbose_name="samengevoegd met", null=True, blank=True
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="professional",
        verbose_name="account",
        null=True,
        blank=True,
    )

    objects = ProfessionalManager.from_queryset(ProfessionalQuerySet)()
    # The account is no part of what can be undone: who signs in is derived from the roster.
    history = HistoricalRecords(bases=[ChangeRecord], excluded_fields=["user"])

    class Meta:
        verbose_name = "professional"
        verbose_name_plural = "professionals"
        ordering = ("sort_key", "pk")
        indexes = (models.Index(fields=("organisation", "sort_key"), name="teams_professional_by_name"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(surname=""), name="teams_professional_has_surname"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="teams_professional_not_merged_into_herself"
            ),
            models.CheckConstraint(
                condition=models.Q(half_days__lte=ALL_HALF_DAYS), name="teams_professional_half_days_of_five_days"
            ),
        )

    def __str__(self) -> str:
        return names.full_name(self.first_name, self.infix, self.surname)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the sort key what the name says: a projection of own fields, never set by hand."""
        self.sort_key = names.sort_key(self.first_name, self.infix, self.surname)[:SORT_KEY_LENGTH]
        super().save(*args, **kwargs)

    @property
    def list_name(self) -> str:
        return names.list_name(self.first_name, self.infix, self.surname)

    @property
    def initials(self) -> str:
        return names.initials(self.first_name, self.surname)

    @property
    def email_for_region(self) -> str:
        """Her address, if the whole region may see it."""
        return "" if self.email_visibility == Visibility.TEAMS else self.email

    @property
    def merged_records(self) -> models.QuerySet["Professional"]:
        """The records that were merged into hers."""
        return Professional._base_manager.filter(merged_into=self)

    @property
    def working_week(self) -> HalfDays:
        return HalfDays(self.half_days)

    def is_faded(self, day: date) -> bool:
        """Whether nobody confirmed this contact in the half year before the day."""
        return self.confirmed_on is None or (day - self.confirmed_on).days > FADED_AFTER_DAYS
