"""Who may call: one merchant, its refund token, and whether its server's address is registered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simulators.counter import with_wishes
from simulators.store import Store

SETTING = "zarinpal.merchant"


@dataclass(frozen=True)
class Merchant:
    """The merchant as registered; without a registered IP nothing is reversed."""

    merchant_id: str = "00000000-0000-4000-8000-00000000a11a"
    access_token: str = "amanat"
    has_ip: bool = True


def read(store: Store, db: sqlite3.Connection) -> Merchant:
    """Read the registered merchant."""
    return Merchant(**json.loads(store.setting(db, SETTING, "{}")))


def register(store: Store, wish: Mapping[str, object]) -> dict[str, object]:
    """Change what is registered; fields left out keep their value."""
    with store.transaction() as db:
        found = with_wishes(asdict(read(store, db)), wish)
        store.keep_setting(db, SETTING, json.dumps(found))
    return found
