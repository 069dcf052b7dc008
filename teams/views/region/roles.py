"""The roles that people have in teams, the same everywhere; for the beheerder."""

from functools import partial

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.models.dated import in_force
from teams.forms.region.roles import RoleForm
from teams.models import Role
from teams.views.answers import handle
from teams.views.fetching import get_or_post
from teams.views.region.fetching import require_beheerder


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    require_beheerder(request, today)
    held = in_force(today, prefix="memberships__") & Q(memberships__professional__merged_into=None)
    people = Count("memberships__professional", filter=held, distinct=True)
    return render(
        request, "teams/region/roles.html", {"roles": Role.objects.annotate(people=people).order_by("position", "name")}
    )


@get_or_post
def add_role(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    require_beheerder(request, today)
    context = {"title": "Nieuwe rol", "button": "Voeg toe", "crumb": "Rollen"}
    return handle(request, partial(RoleForm, today=today), context, back=reverse("teams:roles"))


@get_or_post
def edit_role(request: HttpRequest, role_id: int) -> HttpResponse:
    today = timezone.localdate()
    require_beheerder(request, today)
    role = get_object_or_404(Role, pk=role_id)
    context = {"title": f"De rol {role}", "button": "Bewaar", "crumb": "Rollen"}
    return handle(request, partial(RoleForm, role=role, today=today), context, back=reverse("teams:roles"))
