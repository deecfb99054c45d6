"""Behpardakht Mellat over SOAP 1.1: hand-written envelopes, no WSDL, guide escrow.md 3.1.

Amounts are rial on this wire and in the house.
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
from amanat.capabilities.payments.rules import mellat as codes
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.units import Unit, on_the_wire
from amanat.kernel.outside import client
from amanat.words.moments import TEHRAN
from amanat.words.text import Text

SPACE = "http://interfaces.core.sw.bps.com/"
NO_PAYER_ID = "0"


@dataclass(frozen=True, slots=True)
class Mellat:
    """One terminal at Mellat. `service` and `page` come from settings only."""

    service: str
    page: str
    terminal_id: str
    user_name: str
    password: str = field(repr=False)

    name: ClassVar[str] = "mellat"
    title: ClassVar[Text] = Text("درگاه بانک ملت", "Bank Mellat's gateway")
    unit: ClassVar[Unit] = Unit.RIAL
    floor_units: ClassVar[int] = 1_000
    settles: ClassVar[bool] = True
    inquires: ClassVar[bool] = True
    inquires_by_token: ClassVar[bool] = False
    refunds_parts: ClassVar[bool] = True
    refund_floor_units: ClassVar[int] = 1
    refunds_later: ClassVar[bool] = True

    def start(self, sale: Sale, at: datetime) -> Answer:
        """Ask for a RefId. Date and time are Tehran's, both from one moment."""
        local = at.astimezone(TEHRAN)
        answer = self._ask("bpPayRequest", {
            "orderId": sale.order_id, "amount": on_the_wire(sale.amount_units, self.unit),
            "localDate": f"{local:%Y%m%d}", "localTime": f"{local:%H%M%S}",
            "additionalData": "", "callBackUrl": sale.callback_url, "payerId": NO_PAYER_ID,
        })  # fmt: skip
        if answer.kind is Kind.OK and not answer.reference:
            return Answer(Kind.UNKNOWN, answer.code, raw=answer.raw)
        return answer

    def redirect(self, sale: Sale) -> Redirect:
        return Redirect(self.page, {"RefId": sale.ref_id})

    def parse_callback(self, fields: Mapping[str, str]) -> Returned:
        code = fields.get("ResCode", "").strip()
        return Returned(
            kind=codes.kind_of(code),
            code=code[:20],
            ref_id=fields.get("RefId", "").strip(),
            order_id=fields.get("SaleOrderId", "").strip(),
            reference=digits(fields.get("SaleReferenceId", "")),
            card_mask=card_mask(fields.get("CardHolderPan", "")),
            final_units=units(fields.get("FinalAmount", ""), self.unit),
        )

    def verify(self, sale: Sale) -> Answer:
        return self._follow_up("bpVerifyRequest", sale)

    def settle(self, sale: Sale) -> Answer:
        return self._follow_up("bpSettleRequest", sale)

    def inquiry(self, sale: Sale) -> Answer:
        return self._follow_up("bpInquiryRequest", sale)

    def reversal(self, sale: Sale) -> Answer:
        return self._follow_up("bpReversalRequest", sale)

    def refund(self, sale: Sale, order_id: int, units: int) -> Answer:
        """Give part of a settled sale back under an order id of its own."""
        amount = on_the_wire(units, self.unit)
        return self._follow_up("bpRefundRequest", sale, order_id=order_id, refundAmount=amount)

    def refund_again(self, sale: Sale, order_id: int, units: int) -> Answer:
        """The same again: the bank refuses a second refund of one order id."""
        return self.refund(sale, order_id, units)

    def forgotten(self) -> tuple[Forgotten, ...]:
        return ()

    def reason(self, code: str) -> Text:
        return codes.reason(code)

    def _follow_up(self, method: str, sale: Sale, order_id: int = 0, **more: int) -> Answer:
        assert digits(sale.sale_reference_id), "An empty reference makes the bank fail."
        return self._ask(method, {
            "orderId": order_id or sale.order_id, "saleOrderId": sale.order_id,
            "saleReferenceId": sale.sale_reference_id, **more,
        })  # fmt: skip

    def _ask(self, method: str, fields: Mapping[str, object]) -> Answer:
        access = {
            "terminalId": self.terminal_id,
            "userName": self.user_name,
            "userPassword": self.password,
        }
        body = envelope(method, {**access, **fields})
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
        try:
            reply = client().post(self.service, content=body, headers=headers)
        except httpx.HTTPError as error:
            return Answer(Kind.UNKNOWN, raw=type(error).__name__)
        if reply.status_code != httpx.codes.OK:
            return Answer(Kind.UNKNOWN, raw=shortened(f"HTTP {reply.status_code} {reply.text}"))
        return read(reply.content, method)


def envelope(method: str, fields: Mapping[str, object]) -> bytes:
    """One call: the method in the bank's namespace, its children in none, in the given order."""
    children = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in fields.items())
    return (
        f'<e:Envelope xmlns:e="{SOAP}" xmlns:m="{SPACE}"><e:Body><m:{method}>{children}'
        f"</m:{method}></e:Body></e:Envelope>"
    ).encode()


def read(body: bytes, method: str) -> Answer:
    """The answer in `<return>`, by local name: `code` or `code,reference`."""
    raw, root = shortened(body.decode("utf-8", "replace")), tree(body)
    if root is None:
        return Answer(Kind.UNKNOWN, raw=raw)
    wrapper = named(root, f"{method}Response")
    found = None if wrapper is None else next(
        (one for one in wrapper if local(one.tag) == "return"), None
    )  # fmt: skip
    code, _, reference = ((found.text if found is not None else None) or "").partition(",")
    code = code.strip()
    return Answer(codes.kind_of(code, method), code[:20], reference.strip(), raw)
