"""The JSON calls of the payment gateway."""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from simulators import spoil
from simulators.clock import tehran
from simulators.web import Answer, Request, Route, json_answer
from simulators.world import World
from simulators.zarinpal import merchant, orders, reply, rules
from simulators.zarinpal.merchant import Merchant

HOME = "/zarinpal/pg/v4/payment"
Fields = Mapping[str, object]
Work = Callable[[sqlite3.Connection, Fields, Merchant, int], Answer]


def request_payment(db: sqlite3.Connection, fields: Fields, who: Merchant, now_ms: int) -> Answer:
    """Take a payment request: an authority, or the code that refuses it.

    Without a currency the amount is toman, as it is at ZarinPal.
    """
    is_toman = fields.get("currency", "IRT") != "IRR"
    units = _whole(fields.get("amount")) * (rules.TOMAN if is_toman else 1)
    metadata = fields.get("metadata") or {}
    refused = _refusal(fields, units, metadata)
    if refused is not None:
        return reply.coded(refused)
    assert isinstance(metadata, dict)
    authority = orders.create(
        db,
        merchant_id=who.merchant_id,
        amount_units=units,
        is_toman=is_toman,
        description=str(fields["description"]),
        metadata=metadata,
        callback_url=str(fields["callback_url"]),
        now_ms=now_ms,
    )
    told = {"code": 100, "message": "Success", "authority": authority}
    return reply.success({**told, "fee_type": "Merchant", "fee": 0})


def _refusal(fields: Fields, units: int, metadata: object) -> str | None:
    if units > rules.AMOUNT_CEILING_UNITS:
        return rules.OVER_CEILING
    words = fields.get("description")
    url = urlsplit(str(fields.get("callback_url", "")))
    is_fit = (
        units >= rules.AMOUNT_FLOOR_UNITS
        and fields.get("currency", "IRT") in ("IRR", "IRT")
        and isinstance(words, str)
        and 0 < len(words) <= rules.DESCRIPTION_LIMIT
        and url.scheme in ("http", "https")
        and bool(url.hostname)
        and isinstance(metadata, dict)
        and all(isinstance(one, str) for one in metadata.values())
    )
    return None if is_fit else rules.VALIDATION


def verify(db: sqlite3.Connection, fields: Fields, who: Merchant, now_ms: int) -> Answer:
    """Verify a paid session; the amount is in the unit of the request."""
    row = _session(db, fields, now_ms)
    if isinstance(row, Answer):
        return row
    asked = _whole(fields.get("amount")) * (rules.TOMAN if row["toman"] else 1)
    code = rules.verify_code(row["state"], is_same_amount=asked == row["paid_units"])
    if code == rules.OK:
        orders.verify(db, row, now_ms)
    if code not in reply.GOOD:
        return reply.coded(code)
    row = orders.by_authority(db, row["authority"], now_ms) or row
    return reply.success(
        {
            "code": int(code),
            "message": rules.MESSAGES[code],
            "card_hash": "",
            "card_pan": row["card_pan"],
            "ref_id": row["ref_id"],
            "fee_type": "Merchant",
            "fee": 0,
        }
    )


def inquiry(db: sqlite3.Connection, fields: Fields, who: Merchant, now_ms: int) -> Answer:
    """Tell the status of a session."""
    row = _session(db, fields, now_ms)
    if isinstance(row, Answer):
        return row
    status = rules.STATUS[row["state"]]
    return reply.success({"status": status, "code": 100, "message": "Success"})


def unverified(db: sqlite3.Connection, fields: Fields, who: Merchant, now_ms: int) -> Answer:
    """List what was paid and never verified."""
    rows = orders.unverified(db, who.merchant_id, now_ms)
    told: list[dict[str, object]] = [
        {
            "authority": row["authority"],
            "amount": row["amount_units"] // (rules.TOMAN if row["toman"] else 1),
            "callback_url": row["callback_url"],
            "referer": "",
            "date": f"{tehran(row['sale_at_ms']):%Y-%m-%d %H:%M:%S}",
        }
        for row in rows
    ]
    return reply.success({"code": 100, "message": "Success", "authorities": told})


def reverse(db: sqlite3.Connection, fields: Fields, who: Merchant, now_ms: int) -> Answer:
    """Give a whole session back, shortly after the sale."""
    row = _session(db, fields, now_ms)
    if isinstance(row, Answer):
        return row
    if not who.has_ip:
        return reply.coded(rules.NO_IP)
    since = now_ms - (row["sale_at_ms"] or now_ms)
    code = rules.reversal_code(row["state"], since_sale_ms=since)
    if code == rules.OK:
        orders.move(db, row, rules.REVERSED, now_ms)
    return reply.coded(code)


def _session(db: sqlite3.Connection, fields: Fields, now_ms: int) -> sqlite3.Row | Answer:
    authority = fields.get("authority")
    if not isinstance(authority, str) or len(authority) != rules.AUTHORITY_LENGTH:
        return reply.coded(rules.INVALID)
    return orders.by_authority(db, authority, now_ms) or reply.coded(rules.NOT_FOUND)


def _whole(raw: object) -> int:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 19:
        return int(raw)
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)  # Clients that divide rial by ten send 50000.0.
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else 0


CALLS: Mapping[str, tuple[str, Work]] = {
    "request": ("request", request_payment),
    "verify": ("verify", verify),
    "inquiry": ("inquiry", inquiry),
    "unVerified": ("unverified", unverified),
    "reverse": ("reverse", reverse),
}


def serve(world: World, request: Request) -> Answer:
    """Answer one call, spoiled by the armed fault if there is one."""
    name, work = CALLS[request.path.rpartition("/")[2].removesuffix(".json")]
    fields = request.json()
    gateway = spoil.Gateway(rules.NO_MERCHANT, lambda: take_back(world, fields))
    return spoil.gateway_call(
        world, "zarinpal", name, lambda: _work(world, fields, work), reply.coded, gateway
    )


def _work(world: World, fields: Fields, work: Work) -> Answer:
    with world.store.transaction() as db:
        who = merchant.read(world.store, db)
        given = str(fields.get("merchant_id", ""))
        if not hmac.compare_digest(given.encode(), who.merchant_id.encode()):
            return reply.coded(rules.NO_MERCHANT)
        return work(db, fields, who, world.clock.now_ms())


def take_back(world: World, fields: Fields) -> None:
    """Give the session of a call back to the card, unless it is verified."""
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_authority(db, str(fields.get("authority", "")), now_ms)
        if row is not None and row["state"] == rules.PAID:
            orders.move(db, row, rules.RETURNED, now_ms)


def describe(world: World, request: Request) -> Answer:
    """Name the calls, for whoever opens the address in a browser."""
    return json_answer({"calls": [f"{HOME}/{name}.json" for name in CALLS]})


ROUTES = (
    Route("GET", HOME, describe),
    *(Route("POST", f"{HOME}/{name}.json", serve) for name in CALLS),
)
