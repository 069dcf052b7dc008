"""What is answered to who tries too often, too fast."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

# The limits that end here, "login", "reauthenticate" and "address_missed" in the settings, all count a minute.
WAIT = timedelta(minutes=1)


def too_many(request: HttpRequest, *, of_addresses: bool = False) -> HttpResponse:
    """429, saying when it can be tried again; the minute is rounded up, so that it is true.

    What was tried is signing in, or else secret addresses that do not exist.
    """
    again_at = timezone.localtime() + WAIT + timedelta(seconds=59)
    answer = render(request, "429.html", {"again_at": again_at, "of_addresses": of_addresses}, status=429)
    answer.headers["Retry-After"] = str(int(WAIT.total_seconds()))
    return answer
