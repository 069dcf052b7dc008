from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.second_step import record_demo
from teams.demo.accounts import DEMO_ACCOUNTS


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people with one click; does not exist outside demo mode.

    The click counts as both steps, also when somebody who tried the demo set up a second step for this person.
    """
    email = request.POST.get("email", "")
    if not settings.DEMO or email not in {account.email for account in DEMO_ACCOUNTS}:
        raise Http404
    user = get_object_or_404(User, email=email, is_active=True)
    adapter = get_adapter(request)
    adapter.login(request, user)
    record_demo(request, user)
    details = {"email_verification": "none", "signal_kwargs": None, "email": email, "signup": False}
    answer: HttpResponse = adapter.post_login(request, user, redirect_url=None, **details)
    return answer
