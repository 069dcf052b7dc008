from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, SetPasswordForm


class PasswordForm(LoginForm):  # type: ignore[misc]
    """Signs in with a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres"
        self.fields["remember"].label = "Houd mij ingelogd"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class _NewPassword:
    """Says in our words what a new password must be."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label, self.fields["password1"].help_text = "Nieuw wachtwoord", "Minstens 12 tekens."
        self.fields["password2"].label = "Nieuw wachtwoord, nog een keer"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PasswordChangeForm(_NewPassword, ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class PasswordSetForm(_NewPassword, SetPasswordForm):  # type: ignore[misc]
    """A first password."""
