"""The bank's statements, read up to now: time leaps in a tale, and one round reads so many days."""

from datetime import timedelta

from amanat.capabilities.reconciliation import actions as desk
from amanat.capabilities.reconciliation import queries as books
from amanat.config.demo.supervised import house
from amanat.kernel.clock import time as clock

MOST_ROUNDS = 12
LATE = timedelta(hours=2)  # A day is whole a little after its midnight.
DAY = timedelta(days=1)


def read_up() -> list[str]:
    """Compare bank and book up to now; answers what is wrong."""
    day = clock.tehran_day(clock.now() - LATE) - DAY
    began = books.start_day()
    for _ in range(MOST_ROUNDS):
        if began is None or day < began or books.is_whole(day):
            break
        desk.reconcile(house())
    return desk.reconcile(house())
