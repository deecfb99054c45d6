"""Fault switches: what goes wrong on the next call, how often, and with what value."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simulators.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS fault (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  call TEXT NOT NULL,
  fault TEXT NOT NULL,
  count INTEGER,
  seconds REAL NOT NULL,
  value TEXT NOT NULL,
  effect INTEGER NOT NULL
);
"""

ANY = "*"
CALLS: Mapping[str, tuple[str, ...]] = {
    "mellat": ("pay", "verify", "settle", "inquiry", "reversal", "refund", "callback"),
    "parsian": ("sale", "confirm", "reversal", "callback"),
    "zarinpal": (
        "request",
        "verify",
        "inquiry",
        "unverified",
        "reverse",
        "refund",
        "callback",
    ),
    "kavenegar": (
        "send",
        "lookup",
        "status",
        "statuslocalmessageid",
        "statusbyreceptor",
        "cancel",
        "info",
    ),
    "bank": ("batches", "transfer", "statement", "settlements", "inquiry_mobile", "inquiry_iban"),
    "whois": ("look_up",),
}
GATEWAYS = frozenset({"mellat", "parsian", "zarinpal"})
# Each fault, and whether the call still does its work when nothing else is asked for.
EFFECT_BY_FAULT: Mapping[str, bool] = {
    "timeout_before": False,
    "timeout_after": True,
    "http_500": False,
    "garbage": True,
    "invalid_xml": True,
    "soap_fault": False,
    "slow": True,
    "slow_drip": True,
    "code": False,
    "unknown_code": False,
    "down": False,
    "undelivered": True,
    "blocked": True,
    "wrong_terminal": False,
    "reversed": True,
    "duplicate": True,
    "late_success": True,
    "auto_reversal": True,
    "wrong_amount": True,
    "double_callback": True,
    "no_callback": True,
    "swapped_ref": True,
    "thousands_separators": True,
}
CALLBACK_FAULTS = frozenset(
    {
        "wrong_amount",
        "double_callback",
        "no_callback",
        "swapped_ref",
        "thousands_separators",
        "late_success",
        "auto_reversal",
    }
)
DELIVERY_FAULTS = frozenset({"undelivered", "blocked"})
GATEWAY_FAULTS = frozenset({"wrong_terminal", "reversed", "duplicate"})
ONLY_CALLBACK = CALLBACK_FAULTS | {"code", "unknown_code"}
ON_GATEWAY_CALL = frozenset(EFFECT_BY_FAULT) - CALLBACK_FAULTS - DELIVERY_FAULTS
ON_ANY_CALL = ON_GATEWAY_CALL - GATEWAY_FAULTS
SECONDS_BY_FAULT: Mapping[str, float] = {
    "timeout_before": 1.0,
    "timeout_after": 1.0,
    "slow": 5.0,
    "slow_drip": 5.0,
}
LATE_MINUTES = 45  # of platform time; the `value` of `late_success` names another number.
LATE_MINUTES_LIMIT = 7 * 24 * 60
SECONDS_LIMIT = 120.0
COUNT_LIMIT = 1_000_000
ARMED_LIMIT = 200
VALUE_LIMIT = 200


class WrongSwitch(ValueError):
    """The fault switch names something that does not exist."""


@dataclass(frozen=True)
class Fault:
    """One armed switch. `count` None means: until it is cleared."""

    id: int
    provider: str
    call: str
    fault: str
    count: int | None
    seconds: float
    value: str
    effect: bool

    def as_json(self) -> dict[str, object]:
        """Give the switch as plain JSON values."""
        return asdict(self)


def _fault_of(row: sqlite3.Row) -> Fault:
    return Fault(
        id=row["id"],
        provider=row["provider"],
        call=row["call"],
        fault=row["fault"],
        count=row["count"],
        seconds=row["seconds"],
        value=row["value"],
        effect=bool(row["effect"]),
    )


def _check_names(provider: str, call: str, fault: str) -> None:
    if provider != ANY and provider not in CALLS:
        raise WrongSwitch(f"provider must be one of {', '.join(CALLS)} or {ANY}")
    known = {name for names in CALLS.values() for name in names} | {ANY}
    if call not in (known if provider == ANY else {*CALLS[provider], ANY}):
        raise WrongSwitch(f"{provider} has no call named {call}")
    if fault not in EFFECT_BY_FAULT:
        raise WrongSwitch(f"fault must be one of {', '.join(EFFECT_BY_FAULT)}")
    if fault in GATEWAY_FAULTS and provider not in GATEWAYS | {ANY}:
        raise WrongSwitch(f"{fault} belongs to the gateways {', '.join(sorted(GATEWAYS))}")
    if fault in CALLBACK_FAULTS and call not in ("callback", ANY):
        raise WrongSwitch(f"{fault} belongs to the call named callback")
    if call == "callback" and fault not in ONLY_CALLBACK:
        raise WrongSwitch(f"callback knows only {', '.join(sorted(ONLY_CALLBACK))}")


