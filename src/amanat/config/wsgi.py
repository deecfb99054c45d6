"""The web application, as granian serves it. It refuses to serve from an unfit database."""

import os

from django.core.wsgi import get_wsgi_application

from amanat.config import durability

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
application = get_wsgi_application()
durability.insist_on_ours()
