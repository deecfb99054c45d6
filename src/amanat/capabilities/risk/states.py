"""A sign of risk: raised by a rule, decided by an officer. It never blocks anybody by itself."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row
from amanat.words.text import Text

SIGN = Machine(
    "sign",
    Row("raise_sign", BIRTH,  "open",    Role.HOUSE),
    Row("raise_sign", "open", "open",    Role.HOUSE),
    Row("clear_sign", "open", "cleared", Role.OFFICER),
    Row("hold_deal",  "open", "held",    Role.OFFICER),
    Row("block",      "open", "blocked", Role.OFFICER),
    verbs={
        "raise_sign": Text("دیدن نشانه", "Raise a sign"),
        "clear_sign": Text("بی‌خطر است", "Nothing is wrong"),
        "hold_deal": Text("نگه‌داشتن پول معامله", "Keep the deal’s money"),
        "block": Text("بستن راه این شخص", "Close the way for this person"),
    },
    states={
        "open": Text("در انتظار نگاه", "Awaiting a look"),
        "cleared": Text("بی‌خطر", "Cleared"),
        "held": Text("پول معامله نگه داشته شود", "Money to be kept"),
        "blocked": Text("بسته", "Blocked"),
    },
)  # fmt: skip
