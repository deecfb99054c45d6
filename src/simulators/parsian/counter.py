"""Behind Parsian's counter."""

from __future__ import annotations

import sqlite3

from simulators.counter import Counter, whole_number
from simulators.parsian import orders, rules
from simulators.parsian.soap import PIN
from simulators.store import Store


def latest(db: sqlite3.Connection, now_ms: int, order_id: str | None) -> list[sqlite3.Row]:
    """The newest sales, or the one with this order id."""
    return orders.latest(db, now_ms, whole_number(order_id))


def terminal(store: Store, db: sqlite3.Connection) -> dict[str, object]:
    """The account as registered; nobody changes it."""
    return {"LoginAccount": PIN}


ROUTES = Counter(
    provider="parsian",
    title="درگاه پارسیان",
    latest=latest,
    move=orders.move,
    columns=("status", "rrn", "card_masked"),
    given_back=rules.RETURNED,
    returnable=(rules.PAID,),
    terminal=terminal,
).routes()
