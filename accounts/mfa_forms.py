"""The forms of the second step: allauth's, in our words, and with what we ask more."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError

from accounts.totp import spend

LONGEST_NAME = 60
PASSKEY_REFUSED = "Dat lukte niet met deze passkey. Probeer het opnieuw, of kies een andere manier."


class _CodeField:
    """A field for digits, without a placeholder that repeats its label."""

    fields: dict[str, Any]
    code_label = "Code uit je app, of een herstelcode"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.code_label
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}
        self.fields["code"].widget.attrs.pop("placeholder", None)


class _CodeOnce(_CodeField):
    """Takes each code of an authenticator app once."""

    authenticator: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not spend(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_CodeOnce, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class SecondStepAgainForm(_CodeOnce, ReauthenticateForm):  # type: ignore[misc]
    """The second step once more, before something that matters."""


class SetUpAppForm(_CodeField, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    code_label = "Code uit je app"


class MailedCodeForm(_CodeField, ConfirmLoginCodeForm):  # type: ignore[misc]
    """A code from the mail, once more."""

    code_label = "Code uit je mail"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.pop("inputmode")


class _NameField:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"
        self.fields["name"].help_text = "Zo herken je de passkey later."
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME

    def clean_name(self) -> str:
        parent = getattr(super(), "clean_name", None)
        name: str = parent() if parent else self.cleaned_data["name"]  # type: ignore[attr-defined]
        return " ".join(name.split())[:LONGEST_NAME]


class AddPasskeyForm(_NameField, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey here is always good for both steps: it asks for a finger, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless")

    def clean_credential(self) -> dict[str, Any]:
        return _object(self.cleaned_data["credential"])

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        with _Refusing():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class RenamePasskeyForm(_NameField, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""


class _Passkey:
    """Proof from a passkey; whatever is wrong with it is told in the same words."""

    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Authenticator:
        _object(self.cleaned_data["credential"])
        with _Refusing():
            authenticator: Authenticator = super().clean_credential()  # type: ignore[misc]
        return authenticator


class PasskeyForm(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""


class PasskeySignInForm(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey as both steps."""


def _object(credential: Any) -> dict[str, Any]:
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        raise ValidationError(PASSKEY_REFUSED)
    return credential


class _Refusing:
    """Says in our words that a passkey is refused, also when what was sent is no answer of a passkey at all."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        is_refusal = isinstance(error, ValidationError) and error.code == "incorrect_code"
        if is_refusal or isinstance(error, TypeError | ValueError | LookupError | AttributeError):
            raise ValidationError(PASSKEY_REFUSED) from error
