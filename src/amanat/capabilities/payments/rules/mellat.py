"""Behpardakht Mellat's result codes, complete (guide version 1.29, table 11)."""

from collections.abc import Mapping
from types import MappingProxyType

from amanat.capabilities.payments.rules.answers import Kind
from amanat.words.text import Text

UNTOLD = Text("بانک این پرداخت را نپذیرفت.", "The bank did not accept this payment.")
NOT_NOW = Text("درگاه بانک اکنون کار نمی‌کند.", "The bank's gateway is not working now.")

CARD = Text("شمارهٔ کارت درست نیست.", "The card number is not right.")
PIN = Text("رمز کارت درست نیست.", "The card's PIN is wrong.")

#  code: (class, what the payer is told)
TABLE: Mapping[str, tuple[Kind, Text]] = MappingProxyType({
    "0": (Kind.OK, Text("پرداخت شد.", "Paid.")),
    "11": (Kind.DECLINED, CARD),
    "12": (Kind.DECLINED, Text("موجودی کارت کافی نیست.", "There is not enough money on the card.")),
    "13": (Kind.DECLINED, PIN),
    "14": (Kind.DECLINED, Text("رمز چند بار اشتباه وارد شد.", "The PIN was wrong too many times.")),
    "15": (Kind.DECLINED, Text("کارت معتبر نیست.", "The card is not valid.")),
    "16": (Kind.DECLINED, Text("دفعات برداشت از حد گذشته است.", "Too many withdrawals today.")),
    "17": (Kind.CANCELLED, Text("شما از پرداخت انصراف دادید.", "You cancelled the payment.")),
    "18": (Kind.DECLINED, Text("تاریخ کارت گذشته است.", "The card has expired.")),
    "19": (Kind.DECLINED, Text("مبلغ از سقف کارت بیشتر است.", "The amount is over the limit.")),
    "21": (Kind.CONFIG, NOT_NOW),
    "23": (Kind.CONFIG, NOT_NOW),
    "24": (Kind.CONFIG, NOT_NOW),
    "25": (Kind.CONFIG, NOT_NOW),
    "31": (Kind.UNKNOWN, NOT_NOW),
    "32": (Kind.CONFIG, NOT_NOW),
    "33": (Kind.CONFIG, NOT_NOW),
    "34": (Kind.UNKNOWN, NOT_NOW),
    "35": (Kind.CONFIG, NOT_NOW),
    "41": (Kind.DUPLICATE, NOT_NOW),
    "42": (Kind.STATE, UNTOLD),
    "43": (Kind.ALREADY, Text("پیش‌تر تأیید شده است.", "It was verified before.")),
    "44": (Kind.STATE, UNTOLD),
    "45": (Kind.ALREADY, Text("پیش‌تر واریز شده است.", "It was settled before.")),
    "46": (Kind.STATE, UNTOLD),
    "47": (Kind.STATE, UNTOLD),
    "48": (Kind.REVERSED, Text("بانک پول را برگرداند.", "The bank gave the money back.")),
    "51": (Kind.UNKNOWN, NOT_NOW),
    "54": (Kind.STATE, UNTOLD),
    "55": (Kind.STATE, UNTOLD),
    "61": (Kind.UNKNOWN, NOT_NOW),
    "62": (Kind.CONFIG, NOT_NOW),
    "98": (Kind.DECLINED, Text("سقف استفاده از رمز ایستا پر شده است.",
                               "The limit of the static PIN is used up.")),
    "111": (Kind.DECLINED, Text("صادرکنندهٔ کارت معتبر نیست.", "The card's issuer is not valid.")),
    "112": (Kind.UNKNOWN, NOT_NOW),
    "113": (Kind.UNKNOWN, NOT_NOW),
    "114": (Kind.DECLINED, Text("دارندهٔ کارت اجازهٔ این کار را ندارد.",
                                "The cardholder may not do this.")),
    "412": (Kind.CONFIG, NOT_NOW),
    "413": (Kind.CONFIG, NOT_NOW),
    "414": (Kind.CONFIG, NOT_NOW),
    "415": (Kind.DECLINED, Text("مهلت صفحهٔ بانک تمام شد.", "The time on the bank's page ended.")),
    "416": (Kind.UNKNOWN, NOT_NOW),
    "417": (Kind.CONFIG, NOT_NOW),
    "418": (Kind.CONFIG, NOT_NOW),
    "419": (Kind.DECLINED, Text("دفعات ورود داده از حد گذشت.", "Data was entered too many times.")),
    "421": (Kind.CONFIG, NOT_NOW),
    "995": (Kind.DECLINED, Text("کارت باید به نام خود شما باشد.",
                                "The card must be in your own name.")),
})  # fmt: skip

IDENTITY = "995"
#  What the same code means depends on the question: a double is to be asked about, "verified" is
#  not "settled", and what is settled or too old can no longer be reversed.
IN_CONTEXT: Mapping[tuple[str, str], Kind] = MappingProxyType({
    ("bpVerifyRequest", "51"): Kind.STATE,
    ("bpSettleRequest", "43"): Kind.STATE,
    ("bpReversalRequest", "45"): Kind.DECLINED,
    ("bpReversalRequest", "55"): Kind.DECLINED,
})  # fmt: skip


def kind_of(code: str, question: str = "") -> Kind:
    """The class of a code; a code we never saw leaves the outcome open."""
    if (question, code) in IN_CONTEXT:
        return IN_CONTEXT[question, code]
    return TABLE[code][0] if code in TABLE else Kind.UNKNOWN


def reason(code: str) -> Text:
    """What to tell the payer about a code."""
    return TABLE[code][1] if code in TABLE else UNTOLD
