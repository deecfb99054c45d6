"""What a shop does with the outside world, by plain HTTP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from types import TracebackType
from xml.sax.saxutils import escape

import httpx

from simulators.mellat.envelope import METHODS, SPACE
from simulators.mellat.soap import PATH

TERMINAL = {"terminalId": "1234567", "userName": "amanat", "userPassword": "amanat"}
CALLBACK = "http://127.0.0.1:9/callback"
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True)
class Sale:
    """A pair that the bank knows: our order id and its reference."""

    order_id: int
    reference: str


class Shop:
    """A shop with one terminal, one SMS key and one bank account."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=5, trust_env=False)

    def __enter__(self) -> Shop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def soap(self, method: str, **fields: object) -> httpx.Response:
        """Call the gateway with the fields in the order of its table."""
        texts = {**TERMINAL, **{name: str(value) for name, value in fields.items()}}
        inner = "".join(
            f"<{name}>{escape(texts[name])}</{name}>"
            for name, _ in METHODS[method]
            if name in texts
        )
        body = (
            '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>'
            f'<m:{method} xmlns:m="{SPACE}">{inner}</m:{method}></e:Body></e:Envelope>'
        )
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": ""}
        return self.http.post(PATH, content=body.encode(), headers=headers)

    def ask(self, method: str, **fields: object) -> str:
        """Call the gateway and give the text of its answer."""
        found = re.search("<return>(.*)</return>", self.soap(method, **fields).text)
        assert found is not None
        return found[1]

    def pay_request(self, order_id: int = 10, **other: object) -> str:
        """Ask for a payment and give the whole answer."""
        fields = {
            "orderId": order_id,
            "amount": 500_000,
            "localDate": "20261103",
            "localTime": "101500",
            "additionalData": "a & b",
            "callBackUrl": CALLBACK,
            "payerId": "0",
        }
        return self.ask("bpPayRequest", **{**fields, **other})

    def ref_id(self, order_id: int = 10, **other: object) -> str:
        """Ask for a payment and give the RefId."""
        code, _, ref_id = self.pay_request(order_id, **other).partition(",")
        assert code == "0"
        return ref_id.strip()

    def choose(self, ref_id: str, choice: str = "pay") -> dict[str, str]:
        """Open the card page, press a button, and give what would be posted back."""
        opened = self.http.post("/mellat/pgwchannel/startpay.mellat", data={"RefId": ref_id})
        assert opened.status_code == 200
        fields = {"RefId": ref_id, "card": "6219861034529007", "choice": choice}
        text = self.http.post("/mellat/pgwchannel/pay.mellat", data=fields).text
        return {name: unescape(value) for name, value in FIELD.findall(text)}

    def sale(self, order_id: int = 10) -> Sale:
        """Sell something: the buyer has paid, nobody has verified."""
        posted = self.choose(self.ref_id(order_id))
        assert posted["ResCode"] == "0"
        return Sale(order_id, posted["SaleReferenceId"])

    def follow(self, call: str, sale: Sale, **other: object) -> str:
        """Verify, settle, inquire, reverse or refund a sale."""
        fields = {
            "orderId": 900,
            "saleOrderId": sale.order_id,
            "saleReferenceId": sale.reference,
        }
        if call == "Refund":
            fields["refundAmount"] = 100_000
        return self.ask(f"bp{call}Request", **{**fields, **other})

    def arm(self, provider: str, call: str, fault: str, **other: object) -> None:
        """Arm a fault switch."""
        wish = {"provider": provider, "call": call, "fault": fault, **other}
        assert self.http.post("/faults.json", json=wish).status_code == 201

    def move_clock(self, seconds: float) -> None:
        """Set simulated time ahead of real time."""
        wish = {"offset_seconds": seconds}
        assert self.http.post("/clock.json", json=wish).status_code == 200

    def sms(self, method: str, **fields: object) -> httpx.Response:
        """Call the SMS provider."""
        return self.http.post(f"/kavenegar/v1/test-key/{method}.json", data=fields)
