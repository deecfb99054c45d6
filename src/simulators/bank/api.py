"""What the bank offers to programs: batches, transfers, identity inquiries."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from http import HTTPStatus

from simulators import spoil
from simulators.bank import orders, steer, transfers
from simulators.bank.orders import Batch, NotAnOrder
from simulators.clock import moment
from simulators.web import Answer, Request, Route, Serve, Unfit, json_answer
from simulators.world import World

FIRST_NAMES = ("مریم", "علی", "زهرا", "رضا", "سارا", "حسین", "نرگس", "امیر", "لیلا", "محمد")
FAMILY_NAMES = ("احمدی", "کریمی", "رضایی", "موسوی", "حسینی", "جعفری", "صادقی", "مرادی", "کاظمی")


def refusal(code: str, words: str, status: int) -> Answer:
    """Answer with an error code and a sentence."""
    return json_answer({"error": code, "detail": words}, status)


def take_batch(world: World, request: Request) -> Answer:
    """Take a batch of transfer orders; the same MsgId again gets the same answer."""
    rail = request.args["rail"]
    if rail not in orders.LIMITS_UNITS:
        return refusal("no_such_rail", "the rails are paya, satna and pol", HTTPStatus.NOT_FOUND)
    try:
        batch = _read(request, rail)
    except NotAnOrder as error:
        return refusal("batch_not_read", str(error), HTTPStatus.BAD_REQUEST)
    digest = hashlib.sha256(repr(batch).encode()).hexdigest()
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        known = db.execute("SELECT * FROM paya_batch WHERE msg_id = ?", (batch.msg_id,)).fetchone()
        if known is None:
            return _accept(db, batch, digest, now_ms, rail)
    if known["digest"] != digest:
        words = "this id was used before for another batch"
        return refusal("duplicate_msg_id", words, HTTPStatus.CONFLICT)
    return json_answer(json.loads(known["answer"]), known["status"])


def _read(request: Request, rail: str) -> Batch:
    if "json" in request.headers.get("content-type", ""):
        return orders.from_json(request.json())
    return orders.from_pain(request.body, rail)


def _accept(db: sqlite3.Connection, batch: Batch, digest: str, now_ms: int, rail: str) -> Answer:
    bad = [{"track_id": one.track_id, "reason": one.fault} for one in batch.orders if one.fault]
    if bad and batch.is_all_or_none:
        value: dict[str, object] = {"error": "rows_refused", "rows": bad}
        return json_answer(value, HTTPStatus.UNPROCESSABLE_ENTITY)
    for order in batch.orders:
        known = transfers.find(db, order.track_id)
        if known is not None and not transfers.is_same(known, order):
            words = f"{order.track_id} was used before for another transfer"
            return refusal("duplicate_track_id", words, HTTPStatus.CONFLICT)
    rows = [transfers.accept(db, order, batch.msg_id, now_ms, rail) for order in batch.orders]
    value = {
        "msg_id": batch.msg_id,
        "status": "PARTIALLY_ACCEPTED" if bad else "ACCEPTED",
        "transfers": [as_json(row) for row in rows],
    }
    db.execute(
        "INSERT INTO paya_batch (msg_id, digest, status, answer) VALUES (?, ?, 200, ?)",
        (batch.msg_id, digest, json.dumps(value, ensure_ascii=False)),
    )
    return json_answer(value)


def as_json(row: sqlite3.Row) -> dict[str, object]:
    """Show a transfer to a program; amounts are whole rial."""
    return {
        "track_id": row["track_id"],
        "end_to_end_id": row["track_id"],
        "msg_id": row["msg_id"],
        "status": row["status"],
        "reason": row["reason"],
        "amount": row["amount_units"],
        "iban": row["iban"],
        "owner_name": row["name"],
        "accepted_at": moment(row["accepted_at_ms"]).isoformat(),
        "cycle_at": moment(row["settles_at_ms"]).isoformat(),
        "changed_at": moment(row["changed_at_ms"]).isoformat(),
    }


def show_transfer(world: World, request: Request) -> Answer:
    """Say how far one transfer has come; an id never seen is 404 with UNKNOWN."""
    now_ms = world.clock.now_ms()
    track_id = request.args["track_id"]
    with world.store.transaction() as db:
        transfers.advance(db, now_ms)
        row = transfers.find(db, track_id)
    if row is None:
        value = {"track_id": track_id, "status": transfers.UNKNOWN, "error": "no_such_transfer"}
        return json_answer(value, HTTPStatus.NOT_FOUND)
    return json_answer(as_json(row))


def match_mobile(world: World, request: Request) -> Answer:
    """Say whether a mobile number belongs to a national id."""
    mobile, national_id = _two(request, "mobile")
    with world.store.transaction() as db:
        is_off = steer.is_listed(db, steer.MOBILE, mobile)
        is_off = is_off or steer.is_listed(db, steer.NATIONAL_ID, national_id)
    return json_answer({"matched": not is_off})


def match_iban(world: World, request: Request) -> Answer:
    """Say whether an account belongs to a national id, and to whom it does belong."""
    iban, national_id = _two(request, "iban")
    iban = steer.tidy(steer.IBAN, iban)
    if not orders.is_iban(iban):
        return json_answer({"matched": False, "owner_name": "", "status": "INVALID"})
    with world.store.transaction() as db:
        is_off = steer.is_listed(db, steer.IBAN, iban)
        is_off = is_off or steer.is_listed(db, steer.NATIONAL_ID, national_id)
    owner = owner_name(iban if is_off else steer.tidy(steer.NATIONAL_ID, national_id))
    return json_answer({"matched": not is_off, "owner_name": owner, "status": "ACTIVE"})


def owner_name(key: str) -> str:
    """Make up a name that is always the same for the same key."""
    number = hashlib.sha256(key.encode()).digest()
    first = FIRST_NAMES[number[0] % len(FIRST_NAMES)]
    return f"{first} {FAMILY_NAMES[number[1] % len(FAMILY_NAMES)]}"


def _two(request: Request, name: str) -> tuple[str, str]:
    wish = request.json()
    first, second = wish.get(name), wish.get("national_id")
    if not isinstance(first, str) or not isinstance(second, str) or not first or not second:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"{name} and national_id are needed")
    return first, second


def _coded(code: str) -> Answer:
    http = int(code) if code.isdigit() and 400 <= int(code) < 600 else 200
    return json_answer({"status": code, "error": code}, http)


def spoilable(name: str, serve: Serve) -> Serve:
    """Let the faults of this call have their way before it is served."""

    def answer(world: World, request: Request) -> Answer:
        return spoil.call(world, "bank", name, lambda: serve(world, request), _coded)

    return answer


ROUTES = (
    Route("POST", "/bank/{rail}/batches", spoilable("batches", take_batch)),
    Route("GET", "/bank/{rail}/transfers/{track_id}", spoilable("transfer", show_transfer)),
    Route("POST", "/bank/inquiry/mobile", spoilable("inquiry_mobile", match_mobile)),
    Route("POST", "/bank/inquiry/iban", spoilable("inquiry_iban", match_iban)),
)
