"""What every gateway's wire has in common: reading what came, and believing little of it."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from amanat.capabilities.payments.rules.units import Unit, from_the_wire

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
ANSWER_LIMIT_BYTES = 64 * 1024


def tree(body: bytes) -> Element | None:
    """The XML of an answer; None when it is too long, broken or hostile."""
    if len(body) > ANSWER_LIMIT_BYTES:
        return None
    try:
        root: Element = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return root


def named(root: Element, name: str) -> Element | None:
    """The first element of this local name, whatever its namespace."""
    return next((one for one in root.iter() if local(one.tag) == name), None)


def local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def digits(text: str) -> str:
    """The text when it is a plain number a bank could give, else nothing."""
    text = text.strip()
    return text if text.isascii() and text.isdigit() and len(text) < 19 else ""


def units(text: str, unit: Unit) -> int | None:
    """Whole rial out of an amount of the wire, with or without thousands separators; None when nothing was said.

    An amount nobody can read is 0: it then differs from every amount we asked for.
    """
    if not text.strip():
        return None
    plain = digits(text.replace(",", "").replace("٬", ""))
    return from_the_wire(int(plain), unit) if plain else 0


def card_mask(text: str) -> str:
    """First six and last four digits, whatever else was posted."""
    kept = [char for char in text if char.isascii() and char.isdigit()]
    return f"{''.join(kept[:6])}******{''.join(kept[-4:])}" if len(kept) >= 10 else ""
