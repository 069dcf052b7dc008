from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from teams.forms.handover import HandOverForm
from teams.views.answers import handle, user_of
from teams.views.fetching import get_or_post, professional_to_hand_over


@get_or_post
def hand_over(request: HttpRequest, professional_id: int) -> HttpResponse:
    """First choose, then see what will happen, then do it."""
    today = timezone.localdate()
    professional = professional_to_hand_over(request, professional_id, today)
    build = partial(HandOverForm, user=user_of(request), professional=professional, today=today)
    back = reverse("teams:person", args=[professional.pk])
    return handle(request, build, {"professional": professional}, back=back, template="teams/hand_over.html")
