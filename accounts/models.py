"""Who signs in. What a user may see or change is not decided here but by the apps that know schools and teams."""

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
