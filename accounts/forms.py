from typing import Any

from allauth.account.forms import LoginForm


class PasswordForm(LoginForm):  # type: ignore[misc]
    """Signs in with a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres"
        self.fields["remember"].label = "Houd mij ingelogd"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
