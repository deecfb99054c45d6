"""Behind the bank's counter."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict

from simulators.counter import Counter, whole_number
from simulators.mellat import merchant, orders, rules
from simulators.store import Store


def latest(db: sqlite3.Connection, now_ms: int, order_id: str | None) -> list[sqlite3.Row]:
    """The newest orders, or the one with this order id."""
    return orders.latest(db, now_ms, whole_number(order_id))


def terminal(store: Store, db: sqlite3.Connection) -> dict[str, object]:
    """The terminal as registered."""
    return asdict(merchant.read(store, db))


ROUTES = Counter(
    provider="mellat",
    title="درگاه به‌پرداخت ملت",
    latest=latest,
    move=orders.move,
    columns=("res_code", "sale_reference_id", "card_pan"),
    given_back=rules.AUTO_REVERSED,
    returnable=(rules.SALE_OK, rules.VERIFIED),
    terminal=terminal,
    register=merchant.register,
).routes()
