"""`python -m amanat.config.opening PORT`: the door of the opening hour, until somebody asks to stop.

It refuses to take applications into an unfit database.
"""

import asyncio
import gc
import os
import sys

import django
from django.db import connections

from amanat.config import database, durability, environment
from amanat.config.opening.crew import together

MOST_DOORS = (
    2  # One event loop cannot keep two cores busy; a third would only make smaller batches.
)


def main(port: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
    django.setup()
    from amanat.config.opening.door import Door  # noqa: PLC0415 - Django must be ready first
    from amanat.config.opening.wire import serve  # noqa: PLC0415 - the same

    durability.insist_on_ours()
    connections.close_all()  # Each process has its own.
    #  What was loaded stays; a collection in the busiest second need not look at it again.
    gc.collect()
    gc.freeze()

    def work() -> None:
        door = Door(database.app_dsn(), environment.web_address())
        asyncio.run(serve(door, environment.HOST, port, door.open_up, door.say_goodbye))

    sys.exit(together(min(MOST_DOORS, os.cpu_count() or 1), work))


if __name__ == "__main__":
    main(int(sys.argv[1]))
