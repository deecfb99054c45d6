"""SOAP 1.1 envelopes, read and written as Parsian's three services do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from simulators.mellat.envelope import SOAP, XML_TYPE
from simulators.web import Answer

HOME = "https://pec.Shaparak.ir/NewIPGServices"
SALE = "SalePaymentRequest"
CONFIRM, CONFIRM_WITH_AMOUNT = "ConfirmPayment", "ConfirmPaymentWithAmount"
REVERSAL = "ReversalRequest"
SPACES: Mapping[str, str] = {
    SALE: f"{HOME}/Sale/SaleService",
    CONFIRM: f"{HOME}/Confirm/ConfirmService",
    CONFIRM_WITH_AMOUNT: f"{HOME}/Confirm/ConfirmService",
    REVERSAL: f"{HOME}/Reversal/ReversalService",
}
#  What an answer holds beside its status, with what stands there when there is nothing to say.
REST: Mapping[str, Mapping[str, str]] = {
    SALE: {"Token": "0", "Message": ""},
    CONFIRM: {"CardNumberMasked": "", "RRN": "0", "Token": "0"},
    CONFIRM_WITH_AMOUNT: {"CardNumberMasked": "", "RRN": "0", "Token": "0"},
    REVERSAL: {"Message": "", "Token": "0"},
}
LONGS = frozenset({"Amount", "OrderId", "Token"})


class NotUnderstood(Exception):
    """The envelope cannot be read; the text goes into the SOAP Fault."""


@dataclass(frozen=True)
class Call:
    """One method call; a missing number is 0, a missing text is empty."""

    method: str
    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        """Give a text field."""
        return self.texts.get(name, "")

    def number(self, name: str) -> int:
        """Give a number field."""
        return int(self.texts.get(name) or 0)


def read(body: bytes, action: str) -> Call:
    """Read a call; its SOAPAction must name it, as the services demand."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotUnderstood("Server was unable to read request.") from error
    content = root.find(f"{{{SOAP}}}Body")
    if root.tag != f"{{{SOAP}}}Envelope" or content is None or len(content) != 1:
        raise NotUnderstood("The request is not a SOAP 1.1 envelope with one call.")
    space, _, method = content[0].tag.removeprefix("{").partition("}")
    if SPACES.get(method) != space or action.strip('"') != f"{space}/{method}":
        raise NotUnderstood(f"Server did not recognize the value of SOAPAction: {action[:200]}.")
    data = content[0].find(f"{{{space}}}requestData")
    fields = {} if data is None else {
        one.tag.removeprefix(f"{{{space}}}"): (one.text or "").strip() for one in data
    }  # fmt: skip
    for name in LONGS & set(fields):
        if not (fields[name].isascii() and fields[name].isdigit() and len(fields[name]) < 19):
            raise NotUnderstood(f"There is an error in XML document: {name}")
    return Call(method, fields)


def answer(method: str, status: str, **rest: object) -> Answer:
    """Answer a call with its result."""
    told = {"Status": status, **REST[method], **rest}
    inner = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in told.items())
    return Answer(
        f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body>'
        f'<{method}Response xmlns="{SPACES[method]}"><{method}Result>{inner}</{method}Result>'
        f"</{method}Response></soap:Body></soap:Envelope>".encode(),
        200,
        XML_TYPE,
    )
