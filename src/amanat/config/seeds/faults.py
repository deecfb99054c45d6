"""The weather of one seed: which faults are on, how likely, and when a worker dies.

Every seed first draws which faults are on, so that rare combinations come up. All dice of the
weather are thrown here, in the order of use, and by nobody else.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, connection

#  How likely, per use, in thousandths. Each is off in half of the seeds.
RATES = {
    "gateway down": 80, "gateway lost before": 40, "gateway lost after": 100, "gateway 500": 20,
    "gateway garbage": 20, "gateway twice": 20,
    "bank down": 80, "bank lost before": 40, "bank lost after": 100, "bank 500": 20,
    "bank garbage": 20, "bank twice": 40,
    "sms down": 80, "sms lost before": 40, "sms lost after": 100, "sms twice": 20,
    "other amount": 40, "callback lost": 150, "callback twice": 200, "callback late": 50,
    "callback forged": 40, "pays late": 60,
    "gateway outage": 30, "bank outage": 30, "bank takes back": 60,
    "worker dies": 30, "slow worker": 30,
}  # fmt: skip
OFF, USUAL, OFTEN = 0, 1, 3
OUTAGES = ("down", "lost before", "lost after")
FATES = ("down", "lost before", "lost after", "500", "garbage", "twice")
PROVIDERS = {"mellat": "gateway", "parsian": "gateway", "bank": "bank", "kavenegar": "sms"}
MOST_QUERIES = 80  # A worker that dies does so within so many queries,
MOST_BORDERS = 8  # or commits and outside calls.
RELEASE, BACK = "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"


class Killed(BaseException):
    """The process is gone, in the middle of whatever it did."""


class Weather:
    """Throws all dice of what goes wrong. After `calm` nothing does."""

    def __init__(
        self, dice: random.Random, say: Callable[[str], None], now: Callable[[], datetime]
    ) -> None:
        self.dice, self.say, self.now = dice, say, now
        self.outages: dict[str, tuple[datetime, str]] = {}  # Until when, and how, by provider.
        self.rates = {name: rate * dice.choice((OFF, USUAL, USUAL, OFTEN))
                      if dice.random() < 0.75 else OFF for name, rate in RATES.items()}  # fmt: skip
        self.is_calm = False
        self.count = 0
        self._dies_in = 0  # Points left; 0: nobody dies.
        self._at_borders = False
        self._went_back = False  # What is released after a roll-back is no COMMIT.

    def strikes(self, name: str) -> bool:
        """Whether this fault happens now."""
        if self.is_calm or not self.rates.get(name):
            return False
        struck = self.dice.randrange(1000) < self.rates[name]
        if struck:
            self.count += 1
            self.say(f"  ! {name}")
        return struck

    def fate(self, path: str) -> str:
        """What becomes of one question to the outside; nothing, when it goes as it should."""
        if self.is_calm:
            return ""
        provider = PROVIDERS[path.split("/")[1]]
        if self.strikes(f"{provider} outage"):
            until = self.now() + timedelta(minutes=self.dice.randrange(5, 90))
            self.outages[provider] = until, self.dice.choice(OUTAGES)
        until, how = self.outages.get(provider, (self.now(), ""))
        if self.now() < until:
            return how
        for fate in FATES:
            if self.strikes(f"{provider} {fate}"):
                return f"{fate} {self.dice.choice(('before', 'after'))}" if fate == "500" else fate
        return ""

    @contextmanager
    def over(self) -> Iterator[None]:
        """One step of a worker or a page; it may die at any of its points."""
        if self.strikes("worker dies"):
            self._at_borders = self.dice.random() < 0.6
            most = MOST_BORDERS if self._at_borders else MOST_QUERIES
            self._dies_in = self.dice.randrange(1, most + 1)
        try:
            if not self._dies_in:
                yield
                return
            with connection.execute_wrapper(self._query):
                yield
        finally:
            self._dies_in = 0

    def border(self, name: str) -> None:
        """Just before or after the outside is asked."""
        if self._is_up():
            self.say(f"  ! dies {name}")
            raise Killed(name)

    def _is_up(self) -> bool:
        if not self._dies_in:
            return False
        self._dies_in -= 1
        return self._dies_in == 0

    def _query(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        text = sql if isinstance(sql, str) else ""
        is_commit = (
            text.startswith(RELEASE) and not connection.savepoint_ids and not self._went_back
        )
        self._went_back = text.startswith(BACK)
        if self._at_borders and not is_commit:
            return execute(sql, params, many, context)
        if not self._is_up():
            return execute(sql, params, many, context)
        if not is_commit:
            self.say("  ! dies between two queries")
            raise Killed(text)
        return self._at_commit(lambda: execute(sql, params, many, context))

    def _at_commit(self, commit: Callable[[], Any]) -> Any:
        """Rolled back at COMMIT, or committed and nobody hears of it."""
        if self.dice.random() < 0.5:
            self.say("  ! rolled back at COMMIT")
            raise OperationalError("rolled back at COMMIT")
        commit()
        self.say("  ! dies after COMMIT")
        raise Killed("after COMMIT")
