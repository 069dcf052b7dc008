from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.access import can_arrange_organisation, contacts_shown, schools_to_fill, visible_organisations
from teams.circle.layout import draw
from teams.picture import organisation_team
from teams.trail.logbook import latest_at
from teams.views.answers import user_of
from teams.workforce import workforce_of


@require_safe
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The people of an organisation, their schools, and what it still has to fill."""
    today = timezone.localdate()
    rows = visible_organisations(request.user, today).select_related("region")
    found = get_object_or_404(rows, pk=organisation_id)
    workforce = workforce_of(found, today)
    workers = workforce.workers
    team = organisation_team(found, workers)
    context = {
        "drawing": draw(team) if team else None,
        "organisation": found,
        "workforce": workforce,
        "contacts": contacts_shown(request.user, [worker.professional for worker in workers], today),
        "can_arrange": can_arrange_organisation(request.user, found, today),
        "latest": latest_at(found, user_of(request), today),
        "fillable": schools_to_fill(request.user, workforce.schools, found.kind, today),
    }
    return render(request, "teams/organisation.html", context)
