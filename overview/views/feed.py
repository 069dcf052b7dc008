"""The feed that a program of the region reads, and the page where its keys are made and stopped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions import stop_reading_key
from accounts.limits import miss_address
from accounts.models import ReadingKey, User
from accounts.views.too_many import too_many
from overview.feed import feed_pieces
from overview.forms import KeyForm
from overview.views.fetching import looked_at_by
from schools.access import regions_granted
from schools.models import Region
from teams.actions.log import log_export
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region

BEARER = "Bearer "


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, region_id: int) -> HttpResponse | StreamingHttpResponse:
    """What the owner of the key may see of a region, for as long as she may; the choices are those of the page."""
    shown = request.headers.get("Authorization", "")
    key = ReadingKey.objects.of_secret(shown.removeprefix(BEARER)).first() if shown.startswith(BEARER) else None
    if key is None:
        return _refused(request, is_guess=bool(shown))
    today = timezone.localdate()
    region = get_object_or_404(regions_granted(key.user, today), pk=region_id)
    look = looked_at_by(key.user, region, request, today)
    return StreamingHttpResponse(feed_pieces(region, look.chosen), content_type="application/json; charset=utf-8")


@get_or_post
def keys(request: HttpRequest, region_id: int) -> HttpResponse:
    region = granted_region(request, region_id, timezone.localdate())
    user = user_of(request)
    if "stop" in request.POST:
        return _stop(request, region, user)
    form, secret = KeyForm(request.POST or None, user=user, auto_id="sleutel-%s"), ""
    if request.method == "POST" and form.is_valid():
        key, secret = form.save()
        log_export(summary=f"Nieuwe leessleutel “{key}” voor het overzicht.", actor=user, region=region)
        form = KeyForm(user=user, auto_id="sleutel-%s")
    context = {
        "region": region,
        "form": form,
        "secret": secret,
        "keys": user.reading_keys.all(),
        "address": request.build_absolute_uri(reverse("overview:feed", args=[region.pk])),
    }
    return render(request, "overview/keys.html", context)


def _stop(request: HttpRequest, region: Region, user: User) -> HttpResponse:
    """One of her own keys; pressed twice it acts once."""
    number = request.POST["stop"]
    key = user.reading_keys.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if key is not None:
        stop_reading_key(key=key)
        log_export(summary=f"Leessleutel “{key}” gestopt.", actor=user, region=region)
    messages.success(request, "Met deze sleutel leest niemand meer iets.")
    return redirect("overview:keys", region.pk)


def _refused(request: HttpRequest, *, is_guess: bool) -> HttpResponse:
    if is_guess and not miss_address(request):
        return too_many(request, of_addresses=True)
    answer = JsonResponse({"error": "Geef een geldige sleutel mee: Authorization: Bearer <sleutel>."}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer
