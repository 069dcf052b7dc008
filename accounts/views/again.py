"""Showing once more who you are by a code in your mail, for who has neither password nor second step."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import limits
from accounts.mfa_forms import MailedCodeForm
from accounts.second_step import is_freshly_signed_in

STATE = "reauthentication_code"


def freshly_signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Asks who only has her mail to show it once more, unless she just signed in."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not is_freshly_signed_in(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return asking


class ReauthenticateByCode(BaseReauthenticateView):  # type: ignore[misc]
    """Mails a code when asked to, and takes it."""

    template_name = "account/reauthenticate_by_code.html"
    form_class = MailedCodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "stuur" in request.POST:
            return self._send(request)
        if not self._is_pending():
            return redirect(request.get_full_path())
        if not limits.try_own_code(request, request.session[STATE]["at"]):
            return self._too_often(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        state = self.request.session.get(STATE, {})
        return {**super().get_form_kwargs(), "code": state.get("code", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_pending": self._is_pending()}

    def form_valid(self, form: Any) -> HttpResponse:
        del self.request.session[STATE]
        record_authentication(self.request, self.request.user, "code", reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def _too_often(self, request: HttpRequest) -> HttpResponse:
        del request.session[STATE]
        messages.error(request, limits.TOO_MANY_TRIED)
        return redirect(request.get_full_path())

    def _is_pending(self) -> bool:
        at = self.request.session.get(STATE, {}).get("at", 0)
        return bool(time.time() - at < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)

    def _send(self, request: HttpRequest) -> HttpResponse:
        adapter = get_adapter(request)
        email = request.user.email  # type: ignore[union-attr]
        if limits.ask_code(request, email):
            code = adapter.generate_login_code()
            request.session[STATE] = {"code": code, "at": time.time()}
            adapter.send_mail("account/email/login_code", email, {"request": request, "code": code})
        else:
            messages.error(request, adapter.error_messages["too_many_codes_asked"])
        return redirect(request.get_full_path())
