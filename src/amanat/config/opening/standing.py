"""The door of the opening hour stands open on a port, until somebody asks to stop."""

import asyncio
import gc
import os

from django.db import connections

from amanat.config import database, environment
from amanat.config.opening.crew import together
from amanat.config.opening.door import Door
from amanat.config.opening.empty import Nobody
from amanat.config.opening.wire import serve

#  One event loop cannot keep two cores busy; a third would only make smaller batches.
MOST_DOORS = 2


def run(port: int) -> int:
    """Take applications in a process for each core; answers the exit code of the first to end."""
    connections.close_all()  # Each process has its own.
    #  What was loaded stays; a collection in the busiest second need not look at it again.
    gc.collect()
    gc.freeze()

    def work() -> None:
        door = Door(database.app_dsn(), environment.web_address())
        asyncio.run(serve(door, environment.HOST, port, door.open_up, door.say_goodbye))

    return together(min(MOST_DOORS, os.cpu_count() or 1), work)


def run_empty(port: int) -> int:
    """The wire alone, in one process: an answer that says nothing."""
    room = Nobody()
    asyncio.run(serve(room, environment.HOST, port, room.open_up, room.say_goodbye))
    return 0
