"""The program's addresses, and those of an admin site that exists only here."""

from django.urls import path

from benchmarks.speed.site.admin import site
from kernteam import urls

handler429 = urls.handler429
urlpatterns = [*urls.urlpatterns, path("admin/", site.urls)]
