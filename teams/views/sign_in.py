"""Signing in with a code from the mail."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.http import HttpResponse
from django.utils import timezone

from accounts.forms import AskCodeForm, EnterCodeForm
from accounts.models import User
from teams.access import may_get_code
from teams.actions.people import tie_account
from teams.tasks import mail_code


class AskCode(RequestLoginCodeView):  # type: ignore[misc]
    """Does the same for any address: makes a code, and a task to mail it. The worker asks whose address it is."""

    form_class = AskCodeForm

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        process = LoginCodeVerificationProcess(LoginStageController.enter(self.request, LoginByCodeStage.key))
        code = process.generate_code()
        process.persist()
        mail_code.enqueue(form.cleaned_data["email"], code)
        return answer


class EnterCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Takes the code. Only who has the right one is looked up, and may be somebody who may not come in any more."""

    form_class = EnterCodeForm

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        email = self.stage.login.email
        if not may_get_code(email):
            form.add_error("code", get_adapter().validation_error("incorrect_code"))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        self.stage.login.user = User.objects.get_by_natural_key(email)
        tie_account(account=self.stage.login.user, today=timezone.localdate())
        answer: HttpResponse = LoginCodeVerificationProcess(self.stage).finish(self.get_next_url())
        return answer


ask_code, enter_code = AskCode.as_view(), EnterCode.as_view()
