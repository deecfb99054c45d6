"""The SOAP service: POST for calls, GET for its description."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from urllib.parse import urlsplit

from simulators import spoil
from simulators.mellat import envelope, merchant, orders, rules
from simulators.mellat.envelope import Call
from simulators.web import Answer, Request, Route
from simulators.world import World

PATH = "/mellat/pgwchannel/services/pgw"
CALL_BY_METHOD = {
    "bpPayRequest": "pay",
    "bpVerifyRequest": "verify",
    "bpSettleRequest": "settle",
    "bpInquiryRequest": "inquiry",
    "bpReversalRequest": "reversal",
    "bpRefundRequest": "refund",
}


def describe(world: World, request: Request) -> Answer:
    """Give the WSDL."""
    return envelope.wsdl(request.base_url + PATH)


def serve(world: World, request: Request) -> Answer:
    """Answer one SOAP call, spoiled by the armed fault if there is one."""
    try:
        call = envelope.read(request.body)
    except envelope.NotUnderstood as error:
        return envelope.fault(str(error))
    return spoil.gateway_call(
        world,
        "mellat",
        CALL_BY_METHOD[call.method],
        lambda: envelope.answer(call.method, result(world, call)),
        lambda code: envelope.answer(call.method, code),
        spoil.Gateway(rules.NO_MERCHANT, lambda: take_back(world, call)),
    )


def take_back(world: World, call: Call) -> None:
    """Give the sale that a call names back to the card, unless it is settled."""
    if call.method == "bpPayRequest":
        return
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = _sale_of(db, call, now_ms)
        if row is not None and row["state"] in (rules.SALE_OK, rules.VERIFIED):
            orders.move(db, row, rules.AUTO_REVERSED, now_ms)


def result(world: World, call: Call) -> str:
    """Do the work of a call and give its result text."""
    with world.store.transaction() as db:
        registered = merchant.read(world.store, db)
        refused = merchant.refusal(
            registered,
            call.number("terminalId"),
            call.text("userName"),
            call.text("userPassword"),
        )
        if refused is not None:
            return refused
        now_ms = world.clock.now_ms()
        if call.method == "bpPayRequest":
            return pay(db, call, registered.callback_host, now_ms)
        return follow_up(db, call, now_ms)


def pay(db: sqlite3.Connection, call: Call, callback_host: str, now_ms: int) -> str:
    """Take a pay request: `0,RefId` or a result code."""
    code = _pay_refusal(call, callback_host)
    if code is not None:
        return code
    ref_id = orders.create(
        db,
        terminal_id=call.number("terminalId"),
        order_id=call.number("orderId"),
        amount_units=call.number("amount"),
        callback_url=call.text("callBackUrl"),
        additional_data=call.text("additionalData"),
        now_ms=now_ms,
    )
    return rules.DUPLICATE_ORDER if ref_id is None else f"{rules.OK},{ref_id}"


def _pay_refusal(call: Call, callback_host: str) -> str | None:
    if not rules.AMOUNT_FLOOR_UNITS <= call.number("amount") <= rules.AMOUNT_CEILING_UNITS:
        return rules.WRONG_AMOUNT
    if not _is_local_moment(call.text("localDate"), call.text("localTime")):
        return rules.WRONG_DATE
    too_long = len(call.text("additionalData")) > rules.ADDITIONAL_DATA_LIMIT
    if call.number("orderId") <= 0 or too_long:
        return rules.WRONG_FORMAT
    if not call.text("payerId").isascii() or not call.text("payerId").isdigit():
        return rules.WRONG_PAYER_ID
    url = urlsplit(call.text("callBackUrl"))
    if url.scheme not in ("http", "https") or not url.hostname:
        return rules.WRONG_FORMAT
    if callback_host and url.hostname != callback_host:
        return rules.OUTSIDE_DOMAIN
    return None


def _is_local_moment(day: str, time: str) -> bool:
    if len(day) != 8 or len(time) != 6 or not (day + time).isascii():
        return False
    try:
        datetime.strptime(day + time + "+0330", "%Y%m%d%H%M%S%z")
    except ValueError:
        return False
    return True


def follow_up(db: sqlite3.Connection, call: Call, now_ms: int) -> str:
    """Answer verify, settle, inquiry, reversal or refund of a sale."""
    row = _sale_of(db, call, now_ms)
    if row is None:
        return rules.NO_SALE
    name, state = CALL_BY_METHOD[call.method], row["state"]
    verified_at_ms = row["verified_at_ms"]
    since_verify_ms = 0 if verified_at_ms is None else now_ms - verified_at_ms
    code = rules.code_for(state, name, since_verify_ms=since_verify_ms)
    if name == "refund" and code == rules.OK:
        return _refund(db, row, call, now_ms)
    target = rules.NEXT_STATE.get((state, name))
    if code == rules.OK and target is not None:
        orders.move(db, row, target, now_ms)
    return code


def _sale_of(db: sqlite3.Connection, call: Call, now_ms: int) -> sqlite3.Row | None:
    return orders.by_pair(
        db,
        call.number("terminalId"),
        call.number("saleOrderId"),
        call.number("saleReferenceId"),
        now_ms,
    )


def _refund(db: sqlite3.Connection, row: sqlite3.Row, call: Call, now_ms: int) -> str:
    code, reference = orders.refund(
        db, row, order_id=call.number("orderId"), units=call.number("refundAmount"), now_ms=now_ms
    )
    return code if reference is None else f"{code},{reference}"


ROUTES = (Route("POST", PATH, serve), Route("GET", PATH, describe))
