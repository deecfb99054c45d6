"""ZarinPal v4 over JSON, guide escrow.md 3.3; refunds over its GraphQL service.

Every request says `currency: IRR`, so that amounts are rial on this wire and in the house. There is
no settle call: what is verified is ours.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

import httpx

from amanat.capabilities.payments.ports.gateway import (
    Answer,
    Forgotten,
    Redirect,
    Returned,
    Sale,
    shortened,
)
from amanat.capabilities.payments.ports.wire import ANSWER_LIMIT_BYTES, card_mask, digits
from amanat.capabilities.payments.rules import routes
from amanat.capabilities.payments.rules import zarinpal as codes
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.units import Unit, from_the_wire, on_the_wire
from amanat.kernel.outside import client
from amanat.words.text import Text

CURRENCY = "IRR"
UNVERIFIED = "unVerified"
AUTHORITY = re.compile(r"[AS][0-9A-Za-z]{35}")
NO_SUCH_CALL = Answer(Kind.STATE, raw="ZarinPal has no such call.")
#  Not confirmed by a contract: the names of the refund service as its public pages show them.
ADD_REFUND = (
    "mutation AddRefund($session_id: ID!, $amount: BigInteger!, $description: String,"
    " $method: InstantPayoutActionTypeEnum, $reason: RefundReasonEnum) { resource: AddRefund("
    "session_id: $session_id, amount: $amount, description: $description, method: $method,"
    " reason: $reason) { terminal_id id amount } }"
)
SESSION = (
    "query Session($reference_id: String) { Session(reference_id: $reference_id)"
    " { id amount refunds { id amount description } } }"
)


@dataclass(frozen=True, slots=True)
class ZarinPal:
    """One merchant at ZarinPal. All addresses come from settings only."""

    service: str
    page: str
    merchant_id: str = field(repr=False)
    refunds: str = ""
    access_token: str = field(default="", repr=False)

    name: ClassVar[str] = "zarinpal"
    title: ClassVar[Text] = Text("زرین‌پال", "ZarinPal")
    unit: ClassVar[Unit] = Unit.RIAL
    floor_units: ClassVar[int] = 10_000
    settles: ClassVar[bool] = False
    inquires: ClassVar[bool] = True
    inquires_by_token: ClassVar[bool] = True
    refunds_parts: ClassVar[bool] = False
    refund_floor_units: ClassVar[int] = 20_000

    @property
    def refunds_later(self) -> bool:
        """Only with an access token of the refund service."""
        return bool(self.refunds and self.access_token)

    def start(self, sale: Sale, _at: datetime) -> Answer:
        """Ask for an authority."""
        told = self._ask(codes.REQUEST, {
            "amount": on_the_wire(sale.amount_units, self.unit), "currency": CURRENCY,
            "description": f"Amanat {sale.order_id}", "callback_url": sale.callback_url,
            "metadata": {"order_id": str(sale.order_id)},
        })  # fmt: skip
        authority = str(told.data.get("authority", ""))
        if told.kind is Kind.OK and not AUTHORITY.fullmatch(authority):
            return told.answer(Kind.UNKNOWN)
        return told.answer(reference=authority)

    def redirect(self, sale: Sale) -> Redirect:
        return Redirect(f"{self.page}/{sale.ref_id}", {}, method="get")

    def parse_callback(self, fields: Mapping[str, str]) -> Returned:
        """Two fields, and neither order number nor amount: the bank itself is asked for those."""
        status = fields.get("Status", "").strip()
        return Returned(
            kind=codes.returned(status),
            code=status[:20],
            ref_id=fields.get("Authority", "").strip(),
            order_id=None,
            reference="",
            card_mask="",
            final_units=None,
        )

    def verify(self, sale: Sale) -> Answer:
        """Verify with the amount out of our own row; a success names the sale's number."""
        told = self._ask(codes.VERIFY, {
            "amount": on_the_wire(sale.amount_units, self.unit), "authority": sale.ref_id,
        })  # fmt: skip
        reference = digits(str(told.data.get("ref_id", "")))
        if told.kind in (Kind.OK, Kind.ALREADY) and not reference.strip("0"):
            return told.answer(Kind.UNKNOWN)
        mask = card_mask(str(told.data.get("card_pan") or ""))
        return told.answer(reference=reference, card_mask=mask)

    def settle(self, _sale: Sale) -> Answer:
        return NO_SUCH_CALL

    def inquiry(self, sale: Sale) -> Answer:
        """What became of a session. It says whether to verify, and never stands for it."""
        told = self._ask(codes.INQUIRY, {"authority": sale.ref_id})
        word = str(told.data.get("status", ""))
        if told.code != "100" or word not in codes.STATUSES:
            return told.answer()
        return Answer(codes.status_of(word), word, raw=told.raw)

    def reversal(self, sale: Sale) -> Answer:
        """Give all of it back. "Already or never" is looked into before anybody acts on it."""
        told = self._ask(codes.REVERSE, {"authority": sale.ref_id})
        if told.code != codes.NOT_REVERSIBLE:
            return told.answer()
        looked = self.inquiry(sale)
        if looked.kind is Kind.REVERSED:
            return Answer(Kind.REVERSED, codes.REVERSED_WORD, raw=looked.raw)
        return told.answer(Kind.UNKNOWN if looked.kind is Kind.UNKNOWN else Kind.STATE,
                           "" if looked.kind is Kind.UNKNOWN else told.code)  # fmt: skip

    def refund(self, sale: Sale, order_id: int, units: int) -> Answer:
        """Give part of it back to the card, with our order number as its description."""
        session, looked = self._session(sale)
        if session is None:
            return looked
        told = self._query(ADD_REFUND, {
            "session_id": session["id"], "amount": on_the_wire(units, self.unit),
            "description": str(order_id), "method": "CARD", "reason": "CUSTOMER_REQUEST",
        })  # fmt: skip
        made = told.data.get("resource")
        if isinstance(made, dict) and made.get("id"):
            return Answer(Kind.OK, "100", str(made["id"]), told.raw)
        return told.answer()

    def refund_again(self, sale: Sale, order_id: int, units: int) -> Answer:
        """Look for a refund whose answer was lost. It is never asked for a second time."""
        session, looked = self._session(sale)
        if session is None:
            return looked
        amount = on_the_wire(units, self.unit)
        for one in _rows(session.get("refunds")):
            if (one.get("description"), one.get("amount")) == (str(order_id), amount):
                return Answer(Kind.OK, "100", str(one.get("id", "")), looked.raw)
        return Answer(Kind.STATE, routes.ABSENT, raw=looked.raw)

    def forgotten(self) -> tuple[Forgotten, ...]:
        """What was paid and never verified: the newest hundred."""
        told = self._ask(UNVERIFIED, {})
        return tuple(
            Forgotten(str(one["authority"]), from_the_wire(one["amount"], self.unit))
            for one in _rows(told.data.get("authorities"))
            if AUTHORITY.fullmatch(str(one.get("authority", ""))) and type(one.get("amount")) is int
        )

    def reason(self, code: str) -> Text:
        return codes.reason(code)

    def _ask(self, name: str, fields: Mapping[str, object]) -> "Told":
        body = {"merchant_id": self.merchant_id, **fields}
        reply = self._post(f"{self.service}/{name}.json", body, {})
        return reply if isinstance(reply, Told) else read(reply, name, self._hide)

    def _session(self, sale: Sale) -> tuple[dict[str, Any] | None, Answer]:
        """The session of a verified sale in the refund service, or why it was not found."""
        if not digits(sale.sale_reference_id):
            return None, Answer(Kind.UNKNOWN, raw="The sale has no number of its own.")
        told = self._query(SESSION, {"reference_id": sale.sale_reference_id})
        found = _rows(told.data.get("Session"))
        if len(found) == 1 and found[0].get("id"):
            return found[0], told.answer()
        return None, Answer(Kind.UNKNOWN, told.code, raw=told.raw)

    def _query(self, query: str, variables: Mapping[str, object]) -> "Told":
        headers = {"Authorization": f"Bearer {self.access_token}"}
        reply = self._post(self.refunds, {"query": query, "variables": variables}, headers)
        if isinstance(reply, Told):
            return reply
        body = _object(reply)
        raw = self._hide(shortened(reply.decode("utf-8", "replace")))
        data = body.get("data")
        if body.get("errors") or not isinstance(data, dict):
            return Told(Kind.UNKNOWN, "", {}, raw)
        return Told(Kind.UNKNOWN, "", data, raw)

    def _post(
        self, url: str, body: Mapping[str, object], headers: Mapping[str, str]
    ) -> "bytes | Told":
        try:
            reply = client().post(url, json=body, headers=headers)
        except httpx.HTTPError as error:
            return Told(Kind.UNKNOWN, "", {}, type(error).__name__)
        if reply.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            text = shortened(f"HTTP {reply.status_code} {reply.text}")
            return Told(Kind.UNKNOWN, "", {}, self._hide(text))
        return reply.content

    def _hide(self, text: str) -> str:
        """An answer that repeats what we sent is kept without our secrets."""
        for secret in (self.merchant_id, self.access_token):
            text = text.replace(secret, "…") if secret else text
        return text


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says, before it is known which question it was for."""

    kind: Kind
    code: str
    data: Mapping[str, Any]
    raw: str

    def answer(
        self, kind: Kind | None = None, code: str | None = None, *, reference: str = "",
        card_mask: str = "",
    ) -> Answer:  # fmt: skip
        code = self.code if code is None else code
        return Answer(kind or self.kind, code, reference, self.raw, card_mask)


def read(body: bytes, name: str, hide: Any = str) -> Told:
    """The code out of `data`, or out of `errors`, which is an object, a list, or empty.

    An answer that names a success and an error at once says nothing.
    """
    raw = hide(shortened(body.decode("utf-8", "replace")))
    told = _object(body) if len(body) <= ANSWER_LIMIT_BYTES else {}
    data, errors = told.get("data"), told.get("errors")
    fields = data if isinstance(data, dict) else {}
    failures = [errors] if isinstance(errors, dict) and errors else _rows(errors)
    found = [one["code"] for one in (fields, *failures) if one.get("code") not in (None, "")]
    if len(found) != 1 or isinstance(found[0], bool) or not isinstance(found[0], int | str):
        return Told(Kind.UNKNOWN, "", {}, raw)
    code = str(found[0]).strip()[:20]
    return Told(codes.kind_of(code, name), code, {} if failures else fields, raw)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
