"""Who may call the gateway: one terminal, its name and password, its registered host."""

from __future__ import annotations

import hmac
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simulators.counter import with_wishes
from simulators.mellat import rules
from simulators.store import Store

SETTING = "mellat.merchant"


@dataclass(frozen=True)
class Merchant:
    """The terminal as registered at the bank; an empty host means: not checked."""

    terminal_id: int = 1234567
    user_name: str = "amanat"
    user_password: str = "amanat"
    callback_host: str = ""


def read(store: Store, db: sqlite3.Connection) -> Merchant:
    """Read the registered terminal."""
    return Merchant(**json.loads(store.setting(db, SETTING, "{}")))


def register(store: Store, wish: Mapping[str, object]) -> dict[str, object]:
    """Change what is registered; fields left out keep their value."""
    with store.transaction() as db:
        found = with_wishes(asdict(read(store, db)), wish)
        store.keep_setting(db, SETTING, json.dumps(found))
    return found


def refusal(merchant: Merchant, terminal_id: int, name: str, password: str) -> str | None:
    """Give the result code for wrong credentials, or None when they are right."""
    if terminal_id != merchant.terminal_id:
        return rules.NO_MERCHANT
    given, known = f"{name}\n{password}", f"{merchant.user_name}\n{merchant.user_password}"
    is_right = hmac.compare_digest(given.encode(), known.encode())
    return None if is_right else rules.WRONG_CREDENTIALS
