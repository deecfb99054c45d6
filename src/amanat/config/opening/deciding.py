"""The allocator: one loop that decides every opening, in order, batch after batch.

A full batch: again at once. Hardly anybody: a short pause, so that the next batch is worth its
commit. Nobody for a while: longer pauses. Killed in the middle of a batch it has decided nothing,
and whoever starts next goes on behind the cursor; a second one beside it goes home by itself.
"""

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.db import Error, connection

from amanat.capabilities.presale import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused

FULL = actions.DECIDED_AT_ONCE // 10  # Fewer are hardly worth a commit of their own.
SHORT_SECONDS, LONG_SECONDS, AWAY_SECONDS = 0.003, 0.25, 1.0
LIST_SECONDS = 1.0
OLD_HORIZON = timedelta(seconds=1)
say = structlog.get_logger("allocator")


@dataclass
class Allocator:
    """Which openings have begun, how long to rest, and when it was last looked at the horizon."""

    stop: threading.Event = field(default_factory=threading.Event)
    begun: list[int] = field(default_factory=list)
    listed_at: float = float("-inf")
    rest_seconds: float = SHORT_SECONDS

    def round(self) -> int:
        """Decide one batch of every opening that has begun; how many were decided. Offers follow
        when there is a moment for them: decisions come first."""
        if time.monotonic() - self.listed_at > LIST_SECONDS:
            self.begun, self.listed_at = queries.begun(), time.monotonic()
            watch_the_horizon()
            self.tend(actions.end_openings)
        decided = sum(self.decide(opening_id) for opening_id in self.begun)
        if decided < FULL and self.begun:
            decided += self.tend(actions.tend_openings)
        return decided

    def tend(self, verb: Callable[[Act], int]) -> int:
        try:
            return verb(Act(None, Role.HOUSE, clock.now()))
        except Refused as no:  # It is tried again in the next round.
            say.warning("offers wait", refusal=no.code)
            return 0

    def decide(self, opening_id: int) -> int:
        decided = actions.allocate(opening_id) or 0
        if decided:
            say.info("decided", opening=opening_id, applications=decided)
        return decided

    def work(self) -> None:
        """Round after round until somebody asks to stop."""
        while not self.stop.is_set():
            try:
                self.rest(self.round())
            except Error as error:  # The database is away, or goes down: everything is in it.
                say.warning("the database does not answer", error=str(error).strip())
                connection.close()
                self.stop.wait(AWAY_SECONDS)

    def rest(self, decided: int) -> None:
        if decided >= FULL:
            return
        longer = min(2 * self.rest_seconds, LONG_SECONDS)
        self.rest_seconds = SHORT_SECONDS if decided else longer
        self.stop.wait(self.rest_seconds if self.begun else LIST_SECONDS)


def watch_the_horizon() -> None:
    """Say so when an open write transaction keeps everybody waiting: `amanat doctor` shows it."""
    age = queries.horizon_age()
    if age > OLD_HORIZON and (waits := queries.waits_since()):
        say.warning("the horizon is old", seconds=age.total_seconds(),
                    first_waits=waits.total_seconds())  # fmt: skip


def run() -> None:
    allocator = Allocator()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: allocator.stop.set())
    allocator.work()
