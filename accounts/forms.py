from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    SetPasswordForm,
)
from allauth.core import context

from accounts import limits
from accounts.models import normalise_email


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


class AskCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a sign-in code. Nobody is looked up here: what that takes would tell whether there is somebody."""

    def clean_email(self) -> str:
        if not limits.ask_code(context.request, self.cleaned_data["email"]):
            raise get_adapter().validation_error("too_many_codes_asked")
        self._user = None
        return normalise_email(self.cleaned_data["email"])


class EnterCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """Takes the code from the mail."""

    def clean_code(self) -> str:
        if not limits.try_code(context.request):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        return code
