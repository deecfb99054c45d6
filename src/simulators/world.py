"""What every part of the outside world shares: memory, time, faults, address."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from simulators.clock import Clock
from simulators.faults import Faults
from simulators.store import Store


@dataclass(frozen=True)
class World:
    """One running outside world."""

    store: Store
    clock: Clock
    faults: Faults
    public_url: str | None = None
    sms_webhook: str | None = None  # Whom the SMS service tells of replies.
    stopping: threading.Event = field(default_factory=threading.Event)
