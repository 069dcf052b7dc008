"""To a provider and back."""

import logging
from typing import Any

from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.sso.adapter import NO_ANSWER, NOT_VOUCHED_FOR, turned_away
from accounts.sso.claims import NotVouchedFor
from accounts.sso.provider import FAULTS, Provider

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_POST
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider, by way of a page: `form-action 'self'` would not let a form be redirected to another site."""
    provider = _fetch_provider(request, provider_id)
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="login")
    if refused is not None:
        return refused
    try:
        to = provider.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request))["Location"]
    except FAULTS as fault:
        return _no_answer(request, provider, fault)
    return render(request, "account/sso_leave.html", {"name": provider.name, "to": to})


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Who comes back from the provider is let in, or sent to the sign-in page with the reason."""
    provider = _fetch_provider(request, provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Provider(request, provider_id))(request)
    except NotVouchedFor:
        return turned_away(request, provider.name, NOT_VOUCHED_FOR)
    except FAULTS as fault:
        return _no_answer(request, provider, fault)
    return answer


def _fetch_provider(request: HttpRequest, provider_id: str) -> Any:
    """Raises Http404 when the settings name no such provider."""
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    provider.oauth2_adapter_class = Provider
    return provider


def _no_answer(request: HttpRequest, provider: Any, fault: Exception) -> HttpResponse:
    logger.warning("Signing in with %s failed: %s", provider.app.provider_id, type(fault).__name__)
    return turned_away(request, provider.name, NO_ANSWER)
