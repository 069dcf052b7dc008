"""The entry point of the web server (gunicorn kernteam.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernteam.settings")

application = get_wsgi_application()
