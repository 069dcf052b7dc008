from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.models import User
from teams.demo.accounts import DEMO_ACCOUNTS


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people with one click; does not exist outside demo mode."""
    email = request.POST.get("email", "")
    if not settings.DEMO or email not in {account.email for account in DEMO_ACCOUNTS}:
        raise Http404
    user = get_object_or_404(User, email=email)
    answer: HttpResponse = perform_login(request, user, email_verification="none")
    return answer
