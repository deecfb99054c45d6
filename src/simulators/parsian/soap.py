"""The three SOAP services."""

from __future__ import annotations

import hmac
import sqlite3
from urllib.parse import urlsplit

from simulators import spoil
from simulators.mellat.envelope import fault
from simulators.parsian import envelope, orders, rules
from simulators.parsian.envelope import Call
from simulators.web import Answer, Request, Route
from simulators.world import World

HOME = "/parsian/NewIPGServices"
PATHS = (
    f"{HOME}/Sale/SaleService.asmx",
    f"{HOME}/Confirm/ConfirmService.asmx",
    f"{HOME}/Reverse/ReversalService.asmx",
)
CALL_BY_METHOD = {
    envelope.SALE: "sale",
    envelope.CONFIRM: "confirm",
    envelope.CONFIRM_WITH_AMOUNT: "confirm",
    envelope.REVERSAL: "reversal",
}
PIN = "amanat00000000000000"


def serve(world: World, request: Request) -> Answer:
    """Answer one SOAP call, spoiled by the armed fault if there is one."""
    try:
        call = envelope.read(request.body, request.headers.get("soapaction", ""))
    except envelope.NotUnderstood as error:
        return fault(str(error))
    return spoil.gateway_call(
        world,
        "parsian",
        CALL_BY_METHOD[call.method],
        lambda: result(world, call),
        lambda code: envelope.answer(call.method, code),
        spoil.Gateway(rules.NOT_AUTHENTICATED, lambda: take_back(world, call)),
    )


def take_back(world: World, call: Call) -> None:
    """Give the sale that a call names back to the card, unless it is confirmed."""
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_token(db, call.number("Token"), now_ms)
        if row is not None and row["state"] == rules.PAID:
            orders.move(db, row, rules.RETURNED, now_ms)


def result(world: World, call: Call) -> Answer:
    """Do the work of a call."""
    if not hmac.compare_digest(call.text("LoginAccount").encode(), PIN.encode()):
        return envelope.answer(call.method, rules.NOT_AUTHENTICATED)
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        if call.method == envelope.SALE:
            return sale(db, call, now_ms)
        row = orders.by_token(db, call.number("Token"), now_ms)
        if row is None:
            return envelope.answer(call.method, rules.TOKEN_INVALID)
        follow = reverse if call.method == envelope.REVERSAL else confirm
        return follow(db, row, call, now_ms)


def sale(db: sqlite3.Connection, call: Call, now_ms: int) -> Answer:
    """Take a sale request: a token, or the status that refuses it."""
    refused = _sale_refusal(call)
    if refused is not None:
        return envelope.answer(call.method, refused)
    token = orders.create(
        db,
        order_id=call.number("OrderId"),
        amount_units=call.number("Amount"),
        callback_url=call.text("CallBackUrl"),
        now_ms=now_ms,
    )
    if token is None:
        return envelope.answer(call.method, rules.DUPLICATE_ORDER)
    return envelope.answer(call.method, rules.OK, Token=token)


def _sale_refusal(call: Call) -> str | None:
    if call.number("Amount") < rules.AMOUNT_FLOOR_UNITS:
        return rules.BELOW_MINIMUM
    if call.number("Amount") > rules.AMOUNT_CEILING_UNITS:
        return rules.OVER_LIMIT
    if not call.number("OrderId") or len(call.text("AdditionalData")) > rules.ADDITIONAL_DATA_LIMIT:
        return rules.EMPTY_PARAMETER
    url = urlsplit(call.text("CallBackUrl"))
    return None if url.scheme in ("http", "https") and url.hostname else rules.WRONG_URL


def confirm(db: sqlite3.Connection, row: sqlite3.Row, call: Call, now_ms: int) -> Answer:
    """Confirm a sale; with order number and amount, only when both are the sale's own."""
    pair = (call.number("OrderId"), call.number("Amount"))
    is_same = call.method == envelope.CONFIRM or pair == (row["order_id"], row["amount_units"])
    since = now_ms - row["created_at_ms"]
    code = rules.confirm_code(row["state"], is_same_sale=is_same, since_start_ms=since)
    if code != rules.OK:
        return envelope.answer(call.method, code)
    orders.move(db, row, rules.CONFIRMED, now_ms)
    told = {"RRN": row["rrn"], "Token": row["token"], "CardNumberMasked": row["card_masked"]}
    return envelope.answer(call.method, code, **told)


def reverse(db: sqlite3.Connection, row: sqlite3.Row, call: Call, now_ms: int) -> Answer:
    """Give a confirmed sale back."""
    since = now_ms - (row["confirmed_at_ms"] or now_ms)
    code = rules.reversal_code(row["state"], since_confirm_ms=since)
    if code == rules.OK:
        orders.move(db, row, rules.REVERSED, now_ms)
    return envelope.answer(call.method, code, Token=row["token"])


ROUTES = tuple(Route("POST", path, serve) for path in PATHS)
