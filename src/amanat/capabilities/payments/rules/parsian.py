"""Parsian's status codes: every one that is known (guide escrow.md 3.2)."""

from collections.abc import Mapping
from types import MappingProxyType

from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.mellat import NOT_NOW, UNTOLD
from amanat.words.text import Text

PAID = Text("پرداخت شد.", "Paid.")
GAVE_UP = Text("شما از پرداخت انصراف دادید.", "You cancelled the payment.")
BACK = Text("بانک پول را برگرداند.", "The bank gave the money back.")
BEFORE = Text("پیش‌تر تأیید شده است.", "It was confirmed before.")
CARD = Text("کارت معتبر نیست.", "The card is not valid.")
ISSUER = Text("بانک کارت شما این پرداخت را نپذیرفت.", "Your card's bank declined this payment.")
EXPIRED = Text("تاریخ کارت گذشته است.", "The card has expired.")
PIN = Text("رمز کارت درست نیست.", "The card's PIN is wrong.")
PIN_TRIES = Text("رمز چند بار اشتباه وارد شد.", "The PIN was wrong too many times.")
FUNDS = Text("موجودی کارت کافی نیست.", "There is not enough money on the card.")
LIMIT = Text("مبلغ از سقف کارت بیشتر است.", "The amount is over the card's limit.")
TOO_OFTEN = Text("دفعات برداشت از حد گذشته است.", "The card was used too often today.")
BLOCKED = Text("این کارت بسته است. با بانک خود تماس بگیرید.",
               "This card is blocked. Please call your bank.")  # fmt: skip
NOT_ALLOWED = Text("دارندهٔ کارت اجازهٔ این کار را ندارد.", "The cardholder may not do this.")
ACCOUNT = Text("حساب این کارت مشکل دارد. با بانک خود تماس بگیرید.",
               "There is a problem with the card's account. Please call your bank.")  # fmt: skip
LESS = Text("بانک مبلغ دیگری را پذیرفت؛ پول به کارت برمی‌گردد.",
            "The bank accepted another amount; the money goes back to the card.")  # fmt: skip
TIME_OVER = Text("مهلت صفحهٔ بانک تمام شد.", "The time on the bank's page ended.")

_CLASSES: tuple[tuple[Kind, Text, str], ...] = (
    (Kind.OK, PAID, "0"),
    (Kind.ALREADY, BEFORE, "2 -1533 -1532 -1505"),
    (Kind.CANCELLED, GAVE_UP, "-138 17"),
    (Kind.DECLINED, ISSUER, "1 5 12 13 22 45 80 83 93 97"),
    (Kind.DECLINED, CARD, "14 15 56"),
    (Kind.DECLINED, EXPIRED, "33 54"),
    (Kind.DECLINED, PIN_TRIES, "38 69 75"),
    (Kind.DECLINED, PIN, "55"),
    (Kind.DECLINED, FUNDS, "51"),
    (Kind.DECLINED, LIMIT, "61"),
    (Kind.DECLINED, TOO_OFTEN, "65"),
    (Kind.DECLINED, BLOCKED, "41 43 59 62 63 78 81"),
    (Kind.DECLINED, NOT_ALLOWED, "57"),
    (Kind.DECLINED, ACCOUNT, "39 79"),
    (Kind.MISMATCH, LESS, "10 32"),
    (Kind.UNKNOWN, NOT_NOW,
     "6 8 9 20 21 68 84 90 91 92 94 95 96 99 200 -1 -1000 -1527 -1540 -32768"),
    (Kind.CONFIG, NOT_NOW,
     "3 30 31 40 58 -100 -101 -103 -104 -105 -106 -107 -108 -111 -113 -114 -115 -116 -117 -118"
     " -119 -120 -121 -126 -127 -128 -132 -1536 -1548"),
    (Kind.DUPLICATE, NOT_NOW, "-112"),
    (Kind.STATE, TIME_OVER, "-130"),
    (Kind.STATE, UNTOLD, "-131 -1528 -1530 -1531 -1549 -1550 -1552"),
    (Kind.REVERSED, BACK, "-102 -1551 -1507"),
)  # fmt: skip
#  code: (class, what the payer is told)
TABLE: Mapping[str, tuple[Kind, Text]] = MappingProxyType({
    code: (kind, told) for kind, told, codes in _CLASSES for code in codes.split()
})  # fmt: skip

CONFIRM, REVERSAL = "ConfirmPaymentWithAmount", "ReversalRequest"
#  What the same code means depends on the question: a failed payment will never be confirmed, and
#  a reversal that is on its way to the switch has not happened yet.
IN_CONTEXT: Mapping[tuple[str, str], Kind] = MappingProxyType({
    (CONFIRM, "-1531"): Kind.DECLINED,
    (REVERSAL, "-1507"): Kind.UNKNOWN,
})  # fmt: skip


def kind_of(code: str, question: str = "") -> Kind:
    """The class of a code; a code we never saw leaves the outcome open."""
    if (question, code) in IN_CONTEXT:
        return IN_CONTEXT[question, code]
    return TABLE[code][0] if code in TABLE else Kind.UNKNOWN


def reason(code: str) -> Text:
    """What to tell the payer about a code."""
    return TABLE[code][1] if code in TABLE else UNTOLD
