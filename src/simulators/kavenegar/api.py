"""The REST service: /kavenegar/v1/{key}/{base}/{method}.json, always with its envelope."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulators import persian, spoil
from simulators.faults import DELIVERY_FAULTS
from simulators.kavenegar import messages
from simulators.kavenegar.messages import Draft
from simulators.web import Answer, Request, Route, json_answer
from simulators.world import World

RECEPTOR_LIMIT = 200
MESSAGE_LIMIT = 900
STATUS_LIMIT = 500
STATUS_WINDOW_MS = 48 * messages.HOUR_MS
LOCAL_WINDOW_MS = 12 * messages.HOUR_MS
DAY_SECONDS = 86_400
STARTING_CREDIT_UNITS = 1_000_000_000
KEY = re.compile(r"(?!wrong)[A-Za-z0-9._-]{4,128}")
NUMBER = re.compile(r"[0-9]{1,18}")
PLAIN_TOKEN = re.compile(r"[^\s_\u200c]{1,100}")
SPACES_BY_TOKEN = {"token10": 4, "token20": 8}
TEMPLATE_DEFAULT = "امانت\nرمز شما: %token\n%token2 %token3 %token10 %token20"
MISSING_TEMPLATE_PREFIX = "missing"
WORDS = {
    200: "تایید شد",
    400: "پارامترها ناقص هستند",
    402: "عملیات ناموفق بود",
    403: "کد شناسائی API-Key معتبر نمی‌باشد",
    404: "متد نامشخص است",
    409: "سرور قادر به پاسخگوئی نیست بعدا تلاش کنید",
    411: "دریافت کننده نامعتبر است",
    413: "پیام خالی است یا طول پیام بیش از حد مجاز است",
    414: "حجم درخواست بیشتر از حد مجاز است",
    417: "تاریخ ارسال اشتباه است",
    418: "اعتبار شما کافی نمی‌باشد",
    419: "طول آرایه متن و گیرنده و فرستنده هم اندازه نیست",
    424: "الگوی مورد نظر پیدا نشد",
    428: "ارسال کد از طریق تماس تلفنی امکان پذیر نیست",
    431: "ساختار کد صحیح نمی‌باشد",
}
# Words that the HTTP layer would not take as a status of its own.
HTTP_BY_STATUS = {777: 200, 607: 400}


class Declined(Exception):
    """The provider says no; the number is its return.status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Ask:
    """One call: who asks, with what, when, and where a message shall get stuck."""

    key: str
    fields: Mapping[str, str]
    now_ms: int
    fixed_status: int | None = None

    def need(self, name: str) -> str:
        """Give a field that must be there."""
        if not self.fields.get(name):
            raise Declined(400)
        return self.fields[name]

    def numbers(self, name: str, limit: int) -> list[int]:
        """Give a list of whole numbers from a comma-separated field."""
        found = [part.strip() for part in self.need(name).split(",")]
        if len(found) > limit:
            raise Declined(414)
        if not all(NUMBER.fullmatch(part) for part in found):
            raise Declined(400)
        return [int(part) for part in found]


Entries = list[dict[str, object]] | dict[str, object] | None
Method = Callable[[sqlite3.Connection, Ask], Entries]


def envelope(status: int, entries: Entries = None) -> Answer:
    """Wrap entries in the reply that every call gets."""
    words = WORDS.get(status, "خطای ناشناخته")
    http = HTTP_BY_STATUS.get(status, status if 200 <= status < 600 else 200)
    return json_answer({"return": {"status": status, "message": words}, "entries": entries}, http)


def coded(code: str) -> Answer:
    """Answer with a bare status."""
    return envelope(int(code) if NUMBER.fullmatch(code) else 402)


def _entry(row: sqlite3.Row, now_ms: int) -> dict[str, object]:
    reached = messages.status(row, now_ms)
    return {
        "messageid": row["id"],
        "message": row["body"],
        "status": reached,
        "statustext": messages.STATUS_TEXTS[reached],
        "sender": row["sender"],
        "receptor": row["receptor"],
        "date": row["sent_at_ms"] // 1000,
        "cost": row["cost_units"],
    }


def _receptors(ask: Ask) -> list[str]:
    raw = ask.need("receptor").split(",")
    if len(raw) > RECEPTOR_LIMIT:
        raise Declined(414)
    found = [number for number in map(persian.mobile, raw) if number is not None]
    if len(found) != len(raw):
        raise Declined(411)
    return found


def _due(ask: Ask) -> int | None:
    raw = ask.fields.get("date")
    if not raw or raw == "0":
        return None
    if not NUMBER.fullmatch(raw) or len(raw) > 11:
        raise Declined(417)
    due_at_ms = int(raw) * 1000
    return due_at_ms if due_at_ms > ask.now_ms else None


