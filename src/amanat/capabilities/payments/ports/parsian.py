"""Parsian (PEC NewIPG) over SOAP 1.1: hand-written envelopes, no WSDL, guide escrow.md 3.2.

Amounts are rial on this wire and in the house. There is no settle call, no
inquiry and no refund of a part: what is confirmed is ours, and a reversal gives all of it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from xml.sax.saxutils import escape

import httpx

from amanat.capabilities.payments.ports.gateway import (
    Answer,
    Forgotten,
    Redirect,
    Returned,
    Sale,
    shortened,
)
from amanat.capabilities.payments.ports.wire import (
    SOAP,
    card_mask,
    digits,
    local,
    named,
    tree,
    units,
)
from amanat.capabilities.payments.rules import parsian as codes
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.units import Unit, on_the_wire
from amanat.kernel.outside import client
from amanat.words.text import Text

SALE, CONFIRM, REVERSAL = "SalePaymentRequest", codes.CONFIRM, codes.REVERSAL
HOME = "https://pec.Shaparak.ir/NewIPGServices"  # A name, not an address: the capital S belongs.
#  method: (its path under the services' address, its namespace). "Reverse" against "Reversal" too.
SERVICES: Mapping[str, tuple[str, str]] = {
    SALE: ("Sale/SaleService.asmx", f"{HOME}/Sale/SaleService"),
    CONFIRM: ("Confirm/ConfirmService.asmx", f"{HOME}/Confirm/ConfirmService"),
    REVERSAL: ("Reverse/ReversalService.asmx", f"{HOME}/Reversal/ReversalService"),
}
#  What an answer has to name above nought to be a success, beside status 0.
PROOF: Mapping[str, str] = {SALE: "Token", CONFIRM: "RRN"}
NO_SUCH_CALL = Answer(Kind.STATE, raw="Parsian has no such call.")
HASH_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Parsian:
    """One terminal at Parsian. `services` and `page` come from settings only."""

    services: str
    page: str
    pin: str = field(repr=False)

    name: ClassVar[str] = "parsian"
    title: ClassVar[Text] = Text("درگاه بانک پارسیان", "Bank Parsian's gateway")
    unit: ClassVar[Unit] = Unit.RIAL
    floor_units: ClassVar[int] = 1_000
    settles: ClassVar[bool] = False
    inquires: ClassVar[bool] = False
    inquires_by_token: ClassVar[bool] = False
    refunds_parts: ClassVar[bool] = False
    refund_floor_units: ClassVar[int] = 1
    refunds_later: ClassVar[bool] = False

    def start(self, sale: Sale, _at: datetime) -> Answer:
        """Ask for a token."""
        return self._ask(SALE, {
            "Amount": on_the_wire(sale.amount_units, self.unit), "OrderId": sale.order_id,
            "CallBackUrl": sale.callback_url, "AdditionalData": "", "Originator": "",
        })  # fmt: skip

    def redirect(self, sale: Sale) -> Redirect:
        return Redirect(self.page, {"Token": sale.ref_id}, method="get")

    def parse_callback(self, fields: Mapping[str, str]) -> Returned:
        code = (fields.get("status") or fields.get("Status") or "").strip()
        return Returned(
            kind=codes.kind_of(code),
            code=code[:20],
            ref_id=fields.get("Token", "").strip(),
            order_id=fields.get("OrderId", "").strip(),
            reference=number(fields.get("RRN", "")),
            card_mask=mask(fields.get("HashCardNumber", "")),
            final_units=paid_units(fields, self.unit),
        )

    def verify(self, sale: Sale) -> Answer:
        """Confirm, with order number and amount out of our own row."""
        token = {"Token": token_of(sale)}
        return self._ask(CONFIRM, {
            **token, "OrderId": sale.order_id,
            "Amount": on_the_wire(sale.amount_units, self.unit),
        })  # fmt: skip

    def settle(self, _sale: Sale) -> Answer:
        return NO_SUCH_CALL

    def inquiry(self, _sale: Sale) -> Answer:
        return NO_SUCH_CALL

    def reversal(self, sale: Sale) -> Answer:
        return self._ask(REVERSAL, {"Token": token_of(sale)})

    def refund(self, _sale: Sale, _order_id: int, _units: int) -> Answer:
        return NO_SUCH_CALL

    def refund_again(self, _sale: Sale, _order_id: int, _units: int) -> Answer:
        return NO_SUCH_CALL

    def forgotten(self) -> tuple[Forgotten, ...]:
        return ()

    def reason(self, code: str) -> Text:
        return codes.reason(code)

    def _ask(self, method: str, fields: Mapping[str, object]) -> Answer:
        path, space = SERVICES[method]
        body = envelope(method, {"LoginAccount": self.pin, **fields})
        headers = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{space}/{method}"',
        }
        try:
            reply = client().post(f"{self.services}/{path}", content=body, headers=headers)
        except httpx.HTTPError as error:
            return Answer(Kind.UNKNOWN, raw=type(error).__name__)
        if reply.status_code != httpx.codes.OK:
            return Answer(Kind.UNKNOWN, raw=shortened(f"HTTP {reply.status_code} {reply.text}"))
        return read(reply.content, method)


def envelope(method: str, fields: Mapping[str, object]) -> bytes:
    """One call: everything in the service's namespace, the fields inside `requestData`."""
    _, space = SERVICES[method]
    children = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in fields.items())
    return (
        f'<e:Envelope xmlns:e="{SOAP}"><e:Body><{method} xmlns="{space}">'
        f"<requestData>{children}</requestData></{method}></e:Body></e:Envelope>"
    ).encode()


def read(body: bytes, method: str) -> Answer:
    """The answer in `<MethodResult>`, by local names. A success that names no proof is unknown."""
    raw, root = shortened(body.decode("utf-8", "replace")), tree(body)
    if root is None:
        return Answer(Kind.UNKNOWN, raw=raw)
    result = named(root, f"{method}Result")
    told = {} if result is None else {local(one.tag): (one.text or "").strip() for one in result}
    code = told.get("Status", "")[:20]
    kind = codes.kind_of(code, method)
    proof = number(told.get(PROOF.get(method, ""), ""))
    if kind is Kind.OK and method in PROOF and not proof:
        kind = Kind.UNKNOWN
    return Answer(kind, code, proof, raw, mask(told.get("CardNumberMasked", "")))


def token_of(sale: Sale) -> str:
    token = number(sale.ref_id)
    assert token, "Nobody was sent to the bank without a token."
    return token


def number(text: str) -> str:
    """A number above nought; the bank writes 0 where it means none."""
    plain = digits(text)
    return plain if plain.strip("0") else ""


def paid_units(fields: Mapping[str, str], unit: Unit) -> int:
    """What the bank's page says was paid; 0, which is never ours, where it says nothing or two
    different things."""
    asked, switched = (units(fields.get(name, ""), unit) for name in ("Amount", "SwAmount"))
    return asked if asked is not None and switched in (None, asked) else 0


def mask(text: str) -> str:
    """First six and last four digits; a hash of a card number shows no digit of it."""
    return "" if len(text.strip()) >= HASH_LENGTH else card_mask(text)
