"""The program's own settings, with what a benchmark asks beside it: Django's admin, and counted queries."""

from kernteam.settings import *  # noqa: F403
from kernteam.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
MIDDLEWARE = ["benchmarks.speed.site.counting.CountedQueries", *MIDDLEWARE]
ROOT_URLCONF = "benchmarks.speed.site.urls"
LOGGING = {"version": 1, "disable_existing_loggers": True}
TEMPLATES[0]["APP_DIRS"] = True  # the admin's own