def send(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Send one text to up to 200 numbers; each localid sends once, ever."""
    receptors, text = _receptors(ask), ask.fields.get("message", "")
    if not 1 <= len(text) <= MESSAGE_LIMIT:
        raise Declined(413)
    has_ids = bool(ask.fields.get("localid"))
    localids: list[int | None] = [None] * len(receptors)
    if has_ids:
        localids = list(ask.numbers("localid", RECEPTOR_LIMIT))
    if len(localids) != len(receptors):
        raise Declined(419)
    sender, due_at_ms = ask.fields.get("sender") or messages.DEFAULT_SENDER, _due(ask)
    rows = [
        messages.send(
            db,
            Draft(
                ask.key,
                receptor,
                text,
                sender,
                localid,
                due_at_ms,
                ask.fixed_status,
            ),
            ask.now_ms,
        )
        for receptor, localid in zip(receptors, localids, strict=True)
    ]
    return [_entry(row, ask.now_ms) for row in rows]


def lookup(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Send a code with a template. This call has no localid: twice asked is twice sent."""
    receptors, template = _receptors(ask), ask.need("template")
    tokens = {"token": ask.need("token")}
    for name in ("token2", "token3", "token10", "token20"):
        tokens[name] = ask.fields.get(name, "")
    for name, value in tokens.items():
        _check_token(name, value)
    if ask.fields.get("type") == "call" and not tokens["token"].isdigit():
        raise Declined(428)
    if template.startswith(MISSING_TEMPLATE_PREFIX):
        raise Declined(424)
    found = db.execute("SELECT body FROM sms_template WHERE name = ?", (template,)).fetchone()
    text = TEMPLATE_DEFAULT if found is None else str(found["body"])
    for name in sorted(tokens, key=len, reverse=True):
        text = text.replace(f"%{name}", tokens[name])
    row = messages.send(
        db,
        Draft(
            ask.key,
            receptors[0],
            text.strip(),
            messages.DEFAULT_SENDER,
            fixed_status=ask.fixed_status,
        ),
        ask.now_ms,
    )
    return [_entry(row, ask.now_ms)]


def _check_token(name: str, value: str) -> None:
    if not value:
        return
    if name in SPACES_BY_TOKEN:
        is_plain = len(value) <= 100 and value.count(" ") <= SPACES_BY_TOKEN[name]
        if not is_plain or "\n" in value:
            raise Declined(431)
    elif not PLAIN_TOKEN.fullmatch(value):
        raise Declined(431)


def _fate(
    row: sqlite3.Row | None, ask: Ask, window_ms: int, known: dict[str, object]
) -> dict[str, object]:
    is_known = row is not None and ask.now_ms - row["sent_at_ms"] <= window_ms
    reached = messages.UNKNOWN
    if row is not None and is_known:
        reached = messages.status(row, ask.now_ms)
        known = {**known, "messageid": row["id"]}
    return {**known, "status": reached, "statustext": messages.STATUS_TEXTS[reached]}


def status(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Say how far messages of the last 48 hours have come."""
    return [
        _fate(messages.by_id(db, ask.key, number), ask, STATUS_WINDOW_MS, {"messageid": number})
        for number in ask.numbers("messageid", STATUS_LIMIT)
    ]


def status_by_localid(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Say how far messages of the last 12 hours have come, by our own numbers."""
    return [
        _fate(
            messages.by_localid(db, ask.key, number),
            ask,
            LOCAL_WINDOW_MS,
            {"messageid": 0, "localid": number},
        )
        for number in ask.numbers("localid", STATUS_LIMIT)
    ]


def status_by_receptor(db: sqlite3.Connection, ask: Ask) -> Entries:
    """List what went to one number within at most one day."""
    start = ask.numbers("startdate", 1)[0]
    end = ask.numbers("enddate", 1)[0] if ask.fields.get("enddate") else start + DAY_SECONDS
    if not 0 <= end - start <= DAY_SECONDS:
        raise Declined(417)
    rows = messages.between(db, ask.key, _receptors(ask)[0], start * 1000, end * 1000, STATUS_LIMIT)
    return [_entry(row, ask.now_ms) for row in rows]


def cancel(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Stop messages that have not left yet."""
    entries: list[dict[str, object]] = []
    for number in ask.numbers("messageid", STATUS_LIMIT):
        row = messages.by_id(db, ask.key, number)
        reached = messages.UNKNOWN if row is None else messages.cancel(db, row, ask.now_ms)
        entries.append(
            {
                "messageid": number,
                "status": reached,
                "statustext": messages.STATUS_TEXTS[reached],
            }
        )
    return entries


def info(db: sqlite3.Connection, ask: Ask) -> Entries:
    """Tell what credit is left."""
    left = STARTING_CREDIT_UNITS - messages.spent_units(db, ask.key)
    next_year = ask.now_ms // 1000 + 365 * DAY_SECONDS
    return {"remaincredit": left, "expiredate": next_year, "type": "Master"}


METHODS: Mapping[str, tuple[str, Method]] = {
    "sms/send": ("send", send),
    "verify/lookup": ("lookup", lookup),
    "sms/status": ("status", status),
    "sms/statuslocalmessageid": ("statuslocalmessageid", status_by_localid),
    "sms/statusbyreceptor": ("statusbyreceptor", status_by_receptor),
    "sms/cancel": ("cancel", cancel),
    "account/info": ("info", info),
}


def serve(world: World, request: Request) -> Answer:
    """Answer one call, spoiled by the armed fault if there is one."""
    path = f"{request.args['base']}/{request.args['method'].removesuffix('.json')}"
    if path not in METHODS:
        return envelope(404)
    if not KEY.fullmatch(request.args["key"]):
        return envelope(403)
    name, method = METHODS[path]
    fields = {**request.query, **(request.form() if request.body else {})}
    return spoil.call(
        world,
        "kavenegar",
        name,
        lambda: _do(world, method, request.args["key"], fields, name),
        coded,
    )


def _do(world: World, method: Method, key: str, fields: Mapping[str, str], name: str) -> Answer:
    stuck = world.faults.take("kavenegar", name, DELIVERY_FAULTS)
    fixed = {"undelivered": messages.UNDELIVERED, "blocked": messages.BLOCKED}
    ask = Ask(key, fields, world.clock.now_ms(), fixed[stuck.fault] if stuck else None)
    try:
        with world.store.transaction() as db:
            return envelope(200, method(db, ask))
    except Declined as declined:
        return envelope(declined.status)


PATH = "/kavenegar/v1/{key}/{base}/{method}"
ROUTES = (Route("POST", PATH, serve), Route("GET", PATH, serve))
