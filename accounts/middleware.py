"""What every answer to a person keeps to: a session that ended is said, a personal page is not kept."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends a stranger to the sign-in page; a piece of a page gets 401 instead, so that what was typed stays."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)


class PersonalPagesMiddleware:
    """Tells browsers and proxies not to keep the pages of somebody who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
