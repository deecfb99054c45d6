"""One machine: a difference between our book, the gateways and the bank, until it has a reason."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row
from amanat.words.text import Text

HOUSE, FINANCE = Role.HOUSE, Role.FINANCE
#  Nobody has said why: while one of these lasts, nothing leaves.
UNEXPLAINED = ("open", "proposed")
#  The difference is still there, with or without a reason.
STANDING = (*UNEXPLAINED, "explained")

ITEM = Machine(
    "item",
    Row("find", BIRTH, "open", HOUSE),
    *(Row("find_again", old, "open", HOUSE) for old in
      ("open", "proposed", "explained", "matched", "corrected")),
    Row("take", "open", "open", FINANCE),
    Row("take", "explained", "explained", FINANCE),
    Row("explain", "open", "explained", FINANCE),
    Row("match_item", "open", "matched", FINANCE),
    Row("match_item", "explained", "matched", FINANCE),
    *(Row("clear_item", old, "matched", HOUSE) for old in ("open", "proposed", "explained")),
    Row("propose_correction", "open", "proposed", FINANCE),
    Row("propose_correction", "explained", "proposed", FINANCE),
    Row("write_correction", "proposed", "corrected", FINANCE),
    Row("turn_down_correction", "proposed", "open", FINANCE),
    verbs={
        "find": Text("یافتن اختلاف", "find"),
        "find_again": Text("یافتن دوباره", "find again"),
        "take": Text("پذیرفتن پیگیری", "take charge"),
        "explain": Text("توضیح", "explain"),
        "match_item": Text("تطبیق دستی", "match by hand"),
        "clear_item": Text("رسیدن سوی دیگر", "see the other side arrive"),
        "propose_correction": Text("پیشنهاد سند اصلاحی", "propose a correction"),
        "write_correction": Text("ثبت سند اصلاحی", "write the correction"),
        "turn_down_correction": Text("رد سند اصلاحی", "turn the correction down"),
    },
    states={
        "open": Text("بی‌توضیح", "unexplained"),
        "proposed": Text("منتظر امضای دوم", "awaiting the second signature"),
        "explained": Text("توضیح‌داده", "explained"),
        "matched": Text("تطبیق‌شده", "matched"),
        "corrected": Text("اصلاح‌شده", "corrected"),
    },
)  # fmt: skip
