"""Setting up, entering and taking away a second step: allauth's views, where we ask or do more."""

from typing import Any, cast

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from accounts.devices import sign_out_others
from accounts.models import User
from accounts.second_step import forget_second_step, has_second_step, record_second_step, ways_of
from accounts.totp import spend
from accounts.views.again import freshly_signed_in

HUB = "account_security"


@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Where who may do more than her seats is sent to: why a second step, and how."""
    after = get_next_redirect_url(request)
    if has_second_step(request):
        return redirect(after or "teams:home")
    context = {"ways": ways_of(cast("User", request.user)), "after": after or ""}
    return render(request, "account/second_step.html", context)


class EnterSecondStep(AuthenticateView):  # type: ignore[misc]
    """The second step of signing in; a passkey is only offered to who has one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "ways": ways_of(self.stage.login.user)}


@method_decorator(freshly_signed_in, name="dispatch")
class SetUpApp(ActivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        app = ways_of(self.request.user).app
        spend(app, form.cleaned_data["code"])
        record_second_step(self.request, app)
        return answer


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    success_url = reverse_lazy(HUB)

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _after_removal(self.request)
        return answer


class CodesFile(DownloadRecoveryCodesView):  # type: ignore[misc]
    """A file with a Dutch name that says in which letters it is written."""

    content_type = "text/plain; charset=utf-8"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().render_to_response(context, **kwargs)
        answer.headers["Content-Disposition"] = 'attachment; filename="herstelcodes-kernteam.txt"'
        return answer


@method_decorator(freshly_signed_in, name="dispatch")
class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A passkey that is asked to be good for both steps; what is asked last is what will be checked."""
        context = {**super().get_context_data(**kwargs), **kwargs}
        return {
            **context,
            "js_data": {"creation_options": auth.begin_registration(self.request.user, passwordless=True)},
        }

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_second_step(self.request, ways_of(self.request.user).passkeys[-1])
        return answer


class RenamePasskey(EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy(HUB)


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy(HUB)

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _after_removal(self.request)
        return answer


class SignInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """Goes on to where somebody was going, as the other ways of signing in do."""

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator: Authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = flows.perform_passwordless_login(self.request, authenticator, login)
        return answer


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A passkey that is refused is told on the same page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.request.get_full_path())


def _after_removal(request: HttpRequest) -> None:
    """Nobody stays signed in elsewhere with what was taken away, nor here when it was all she had."""
    user = cast("User", request.user)
    if not ways_of(user).is_any:
        forget_second_step(request)
    sign_out_others(request, user)
