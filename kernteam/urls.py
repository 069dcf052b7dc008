from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kernteam.health import healthz
from teams.views.demo import demo_sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("teams.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("inloggen/demo/", demo_sign_in, name="demo_sign_in"))
