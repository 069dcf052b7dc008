"""The program's addresses, and those of an admin site that exists only here."""

from django.urls import path

from benchmarks.speed.site.admin import site
from kernteam.urls import handler429 as handler429
from kernteam.urls import urlpatterns as ours

urlpatterns = [*ours, path("admin/", site.urls)]
