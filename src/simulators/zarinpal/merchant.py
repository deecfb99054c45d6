"""Who may call: one merchant, its refund token, and whether its server's address is registered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

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


def register(store: Store, wish: Mapping[str, object]) -> Merchant:
    """Change what is registered; fields left out keep their value."""
    with store.transaction() as db:
        known = asdict(read(store, db))
        if set(wish) - set(known):
            raise ValueError(f"known fields are {', '.join(known)}")
        merged = {**known, **wish}
        merchant = Merchant(
            str(merged["merchant_id"]), str(merged["access_token"]), bool(merged["has_ip"])
        )
        store.keep_setting(db, SETTING, json.dumps(asdict(merchant)))
    return merchant
