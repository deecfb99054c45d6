"""SOAP 1.1 document/literal envelopes, read and written as Mellat's service does."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from simulators.web import Answer

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SPACE = "http://interfaces.core.sw.bps.com/"
XML_TYPE = "text/xml; charset=utf-8"

LONG, STRING = "long", "string"
_ACCESS = (("terminalId", LONG), ("userName", STRING), ("userPassword", STRING))
_FOLLOW = (*_ACCESS, ("orderId", LONG), ("saleOrderId", LONG), ("saleReferenceId", LONG))
METHODS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "bpPayRequest": (
        *_ACCESS,
        ("orderId", LONG),
        ("amount", LONG),
        ("localDate", STRING),
        ("localTime", STRING),
        ("additionalData", STRING),
        ("callBackUrl", STRING),
        ("payerId", STRING),
        ("mobileNo", STRING),
        ("encPan", STRING),
        ("panHiddenMode", STRING),
        ("cartItem", STRING),
        ("enc", STRING),
    ),
    "bpVerifyRequest": _FOLLOW,
    "bpSettleRequest": _FOLLOW,
    "bpInquiryRequest": _FOLLOW,
    "bpReversalRequest": _FOLLOW,
    "bpRefundRequest": (*_FOLLOW, ("refundAmount", LONG)),
}


class NotUnderstood(Exception):
    """The envelope cannot be unmarshalled; the text goes into the SOAP Fault."""


class Call:
    """One method call with its typed fields; a missing long is 0, a missing string is empty."""

    def __init__(self, method: str, texts: Mapping[str, str]) -> None:
        self.method = method
        self._texts = texts
        self._longs = {
            name: _long(texts[name])
            for name, kind in METHODS[method]
            if kind == LONG and name in texts
        }

    def number(self, name: str) -> int:
        """Give a long field."""
        return self._longs.get(name, 0)

    def text(self, name: str) -> str:
        """Give a string field."""
        return self._texts.get(name, "")


def _long(text: str) -> int:
    bare = text.strip()
    digits = bare[1:] if bare[:1] in ("-", "+") else bare
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 19):
        raise NotUnderstood(f'Unmarshalling Error: For input string: "{bare[:40]}" ')
    number = int(bare)
    if not -(2**63) <= number < 2**63:
        raise NotUnderstood(f'Unmarshalling Error: For input string: "{bare[:40]}" ')
    return number


def read(body: bytes) -> Call:
    """Read a call from an envelope, or raise NotUnderstood."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotUnderstood("Error reading XMLStreamReader.") from error
    content = root.find(f"{{{SOAP}}}Body")
    if root.tag != f"{{{SOAP}}}Envelope" or content is None or len(content) != 1:
        raise NotUnderstood("The request is not a SOAP 1.1 envelope with one call.")
    space, _, method = content[0].tag.rpartition("}")
    if space != f"{{{SPACE}" or method not in METHODS:
        raise NotUnderstood(f"Unexpected wrapper element {content[0].tag[:200]} found.")
    return Call(method, _fields(content[0], method))


def _fields(wrapper: Element, method: str) -> dict[str, str]:
    order = [name for name, _ in METHODS[method]]
    names = [child.tag for child in wrapper]
    for name in names:
        if name not in order:
            raise NotUnderstood(f"Unmarshalling Error: unexpected element {name[:200]}")
    if names != sorted(names, key=order.index) or len(set(names)) != len(names):
        raise NotUnderstood("Unmarshalling Error: elements are out of order or repeated")
    return {child.tag: child.text or "" for child in wrapper}


def answer(method: str, text: str) -> Answer:
    """Answer a call with its result text."""
    return Answer(
        f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body><ns1:{method}Response xmlns:ns1="{SPACE}">'
        f"<return>{escape(text)}</return></ns1:{method}Response></soap:Body></soap:Envelope>".encode(),
        200,
        XML_TYPE,
    )


def fault(words: str) -> Answer:
    """Answer with a SOAP Fault and HTTP 500."""
    return Answer(
        f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body><soap:Fault>'
        f"<faultcode>soap:Client</faultcode><faultstring>{escape(words)}</faultstring>"
        "</soap:Fault></soap:Body></soap:Envelope>".encode(),
        500,
        XML_TYPE,
    )


def wsdl(address: str) -> Answer:
    """Describe the service so that a SOAP client can call it."""
    return Answer(_wsdl_text(address).encode(), 200, XML_TYPE)


def _type_text(method: str, fields: tuple[tuple[str, str], ...]) -> str:
    optional = {STRING: ' minOccurs="0"', LONG: ""}
    elements = "".join(
        f'<xs:element name="{name}" type="xs:{kind}"{optional[kind]}/>' for name, kind in fields
    )
    return (
        f'<xs:element name="{method}" type="tns:{method}"/><xs:complexType name="{method}">'
        f"<xs:sequence>{elements}</xs:sequence></xs:complexType>"
    )


def _wsdl_text(address: str) -> str:
    types = messages = ports = bindings = ""
    body = '<soap:body use="literal"/>'
    for method, fields in METHODS.items():
        reply = f"{method}Response"
        types += _type_text(method, fields) + _type_text(reply, (("return", STRING),))
        for name in (method, reply):
            part = f'<wsdl:part element="tns:{name}" name="parameters"/>'
            messages += f'<wsdl:message name="{name}">{part}</wsdl:message>'
        ports += (
            f'<wsdl:operation name="{method}"><wsdl:input message="tns:{method}"/>'
            f'<wsdl:output message="tns:{reply}"/></wsdl:operation>'
        )
        bindings += (
            f'<wsdl:operation name="{method}"><soap:operation soapAction="" style="document"/>'
            f"<wsdl:input>{body}</wsdl:input><wsdl:output>{body}</wsdl:output></wsdl:operation>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><wsdl:definitions name="PaymentGatewayImplService"'
        f' targetNamespace="{SPACE}" xmlns:tns="{SPACE}" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"'
        ' xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"><wsdl:types>'
        f'<xs:schema elementFormDefault="unqualified" targetNamespace="{SPACE}">{types}</xs:schema>'
        f'</wsdl:types>{messages}<wsdl:portType name="IPaymentGateway">{ports}</wsdl:portType>'
        '<wsdl:binding name="PaymentGatewayImplServiceSoapBinding" type="tns:IPaymentGateway">'
        '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>'
        f'{bindings}</wsdl:binding><wsdl:service name="PaymentGatewayImplService">'
        '<wsdl:port name="PaymentGatewayImplPort"'
        ' binding="tns:PaymentGatewayImplServiceSoapBinding">'
        f'<soap:address location="{escape(address, {chr(34): "&quot;"})}"/>'
        "</wsdl:port></wsdl:service></wsdl:definitions>"
    )
