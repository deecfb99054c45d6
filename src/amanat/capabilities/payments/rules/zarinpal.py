"""ZarinPal's codes: every one that is known (guide escrow.md 3.3)."""

from collections.abc import Mapping
from types import MappingProxyType

from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.mellat import NOT_NOW, UNTOLD
from amanat.words.text import Text

REQUEST, VERIFY, INQUIRY, REVERSE = "request", "verify", "inquiry", "reverse"

PAID = Text("پرداخت شد.", "Paid.")
BEFORE = Text("پیش‌تر تأیید شده است.", "It was verified before.")
NOT_PAID = Text("پولی از کارت شما برداشته نشد.", "Nothing was taken from your card.")
CAME_BACK = Text("پرداخت انجام نشد یا شما انصراف دادید.",
                 "The payment was not made, or you cancelled it.")  # fmt: skip
DIFFERS = Text("مبلغ پرداخت‌شده با صورتحساب نمی‌خواند؛ پول به کارت برمی‌گردد.",
               "The amount paid is not the one of the bill; the money goes back to the card.")  # fmt: skip
TOO_MUCH = Text("مبلغ از سقف این درگاه بیشتر است.", "The amount is over this gateway's limit.")
GONE_BACK = Text("زرین‌پال پول را برگرداند.", "ZarinPal gave the money back.")

_CLASSES: tuple[tuple[Kind, Text, str], ...] = (
    (Kind.OK, PAID, "100"),
    (Kind.ALREADY, BEFORE, "101"),
    (Kind.CONFIG, NOT_NOW, "-9 -10 -11 -13 -14 -15 -16 -17 -18 -19"),
    (Kind.UNKNOWN, NOT_NOW, "-12 -52"),
    (Kind.CONFIG, NOT_NOW, "-30 -31 -32 -33 -34 -35 -36 -37 -38 -39 -40"),
    (Kind.CONFIG, TOO_MUCH, "-41"),
    (Kind.MISMATCH, DIFFERS, "-50"),
    (Kind.DECLINED, NOT_PAID, "-51"),
    (Kind.STATE, UNTOLD, "-53 -54 -55"),
    (Kind.STATE, UNTOLD, "-60 -61 -63"),
    (Kind.CONFIG, UNTOLD, "-62"),
)  # fmt: skip
#  code: (class, what the payer is told)
TABLE: Mapping[str, tuple[Kind, Text]] = MappingProxyType({
    code: (kind, told) for kind, told, codes in _CLASSES for code in codes.split()
})  # fmt: skip

#  What an inquiry says about a session, and what the browser brings: words, not numbers.
STATUSES: Mapping[str, tuple[Kind, Text]] = MappingProxyType({
    "VERIFIED": (Kind.OK, PAID),
    "PAID": (Kind.STATE, UNTOLD),  # The money was taken and waits for our verification.
    "IN_BANK": (Kind.UNKNOWN, UNTOLD),
    "FAILED": (Kind.DECLINED, NOT_PAID),
    "REVERSED": (Kind.REVERSED, GONE_BACK),
})  # fmt: skip
RETURNS: Mapping[str, tuple[Kind, Text]] = MappingProxyType({
    "OK": (Kind.OK, PAID),
    "NOK": (Kind.DECLINED, CAME_BACK),
})  # fmt: skip
REVERSED_WORD, NOT_REVERSIBLE = "REVERSED", "-61"

#  What the same code means depends on the question: only a status says that a session was paid,
#  and a reversal is no place where amounts are compared.
IN_CONTEXT: Mapping[tuple[str, str], Kind] = MappingProxyType({
    (INQUIRY, "-53"): Kind.UNKNOWN,
    (INQUIRY, "-54"): Kind.UNKNOWN,
    (INQUIRY, "-55"): Kind.UNKNOWN,
    (INQUIRY, "-51"): Kind.UNKNOWN,
    (INQUIRY, "100"): Kind.UNKNOWN,
    (REQUEST, "101"): Kind.UNKNOWN,
    (REVERSE, "101"): Kind.UNKNOWN,
    (REVERSE, "-51"): Kind.UNKNOWN,
})  # fmt: skip


def kind_of(code: str, question: str = "") -> Kind:
    """The class of a code; a code we never saw leaves the outcome open."""
    if (question, code) in IN_CONTEXT:
        return IN_CONTEXT[question, code]
    return TABLE[code][0] if code in TABLE else Kind.UNKNOWN


def status_of(word: str) -> Kind:
    """The class of an inquiry's status."""
    return STATUSES[word][0] if word in STATUSES else Kind.UNKNOWN


def returned(word: str) -> Kind:
    """The class of what the browser brings; neither of the two words is a contradiction."""
    return RETURNS[word][0] if word in RETURNS else Kind.MISMATCH


def reason(code: str) -> Text:
    """What to tell the payer about a code or a word."""
    told = TABLE.get(code) or STATUSES.get(code) or RETURNS.get(code)
    return told[1] if told else UNTOLD
