"""The simulators' own time: real time plus an offset that the platform pushes."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from simulators.store import Store

TEHRAN = ZoneInfo("Asia/Tehran")
OFFSET_LIMIT_SECONDS = 20 * 366 * 24 * 3600
OFFSET_NAME = "clock.offset_ms"


def real_ms() -> int:
    """Give the real time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment(at_ms: int) -> datetime:
    """Turn milliseconds since 1970 into an aware UTC time."""
    return datetime.fromtimestamp(at_ms // 1000, UTC) + timedelta(milliseconds=at_ms % 1000)


def tehran(at_ms: int) -> datetime:
    """Turn milliseconds since 1970 into Tehran wall time."""
    return moment(at_ms).astimezone(TEHRAN)


def to_ms(at: datetime) -> int:
    """Turn an aware time into milliseconds since 1970."""
    return int(at.timestamp() * 1000)


class Clock:
    """Simulated time, kept across restarts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.transaction() as db:
            self._offset_ms = int(store.setting(db, OFFSET_NAME, "0"))

    @property
    def offset_seconds(self) -> float:
        """How far simulated time is ahead of real time."""
        return self._offset_ms / 1000

    def now_ms(self) -> int:
        """Give the simulated time in milliseconds since 1970."""
        return real_ms() + self._offset_ms

    def set_offset(self, seconds: float) -> None:
        """Move simulated time to real time plus this many seconds, forwards or back."""
        if not -OFFSET_LIMIT_SECONDS <= seconds <= OFFSET_LIMIT_SECONDS:
            raise ValueError("offset_seconds must lie within twenty years")
        offset_ms = round(seconds * 1000)
        with self._store.transaction() as db:
            self._store.keep_setting(db, OFFSET_NAME, str(offset_ms))
        self._offset_ms = offset_ms
