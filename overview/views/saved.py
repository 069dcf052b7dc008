"""What somebody chose in the table of a region, kept under a name of her own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.actions import forget_page
from accounts.models import User
from overview.filters import Filters
from overview.forms import ViewForm
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region


@get_or_post
def views(request: HttpRequest, region_id: int) -> HttpResponse:
    region = granted_region(request, region_id, timezone.localdate())
    user, filters = user_of(request), Filters.of(request.GET)
    table = reverse("overview:overview", args=[region.pk])
    if "weg" in request.POST:
        return _forget(request, user, table)
    form = ViewForm(request.POST or None, auto_id="keuzes-%s")
    if request.method == "POST" and form.is_valid():
        page = form.save(user, f"{table}{filters.query}")
        messages.success(request, f"“{page}” staat voortaan boven het overzicht.")
        return redirect(page.address)
    saved = user.saved_pages.filter(address__startswith=table)
    return render(request, "overview/saved.html", {"region": region, "filters": filters, "form": form, "saved": saved})


def _forget(request: HttpRequest, user: User, table: str) -> HttpResponse:
    """One of her own; pressed twice it acts once."""
    number = request.POST["weg"]
    page = user.saved_pages.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if page is not None:
        forget_page(page=page)
        messages.success(request, f"“{page}” is weggehaald. De keuzes zelf staan nog in het overzicht.")
    return redirect(table)
