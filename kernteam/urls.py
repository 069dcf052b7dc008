from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kernteam.health import healthz
from teams.views import sign_in
from teams.views.demo import demo_sign_in

handler500 = "kernteam.broken.server_error"
handler429 = "accounts.views.too_many.too_many"  # allauth asks for it by this name
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("inloggen/code/", sign_in.ask_code, name="account_request_login_code"),
    path("inloggen/code/invullen/", sign_in.enter_code, name="account_confirm_login_code"),
    path("", include("accounts.urls")),
    path("", include("teams.urls")),
    path("", include("meetings.urls")),
    path("", include("yearplan.urls")),
    path("", include("overview.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("inloggen/demo/", demo_sign_in, name="demo_sign_in"))
