"""Row h5: what a session is held to, from signing in to signing out, and in production what its cookie says."""

import json
import os
import subprocess
import sys
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import User
from proof.rows import Figure
from proof.scratch import database_url
from proof.signing_in import PASSWORD, Property, figure, half_in, is_in, somebody
from tests.factories import GrantFactory
from tests.pages import sign_in

PERSONAL = ("/scholen/", "/beveiliging/", "/wachtwoord/instellen/")
MADE_UP = "a" * 32
MINUTE = timedelta(minutes=1)
# A stranger opens the sign-in page over HTTPS and asks for a code; then she has both cookies. Style sheets, which are
# collected at installing, play no part.
ASK_FOR_A_CODE = """
import django, json
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.test import Client
client = Client()
client.get("/inloggen/", secure=True)
client.post("/inloggen/code/", {"email": "niemand@example.nl"}, secure=True)
print(json.dumps({name: {key: str(value) for key, value in cookie.items()} for name, cookie in client.cookies.items()}))
"""


def measure(*, quick: bool) -> Figure:
    del quick
    return figure(PROPERTIES)


def the_key_changes_at_signing_in() -> bool:
    user, client = somebody(), Client()
    client.post("/inloggen/code/", {"email": user.email})
    before = client.session.session_key
    client.post("/uitloggen/")
    client.post("/inloggen/", {"login": user.email, "password": PASSWORD})
    return is_in(client) and before is not None and client.session.session_key != before


def a_made_up_key_is_not_adopted() -> bool:
    user, client = somebody(), Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = MADE_UP
    client.post("/inloggen/", {"login": user.email, "password": PASSWORD})
    return is_in(client) and client.session.session_key != MADE_UP


def signing_out_ends_it_on_the_server() -> bool:
    client = half_in(somebody())
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/uitloggen/")
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    return _is_sent_to_sign_in(client)


def unused_too_long_ends_it() -> bool:
    return all(_ends(kind, "last_seen_at", 0) for kind in settings.SESSION_LIMITS)


def too_old_ends_it_though_used() -> bool:
    return all(_ends(kind, "created_at", 1) for kind in settings.SESSION_LIMITS)


def personal_pages_are_not_stored() -> bool:
    client = half_in(somebody())
    return all("no-store" in client.get(page).headers.get("Cache-Control", "") for page in PERSONAL)


def another_password_ends_the_others() -> bool:
    user = somebody()
    here, elsewhere = half_in(user), half_in(user)
    new = "weer een lang wachtwoord"
    here.post("/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    return is_in(here) and not is_in(elsewhere)


def a_device_is_signed_out_from_the_list() -> bool:
    user = somebody()
    here, elsewhere = half_in(user), half_in(user)
    device = UserSession.objects.get(session_key=elsewhere.session.session_key)
    here.post(f"/beveiliging/apparaten/{device.pk}/uitloggen/")
    return is_in(here) and _is_sent_to_sign_in(elsewhere)


def nobody_signs_out_a_device_of_somebody_else() -> bool:
    theirs = half_in(somebody())
    device = UserSession.objects.get(session_key=theirs.session.session_key)
    half_in(somebody()).post(f"/beveiliging/apparaten/{device.pk}/uitloggen/")
    return is_in(theirs)


def the_eleventh_device_signs_out_the_oldest() -> bool:
    user = somebody()
    clients = [sign_in(Client(), user) for _ in range(10)]
    for client in clients:
        client.get("/")
    clients.append(half_in(user))
    return [is_in(client) for client in clients] == [False] + [True] * 10


def a_closed_account_is_out_at_the_next_request() -> bool:
    user = somebody()
    client = half_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return _is_sent_to_sign_in(client)


def cookies_in_production_are_locked() -> bool:
    found = _production_cookies()
    locked = {"path": "/", "secure": "True", "domain": "", "samesite": "Lax"}
    httponly = {"__Host-sessionid": "True", "__Host-csrftoken": ""}
    return {name: found.get(name, {}).get("httponly") for name in httponly} == httponly and all(
        cookie[key] == value for cookie in found.values() for key, value in locked.items()
    )


def _ends(kind: str, field: str, limit: int) -> bool:
    """Whether a session just inside this limit lasts, and one just beyond it is over."""
    results = []
    for beyond in (-MINUTE, MINUTE):
        user = GrantFactory().user if kind == "power" else somebody()
        client = sign_in(Client(), user)
        client.get("/")
        then = timezone.now() - settings.SESSION_LIMITS[kind][limit] - beyond
        UserSession.objects.filter(user=user).update(**{field: then})
        results.append(_is_sent_to_sign_in(client))
    return results == [False, True]


def _is_sent_to_sign_in(client: Client) -> bool:
    answer = client.get("/scholen/")
    return answer.status_code == 302 and answer.headers["Location"].startswith("/inloggen/?")


def _production_cookies() -> dict[str, dict[str, str]]:
    """The cookies of an answer of the program in production, on the scratch database."""
    environment = os.environ | {
        "PRODUCTION": "1",
        "DEMO": "0",
        "DEBUG": "0",
        "SECRET_KEY": "only for this measurement, and long enough: " + "x" * 40,
        "ALLOWED_HOSTS": "testserver",
        "SITE_URL": "https://testserver",
        "DATABASE_URL": database_url(),
    }
    command = [sys.executable, "-c", ASK_FOR_A_CODE]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, str]] = json.loads(ran.stdout.splitlines()[-1])
    return found


PROPERTIES: tuple[Property, ...] = tuple(
    (check.__name__.replace("_", " "), check)
    for check in (
        the_key_changes_at_signing_in,
        a_made_up_key_is_not_adopted,
        signing_out_ends_it_on_the_server,
        unused_too_long_ends_it,
        too_old_ends_it_though_used,
        personal_pages_are_not_stored,
        another_password_ends_the_others,
        a_device_is_signed_out_from_the_list,
        nobody_signs_out_a_device_of_somebody_else,
        the_eleventh_device_signs_out_the_oldest,
        a_closed_account_is_out_at_the_next_request,
        cookies_in_production_are_locked,
    )
)
