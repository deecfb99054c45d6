"""The door as granian serves it. It refuses to take applications into an unfit database."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
django.setup()

from amanat.config import database, durability, environment  # noqa: E402 - Django must be ready first
from amanat.config.opening.door import Door  # noqa: E402 - the same

durability.insist_on_ours()
application = Door(database.app_dsn(), environment.web_address())
#  What was loaded stays; a collection in the busiest second need not look at it again.
gc.collect()
gc.freeze()