def _whole(raw: object, name: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise WrongSwitch(f"{name} must be a whole number")
    try:
        return int(raw)
    except ValueError as error:
        raise WrongSwitch(f"{name} must be a whole number") from error


def _seconds(raw: object, fault: str) -> float:
    if raw in (None, ""):
        return SECONDS_BY_FAULT.get(fault, 0.0)
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise WrongSwitch("seconds must be a number")
    try:
        seconds = float(raw)
    except ValueError as error:
        raise WrongSwitch("seconds must be a number") from error
    if not 0 <= seconds <= SECONDS_LIMIT:
        raise WrongSwitch(f"seconds must lie between 0 and {SECONDS_LIMIT:.0f}")
    return seconds


def parse(wish: Mapping[str, object]) -> Fault:
    """Read a switch from JSON or form fields, or raise WrongSwitch."""
    provider, call = str(wish.get("provider", "")), str(wish.get("call") or ANY)
    fault = str(wish.get("fault", ""))
    _check_names(provider, call, fault)
    raw_count = wish.get("count", 1)
    count = None if raw_count in (None, "") else _whole(raw_count, "count")
    if count is not None and not 1 <= count <= COUNT_LIMIT:
        raise WrongSwitch(f"count must lie between 1 and {COUNT_LIMIT}")
    value = str(wish.get("value") or "")
    if len(value) > VALUE_LIMIT or (fault == "code" and not value):
        raise WrongSwitch("value is missing or too long")
    if fault == "late_success" and value and not 1 <= _whole(value, "value") <= LATE_MINUTES_LIMIT:
        raise WrongSwitch(f"value must lie between 1 and {LATE_MINUTES_LIMIT} minutes")
    effect = wish.get("effect")
    if effect not in (None, "", True, False):
        raise WrongSwitch("effect must be true or false")
    return Fault(
        id=0,
        provider=provider,
        call=call,
        fault=fault,
        count=count,
        seconds=_seconds(wish.get("seconds"), fault),
        value=value,
        effect=effect if isinstance(effect, bool) else EFFECT_BY_FAULT[fault],
    )


class Faults:
    """The board of armed switches, kept across restarts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def arm(self, wish: Fault) -> Fault:
        """Arm one switch and give it back with its number."""
        with self._store.transaction() as db:
            armed = int(db.execute("SELECT count(*) FROM fault").fetchone()[0])
            if armed >= ARMED_LIMIT:
                raise WrongSwitch(f"at most {ARMED_LIMIT} switches can be armed at once")
            row = db.execute(
                "INSERT INTO fault (provider, call, fault, count, seconds, value, effect)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
                (
                    wish.provider,
                    wish.call,
                    wish.fault,
                    wish.count,
                    wish.seconds,
                    wish.value,
                    wish.effect,
                ),
            ).fetchone()
        return _fault_of(row)

    def taken_on_callback(self, provider: str) -> dict[str, str]:
        """Use up one turn of each kind of callback fault: name and value."""
        taken = {kind: self.take(provider, "callback", frozenset({kind})) for kind in ONLY_CALLBACK}
        return {kind: one.value for kind, one in taken.items() if one is not None}

    def armed(self) -> list[Fault]:
        """List what is armed, oldest first."""
        with self._store.transaction() as db:
            return [_fault_of(row) for row in db.execute("SELECT * FROM fault ORDER BY id")]

    def clear(self, fault_id: int | None = None) -> None:
        """Disarm one switch, or all of them."""
        with self._store.transaction() as db:
            db.execute("DELETE FROM fault WHERE ? IS NULL OR id = ?", (fault_id, fault_id))

    def take(self, provider: str, call: str, kinds: frozenset[str] = ON_ANY_CALL) -> Fault | None:
        """Use up one turn of the oldest switch of these kinds that fits this call."""
        with self._store.transaction() as db:
            rows = db.execute(
                "SELECT * FROM fault WHERE provider IN (?, '*') AND call IN (?, '*') ORDER BY id",
                (provider, call),
            ).fetchall()
            row = next((one for one in rows if one["fault"] in kinds), None)
            if row is None:
                return None
            if row["count"] == 1:
                db.execute("DELETE FROM fault WHERE id = ?", (row["id"],))
            elif row["count"] is not None:
                db.execute("UPDATE fault SET count = count - 1 WHERE id = ?", (row["id"],))
        return _fault_of(row)
