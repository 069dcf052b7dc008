"""Django's admin over our models: what somebody would use who had only that (the program itself has none, decision 6).

It is built with care: what a list shows of other tables is fetched for all its rows at once.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Max, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import Meeting
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional

ROWS = 40  # as many as the first screen of the overview


class Site(AdminSite):
    """Open to whoever is signed in: our users have no permissions of Django's."""

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated)


class _Open(ModelAdmin):
    list_per_page = ROWS
    show_full_result_count = True

    def has_module_permission(self, _request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return True

    def lookup_allowed(self, *_: Any) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class Schools(_Open):
    """A school with its place, who sits in its team, its two sessions and when it was confirmed."""

    list_display = ("name", "city", "district", "municipality", "board", "team", "sessions", "confirmed")
    list_filter = ("municipality", "board", "sector")
    list_select_related = ("municipality", "board")
    search_fields = ("name", "city", "establishment_code")
    ordering = ("name", "city", "establishment_code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[School]:
        today = timezone.localdate()
        seated = Membership.objects.on(today).select_related("role", "professional").order_by("role__position")
        held = Meeting.objects.standing().of_year(SchoolYear.of(today)).order_by("kind")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                Prefetch("memberships", seated, to_attr="seated"), Prefetch("meetings", held, to_attr="met")
            )
            .annotate(said=Max("confirmations__confirmed_on"))
        )

    def team(self, school: Any) -> str:
        return ", ".join(f"{row.role.abbreviation or row.role.name}: {row.professional}" for row in school.seated)

    def sessions(self, school: Any) -> str:
        return ", ".join(f"{row.get_kind_display()} {row.get_state_display()} {row.day or ''}" for row in school.met)

    def confirmed(self, school: Any) -> Any:
        return school.said


class Memberships(_Open):
    """Who sits where: with a filter on the school, the team of one school."""

    list_display = ("school", "role", "professional", "phone", "email", "organisation", "starts_on", "ends_on")
    list_select_related = ("school", "role", "professional__organisation")

    def phone(self, row: Membership) -> str:
        return row.professional.phone

    def email(self, row: Membership) -> str:
        return row.professional.email

    def organisation(self, row: Membership) -> str:
        return str(row.professional.organisation)


class People(_Open):
    list_display = ("first_name", "infix", "surname", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("first_name", "infix", "surname", "email")


REGISTERED: Sequence[tuple[Any, type[ModelAdmin]]] = (
    (School, Schools),
    (Membership, Memberships),
    (Professional, People),
)
site = Site(name="admin")
for model, how in REGISTERED:
    site.register(model, how)
