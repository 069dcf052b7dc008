"""Who signs in. What a user may see or change is not decided here but by the apps that know schools and teams."""

import hashlib
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


def normalise_email(email: str) -> str:
    """The one way an address is stored and compared: no surrounding space, all lower case."""
    return email.strip().lower()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; without a password she signs in with a code sent by e-mail.

        Raises ValueError without an address, IntegrityError when the address is taken.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalise_email(username or ""))


class User(AbstractBaseUser):
    """Somebody who can sign in, known by her e-mail address."""

    email = models.EmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Dit e-mailadres is al in gebruik."}
    )
    is_active = models.BooleanField("mag inloggen", default=True)
    date_joined = models.DateTimeField("sinds", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = (
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower_case"),
        )

    def __str__(self) -> str:
        return self.email


class ReadingKeyQuerySet(models.QuerySet["ReadingKey"]):
    def of_secret(self, secret: str) -> "ReadingKeyQuerySet":
        """The key that somebody shows, of somebody who may still sign in."""
        return self.filter(digest=digest_of(secret), user__is_active=True).select_related("user")


class ReadingKey(models.Model):
    """A key with which a program reads what its owner may read, and nothing else. Only what it hashes to is kept, so
    that it is shown once; taking the row away stops it (decision 36)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="reading_keys", verbose_name="van")
    name = models.CharField("waarvoor", max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)

    objects = ReadingKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "leessleutel"
        verbose_name_plural = "leessleutels"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.name


class SavedPage(models.Model):
    """A page that somebody wants to find back, under a name of her own. What it shows is asked anew each time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_pages", verbose_name="van")
    name = models.CharField("naam", max_length=60)
    address = models.CharField("adres", max_length=1000)

    class Meta:
        verbose_name = "bewaarde bladzijde"
        verbose_name_plural = "bewaarde bladzijden"
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="accounts_saved_page_name_once"),)

    def __str__(self) -> str:
        return self.name


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 bits: too much to guess, so that it needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
