"""Behind ZarinPal's counter."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict

from simulators.counter import Counter
from simulators.store import Store
from simulators.zarinpal import merchant, orders, rules


def terminal(store: Store, db: sqlite3.Connection) -> dict[str, object]:
    """The merchant as registered."""
    return asdict(merchant.read(store, db))


ROUTES = Counter(
    provider="zarinpal",
    title="زرین‌پال",
    latest=orders.latest,
    move=orders.move,
    columns=("authority", "ref_id", "card_pan"),
    given_back=rules.RETURNED,
    returnable=(rules.PAID,),
    terminal=terminal,
    register=merchant.register,
).routes()
