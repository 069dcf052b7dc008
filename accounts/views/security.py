"""What somebody arranges about her own signing in: password, second step, and where she is signed in."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.account.views import PasswordChangeView, PasswordSetView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.devices import devices_of, sign_out_device, sign_out_others
from accounts.models import User
from accounts.second_step import ways_of
from accounts.sso.connections import Connection, connections_of, release
from accounts.views.again import freshly_signed_in

HUB = "account_security"


def user_of(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else through."""
    return cast("User", request.user)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    context = {
        "has_password": user.has_usable_password(),
        "ways": ways_of(user),
        "devices": devices_of(request, user),
        "connections": connections_of(user),
    }
    return render(request, "account/security.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """The list is part of the page about signing in; a post signs out everywhere else."""
    if request.method == "POST":
        sign_out_others(request, user_of(request))
        messages.success(request, "Je bent op al je andere apparaten uitgelogd.")
    return redirect(HUB)


@require_POST
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    if not sign_out_device(request, user_of(request), pk):
        raise Http404
    if request.user.is_authenticated:
        messages.success(request, "Je bent op dat apparaat uitgelogd.")
    return redirect(HUB)


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    success_url = reverse_lazy(HUB)

    def form_valid(self, form: object) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        sign_out_others(self.request, self.request.user)
        return answer


@method_decorator(freshly_signed_in, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class SetPassword(PasswordSetView):  # type: ignore[misc]
    success_url = reverse_lazy(HUB)

    def form_valid(self, form: object) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        sign_out_others(self.request, self.request.user)
        return answer


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def remove_password(request: HttpRequest) -> HttpResponse:
    """From then on she signs in with a code by e-mail or with a passkey."""
    user = user_of(request)
    if not user.has_usable_password():
        return redirect(HUB)
    if request.method != "POST":
        return render(request, "account/password_remove.html")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    finalize_password_change(request, user)
    sign_out_others(request, user)
    return redirect(HUB)


@require_http_methods(["GET", "HEAD", "POST"])
def release_connection(request: HttpRequest, pk: int) -> HttpResponse:
    connection = next((one for one in connections_of(user_of(request)) if one.pk == pk), None)
    if connection is None:
        raise Http404
    answer: HttpResponse = _release(request, connection)
    return answer


@freshly_signed_in
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def _release(request: HttpRequest, connection: Connection) -> HttpResponse:
    """The account that was connected opens nothing any more. The next with which somebody signs in there, and for whose
    address that provider vouches, is connected again."""
    if request.method != "POST":
        return render(request, "account/connection_release.html", {"connection": connection})
    user = user_of(request)
    release(user, connection.pk)
    get_adapter(request).send_notification_mail("account/email/connection_released", user, {"name": connection.name})
    sign_out_others(request, user)
    messages.success(request, f"De koppeling met {connection.name} is weggehaald.")
    return redirect(HUB)
